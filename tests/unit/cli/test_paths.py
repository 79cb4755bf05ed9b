"""Paths of the command line: the commonest mistake, told with the path and what was meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dossier_builder.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with what people have in theirs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "promo").mkdir()
    (tmp_path / "promo" / "Dossier CCP2.docx").touch()
    (tmp_path / "mon dossier").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("verifier", "promo/dossier ccp2.docx"),
            "Vouliez-vous dire «\u00a0promo/Dossier CCP2.docx",
        ),
        (("verifier", "promo/Dossier CCP2"), "Vouliez-vous dire «\u00a0promo/Dossier CCP2.docx"),
        (
            ("verifier", "Promos"),
            "«\u00a0Promos\u00a0» n’existe pas. Vouliez-vous dire «\u00a0promo",
        ),
        (("verifier", "promo/Dossier"), 'guillemets\u00a0: "promo/Dossier CCP2.docx".'),
        (("generer", "mon"), 'guillemets\u00a0: "mon dossier".'),
        (("generer", "absent/mon-ccp2"), "Le dossier «\u00a0absent\u00a0» n’existe pas non plus"),
        (("verifier", ""), "Un chemin est vide."),
        (
            ("generer", "promo", "--formulaire", "promo"),
            "est un dossier\u00a0: il faut un fichier.",
        ),
        (
            ("modele", "verifier", "promo/Dossier CCP2.docx"),
            "est un fichier\u00a0: il faut un dossier.",
        ),
    ],
)
def test_what_is_wrong_and_what_was_meant(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert main(list(words)) == 2
    assert said.replace("/", os.sep) in capsys.readouterr().err


def test_where_it_was_looked_for(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["verifier", "zzz"]) == 2
    said = capsys.readouterr().err
    assert f"«\u00a0zzz\u00a0» n’existe pas. Il a été cherché dans «\u00a0{folder}" in said


@pytest.mark.skipif(os.name == "nt", reason="links ask for a right there")
def test_a_link_to_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "lien.docx").symlink_to("parti.docx")
    assert main(["verifier", "lien.docx"]) == 2
    assert "est un lien qui ne mène à rien" in capsys.readouterr().err


def test_an_option_begins_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verifier", "promo", "--moteur", "x"]) == 2
    assert capsys.readouterr().err.startswith("L’option --moteur : valeur inconnue")
