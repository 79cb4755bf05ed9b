"""What goes wrong by our fault is kept for us, and not said in English to who runs the command."""

from __future__ import annotations

import logging
import stat
from pathlib import Path

import pytest

from dossier_builder.resources.journal import journal


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path))
    return tmp_path


def test_an_error_goes_to_a_private_file_once(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal("dossier_builder.un")
    log = journal("dossier_builder.deux")
    log.error("check %s crashed", "PAG001")
    log.warning("something else")
    (kept,) = (cache / "journaux").iterdir()
    assert kept.read_text(encoding="utf-8").count("check PAG001 crashed") == 1
    assert "something else" not in kept.read_text(encoding="utf-8")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert capsys.readouterr().err == ""


def test_a_journal_that_cannot_be_written_stops_nothing(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cache / "journaux").write_text("", encoding="utf-8")
    journal("dossier_builder.un").error("lost")
    assert capsys.readouterr().err == ""
    assert logging.getLogger("dossier_builder").handlers
