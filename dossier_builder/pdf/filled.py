"""What was filled in or typed over a page: fields of forms, free text, stamps.

pdfium keeps them apart from the page's text. They are drawn into the page, in memory, and the
lines that this adds are put where a reader sees them: after the label that they fill.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium_c

from dossier_builder.domain import limits
from dossier_builder.pdf.lines import TextLine

_PRINTED = frozenset(
    (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STAMP)
)

# Shares of the smaller height by which two lines must overlap to be read from left to right.
_SAME_LINE = 0.5


def has_printed_annotations(page: Any) -> bool:
    """Whether something stands on the page that is not in its own text; links do not count."""
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page), limits.PDF_ANNOTATIONS)
    return any(_subtype(page, index) in _PRINTED for index in range(count))


def flatten(page: Any) -> bool:
    """Draw the annotations into the page; whether it changed (it must then be loaded again)."""
    flattened = pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    return bool(flattened == pdfium_c.FLATTEN_SUCCESS)


def placed(own: Sequence[TextLine], everything: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """The page's own lines with the added ones, those at the end of `everything`, in their place.

    An added line comes after the last one that stands above it, or to its left on its line.
    """
    left = Counter(own)
    added: list[TextLine] = []
    for line in everything:
        if left[line] > 0:
            left[line] -= 1
        else:
            added.append(line)
    if left.total():  # joined with what was added: the page's own order is gone
        return tuple(everything)
    lines = list(own)
    for line in added:
        lines.insert(_position(lines, line), line)
    return tuple(lines)


def _position(lines: Sequence[TextLine], added: TextLine) -> int:
    before = [n for n, line in enumerate(lines) if _comes_before(line, added)]
    return before[-1] + 1 if before else 0


def _comes_before(line: TextLine, other: TextLine) -> bool:
    overlap = min(line.bottom, other.bottom) - max(line.top, other.top)
    if overlap >= _SAME_LINE * min(line.bottom - line.top, other.bottom - other.top):
        return line.x0 <= other.x0
    return line.top < other.top


def _subtype(page: Any, index: int) -> int:
    annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return 0
    try:
        return int(pdfium_c.FPDFAnnot_GetSubtype(annotation))
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)
