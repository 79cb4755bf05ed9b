"""A whole promotion in one command, as a trainer runs it on a Friday evening."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from openpyxl import load_workbook

from dossier_builder.ooxml import Package, parse_xml

from .promotion_files import DAMAGED, NAMES, Promotion, small, whole
from .runs import Made, dossier

FORMATS = ("html", "xlsx", "json", "markdown")
Build = Callable[[str], Mapping[str, Made]]


class Desk:
    """A promotion and where its reports go; `run` is the command."""

    def __init__(self, promotion: Promotion, reports: Path, engine: str) -> None:
        self.promotion = promotion
        self.reports = reports
        self.engine = engine
        self.said = ""

    def run(self, *more: str, expected: int = 8) -> Any:
        """Check it all, with every report; gives the JSON report."""
        formats = [f"--format={name}:{self.reports / f'promo.{name}'}" for name in FORMATS]
        ended = dossier(
            "verifier", self.promotion.folder, *formats,
            f"--format=annote:{self.reports / 'copies'}",
            f"--format=fiches:{self.reports / 'fiches'}", "--moteur", self.engine, *more,
        )  # fmt: skip
        self.said = ended.said
        assert ended.code == expected, ended.said
        return json.loads((self.reports / "promo.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def desk(made: Build, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("bureau")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOSSIER_CACHE", str(cache))
        one = Desk(small(root, made("dxpdf")), root / "rapports", "dxpdf")
        one.run()
    return one


@pytest.fixture(autouse=True)
def _own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_CACHE", str(cache))


def report_of(desk: Desk) -> Any:
    return json.loads((desk.reports / "promo.json").read_text(encoding="utf-8"))


def verdicts(report: Any) -> dict[str, str]:
    return {Path(d["fichier"]).name: d["verdict"] for d in report["documents"]}


def learners(report: Any) -> dict[str, Any]:
    return {f"{a['nom'].upper()} {a['prenom']}": a for a in report["cohorte"]["apprenants"]}


def files_of(report: Any, learner: Any) -> dict[str, str]:
    """The kinds of dossiers of a learner → the file that counts."""
    return {
        piece["genre"]: Path(report["documents"][piece["document"]]["fichier"]).name
        for piece in learner["pieces"]
    }


def test_every_file_has_its_answer_and_its_owner(desk: Desk) -> None:
    report = report_of(desk)
    assert len(report["documents"]) == desk.promotion.documents
    assert report["synthese"]["illisibles"] == 1
    assert verdicts(report)["abîmé.docx"] == "illisible"
    people = learners(report)
    assert {f"{n.upper()} {p}" for n, p in NAMES[:3]} <= set(people)
    first = people["ESSAI Alix"]
    assert files_of(report, first) == {
        "cip/ccp2": "Essai Alix ccp2 v2.docx", "cip/ccp3": "ESSAI Alix ccp3.docx",
    }  # fmt: skip
    set_aside = [e for piece in first["pieces"] for e in piece["ecartes"]]
    assert [(Path(e["fichier"]).name, e["motif"]) for e in set_aside] == [
        ("ESSAI Alix ccp2.docx", "plus_ancien")
    ]
    assert first["manquants"] == ["cip/dpp"]


def test_originals_are_as_they_were(desk: Desk) -> None:
    for path, data in desk.promotion.originals.items():
        assert path.read_bytes() == data, path
    there = {path for path in desk.promotion.folder.rglob("*") if path.is_file()}
    assert there == set(desk.promotion.originals)


def test_every_report_is_whole(desk: Desk) -> None:
    board = html.fromstring((desk.reports / "promo.html").read_text(encoding="utf-8"))
    pages = list((desk.reports / "promo_fichiers").glob("*.html"))
    assert len(pages) >= 5
    linked = {Path(link).name for link in board.xpath("//a/@href") if link.endswith(".html")}
    assert linked <= {page.name for page in pages}
    assert linked
    for text in ("promo.html", *(f"promo_fichiers/{page.name}" for page in pages)):
        source = (desk.reports / text).read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href)=["']?https?:""", source), text
    book = load_workbook(desk.reports / "promo.xlsx")
    assert {"Promotion", "Documents", "Constats"} <= set(book.sheetnames)
    assert book["Documents"].auto_filter.ref
    assert book["Documents"].freeze_panes
    for copy in (desk.reports / "copies").glob("*.docx"):
        assert parse_xml(Package.read(copy).part("word/comments.xml")) is not None
    sheets = {path.name for path in (desk.reports / "fiches").iterdir()}
    assert {"ESSAI Alix - fiche.docx", "ESSAI Alix - fiche.pdf"} <= sheets
    assert (desk.reports / "promo.markdown").read_text(encoding="utf-8").startswith("# promo\n")


