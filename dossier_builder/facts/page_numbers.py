"""The number printed on each page, read in the margins of the laid-out document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from dossier_builder.facts.pdf_content import FOOTER_TOP, HEADER_BOTTOM
from dossier_builder.pdf import PdfDocumentFacts, PdfPage

# « page 3 sur 20 », « 3 / 20 », « p. 3 », « - 3 - », then any figure of the line.
_PATTERNS = (
    re.compile(
        r"(?:page|p\.)?\s*(?<!\d)(\d{1,3})\s*(?:sur|/|de|of)\s*\d{1,3}(?!\d)", re.IGNORECASE
    ),
    re.compile(r"(?:page|p\.)\s*(\d{1,3})\b", re.IGNORECASE),
    re.compile(r"^\W*(\d{1,3})\W*$"),
    re.compile(r"(?<![\d.,/])(\d{1,3})(?![\d.,/])"),
)
# Beyond the strict margins, for headers and footers set closer to the text.
_SLACK = 0.03
# A cover, a sommaire and one page more: the most that may hold a single number.
_SHORT = 3


def printed_numbers(printed: PdfDocumentFacts) -> Mapping[int, int | None]:
    """Physical page → the number printed in its header or footer, None where none was seen.

    Page numbers follow one another: a figure that does not go up with the pages (« CCP 2 » in
    every footer, a figure at the end of the text) is none.
    """
    seen = {page.number: tuple(_figures(page)) for page in printed.pages}
    starts = Counter(
        start for number, figures in seen.items() for start in {f - number for f in figures}
    )
    # In a short document where a single page is numbered, nothing follows anything: once is enough.
    # In a longer one it is the figure of a table cut by the page.
    alone = len(seen) <= _SHORT and all(count == 1 for count in starts.values())
    least = 1 if alone else 2
    pages_with = Counter(figure for figures in seen.values() for figure in set(figures))
    constant = {figure for figure, pages in pages_with.items() if least == 1 and pages > 1}
    return {
        number: next(
            (f for f in figures if starts[f - number] >= least and f not in constant), None
        )
        for number, figures in seen.items()
    }


def _figures(page: PdfPage) -> Iterator[int]:
    """What may be the page's number, the likeliest first."""
    margin = [
        line.text
        for line in page.lines
        if line.top >= FOOTER_TOP - _SLACK or line.bottom <= HEADER_BOTTOM + _SLACK
    ]
    for pattern in _PATTERNS:
        for text in reversed(margin):
            yield from (int(figure) for figure in pattern.findall(text))
