"""The three examples: conform, of the right length, and their sommaire tells the truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from .built import Pdf, document, field_faults, part, squeezed, tables, xpath
from .runs import Made, check, findings, generate
from .variants import EXAMPLES

LENGTHS = {"ccp2": range(18, 20), "ccp3": range(13, 15)}
"""Counted pages that the project promises of its examples."""
CONTROLS = {
    "ccp2": {
        "titre",
        "sous_titre",
        "candidat",
        "structure",
        "periode",
        "centre",
        "session",
        "date",
    },
    "ccp3": {
        "titre",
        "sous_titre",
        "candidat",
        "structure",
        "periode",
        "centre",
        "session",
        "date",
    },
    "dpp": {"nom_naissance", "prenom", "adresse", "titre_professionnel", "fait_a", "fait_le"},
}

Build = Callable[[str], Mapping[str, Made]]
Reports = Callable[[str], Mapping[str, Any]]


def assert_conform(report: Mapping[str, Any]) -> None:
    assert findings(report, "erreur") == {}
    assert findings(report, "avertissement") == {}
    assert report["verdict"] == "conforme"
    # Informations may have no answer: no Grammalecte, a PDF that tells nothing of its pictures.
    unjudged = [
        regle["regle"]
        for regle in report["regles"]
        if regle["statut"] == "non_evaluee" and regle["gravite"] != "information"
    ]
    assert unjudged == []


def test_the_folder_is_conform(reports: Reports, engine: str, kind: str) -> None:
    assert_conform(reports(engine)[kind])


@pytest.fixture(scope="module")
def handed_in(made: Build, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """Engine → the built files checked as anybody's, in one lot: `ccp2.docx`, `ccp2.pdf`…"""
    done: dict[str, Mapping[str, Any]] = {}

    def report(engine: str) -> Mapping[str, Any]:
        if engine not in done:
            files = {f"{one.kind}.docx": one.docx for one in made(engine).values()}
            files |= {f"{one.kind}.pdf": one.pdf for one in made(engine).values()}
            done[engine] = check(files, engine, tmp_path_factory.mktemp("remis") / "r.json")
        return done[engine]

    return report


def test_the_docx_handed_in_is_conform(handed_in: Reports, engine: str, kind: str) -> None:
    assert_conform(handed_in(engine)[f"{kind}.docx"])


def test_the_pdf_handed_in_is_conform(handed_in: Reports, engine: str, kind: str) -> None:
    report = handed_in(engine)[f"{kind}.pdf"]
    assert_conform(report)
    assert report["pagination"]["confiance"] == "sure"


@pytest.mark.parametrize("limited", sorted(LENGTHS))
def test_every_engine_counts_the_promised_pages(
    reports: Reports, engine: str, limited: str
) -> None:
    pagination = reports(engine)[limited]["pagination"]
    counts = {witness["source"]: witness["comptees"] for witness in pagination["temoins"]}
    assert counts
    assert all(count in LENGTHS[limited] for count in counts.values()), counts


def test_the_sommaire_s_numbers_are_the_pages_of_the_headings(
    made: Build, engine: str, kind: str
) -> None:
    one = made(engine)[kind]
    pdf = Pdf(one.pdf)
    lines = [line for table in tables(document(one.docx)) for line in table]
    assert len(lines) >= 10
    outline = {squeezed(title): page for title, page in pdf.outline()}
    for line in lines:
        assert squeezed(line.shown).endswith(squeezed(line.text))
        assert pdf.says(line.page, line.text), line
        pages = {page for title, page in outline.items() if title.endswith(squeezed(line.text))}
        assert line.page in pages, line


def test_the_sommaire_s_lines_of_the_pdf_lead_to_their_headings(
    made: Build, engine: str, kind: str
) -> None:
    one = made(engine)[kind]
    pdf = Pdf(one.pdf)
    for table in tables(document(one.docx)):
        wanted = [line.page for line in table]
        printed = [n for n in range(1, len(pdf) + 1) if all(pdf.says(n, e.shown) for e in table)]
        assert any(_follow(pdf.links(number), wanted) for number in printed), wanted


def _follow(links: list[int], wanted: list[int]) -> bool:
    """Whether the links lead to these pages, one after the other, among others or not."""
    return any(links[n : n + len(wanted)] == wanted for n in range(len(links)))


def test_word_can_still_update_the_sommaire(made: Build, engine: str, kind: str) -> None:
    docx = made(engine)[kind].docx
    root = document(docx)
    assert field_faults(root) == []
    codes = [code.strip() for code in xpath(root, "//w:instrText/text()")]
    assert codes[0].startswith('TOC \\o "1-')
    assert "\\h \\z" in codes[0]
    targets = {code.split()[1] for code in codes if code.startswith("PAGEREF")}
    names = xpath(root, "//w:bookmarkStart/@w:name")
    assert targets <= set(names)
    assert len(names) == len(set(names))
    settings = part(docx, "word/settings.xml")
    assert xpath(settings, "//w:updateFields") == []
    assert xpath(settings, "//w:embedTrueTypeFonts") != []


def test_a_second_run_gives_the_same_bytes(made: Build, kind: str, tmp_path: Path) -> None:
    """From another folder, in another process; the engine only gives the page numbers."""
    again = generate(tmp_path / "ailleurs" / kind, kind, "dxpdf")
    assert again.docx.name == made("dxpdf")[kind].docx.name
    assert again.docx.read_bytes() == made("dxpdf")[kind].docx.read_bytes()


@pytest.mark.libreoffice
def test_a_second_run_of_libreoffice_gives_the_same_bytes(made: Build, tmp_path: Path) -> None:
    again = generate(tmp_path / "ccp3", "ccp3", "auto")
    assert again.docx.read_bytes() == made("auto")["ccp3"].docx.read_bytes()


def test_edits_can_come_back_to_the_sections(made: Build, kind: str) -> None:
    """Short fields in tagged controls inside paragraphs; sections between bookmarks, in the body.

    A re-save by LibreOffice drops block-level controls and keeps bookmarks.
    """
    root = document(made("dxpdf")[kind].docx)
    assert set(xpath(root, "//w:p/w:sdt/w:sdtPr/w:tag/@w:val")) >= CONTROLS[kind]
    assert xpath(root, "//w:body/w:sdt") == []
    files = (EXAMPLES / kind / "conforme").glob("sections/*.md")
    expected = {"sec_" + path.stem.replace("-", "_") for path in files}
    starts = {start: name for start in xpath(root, "//w:bookmarkStart") if _is_section(start)
              for name in [start.get(start.tag.replace("bookmarkStart", "name"))]}  # fmt: skip
    assert set(starts.values()) == expected
    body = xpath(root, "//w:body")[0]
    for start in starts:
        identifier = start.get(start.tag.replace("bookmarkStart", "id"))
        (end,) = xpath(root, f"//w:bookmarkEnd[@w:id='{identifier}']")
        assert start.getparent().getparent() is body
        assert end.getparent().getparent() is body
        between = body[body.index(start.getparent()) : body.index(end.getparent()) + 1]
        assert {element.tag.rpartition("}")[2] for element in between} <= {"p", "tbl"}


def _is_section(start: Any) -> bool:
    return any(value.startswith("sec_") for value in start.attrib.values())


def test_the_same_person_is_in_the_three_files_of_a_title() -> None:
    """Every example's candidat.yaml stands beside its dossier, as a learner's does."""
    for kind in ("ccp2", "ccp3", "dpp"):
        assert (EXAMPLES / kind / "candidat.yaml").is_file()
        assert not (EXAMPLES / kind / "conforme" / "candidat.yaml").exists()
