"""The cells of printed tables: lines cut where the gap is wider than any space between words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dossier_builder.pdf.geometry import Geometry
from dossier_builder.pdf.lines import TextLine, cells_of
from dossier_builder.pdf.opening import opened, page_of


def read_cells(path: Path) -> Mapping[int, tuple[TextLine, ...]]:
    """By page, its text cut at line ends and at wide gaps. Raises UnreadableError (`opened`)."""
    found: dict[int, tuple[TextLine, ...]] = {}
    with opened(path) as document:
        for index in range(len(document)):
            with page_of(document, index) as page:
                found[index + 1] = cells_of(page, index + 1, Geometry.of(page))
    return found
