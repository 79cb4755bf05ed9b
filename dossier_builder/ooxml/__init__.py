"""Reading and writing docx packages: the only place that knows zip, parts and WordprocessingML.

Stands beside `pdf` at the bottom of the line; `ouverture`, `facts`, `render` and `report` build
on it. Everything is read by lxml with a parser that resolves and fetches nothing.
"""

from __future__ import annotations

from dossier_builder.ooxml.names import NAMESPACES, Element, R, W, qn
from dossier_builder.ooxml.notes import NoteCall, note_calls, notes
from dossier_builder.ooxml.numbering import Numbering, list_place, printed_numbers
from dossier_builder.ooxml.package import Package, Relationship, relationships_part
from dossier_builder.ooxml.paragraphs import NumberedParagraph, paragraphs
from dossier_builder.ooxml.properties import (
    AppProperties,
    CoreProperties,
    app_properties,
    core_properties,
    custom_properties,
)
from dossier_builder.ooxml.styles import Style, Styles, child_value
from dossier_builder.ooxml.text import PRINTED, is_hidden, is_on, printed, text_of
from dossier_builder.ooxml.xml import parse_xml, serialize_xml

__all__ = [
    "NAMESPACES",
    "PRINTED",
    "AppProperties",
    "CoreProperties",
    "Element",
    "NoteCall",
    "NumberedParagraph",
    "Numbering",
    "Package",
    "R",
    "Relationship",
    "Style",
    "Styles",
    "W",
    "app_properties",
    "child_value",
    "core_properties",
    "custom_properties",
    "is_hidden",
    "is_on",
    "list_place",
    "note_calls",
    "notes",
    "paragraphs",
    "parse_xml",
    "printed",
    "printed_numbers",
    "qn",
    "relationships_part",
    "serialize_xml",
    "text_of",
]
