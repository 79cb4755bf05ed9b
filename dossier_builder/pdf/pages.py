"""What is printed on each page: its text, its lines with size and place, what is drawn on it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from types import MappingProxyType

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier_builder.pdf.drawing import PdfPicture, drawn_on
from dossier_builder.pdf.filled import flatten, has_printed_annotations, placed
from dossier_builder.pdf.geometry import Geometry
from dossier_builder.pdf.lines import TextLine, lines_of
from dossier_builder.pdf.navigation import OutlineEntry, outline_of
from dossier_builder.pdf.opening import opened, page_of
from dossier_builder.values import frozen

# One path a letter: a frame, a table or a curve without a word has fewer.
_MANY_PATHS = 200
# Bullets are such signs too: a page of them has fewer, and more words than signs.
_MANY_SIGNS = 40
_MEANINGLESS = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")


@frozen
class PdfPage:
    """One page: `number` from 1, sizes in points as shown.

    `images` is the share of its area that images cover, 0.0 to 1.0; `paths` the number of drawn
    outlines (rules, frames; letters when a program exported text as drawings).
    """

    number: int
    width: float
    height: float
    text: str
    lines: tuple[TextLine, ...]
    images: float
    paths: int = 0
    pictures: tuple[PdfPicture, ...] = ()

    @property
    def has_text(self) -> bool:
        """Whether any letter or figure can be read on it."""
        return any(character.isalnum() for character in self.text)

    @property
    def is_illegible(self) -> bool:
        """Whether what is printed cannot be read: letters drawn as outlines, or without a meaning.

        Programs for graphics export texts as drawings; fonts without a table of characters give
        signs of the private use area.
        """
        if len(_MEANINGLESS.findall(self.text)) >= _MANY_SIGNS:
            return len(_MEANINGLESS.findall(self.text)) > len(self.text.split())
        return self.paths >= _MANY_PATHS and not self.has_text


@frozen
class PdfDocumentFacts:
    """A whole PDF. `labels` are the page labels that viewers show ("" where there are none).

    `information` holds the entries of the information dictionary that were asked for and are there.
    """

    pages: tuple[PdfPage, ...]
    labels: tuple[str, ...]
    title: str
    creator: str
    producer: str
    language: str
    tagged: bool
    outline: tuple[OutlineEntry, ...] = ()
    information: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_pages(path: Path, *, information: Sequence[str] = ()) -> PdfDocumentFacts:
    """Everything that is printed, filled fields included, and the outline, in one reading.

    `information` names what else is wanted of the information dictionary.

    Raises UnreadableError (see `opened`).
    """
    geometries: dict[int, Geometry] = {}
    with opened(path) as document:
        if document.get_formtype() == pdfium_c.FORMTYPE_ACRO_FORM:
            document.init_forms()  # draws the fields that came without an appearance
        pages = tuple(_page(document, index, geometries) for index in range(len(document)))
        metadata = document.get_metadata_dict()
        return PdfDocumentFacts(
            pages=pages,
            labels=tuple(document.get_page_label(index) for index in range(len(document))),
            title=metadata.get("Title", "").strip(),
            creator=metadata.get("Creator", "").strip(),
            producer=metadata.get("Producer", "").strip(),
            language=_language(document),
            tagged=bool(pdfium_c.FPDFCatalog_IsTagged(document)),
            outline=outline_of(document, geometries),
            information=_information(document, information),
        )


def page_count(path: Path) -> int:
    """The number of pages, at least 1. Raises UnreadableError."""
    with opened(path) as document:
        return len(document)


def _page(document: pdfium.PdfDocument, index: int, geometries: dict[int, Geometry]) -> PdfPage:
    with page_of(document, index) as page:
        geometry = geometries[index] = Geometry.of(page)
        width, height = page.get_size()
        lines = lines_of(page, index + 1, geometry)
        drawn = drawn_on(page, geometry)
        filled = has_printed_annotations(page) and flatten(page)
    if filled:
        with page_of(document, index) as page:
            lines = placed(lines, lines_of(page, index + 1, geometry))
    return PdfPage(
        number=index + 1,
        width=width,
        height=height,
        text="\n".join(line.text for line in lines),
        lines=lines,
        images=drawn.images,
        paths=drawn.paths,
        pictures=drawn.pictures,
    )


def _language(document: pdfium.PdfDocument) -> str:
    size = pdfium_c.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(max(2, size))
    pdfium_c.FPDFCatalog_GetLanguage(
        document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace").strip("\0 ")


def _information(document: pdfium.PdfDocument, names: Sequence[str]) -> Mapping[str, str]:
    """Pdfium reads them in a moment; pypdf takes a tenth of a second to be imported."""
    found = {name: document.get_metadata_value(name).strip() for name in names}
    return MappingProxyType({name: text for name, text in found.items() if text})
