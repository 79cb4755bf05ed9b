"""Printed pages whose text is out of the reach of every rule: scans, pictures, drawn letters."""

from __future__ import annotations

from dossier_builder.pdf import PdfDocumentFacts, PdfPage

# A page covered this far by pictures, with fewer words than this, has text that no rule can read.
# A figure over the width of the text and half its height covers 0.3; a page placed as a picture
# within the margins 0.58; a scan 0.8 and more.
_PICTURE_SHARE = 0.5
PICTURE_WORDS = 30


def illegible_pages(printed: PdfDocumentFacts) -> tuple[int, ...]:
    """The numbers of those pages."""
    return tuple(page.number for page in printed.pages if _is_illegible(page))


def illegible_end(printed: PdfDocumentFacts) -> int | None:
    """The first page of the run of such pages that ends the document; None where there is none."""
    pages = set(illegible_pages(printed))
    start = len(printed.pages) + 1
    while start - 1 in pages:
        start -= 1
    return start if start <= len(printed.pages) else None


def _is_illegible(page: PdfPage) -> bool:
    picture = page.images >= _PICTURE_SHARE and len(page.text.split()) < PICTURE_WORDS
    return picture or page.is_illegible
