from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from dossier_builder.cli import machine as machine_module
from dossier_builder.cli import main
from dossier_builder.cli.diagnostic import describe
from dossier_builder.cli.machine import FONT_NEEDS, Machine, families_in, look
from dossier_builder.cli.needs import NEEDS, SYSTEMS
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


def shown(*, tous: bool = False, **changes: object) -> str:
    machine = dataclasses.replace(FULL, **changes)  # type: ignore[arg-type]  # fields by name
    return "\n".join(describe(machine, tous=tous)).replace("\u00a0", " ")


def test_a_full_machine_lacks_nothing() -> None:
    text = shown()
    assert text.endswith("Rien ne manque.")
    assert "24.2" in text
    assert "ABSENTES : lxml." in text
    assert "LibreOffice : oui, version 24.2 (/usr/bin/soffice)." in text
    assert "Grammalecte : NON (facultatif)." in text


def test_without_libreoffice_one_command_installs_it() -> None:
    text = shown(engines=(ABSENT, EMBEDDED))
    assert "à une ou deux pages près" in text
    assert "55 documents sur 100" in text
    assert text.endswith("sudo apt-get install --no-install-recommends libreoffice-writer")


@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("Windows", "winget install --id TheDocumentFoundation.LibreOffice"),
        ("Darwin", "brew install --cask libreoffice"),
    ],
)
def test_the_command_is_that_of_the_system(system: str, command: str) -> None:
    text = shown(system=system, families=None, engines=(ABSENT, EMBEDDED))
    assert text.endswith(command)
    assert "apt-get" not in text


def test_a_libreoffice_switched_off_needs_no_install() -> None:
    off = EngineState("libreoffice", available=False, remedy="Retirez la variable.")
    text = shown(engines=(off, EMBEDDED), switched_off=True)
    assert "Retirez la variable." in text
    assert "libreoffice-writer" not in text


def test_missing_fonts_share_the_command() -> None:
    text = shown(families=frozenset({"Carlito", "DejaVu Sans"}), engines=(ABSENT, EMBEDDED))
    assert "Caladea, Liberation Sans, Liberation Serif et Liberation Mono" in text
    assert "une page" not in text
    assert "33 pages en fait 37" in text
    assert text.endswith("libreoffice-writer fonts-crosextra-caladea fonts-liberation")


def test_the_real_font_is_as_good_as_its_twin() -> None:
    own = frozenset({"Calibri", "Cambria", "Arial", "Times New Roman", "Courier New"})
    assert shown(families=own).endswith("Rien ne manque.")


def test_without_any_engine_nothing_works() -> None:
    none = EngineState("dxpdf", available=False, remedy="Réinstallez le programme.")
    text = shown(engines=(ABSENT, none))
    assert "pip install --force-reinstall dossier-builder" in text
    assert "Aucun moteur" in text


def test_a_cache_that_cannot_be_written_is_said() -> None:
    text = shown(cache_problem="On ne peut pas y écrire.")
    assert "On ne peut pas y écrire." in text
    assert "Rien ne manque" not in text


def test_this_machine_is_looked_at() -> None:
    machine = look()
    assert [engine.name for engine in machine.engines] == ["libreoffice", "dxpdf", "word"]
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
    assert "ne peut pas être demandée" in capsys.readouterr().out.replace("\u00a0", " ")


def test_the_three_systems_have_their_commands() -> None:
    text = shown(tous=True)
    for need in NEEDS:
        assert need.nom in text
        assert need.pourquoi in text
        for system in SYSTEMS:
            assert (need.command(system) or "pas de paquet") in text
    assert "macOS : brew install --cask libreoffice" in text


def test_it_can_be_read_aloud() -> None:
    text = shown(engines=(ABSENT, EMBEDDED), families=frozenset(), cache_problem="Plein.")
    assert not set("│─┌═#*|") & set(text)
    assert "\x1b" not in text
    assert all("  " not in line.strip() for line in text.splitlines())


def test_fonts_of_windows_are_known_by_their_files(tmp_path: Path) -> None:
    for name in ("calibri.ttf", "CAMBRIA.TTC", "arial.ttf", "times.ttf", "Carlito-Regular.ttf"):
        (tmp_path / name).write_bytes(b"")
    found = families_in([tmp_path, tmp_path / "absent"])
    assert found == {"Calibri", "Cambria", "Arial", "Times New Roman", "Carlito"}
    missing = dataclasses.replace(FULL, families=found).missing_fonts
    assert [need.twin for need in missing] == ["Liberation Mono"]


def test_a_libreoffice_without_its_word_processor_says_so() -> None:
    half = EngineState(
        "libreoffice", available=False, remedy="Il est là, sans Writer.", program="/x"
    )
    assert "Il est là, sans Writer." in shown(engines=(half, EMBEDDED))


def test_the_doctor_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--tous"]) == 0
    assert "winget install" in capsys.readouterr().out
