"""The printed lines of a page: where pdfium ends them, mended where it took them for vertical."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium_c

from dossier_builder.domain import limits
from dossier_builder.errors import UnreadableError
from dossier_builder.pdf.geometry import Geometry
from dossier_builder.values import frozen

_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_FONT_NAME_BYTES = 128
# Names of fonts: a document has a few, and each line asks.
_REMEMBERED = 256
# pdfium ends a line on a hyphen by its own mark alone, and joins the next line to it.
_LINE_END = re.compile(r"\r\n|\r|\n|(?<=[\ufffe\x02])")
# Gaps between two pieces of one line, in heights of the type. A space is 0.2 to 0.3 (0.6 in a
# typewriter's font), letters that follow each other 0 to 0.05; the cells of a table stand further
# apart than 0.8: Word leaves 0.19 cm on each side of their text.
_SPACE_GAP = 0.13
_WIDEST_GAP = 0.8
_OVERLAP_GAP = -0.3
# Justified text stretches its spaces; cells stand further apart.
_CELL_GAP = 0.95
# Shares of the smaller height by which two pieces must overlap to stand on one line.
_SAME_LINE = 0.5
_OVERFULL_REMEDY = "Exportez de nouveau le PDF depuis Word, ou vérifiez le document .docx."


@frozen
class TextLine:
    """One printed line: `page` from 1; `x0`, `x1`, `top`, `bottom` in fractions of the page.

    `size` is in points as printed; size, font and look are those of its first visible character,
    or of its largest piece where pdfium had cut it (at the call of a footnote). `bold` tells
    that its last character is bold too: a paragraph may begin with bold words.
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


@frozen
class _Piece:
    """A line as pdfium cut it, with the numbers of its first and last visible characters."""

    line: TextLine
    head: int
    tail: int


def lines_of(page: Any, number: int, geometry: Geometry) -> tuple[TextLine, ...]:
    """The lines of a loaded page, in the order of its content.

    Raises UnreadableError when it has more characters than any page can show.
    """
    with _text_of(page) as text_page:
        if text_page.count_chars() > limits.PDF_PAGE_CHARACTERS:
            message = f"La page {number} du PDF contient plus de texte qu’une page n’en montre."
            raise UnreadableError(message, _OVERFULL_REMEDY, refus="page_demesuree")
        reader = _Reader(text_page, number, geometry, page.get_width(), page.get_height())
        return tuple(_joined(tuple(reader.pieces()), reader))


def cells_of(page: Any, number: int, geometry: Geometry) -> tuple[TextLine, ...]:
    """The same lines cut at every wide gap: the cells of tables apart."""
    with _text_of(page) as text_page:
        reader = _Reader(text_page, number, geometry, page.get_width(), page.get_height())
        return tuple(piece.line for piece in reader.cells())


@contextmanager
def _text_of(page: Any) -> Iterator[Any]:
    text_page = page.get_textpage()
    try:
        yield text_page
    finally:
        text_page.close()


