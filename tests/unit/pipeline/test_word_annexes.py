"""The Word annexes of a dossier are laid out in one call; the next engine takes the refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from dossier_builder.domain.dossier import Annexe, Dossier
from dossier_builder.domain.submission import LayoutFailure
from dossier_builder.layout import ENGINES, EngineState, Laid, LayoutJob
from dossier_builder.pdf import page_count
from dossier_builder.pipeline import engines
from dossier_builder.pipeline.generate import annexes_as_pdf
from dossier_builder.pipeline.source import load_source

EXAMPLE = Path(__file__).parents[3] / "examples" / "cip" / "ccp3" / "conforme"


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    """Two Word annexes of one and of two pages, of one name in two folders, and a picture."""
    for pages in (1, 2):
        (tmp_path / f"annexe{pages}").mkdir()
        made = docx.Document()
        made.add_paragraph("Une page.")
        for _ in range(pages - 1):
            made.add_page_break()
            made.add_paragraph("Une autre.")
        made.save(str(tmp_path / f"annexe{pages}" / "grille.docx"))
    annexes = (
        Annexe("une", 1, "Une page", tmp_path / "annexe1" / "grille.docx"),
        Annexe("image", 2, "Une image", tmp_path / "image.png"),
        Annexe("deux", 3, "Deux pages", tmp_path / "annexe2" / "grille.docx"),
    )
    return replace(load_source(EXAMPLE, ()).dossier, annexes=annexes)


def test_each_has_its_own_pages(dossier: Dossier, tmp_path: Path) -> None:
    made = annexes_as_pdf(dossier, tmp_path, ("dxpdf",))
    assert {name: page_count(pdf) for name, pdf in made.items()} == {"une": 1, "deux": 2}


class Refusing:
    """An engine that says no; it counts how often it is called."""

    calls = 0

    def probe(self) -> EngineState:
        return EngineState("libreoffice", available=True)

    def lay_out(self, jobs: Sequence[LayoutJob], **_: object) -> Iterator[Laid]:
        self.calls += 1
        for job in jobs:
            yield Laid(job, LayoutFailure("libreoffice", "non"))


def test_what_one_engine_refuses_the_next_lays_out(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = Refusing()
    monkeypatch.setattr(engines, "ENGINES", {**ENGINES, "libreoffice": refusing})
    made = annexes_as_pdf(dossier, tmp_path, ("libreoffice", "dxpdf"))
    assert {name: page_count(pdf) for name, pdf in made.items()} == {"une": 1, "deux": 2}
    assert refusing.calls == 1
