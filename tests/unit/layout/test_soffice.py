from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

from dossier_builder.layout import ENGINES, libreoffice, soffice


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program folder laid out as LibreOffice's own."""
    program = tmp_path / "program" / "soffice"
    registry = tmp_path / "share" / "registry"
    for folder in (program.parent, registry):
        folder.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (program.parent / "bootstraprc").touch()
    (program.parent / "libswlo.so").touch()
    value = '<prop oor:name="ooSetupVersionAboutBox">\n  <value>25.2.1.2</value></prop>'
    (registry / "main.xcd").write_text(value)
    monkeypatch.delenv("DOSSIER_SANS_LIBREOFFICE", raising=False)
    monkeypatch.setenv("DOSSIER_SOFFICE", str(program))
    return program


def test_the_program_that_the_user_names_is_taken(installed: Path) -> None:
    state = libreoffice.probe()
    assert (state.available, state.version) == (True, "25.2.1.2")
    assert state.program == str(installed)
    assert state.remedy == ""


def test_a_program_on_the_path_is_found(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOSSIER_SOFFICE")
    monkeypatch.setenv("PATH", str(installed.parent))
    assert soffice.find() == installed


def test_no_program_gives_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOSSIER_SANS_LIBREOFFICE", raising=False)
    monkeypatch.setenv("DOSSIER_SOFFICE", str(tmp_path / "absent"))
    state = libreoffice.probe()
    assert not state.available
    assert "sudo apt-get install --no-install-recommends libreoffice-writer" in state.remedy


def test_an_office_without_its_word_processor(installed: Path) -> None:
    (installed.parent / "libswlo.so").unlink()
    state = libreoffice.probe()
    assert not state.available
    assert "sans son traitement de texte" in state.remedy


def test_switched_off(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed.exists()
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    state = libreoffice.probe()
    assert not state.available
    assert "DOSSIER_SANS_LIBREOFFICE" in state.remedy


def test_a_version_that_cannot_be_read_is_no_failure(installed: Path) -> None:
    (installed.parent.parent / "share" / "registry" / "main.xcd").unlink()
    state = libreoffice.probe()
    assert (state.available, state.version) == (True, "")


@pytest.mark.libreoffice
def test_the_real_one_says_its_version() -> None:
    assert libreoffice.probe().version[0].isdigit()


def test_probes_start_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a probe started a program")

    monkeypatch.setattr(subprocess, "Popen", started)
    states = [engine.probe() for engine in ENGINES.values()]
    assert [state.name for state in states] == list(ENGINES)
