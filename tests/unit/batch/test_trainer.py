"""cohorte.yaml, then the workbook: one set of decisions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dossier_builder.batch.classeur import write_workbook
from dossier_builder.batch.cohort import with_cohort
from dossier_builder.batch.trainer import trainer_inputs
from dossier_builder.errors import InputsError

from .promotions import NOW, Promo, failed

YAML = """\
nom: CIP Valfictive
session: 2026-12-07
voie: formation
vise: titre
apprenants:
  - {nom: Exemple, prenom: Camille}
  - {nom: Modèle, prenom: Sacha, vise: [ccp2]}
fichiers:
  - {fichier: scan.pdf, apprenant: Modèle Sacha}
dispenses:
  - {regle: PAG001, apprenant: Exemple Camille, auteur: M. F., fin: 2026-12-31, motif: privé}
"""


@pytest.fixture
def promo(tmp_path: Path) -> Promo:
    made = Promo(tmp_path).add("a.docx", "ccp2", "EXEMPLE Camille", outcomes=(failed(),))
    made.add("scan.pdf", "ccp2").add("b.docx", "ccp2", "AUTRE Lou")
    (made.root / "cohorte.yaml").write_text(YAML, encoding="utf-8")
    return made


def test_what_the_file_says_is_done(promo: Promo) -> None:
    report, intake = promo.report()
    inputs, before = trainer_inputs(intake.racines, None)
    assert before is None
    made = with_cohort(report, intake, inputs, NOW)
    assert made.cohorte
    camille, sacha = made.cohorte.bilans
    assert (made.cohorte.nom, made.cohorte.session) == ("CIP Valfictive", dt.date(2026, 12, 7))
    assert made.documents[camille.pieces[0].document].verdict == "conforme"
    assert sacha.apprenant.vise == ("CCP2",)
    assert (camille.apprenant.voie, len(sacha.pieces)) == ("formation", 1)
    assert len(made.cohorte.a_attribuer) == 1, "the list is complete: Lou is not added"
    assert "privé" not in str(made)


def test_the_workbook_then_names_the_learners_of_the_list(promo: Promo) -> None:
    path = promo.root / "promo.xlsx"
    report, intake = promo.report()
    for _ in range(2):
        inputs, before = trainer_inputs(intake.racines, path)
        assert before
        made = with_cohort(report, intake, inputs, NOW)
        write_workbook(made, before, NOW)
        assert made.cohorte
        assert [b.apprenant.nom for b in made.cohorte.bilans] == ["Exemple", "Modèle"]


def test_nothing_written_is_nothing_decided(tmp_path: Path) -> None:
    inputs, before = trainer_inputs([tmp_path], tmp_path / "promo.xlsx")
    assert inputs.learners == ()
    assert before
    assert before.past is None


def test_a_rule_that_does_not_exist_is_told(promo: Promo) -> None:
    wrong = YAML.replace("PAG001", "PAG999")
    (promo.root / "cohorte.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(InputsError) as caught:
        trainer_inputs([promo.root], None)
    assert caught.value.problems[0].ligne == 11
