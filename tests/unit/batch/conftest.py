"""A small promotion: docx of a few pages that say their number, laid out by the embedded engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from dossier_builder.pipeline.requests import Options, Request

NOW = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)

Make = Callable[[int], list[Request]]


def write(path: Path, number: int) -> Path:
    """A short CCP2; the number is in its text."""
    document = docx.Document()
    document.add_heading("Introduction", 1)
    document.add_paragraph(f"Texte fictif de la personne numéro {number}. " * (5 + number))
    document.add_heading("Conclusion", 1)
    document.add_paragraph("Fin du texte.")
    document.save(str(path))
    return path


@pytest.fixture
def options() -> Options:
    """The embedded engine, the kind given: quick, and the same on every machine."""
    return Options(now=NOW, modele="cip/ccp2", moteur="dxpdf")


@pytest.fixture
def promotion(tmp_path: Path) -> Make:
    """Make that many documents."""

    def make(count: int) -> list[Request]:
        folder = tmp_path / "promo"
        folder.mkdir(exist_ok=True)
        paths = [write(folder / f"dossier {n}.docx", n) for n in range(count)]
        return [Request(path, f"promo/{path.name}") for path in paths]

    return make
