"""What kind of content a part of a package is: what can be rewritten, searched, or only named."""

from __future__ import annotations

from typing import Literal

from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Element, Package, parse_xml
from dossier_builder.ooxml.gate import open_archive

Nature = Literal["xml", "texte", "archive", "photo", "police", "binaire"]

_XML = (".xml", ".rels", ".vml", ".svg", ".xhtml")
_TEXT = (".htm", ".html", ".txt", ".css", ".csv")
_ARCHIVES = (".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".dotx", ".xltx", ".potx")
_PHOTOS = (".png", ".jpg", ".jpeg", ".jpe", ".jfif")
_FONTS = (".odttf", ".ttf", ".otf", ".fntdata")
_ZIP = b"PK\x03\x04"
_FOLDERS = (
    ("docprops/", "propriétés"),
    ("customxml/", "données du fichier"),
    ("word/header", "en-tête"),
    ("word/footer", "pied de page"),
    ("word/footnotes", "note"),
    ("word/endnotes", "note"),
    ("word/comments", "commentaire"),
    ("word/people", "commentaire"),
    ("word/charts", "graphique"),
    ("word/diagrams", "schéma"),
    ("word/embeddings", "objet incorporé"),
    ("word/media", "image"),
    ("word/glossary", "glossaire"),
    ("word/document", "texte non imprimé"),
)


def nature_of(name: str, data: bytes) -> Nature:
    """By its content where that is sure, else by its extension."""
    extension = f".{name.rpartition('.')[2].lower()}"  # « _rels/.rels » is all extension
    if data.startswith(_ZIP) and (extension in _ARCHIVES or extension in {".bin", ".zip"}):
        return "archive"
    if extension in _XML:
        return "xml"
    if extension in _TEXT:
        return "texte"
    if extension in _PHOTOS:
        return "photo"
    return "police" if extension in _FONTS else "binaire"


def where(name: str) -> str:
    """What a part is for whoever reads the document."""
    low = name.lower()
    if low.endswith(".rels"):
        return "lien"
    return next((label for start, label in _FOLDERS if low.startswith(start)), "réglages")


def xml_of(name: str, data: bytes) -> Element | None:
    """The root of an XML part, None when it cannot be parsed (a drawing with a document type)."""
    try:
        return parse_xml(data, part=name)
    except UnreadableError:
        return None


def archive_of(data: bytes) -> Package | None:
    """The package inside a part, None when it is damaged, encrypted or too large."""
    try:
        return Package(open_archive(data))
    except UnreadableError:
        return None


def decoded(data: bytes) -> str:
    """A text whose encoding nobody tells: UTF-8, or else Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
