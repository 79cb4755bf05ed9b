"""Word as a referee, played by a fake PowerShell: good, hanging, crashing, lying."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from dossier_builder.domain.place import Place
from dossier_builder.domain.submission import Layout, LayoutFailure
from dossier_builder.layout import LayoutJob, engine_of, identities, word, word_place

FAKE = Path(__file__).with_name("fake_powershell.py")
SCRIPT = Path(word.__file__).with_name("word.ps1")
Install = Callable[[str], Path]


@pytest.fixture
def powershell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    def install(conduct: str) -> Path:
        folder = tmp_path / "faux"
        folder.mkdir(exist_ok=True)
        (folder / "conduite").write_text(conduct, encoding="utf-8")
        code = folder / "powershell.py"
        code.write_text(FAKE.read_text(encoding="utf-8"), encoding="utf-8")
        program = folder / "powershell"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {code} "$@"\n')
        program.chmod(0o755)
        monkeypatch.setenv(word_place.VARIABLE, str(program))
        monkeypatch.setenv("PYTHONPATH", str(Path(word.__file__).parents[2]))
        return folder

    return install


@pytest.fixture
def job(tmp_path: Path) -> LayoutJob:
    document = docx.Document()
    document.add_paragraph("Camille Exemple a écrit une page.")
    document.add_page_break()
    document.add_paragraph("Puis une autre.")
    document.save(str(tmp_path / "essai.docx"))
    return LayoutJob(tmp_path / "essai.docx", tmp_path / "essai.pdf")


def result(job: LayoutJob, timeout_s: float = 30.0) -> Layout | LayoutFailure:
    (laid,) = word.lay_out([job], timeout_s=timeout_s)
    assert job.output.exists() == isinstance(laid.result, Layout)
    assert not list(job.output.parent.glob(".word-*"))
    return laid.result


def test_pages_and_places_are_words_own(powershell: Install, job: LayoutJob) -> None:
    folder = powershell("good")
    made = result(job)
    assert isinstance(made, Layout)
    assert made.engine == "word"
    assert made.places is not None
    call = (folder / "appels").read_text(encoding="utf-8")
    assert "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File" in call
    assert str(job.source) not in call  # a copy, in a folder of its own
    assert "-Stop" not in call


def test_one_that_hangs_is_ended_with_its_word(powershell: Install, job: LayoutJob) -> None:
    folder = powershell("hang")
    made = result(job, timeout_s=1.0)
    assert isinstance(made, LayoutFailure)
    assert "Word n’a pas fini" in made.motif
    assert "-Stop 4321" in (folder / "appels").read_text(encoding="utf-8")


@pytest.mark.parametrize("conduct", ["crash", "silent", "cut"])
def test_one_that_says_nothing_sound_is_one_witness_fewer(
    powershell: Install, job: LayoutJob, conduct: str
) -> None:
    powershell(conduct)
    made = result(job)
    assert isinstance(made, LayoutFailure)
    assert not made.constant
    assert "Word" in made.motif


def test_one_that_contradicts_its_own_pdf_is_not_believed(
    powershell: Install, job: LayoutJob
) -> None:
    powershell("lie")
    made = result(job)
    assert isinstance(made, LayoutFailure)
    assert "annonce 3 pages et en imprime 2" in made.motif.replace("\u00a0", " ")


def test_places_that_cannot_be_are_left_out(powershell: Install, job: LayoutJob) -> None:
    powershell("wild")
    made = result(job)
    assert isinstance(made, Layout)
    assert made.places == {"e": Place(1, 1.0)}


def test_a_document_that_is_none_is_not_given_to_word(powershell: Install, tmp_path: Path) -> None:
    folder = powershell("good")
    (tmp_path / "faux.docx").write_text("bonjour")
    made = result(LayoutJob(tmp_path / "faux.docx", tmp_path / "x.pdf"))
    assert isinstance(made, LayoutFailure)
    assert not (folder / "appels").exists()


def test_without_word_the_referee_is_absent_and_optional(job: LayoutJob) -> None:
    if sys.platform == "win32":
        pytest.skip("Word est peut-être là")
    state = engine_of("word").probe()
    assert not state.available
    assert "Facultatif" in state.remedy
    assert isinstance(result(job), LayoutFailure)


def test_word_can_be_left_alone(powershell: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    powershell("good")
    assert word.probe().available
    assert any("powershell" in one for one in identities())
    monkeypatch.setenv(word_place.SWITCHED_OFF, "1")
    assert not word.probe().available


def test_powershell_is_where_windows_puts_it(tmp_path: Path) -> None:
    usual = tmp_path / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    environ = {"SYSTEMROOT": str(tmp_path), "PATH": ""}
    assert word_place.find(environ, "win32") is None
    usual.parent.mkdir(parents=True)
    usual.write_bytes(b"MZ")
    assert word_place.find(environ, "win32") == usual
    assert word_place.find(environ, "linux") is None
    assert word_place.find({word_place.VARIABLE: str(tmp_path / "absent")}, "win32") is None


def test_the_script_is_read_alike_by_every_powershell() -> None:
    text = SCRIPT.read_bytes().decode("ascii")  # 5.1 reads a script without a mark as ANSI
    assert text.count("{") == text.count("}")
    assert text.count("(") == text.count(")")
    for safety in ("AutomationSecurity = 3", "DisplayAlerts = 0", "$document.Close(0)"):
        assert safety in text
    assert "$true, $false, 'x')" in text  # read-only, not among recent files, never asks