def test_nothing_changed_is_told_at_once_and_the_same(desk: Desk) -> None:
    before = report_of(desk)
    start = time.monotonic()
    again = desk.run()
    assert {**again, "date": "", "cohorte": None} == {**before, "date": "", "cohorte": None}
    assert again["cohorte"]["apprenants"] == before["cohorte"]["apprenants"]
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("more", [("--jobs", "1", "--sans-cache"), ("--sans-cache",)])
def test_the_way_it_is_done_changes_nothing(desk: Desk, more: tuple[str, ...]) -> None:
    before = report_of(desk)
    again = desk.run(*more)
    assert again["documents"] == before["documents"]


def test_the_trainer_s_words_in_the_workbook_are_followed(desk: Desk) -> None:
    path = desk.reports / "promo.xlsx"
    book = load_workbook(path)
    sheet = book["Documents"]
    titles = [cell.value for cell in sheet[1]]
    file, decision = (titles.index(t) + 1 for t in ("Fichier", "Décision du formateur"))
    row = next(
        n for n in range(2, sheet.max_row + 1)
        if str(sheet.cell(n, file).value).endswith("ESSAI Alix ccp2.docx")
    )  # fmt: skip
    sheet.cell(row, decision).value = "retenir"
    book.save(path)
    report = desk.run()
    kept = files_of(report, learners(report)["ESSAI Alix"])
    assert kept["cip/ccp2"] == "ESSAI Alix ccp2.docx"
    after = load_workbook(path)["Documents"]
    told = {after.cell(n, decision).value for n in range(2, after.max_row + 1)}
    assert "retenir" in told


def test_the_trend_is_told(desk: Desk) -> None:
    wanted = desk.promotion.folder / f"{NAMES[1][0].upper()} {NAMES[1][1]} ccp3.docx"
    wanted.unlink()
    report = desk.run("--depuis", "1")
    assert report["cohorte"]["evolution"]["tour"] >= 2
    assert learners(report)["FICTIVE Maud"]["manquants"] == ["cip/dpp", "cip/ccp3"]


@pytest.mark.libreoffice
@pytest.mark.lent
def test_forty_files_of_every_format(
    made: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    desk = Desk(whole(tmp_path, made("auto")), tmp_path / "rapports", "auto")
    report = desk.run()
    counts = report["synthese"]
    assert (counts["documents"], counts["illisibles"]) == (40, DAMAGED)
    unreadable = [d for d in report["documents"] if d["verdict"] == "illisible"]
    assert all(d["erreur"]["message"] and d["erreur"]["aide"] for d in unreadable)
    others = [d for d in report["documents"] if d["verdict"] != "illisible"]
    assert {d["modele"] for d in others} == {"cip/ccp2", "cip/ccp3", "cip/dpp"}
    people = learners(report)
    for nom, prenom in NAMES:
        assert "cip/ccp2" in files_of(report, people[f"{nom.upper()} {prenom}"])
    alix = files_of(report, people["ESSAI Alix"])
    assert alix["cip/ccp2"] == "ccp2-Essai.pdf"
    assert people["ESSAI Alix"]["manquants"] == []
    assert people["JADE" if "JADE" in people else "PROTOTYPE Jade"]["manquants"] == ["cip/dpp"]
    for path, data in desk.promotion.originals.items():
        assert path.read_bytes() == data, path
    assert not list((tmp_path / "cache" / "en-cours").glob("*"))
    assert etree.tostring(html.fromstring((desk.reports / "promo.html").read_text("utf-8")))