class _Reader:
    """The characters of one page, measured; its buffers serve for every one of them."""

    def __init__(
        self, text_page: Any, number: int, geometry: Geometry, width: float, height: float
    ) -> None:
        self._text = text_page
        self._text_page = text_page.raw  # its wrapper costs as much as the call, at each of them
        self._number = number
        self._geometry = geometry
        self._width = width
        self.height = height
        self._sides = tuple(ctypes.c_double() for _ in range(4))
        self._rectangle = pdfium_c.FS_RECTF()
        self._matrix = pdfium_c.FS_MATRIX()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(_FONT_NAME_BYTES)

    def pieces(self) -> Iterator[_Piece]:
        """The page's text cut at pdfium's line ends, each measured by its end characters."""
        raw = self._text.get_text_range()
        start = 0
        for match in [*_LINE_END.finditer(raw), None]:
            end = match.start() if match else len(raw)
            printed = raw[start:end].strip()
            if printed:
                yield self._piece(printed, start + raw[start:end].index(printed[0]))
            start = match.end() if match else end

    def cells(self) -> Iterator[_Piece]:
        """The page's text cut at pdfium's line ends and at the gaps between cells."""
        raw = self._text.get_text_range()
        index_of = pdfium_c.FPDFText_GetCharIndexFromTextIndex
        start, before = None, -1
        ends = {match.start() for match in _LINE_END.finditer(raw)} | {len(raw)}
        for place in range(len(raw) + 1):
            character = raw[place : place + 1]
            blank = not character.strip()
            if start is not None and not blank and place - before > 1:
                one = index_of(self._text_page, before)
                two = index_of(self._text_page, place)
                if min(one, two) >= 0 and self.gap(one, two) > _CELL_GAP * self._size(one):
                    yield self._piece(raw[start : before + 1], start)
                    start = None
            if not blank:
                start = place if start is None else start
                before = place
            if place in ends and start is not None:
                yield self._piece(raw[start : before + 1], start)
                start = None

    def _piece(self, printed: str, first: int) -> _Piece:
        index_of = pdfium_c.FPDFText_GetCharIndexFromTextIndex
        head = index_of(self._text_page, first)
        tail = index_of(self._text_page, first + len(printed) - 1)
        tail = tail if tail >= 0 else head
        left, top, _, bottom = self._box(head)
        _, tail_top, right, tail_bottom = self._box(tail)
        font = self._font(head)
        line = TextLine(
            page=self._number,
            text=_clean(printed),
            x0=min(left, right),
            x1=max(left, right),
            top=min(top, tail_top),
            bottom=max(bottom, tail_bottom),
            size=self._size(head),
            font=_plain_name(font),
            bold=self._is_bold(head, font) and (tail == head or self._is_bold(tail)),
            italic=_is_italic_name(font),
        )
        return _Piece(line, head, tail)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a character's ink, in fractions of the page."""
        left, right, bottom, top = self._sides
        pdfium_c.FPDFText_GetCharBox(self._text_page, index, left, right, bottom, top)
        return self._geometry.box(left.value, top.value, right.value, bottom.value)

    def gap(self, before: int, after: int) -> float:
        """Points from where a character's advance ends to where another begins, as shown."""
        return (self._advance(after)[0] - self._advance(before)[1]) * self._width

    def _advance(self, index: int) -> tuple[float, float]:
        """From where to where a character reaches in its line, side bearings included."""
        box = self._rectangle
        pdfium_c.FPDFText_GetLooseCharBox(self._text_page, index, box)
        x0, _, x1, _ = self._geometry.box(box.left, box.top, box.right, box.bottom)
        return x0, x1

    def _size(self, index: int) -> float:
        """The printed size in points: the font's own times the scale of the text (Skia scales)."""
        size = float(pdfium_c.FPDFText_GetFontSize(self._text_page, index))
        matrix = self._matrix
        if pdfium_c.FPDFText_GetMatrix(self._text_page, index, matrix):
            size *= float((matrix.c**2 + matrix.d**2) ** 0.5)
        return round(size, 2)

    def _is_bold(self, index: int, font: str | None = None) -> bool:
        weight = pdfium_c.FPDFText_GetFontWeight(self._text_page, index)
        name = self._font(index) if font is None and weight < _BOLD_WEIGHT else font
        return weight >= _BOLD_WEIGHT or bool(name and _is_bold_name(name))

    def _font(self, index: int) -> str:
        name = self._name
        size = pdfium_c.FPDFText_GetFontInfo(
            self._text_page, index, name, _FONT_NAME_BYTES, self._flags
        )
        return name.value.decode("utf-8", "replace") if size else ""


@lru_cache(maxsize=_REMEMBERED)
def _plain_name(font: str) -> str:
    return _SUBSET_TAG.sub("", font)


@lru_cache(maxsize=_REMEMBERED)
def _is_bold_name(font: str) -> bool:
    return _BOLD_NAME.search(font) is not None


@lru_cache(maxsize=_REMEMBERED)
def _is_italic_name(font: str) -> bool:
    return _ITALIC_NAME.search(font) is not None


def _joined(pieces: Sequence[_Piece], reader: _Reader) -> Iterator[TextLine]:
    """The pieces that follow each other on one line, made one again.

    pdfium takes the text of a whole page for vertical when it covers less of the width than of the
    height (a page with only a small table), and then ends a line after each run, or each letter.
    """
    current: _Piece | None = None
    for piece in pieces:
        gap = _gap(current, piece, reader) if current else None
        if current is None or gap is None:
            if current:
                yield current.line
            current = piece
            continue
        space = " " if gap > _SPACE_GAP else ""
        look = max(current.line, piece.line, key=_size_of)  # not the call of a note
        line = replace(
            look,
            text=current.line.text + space + piece.line.text,
            x0=current.line.x0,
            x1=max(current.line.x1, piece.line.x1),
            top=min(current.line.top, piece.line.top),
            bottom=max(current.line.bottom, piece.line.bottom),
        )
        current = _Piece(line, current.head, piece.tail)
    if current:
        yield current.line


def _gap(before: _Piece, after: _Piece, reader: _Reader) -> float | None:
    """From one piece to the next in heights of the type; None when they are not one line."""
    one, two = before.line, after.line
    height = max(one.size, two.size)
    overlap = min(one.bottom, two.bottom) - max(one.top, two.top)
    if not height or overlap < _SAME_LINE * min(one.bottom - one.top, two.bottom - two.top):
        return None
    gap = reader.gap(before.tail, after.head) / height
    return gap if _OVERLAP_GAP < gap < _WIDEST_GAP else None


def _size_of(line: TextLine) -> float:
    return line.size


def _clean(text: str) -> str:
    """Without the marks that pdfium leaves: U+FFFE at a hyphenated line end, U+0002 likewise."""
    return text.replace("\ufffe", "-").replace("\x02", "-").replace("\x00", "")
