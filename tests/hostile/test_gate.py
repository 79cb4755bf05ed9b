"""Each hostile file is refused with its sentence and its word, or reported, quickly and small."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import documents
import pdfs
import pytest

from dossier_builder.domain import limits
from dossier_builder.domain.report import DocumentReport

PARENT_MEGABYTES = 400
SECONDS = 60.0

Make = Callable[[Path], Path]


def _crowd(path: Path) -> Path:
    return documents.crowd(path, limits.PACKAGE_ENTRIES + 1)


@pytest.mark.parametrize(
    ("make", "refus"),
    [
        (documents.duplicate, "noms_en_double"),
        (documents.climbing, "chemin_interdit"),
        (documents.overlapping, "entrees_superposees"),
        (documents.lying, "endommage"),
        (_crowd, "trop_de_parties"),
        (documents.laughs, "xml_interdit"),
        (documents.reading_files, "xml_interdit"),
        (documents.nested_tables, "xml_demesure"),
        (documents.wide, "xml_demesure"),
        (pdfs.many_pages, "trop_de_pages"),
    ],
)
def test_a_hostile_file_is_refused_with_a_word(
    make: Make, refus: str, tmp_path: Path, check: Callable[..., DocumentReport]
) -> None:
    report = check(make(tmp_path / ("a.pdf" if make.__module__ == "pdfs" else "a.docx")))
    assert report.erreur is not None
    assert (report.erreur.code, report.erreur.refus) == ("illisible", refus)
    assert report.erreur.message.endswith(".")
    assert report.erreur.aide


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.png", documents.png_header(60_000, 60_000), "Une image est démesurée"),
        ("a.emz", gzip.compress(bytes(limits.PICTURE_VECTOR_BYTES + 1)), "Une image est démesurée"),
        (
            "a.svg",
            documents.DRAWING,
            "Lien externe",
        ),
    ],
)
def test_a_hostile_picture_is_left_out(
    name: str, data: bytes, said: str, tmp_path: Path, check: Callable[..., DocumentReport]
) -> None:
    report = check(documents.pictured(tmp_path / "a.docx", name, data))
    assert report.erreur is None
    (outcome,) = [one for one in report.outcomes if one.controle == "SUR001"]
    assert said in outcome.constats[0].message


def test_what_a_pdf_would_run_is_told(tmp_path: Path, check: Callable[..., DocumentReport]) -> None:
    report = check(pdfs.active(tmp_path / "a.pdf"))
    (outcome,) = [one for one in report.outcomes if one.controle == "SUR001"]
    said = " ".join(constat.message for constat in outcome.constats)
    assert "scripts" in said
    assert "ouvrir un programme" in said
    assert "outil.exe" in said


@pytest.mark.parametrize("make", [pdfs.deep_tree, pdfs.giant_picture, pdfs.too_much_text])
def test_a_strange_pdf_ends_as_a_report_or_an_error(
    make: Make, tmp_path: Path, check: Callable[..., DocumentReport]
) -> None:
    report = check(make(tmp_path / "a.pdf"))
    assert report.erreur is None or report.erreur.code == "illisible"


@pytest.mark.lent
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
@pytest.mark.parametrize(
    ("make", "refus"),
    [
        (documents.bomb, {"trop_gros"}),
        (documents.laughs, {"xml_interdit"}),
        (documents.reading_files, {"xml_interdit"}),
        (documents.many_paragraphs, {"trop_de_paragraphes"}),
        (documents.nested_tables, {"xml_demesure"}),
        (pdfs.many_pages, {"trop_de_pages"}),
        (pdfs.swollen_content, {""}),  # pdfium dies of it, in a process that may
    ],
)
def test_the_command_stays_small_and_quick(
    make: Make, refus: set[str], tmp_path: Path, command: Callable[..., Any]
) -> None:
    ended = command(make(tmp_path / ("a.pdf" if make.__module__ == "pdfs" else "a.docx")))
    assert ended.code == 3
    assert ended.megabytes < PARENT_MEGABYTES
    assert ended.seconds < SECONDS
    assert ended.document["erreur"]["refus"] in refus
    assert "Traceback" not in ended.said
