from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from dossier_builder.cli import machine as machine_module
from dossier_builder.cli import main
from dossier_builder.cli.diagnostic import describe
from dossier_builder.cli.machine import FONT_NEEDS, Machine, look
from dossier_builder.layout import EngineState

THERE = EngineState("libreoffice", available=True, version="24.2", program="/usr/bin/soffice")
EMBEDDED = EngineState("dxpdf", available=True, version="0.8.1", program="dxpdf")
ABSENT = EngineState("libreoffice", available=False, remedy="Installez LibreOffice.")
FULL = Machine(
    system="Linux",
    python="3.12.1",
    switched_off=False,
    engines=(THERE, EMBEDDED),
    families=frozenset(need.twin for need in FONT_NEEDS),
    libraries=(("click", "8.1"), ("lxml", None)),
    cache="/home/essai/.cache/dossier_builder",
    cache_problem="",
)


def shown(**changes: object) -> str:
    return "\n".join(describe(dataclasses.replace(FULL, **changes)))  # type: ignore[arg-type]  # fields by name


def test_a_full_machine_lacks_nothing() -> None:
    text = shown()
    assert text.endswith("Rien ne manque.")
    assert "24.2" in text
    assert "lxml            ABSENTE" in text


def test_without_libreoffice_one_command_installs_it() -> None:
    text = shown(engines=(ABSENT, EMBEDDED))
    assert "à une ou deux pages près" in text
    assert text.endswith("sudo apt-get install --no-install-recommends libreoffice-writer")


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("Windows", "winget install --id TheDocumentFoundation.LibreOffice"),
        ("Darwin", "brew install --cask libreoffice"),
    ],
)
def test_the_command_is_that_of_the_system(system: str, command: str) -> None:
    assert command in shown(system=system, families=None, engines=(ABSENT, EMBEDDED))


def test_a_libreoffice_switched_off_needs_no_install() -> None:
    off = EngineState("libreoffice", available=False, remedy="Retirez la variable.")
    text = shown(engines=(off, EMBEDDED), switched_off=True)
    assert "Retirez la variable." in text
    assert "apt-get" not in text


def test_missing_fonts_share_the_command() -> None:
    text = shown(families=frozenset({"Carlito", "DejaVu Sans"}), engines=(ABSENT, EMBEDDED))
    assert "Caladea, Liberation Sans, Liberation Serif et Liberation Mono" in text
    assert text.endswith("libreoffice-writer fonts-crosextra-caladea fonts-liberation")


def test_the_real_font_is_as_good_as_its_twin() -> None:
    own = frozenset({"Calibri", "Cambria", "Arial", "Times New Roman", "Courier New"})
    assert shown(families=own).endswith("Rien ne manque.")


def test_without_any_engine_nothing_works() -> None:
    none = EngineState("dxpdf", available=False, remedy="Réinstallez le programme.")
    text = shown(engines=(ABSENT, none))
    assert "Réinstallez le programme." in text
    assert "Aucun moteur" in text


def test_a_cache_that_cannot_be_written_is_said() -> None:
    text = shown(cache_problem="On ne peut pas y écrire.")
    assert "On ne peut pas y écrire." in text
    assert "Rien ne manque" not in text


def test_this_machine_is_looked_at() -> None:
    machine = look()
    assert [engine.name for engine in machine.engines] == ["libreoffice", "dxpdf"]
    assert machine.can_lay_out
    assert dict(machine.libraries)["click"]
    assert machine.cache_problem == ""


def test_the_command_exits_0_on_the_embedded_engine(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    assert main(["diagnostic"]) == 0
    assert "DOSSIER_SANS_LIBREOFFICE" in capsys.readouterr().out


def test_the_command_exits_1_when_nothing_can_lay_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_module, "ENGINES", {})
    assert main(["diagnostic"]) == 1
    assert "Aucun moteur" in capsys.readouterr().out


def test_an_impossible_cache_folder_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fichier").write_text("")
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "fichier" / "dedans"))
    assert main(["diagnostic"]) == 0
    assert "ne peut pas être créé" in capsys.readouterr().out


def test_without_fc_list_fonts_are_unknown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["diagnostic"]) == 0
    assert "ne peuvent pas être listées" in capsys.readouterr().out
