"""What is printed on each page: its text, its lines with size and place, its share of images."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier_builder.pdf.drawing import image_share
from dossier_builder.pdf.opening import fractions, opened, page_of

_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_FONT_NAME_BYTES = 128
# pdfium ends a line on a hyphen by its own mark alone, and joins the next line to it.
_LINE_END = re.compile(r"\r\n|\r|\n|(?<=[\ufffe\x02])")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line: `page` from 1; `x0`, `x1`, `top`, `bottom` in fractions of the page.

    `size` is in points as printed; look and font are those of its first visible character.
    """

    page: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: `number` from 1, sizes in points as shown.

    `images` is the share of its area that images cover, 0.0 to 1.0.
    """

    number: int
    width: float
    height: float
    text: str
    lines: tuple[TextLine, ...]
    images: float

    @property
    def has_text(self) -> bool:
        """Whether any letter or figure can be read on it."""
        return any(character.isalnum() for character in self.text)


@dataclass(frozen=True, slots=True)
class PdfDocumentFacts:
    """A whole PDF. `labels` are the page labels that viewers show ("" where there are none)."""

    pages: tuple[PdfPage, ...]
    labels: tuple[str, ...]
    title: str
    creator: str
    producer: str
    language: str
    tagged: bool


def read_pages(path: Path) -> PdfDocumentFacts:
    """Everything that is printed. Raises UnreadableError (see `opened`)."""
    with opened(path) as document:
        pages = tuple(_page(document, index) for index in range(len(document)))
        metadata = document.get_metadata_dict()
        return PdfDocumentFacts(
            pages=pages,
            labels=tuple(document.get_page_label(index) for index in range(len(document))),
            title=metadata.get("Title", "").strip(),
            creator=metadata.get("Creator", "").strip(),
            producer=metadata.get("Producer", "").strip(),
            language=_language(document),
            tagged=bool(pdfium_c.FPDFCatalog_IsTagged(document)),
        )


def page_count(path: Path) -> int:
    """The number of pages, at least 1. Raises UnreadableError."""
    with opened(path) as document:
        return len(document)


def _page(document: pdfium.PdfDocument, index: int) -> PdfPage:
    with page_of(document, index) as page:
        width, height = page.get_size()
        with _text_of(page) as text_page:
            raw = text_page.get_text_range()
            lines = tuple(_lines(page, text_page, raw, index + 1))
        text = "\n".join(line.text for line in lines)
        return PdfPage(index + 1, width, height, text, lines, image_share(page))


@contextmanager
def _text_of(page: Any) -> Iterator[Any]:
    text_page = page.get_textpage()
    try:
        yield text_page
    finally:
        text_page.close()


def _lines(page: Any, text_page: Any, raw: str, number: int) -> Iterator[TextLine]:
    """Cut the page's text at its line ends and measure each line by its end characters."""
    start = 0
    for match in [*_LINE_END.finditer(raw), None]:
        end = match.start() if match else len(raw)
        printed = raw[start:end].strip()
        if printed:
            first = start + raw[start:end].index(printed[0])
            yield _line(page, text_page, number, printed, first)
        start = match.end() if match else end


def _line(page: Any, text_page: Any, number: int, printed: str, first: int) -> TextLine:
    head = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, first)
    tail = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, first + len(printed) - 1)
    left, top, _, bottom = _box(page, text_page, head)
    _, tail_top, right, tail_bottom = _box(page, text_page, tail if tail >= 0 else head)
    font = _font(text_page, head)
    return TextLine(
        page=number,
        text=_clean(printed),
        x0=min(left, right),
        x1=max(left, right),
        top=min(top, tail_top),
        bottom=max(bottom, tail_bottom),
        size=_size(text_page, head),
        font=_SUBSET_TAG.sub("", font),
        bold=pdfium_c.FPDFText_GetFontWeight(text_page, head) >= _BOLD_WEIGHT
        or bool(_BOLD_NAME.search(font)),
        italic=bool(_ITALIC_NAME.search(font)),
    )


def _clean(text: str) -> str:
    """Without the marks that pdfium leaves: U+FFFE at a hyphenated line end, U+0002 likewise."""
    return text.replace("\ufffe", "-").replace("\x02", "-").replace("\x00", "")


def _box(page: Any, text_page: Any, index: int) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a character, in fractions of the page."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    x0, y0 = fractions(page, left.value, top.value)
    x1, y1 = fractions(page, right.value, bottom.value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _size(text_page: Any, index: int) -> float:
    """The printed size in points: the font's own size times the scale of the text (Skia scales)."""
    size = float(pdfium_c.FPDFText_GetFontSize(text_page, index))
    matrix = pdfium_c.FS_MATRIX()
    if pdfium_c.FPDFText_GetMatrix(text_page, index, matrix):
        size *= float((matrix.c**2 + matrix.d**2) ** 0.5)
    return round(size, 2)


def _font(text_page: Any, index: int) -> str:
    buffer = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    pdfium_c.FPDFText_GetFontInfo(text_page, index, buffer, _FONT_NAME_BYTES, ctypes.c_int())
    return buffer.value.decode("utf-8", "replace")


def _language(document: pdfium.PdfDocument) -> str:
    size = pdfium_c.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = ctypes.create_string_buffer(max(2, size))
    pdfium_c.FPDFCatalog_GetLanguage(
        document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace").strip("\0 ")
