"""The running headers and footers of a PDF: lines that belong to no text.

A header or a footer repeats from page to page, at the same place, or holds the page's number. What
stands as high on one page only, as large as a title or close to the text below, is the text of a
page with narrow margins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dossier_builder.pdf import PdfPage, TextLine

# Headers and footers usually lie within these shares of the height: 2 cm of 29.7 is 0.067.
HEADER_BOTTOM = 0.075
FOOTER_TOP = 0.92
# Higher headers and footers are told by their repetition alone.
_HIGHEST_BOTTOM = 0.12
_LOWEST_TOP = 0.88
# So many pages, and this share of all, must repeat the very words.
_REPEATED_ON = 3
_REPEATED_SHARE = 0.5
# From the top of a line, a title included, to that of the next, in sizes of the type; a header
# stands 3 sizes or more above the text (1.25 cm in a margin of 2.5).
_PITCH = 2.6
_LARGER = 1.12
_FIGURES = re.compile(r"\d+")
_ONLY_A_NUMBER = re.compile(
    r"^\W*(?:page|p\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:/|sur|de|of)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)


def text_lines(pages: Sequence[PdfPage], body_size: float) -> Iterator[TextLine]:
    """The lines of the pages in reading order, running headers and footers left out."""
    repeated = _repeated(pages, body_size)
    shapes = Counter(
        shape for page in pages for shape in {_shape(x) for x in page.lines if _is_in_band(x)}
    )
    for page in pages:
        for line in page.lines:
            if (line.text, round(line.size)) in repeated and _is_near_edge(line):
                continue
            if not _is_in_band(line) or _is_text(line, page, shapes, body_size):
                yield line


def _repeated(pages: Sequence[PdfPage], body_size: float) -> frozenset[tuple[str, int]]:
    """The words that stand near the same edge of many pages, no larger than the text."""
    counts = Counter(
        words
        for page in pages
        for words in {
            (x.text, round(x.size))
            for x in page.lines
            if _is_near_edge(x) and not _is_large(x, body_size)
        }
    )
    least = max(_REPEATED_ON, _REPEATED_SHARE * len(pages))
    return frozenset(words for words, count in counts.items() if count >= least)


def _is_near_edge(line: TextLine) -> bool:
    return line.bottom < _HIGHEST_BOTTOM or line.top > _LOWEST_TOP


def _is_in_band(line: TextLine) -> bool:
    return line.top <= HEADER_BOTTOM or line.bottom >= FOOTER_TOP


def _is_large(line: TextLine, body_size: float) -> bool:
    return line.size > body_size * _LARGER


def _shape(line: TextLine) -> str:
    return _FIGURES.sub("0", line.text.casefold())


def _is_text(line: TextLine, page: PdfPage, shapes: Counter[str], body_size: float) -> bool:
    """Whether a line in the bands of headers and footers is the text of a page all the same."""
    if _ONLY_A_NUMBER.match(line.text) or shapes[_shape(line)] > 1:
        return False
    if _is_large(line, body_size):
        return True
    if line.size < body_size / _LARGER:
        return False
    return _reaches_the_text(line, page, _PITCH * line.size / page.height)


def _reaches_the_text(line: TextLine, page: PdfPage, pitch: float) -> bool:
    """Whether close lines lead from this one out of the band, as those of a paragraph do."""
    step = 1 if line.top <= HEADER_BOTTOM else -1
    at = line.top
    for top in sorted(
        (x.top for x in page.lines if step * (x.top - at) > 0), key=lambda t: step * t
    ):
        if abs(top - at) >= pitch:
            return False
        if HEADER_BOTTOM < top < FOOTER_TOP:
            return True
        at = top
    return False
