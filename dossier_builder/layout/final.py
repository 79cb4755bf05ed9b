"""The PDF to hand in: the same pages as an engine lays out, with all that it can add to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.domain.submission import EngineName
from dossier_builder.layout import libreoffice
from dossier_builder.layout.engine import Laid, LayoutJob
from dossier_builder.layout.engines import ENGINES


def export_final(jobs: Sequence[LayoutJob], engine: EngineName) -> Iterator[Laid]:
    """As Engine.lay_out; LibreOffice is asked for PDF/UA, the embedded engine gives what it can."""
    if engine == libreoffice.NAME:
        yield from libreoffice.export(jobs)
    else:
        yield from ENGINES[engine].lay_out(jobs)
