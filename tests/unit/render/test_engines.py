"""Both engines: the same pages, and the bookmarks of the headings come back as destinations."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.submission import EngineName, Layout
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.ouverture import open_submission
from dossier_builder.pdf import destinations, fonts, page_count, read_pages
from dossier_builder.render import RenderedDocx, render

ENGINE_NAMES = [
    pytest.param("dxpdf"),
    pytest.param("libreoffice", marks=pytest.mark.libreoffice),
]
PAGES = {"dossier": [3, 3, 3, 4, 4, 5, 6], "dpp": [5, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13]}


def laid_out(made: RenderedDocx, engine: EngineName, folder: Path) -> Path:
    source = folder / f"{engine}.docx"
    source.write_bytes(made.content)
    copy = open_submission(source, name=source.name, workspace=folder).working_copy
    assert copy is not None
    job = LayoutJob(source=copy.path, output=folder / f"{engine}.pdf")
    (laid,) = ENGINES[engine].lay_out([job])
    assert isinstance(laid.result, Layout), laid.result
    return laid.result.pdf


@pytest.mark.parametrize("engine", ENGINE_NAMES)
@pytest.mark.parametrize(("what", "kind"), [("dossier", "modele"), ("dpp", "formulaire")])
def test_headings_come_back_with_their_pages(
    engine: EngineName, what: str, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    dossier, modele = request.getfixturevalue(what), request.getfixturevalue(kind)
    assert isinstance(dossier, Dossier)
    assert isinstance(modele, Modele)
    made = render(dossier, modele)
    pdf = laid_out(made, engine, tmp_path)
    places = destinations(pdf)
    pages = {h.name: places[h.name].page for h in made.headings}
    assert list(pages.values()) == PAGES[what]
    filled = made.with_pages(pages)
    again = laid_out(filled, engine, tmp_path)
    found = destinations(again)
    assert {h.name: found[h.name].page for h in made.headings} == pages
    assert page_count(again) == page_count(pdf) == max(pages.values())
    printed = [" ".join(page.text.split()) for page in read_pages(again).pages]
    assert any(f"page 3 sur {page_count(again)}" in page for page in printed)
    assert not any("00 " in page for page in printed[1:3])
    assert {family.replace(" ", "") for family in fonts(again)} <= {"Lato", "DossierCases"}
