"""The number printed on each page, read in the margins of the laid-out document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier_builder.facts.pdf_content import FOOTER_TOP, HEADER_BOTTOM
from dossier_builder.pdf import PdfDocumentFacts, PdfPage

# « page 3 sur 20 », « 3 / 20 », « p. 3 », « - 3 - », « 3 » at an end of the line.
_OF_TOTAL = re.compile(r"(?:page|p\.)?\s*(\d{1,3})\s*(?:sur|/|de|of)\s*\d{1,3}\s*$", re.IGNORECASE)
_PAGE = re.compile(r"(?:page|p\.)\s*(\d{1,3})\b", re.IGNORECASE)
_ALONE = re.compile(r"^\W*(\d{1,3})\W*$")
_AT_END = re.compile(r"(?:^|\s|\|)(\d{1,3})\s*$")
# Beyond the strict margins, for headers and footers set closer to the text.
_SLACK = 0.03


def printed_numbers(printed: PdfDocumentFacts) -> Mapping[int, int | None]:
    """Physical page → the number printed in its header or footer, None where none was seen."""
    return {page.number: _number(page) for page in printed.pages}


def _number(page: PdfPage) -> int | None:
    margin = [
        line.text
        for line in page.lines
        if line.top >= FOOTER_TOP - _SLACK or line.bottom <= HEADER_BOTTOM + _SLACK
    ]
    for pattern in (_OF_TOTAL, _PAGE, _ALONE, _AT_END):
        for text in reversed(margin):
            match = pattern.search(text)
            if match:
                return int(match[1])
    return None
