"""A report takes the place of a report; of anything else, a dated copy stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest

from dossier_builder.batch.epargne import keep_theirs
from dossier_builder.cli import main

NOW = dt.datetime(2026, 11, 23, 21, 40, tzinfo=dt.UTC)


def test_what_is_not_a_report_is_kept(tmp_path: Path) -> None:
    theirs = tmp_path / "bilan.md"
    assert keep_theirs(theirs, NOW) is None
    theirs.write_text("Des mois de travail.", encoding="utf-8")
    first, second = keep_theirs(theirs, NOW), keep_theirs(theirs, NOW)
    assert first is not None
    assert second is not None
    assert first.name == "bilan (avant le 2026-11-23 21h40).md"
    assert second.name == "bilan (avant le 2026-11-23 21h40) 2.md"
    assert first.read_text(encoding="utf-8") == "Des mois de travail."


@pytest.mark.parametrize("name", ["markdown", "html", "json", "terminal"])
def test_a_report_is_replaced_and_a_text_is_not(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = docx.Document()
    document.add_paragraph("Un texte fictif.")
    document.save(str(tmp_path / "d.docx"))
    target = tmp_path / "sections.txt"
    target.write_text("Des mois de travail.", encoding="utf-8")
    command = ["verifier", str(tmp_path / "d.docx"), "--modele", "cip/ccp3", "--moteur", "dxpdf"]
    for _ in range(2):
        assert main([*command, "--format", f"{name}:{target}"]) == 1
    (kept,) = tmp_path.glob("sections (avant le *).txt")
    assert kept.read_text(encoding="utf-8") == "Des mois de travail."
    assert capsys.readouterr().err.count("n’était pas un rapport") == 1


def test_a_workbook_that_was_saved_meanwhile_is_kept(tmp_path: Path) -> None:
    from dossier_builder.batch.classeur import read_workbook, write_workbook
    from dossier_builder.domain.report import Report
    from dossier_builder.errors import CannotWriteError

    path = tmp_path / "promo.xlsx"
    empty = Report("1", NOW, ())
    write_workbook(empty, read_workbook(path), NOW)
    before = read_workbook(path)
    path.write_bytes(b"saved by the trainer during the check")
    with pytest.raises(CannotWriteError, match="enregistré pendant le contrôle"):
        write_workbook(empty, before, NOW)
    assert path.read_bytes() == b"saved by the trainer during the check"
    assert len(list(tmp_path.glob("promo (du *).xlsx"))) == 1
