"""cohorte.yaml: what it says, and what is wrong in it at its line and column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dossier_builder.errors import InputsError
from dossier_builder.inputs.cohorte import load_cohorte

WHOLE = """\
nom: CIP Valfictive
titre: cip
session: 2026-12-07
vise: titre
apprenants:
  - {nom: Exemple, prenom: Camille, voie: formation}
  - {nom: Modèle, prenom: Sacha, voie: vae, vise: [ccp2]}
fichiers:
  - {fichier: "scan 12.pdf", apprenant: "Camille Exemple"}
dispenses:
  - regle: PAG001
    apprenant: modele sacha
    auteur: M. Formateur
    fin: 2026-12-31
    motif: privé
"""


def load(folder: Path, text: str) -> object:
    path = folder / "cohorte.yaml"
    path.write_text(text, encoding="utf-8")
    return load_cohorte(path, regles=("PAG001", "pages-hors-annexes"))


def test_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "cohorte.yaml").write_text(WHOLE, encoding="utf-8")
    found = load_cohorte(tmp_path / "cohorte.yaml", regles=("PAG001",))
    assert [one.prenom for one in found.apprenants] == ["Camille", "Sacha"]
    assert found.session == dt.date(2026, 12, 7)
    assert found.dispenses[0].fin == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("titre: cip", "titer: cip", (2, 1), "vouliez-vous dire « titre »"),
        ("2026-12-07", "bientôt", (3, 10), "une date"),
        ("voie: vae", "voie: vea", (7, 40), "valeur inconnue"),
        ("prenom: Sacha, ", "", (7, 5), "« prenom »"),
        ("nom: Modèle, prenom: Sacha", "nom: EXEMPLE, prenom: Camille", (7, 5), "déjà dans"),
        ('"Camille Exemple"', '"Camile Exemple"', (9, 41), "n’est pas dans « apprenants »"),
        ("regle: PAG001", "regle: PAG01", (11, 12), "n’existe pas"),
        ("auteur: M. Formateur\n    ", "", (11, 5), "« auteur »"),
    ],
)
def test_a_slip_is_placed(
    tmp_path: Path, old: str, new: str, place: tuple[int, int], words: str
) -> None:
    with pytest.raises(InputsError) as caught:
        load(tmp_path, WHOLE.replace(old, new))
    problem = caught.value.problems[0]
    assert (problem.ligne, problem.colonne) == place
    assert words in problem.message.replace("\u00a0", " ")


def test_it_may_be_empty_or_not_a_mapping(tmp_path: Path) -> None:
    assert load(tmp_path, "nom:\n")
    with pytest.raises(InputsError):
        load(tmp_path, "- a\n")
