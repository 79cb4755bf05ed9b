"""An annotated copy is a valid next draft: the checker says the same of it, no page moves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from dossier_builder import pdf
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.submission import EngineName, Layout
from dossier_builder.inputs import load_dossier
from dossier_builder.layout import ENGINES, ConversionJob, LayoutJob, convert_to_docx
from dossier_builder.ooxml import Package
from dossier_builder.ooxml.comments import AUTHOR, comments
from dossier_builder.pipeline.check import check_documents
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.render import render
from dossier_builder.report.annotated import annotate

from .variants import EXAMPLES, load_variant

NOW = dt.datetime(2027, 2, 23, 21, 40, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Copied:
    """A faulty dossier as a docx, what is said of it, and its annotated copy."""

    original: Path
    copy: Path
    report: DocumentReport


@pytest.fixture(scope="module", params=["ccp3/texte-provisoire", "dpp/boite-vide"])
def copied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copied:
    room = tmp_path_factory.mktemp("annoté")
    kind, fault = request.param.split("/")
    folder = load_variant(EXAMPLES / kind / "variantes" / fault).apply(room / "dossier")
    roots = pack_roots(None, folder)
    loaded = load_dossier(folder, lambda identifier: load(identifier, roots))
    fake = {a.id: _one_page() for a in loaded.dossier.annexes}
    original = room / "original.docx"
    original.write_bytes(render(loaded.dossier, loaded.modele, annexes_pdf=fake).content)
    report = checked(original, room / "avant")
    copy = room / "copie.docx"
    copy.write_bytes(annotate(original, report, date=NOW))
    return Copied(original, copy, report)


def _one_page() -> Path:
    return next((EXAMPLES / "dpp" / "conforme" / "annexes").glob("*.pdf"))


def checked(path: Path, workspace: Path) -> DocumentReport:
    workspace.mkdir()
    options = Options(now=NOW, moteur="dxpdf")
    (report,) = check_documents([Request(path, "dossier.docx")], options, workspace)
    return report


def pages(path: Path, engine: EngineName, output: Path) -> int:
    (laid,) = ENGINES[engine].lay_out([LayoutJob(path, output)])
    assert isinstance(laid.result, Layout)
    return pdf.page_count(laid.result.pdf)


def test_every_finding_is_there(copied: Copied) -> None:
    """A sommaire that was never filled has thirty of them: the first six, and how many more."""
    ours = [c.text for c in comments(Package.read(copied.copy)) if c.author == AUTHOR]
    text = "\n".join(ours)
    failed = [
        outcome
        for outcome in copied.report.outcomes
        if outcome.statut == "echouee" and outcome.gravite != "information"
    ]
    assert {"erreur", "avertissement"} == {outcome.gravite for outcome in failed}
    for outcome in failed:
        assert all(finding.message in text for finding in outcome.constats[:6])
    most = max(len(outcome.constats) for outcome in failed)
    assert f"Et {most - 6} autres du même genre." in text
    assert len(ours) < 8


def test_the_checker_says_the_same_of_the_copy(copied: Copied, tmp_path: Path) -> None:
    again = checked(copied.copy, tmp_path / "après")
    assert copied.report.verdict == again.verdict != "conforme"
    assert replace(again, empreinte=copied.report.empreinte) == copied.report


def test_no_page_moves(copied: Copied, tmp_path: Path) -> None:
    before = pages(copied.original, "dxpdf", tmp_path / "a.pdf")
    assert pages(copied.copy, "dxpdf", tmp_path / "b.pdf") == before > 10


@pytest.mark.libreoffice
def test_no_page_moves_in_libreoffice(copied: Copied, tmp_path: Path) -> None:
    before = pages(copied.original, "libreoffice", tmp_path / "a.pdf")
    assert pages(copied.copy, "libreoffice", tmp_path / "b.pdf") == before > 10


@pytest.mark.libreoffice
def test_libreoffice_keeps_the_comments_and_their_author(copied: Copied, tmp_path: Path) -> None:
    """So a learner who saves the copy with LibreOffice hands in a draft like any other."""
    saved = tmp_path / "enregistré.docx"
    (converted,) = convert_to_docx([ConversionJob(copied.copy, ".docx", saved)])
    assert converted.motif == ""
    before, after = (comments(Package.read(path)) for path in (copied.copy, saved))
    assert [(c.author, c.text) for c in after] == [(c.author, c.text) for c in before]
    clean = comments(Package.from_bytes(annotate(saved, replace(copied.report, outcomes=()))))
    assert len(clean) == 1
