"""`dossier modele regler` and the sheet of `modele montrer`: what people type and read."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dossier_builder.cli import main
from dossier_builder.cli.feuille import HEIGHT, WIDTH

GIVEN = ("--centre", "Les Exemples", "--par", "A. Modèle", "--le", "2026-11-23")


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder; nobody at the keyboard."""
    monkeypatch.delenv("DOSSIER_MODELES", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    return tmp_path


class Keyboard(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        return True


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard("\n".join(lines) + "\n"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)


def test_without_a_terminal_nothing_is_asked(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modele", "regler", "cip/ccp2", "--garde", "non"]) == 2
    said = capsys.readouterr().err.replace("\u00a0", " ")
    assert "il manque --centre et --par" in said
    assert "--reponses" in said
    assert not (desk / "modeles").exists()


def test_everything_by_options(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = (
        "--garde",
        "non",
        "--sommaire",
        "non",
        "--longueur",
        "15 à 20",
        "--parties",
        "toutes",
    )
    assert main(["modele", "regler", "cip/ccp2", *GIVEN, *options]) == 0
    assert str(desk / "modeles" / "cip" / "ccp2" / "modele.yaml") in capsys.readouterr().out
    assert main(["modele", "verifier", "modeles"]) == 0
    assert main(["modele", "montrer", "cip/ccp2", "--modeles", "modeles"]) == 0
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert "15 à 20 pages" in shown
    assert "ne comptent pas : page de garde, sommaire et annexes" in shown
    assert "Choix de Les Exemples (règle d’un centre)" in shown


def test_options_prevail_over_the_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = desk / "choix.yaml"
    answers.write_text(
        "centre: Les Exemples\npar: A. Modèle\ngarde: non\nparties: [contexte]\n", encoding="utf-8"
    )
    command = ["modele", "regler", "cip/ccp2", "--reponses", "choix.yaml", "--garde", "oui"]
    assert main([*command, "--dans", "ailleurs"]) == 0
    text = (desk / "ailleurs" / "cip" / "ccp2" / "modele.yaml").read_text(encoding="utf-8")
    assert "hors: [annexes]" in text
    assert "id: contexte" in text
    assert main([*command, "--dans", "ailleurs"]) == 0
    assert "Rien à changer" in capsys.readouterr().out


def test_a_mistake_in_the_file_is_shown_at_its_line(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "choix.yaml").write_text("centre: A\npar: B\ngardes: non\n", encoding="utf-8")
    assert main(["modele", "regler", "cip/ccp2", "--reponses", "choix.yaml"]) == 3
    assert "choix.yaml:3:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--longueur", "douze"), "n’est pas une longueur"),
        (("--parties", "contextes"), "vouliez-vous dire « contexte »"),
        (("--garde", "peut-être"), "choisissez parmi « oui », « non »"),
    ],
)
def test_a_wrong_option_is_said_in_french(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modele", "regler", "cip/ccp2", *GIVEN, *options]) == 2
    assert said in capsys.readouterr().err.replace("\u00a0", " ")


def test_on_a_terminal_what_is_missing_is_asked(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "Les Exemples", "non", "", "contexte, atelier", "", "A. Modèle", "", "")
    assert main(["modele", "regler", "cip/ccp2"]) == 0
    asked = capsys.readouterr().out
    for question in ("Nom de votre centre", "La page de garde compte-t-elle", "Qui a décidé"):
        assert question in asked
    text = (desk / "modeles" / "cip" / "ccp2" / "modele.yaml").read_text(encoding="utf-8")
    assert "hors: [couverture, annexes]" in text
    assert "id: contexte" in text
    assert "id: atelier," in text
    assert "regles:" not in text


def test_the_sheet_of_ccp2_is_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "montrer", "cip/ccp2", "--feuille"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= HEIGHT
    assert max(map(len, lines)) <= WIDTH
    text = " ".join(" ".join(lines).replace("\u00a0", " ").split())
    assert "16 à 21 pages ; ne comptent pas : annexes [1]" in text
    assert "PAG001 Nombre de pages comptées [1]" in text
    assert "CE QUI N’EST PAS VÉRIFIÉ" in text
    assert "DPP001" in text.partition("sans règle dans ce modèle")[2]
    assert "[1] Programme de formation CIP du centre (programme du centre)" in text
    assert "Lecture proposée par dossier_builder, à confirmer par un formateur (proposé)" in text
    assert "dossier modele regler cip/ccp2" in text


@pytest.mark.parametrize("identifier", ["cip/ccp3", "cip/dpp", "ecsr/ccp2", "ntc/projet", "dp"])
def test_the_other_sheets_hold_their_width(
    identifier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["modele", "montrer", identifier, "--feuille"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert any("D’OÙ CELA VIENT" in line for line in lines)


def test_the_sheet_shows_what_the_centre_settled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["modele", "regler", "cip/ccp2", *GIVEN, "--parties", "toutes"]) == 0
    capsys.readouterr()
    assert main(["modele", "montrer", "cip/ccp2", "--feuille", "--modeles", "modeles"]) == 0
    shown = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Centre : Les Exemples" in shown
    assert "Choix de Les Exemples (règle d’un centre)" in shown
