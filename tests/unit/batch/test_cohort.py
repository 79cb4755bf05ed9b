"""A folder of mail becomes learners, each with what counts and what is missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dossier_builder.batch.cohort import assemble, kept_ranks, with_cohort
from dossier_builder.batch.cohort_inputs import Assigned, CohortInputs, Waiver, merged
from dossier_builder.domain.cohorte import Apprenant, Cohorte
from dossier_builder.domain.report import Report

from .promotions import NOW, Promo, by_learner, failed, identite, passed


@pytest.fixture
def promo(tmp_path: Path) -> Promo:
    return Promo(tmp_path)


CAMILLE = Apprenant("exemple-camille", "Exemple", "Camille", "formation", ("titre",))
SACHA = Apprenant("modele-sacha", "Modèle", "Sacha", "vae", ("CCP2",))
ALEX = Apprenant("exemple-alex", "Exemple", "Alex")
LIST = CohortInputs(learners=(CAMILLE, SACHA), closed=True)


def made(promo: Promo, inputs: CohortInputs = CohortInputs()) -> tuple[Cohorte, Report]:  # noqa: B008 - frozen
    report, intake = promo.report()
    return assemble(report, intake, inputs, NOW), report


def test_documents_go_to_their_learners_and_the_rest_is_missing(promo: Promo) -> None:
    promo.add("a.docx", "ccp2", "EXEMPLE Camille").add("b.pdf", "dpp", "Camille Exemple")
    promo.add("c.docx", "ccp2", identite("Modele Sacha", "proprietes"))
    cohorte, report = made(promo, LIST)
    assert by_learner(cohorte, report) == {
        "EXEMPLE Camille": ["b.pdf", "a.docx"], "MODÈLE Sacha": ["c.docx"],
    }  # fmt: skip
    camille, sacha = cohorte.bilans
    assert (camille.manquants, camille.sans_objet) == (("cip/ccp3",), ())
    assert (sacha.manquants, sacha.sans_objet) == (("cip/dpp",), ("cip/ccp3",))
    assert cohorte.nom == "promo"


@pytest.mark.parametrize(
    "written",
    ["exemple CAMILLE", "Camille Exemple", "EXEMPLE-CAMILLE", "Éxemple Camille", "Exempel Camille",
     "Exemple Camille Zoé"],
)  # fmt: skip
def test_names_are_matched_whatever_their_writing(promo: Promo, written: str) -> None:
    promo.add("a.docx", "ccp2", written)
    cohorte, report = made(promo, LIST)
    assert by_learner(cohorte, report)["EXEMPLE Camille"] == ["a.docx"]


@pytest.mark.parametrize(
    ("path", "par"),
    [
        ("EXEMPLE Camille CCP2 v3.docx", "nom_de_fichier"),
        ("ccp2_exemple.docx", "nom_de_fichier"),
        ("CamilleExemple-ccp2.docx", "nom_de_fichier"),
        ("exemplecamille.docx", "nom_de_fichier"),
        ("Exemple Camille/mon dossier.docx", "dossier"),
        ("EXEMPLE Camille_12_assignsubmission_file_/x.docx", "dossier"),
        ("Camille EXEMPLE_12_assignsubmission_file_x.docx", "nom_de_fichier"),
    ],
)
def test_the_folder_then_the_file_name(promo: Promo, path: str, par: str) -> None:
    promo.add(path, "ccp2").add("a.docx").add("b.docx").add("c.docx")
    cohorte, _ = made(promo, LIST)
    (piece,) = cohorte.bilans[0].pieces
    assert piece.attribution
    assert piece.attribution.par == par


def test_two_learners_of_one_surname_are_never_merged(promo: Promo) -> None:
    inputs = CohortInputs(learners=(CAMILLE, ALEX), closed=True)
    promo.add("exemple_ccp2.docx").add("exemple_a_ccp3.docx", "ccp3")
    promo.add("x.docx", "dpp", "Exemple Camille")
    cohorte, report = made(promo, inputs)
    assert by_learner(cohorte, report) == {
        "EXEMPLE Alex": ["exemple_a_ccp3.docx"], "EXEMPLE Camille": ["x.docx"],
    }  # fmt: skip
    (lost,) = cohorte.a_attribuer
    assert set(lost.suggestions) == {"exemple-camille", "exemple-alex"}


def test_somebody_who_is_not_on_the_list_is_given_to_nobody(promo: Promo) -> None:
    promo.add("EXEMPLE Jules.docx").add("b.docx", "dpp", identite("Autre Jules", "formulaire"))
    cohorte, _ = made(promo, LIST)
    assert [len(b.pieces) for b in cohorte.bilans] == [0, 0]
    assert len(cohorte.a_attribuer) == 2


def test_two_sources_that_disagree_leave_the_choice_to_the_trainer(promo: Promo) -> None:
    promo.add("MODÈLE Sacha/ccp2.docx", "ccp2", "EXEMPLE Camille")
    promo.add("a.docx").add("b.docx").add("c.docx")
    cohorte, _ = made(promo, LIST)
    lost = next(p for p in cohorte.a_attribuer if p.suggestions)
    assert set(lost.suggestions) == {"exemple-camille", "modele-sacha"}


def test_the_trainer_s_word_comes_first(promo: Promo) -> None:
    promo.add("sous/a.docx", "ccp2", "EXEMPLE Camille").add("b.docx", "dpp", "EXEMPLE Camille")
    written = CohortInputs(
        assigned=(
            Assigned("sous/a.docx", "modele-sacha", "cohorte", "cohorte.yaml"),
            Assigned(promo.name("b.docx"), "exemple-camille", "cohorte", "cohorte.yaml"),
        )
    )
    workbook = CohortInputs(
        assigned=(Assigned(promo.name("b.docx"), "modele-sacha", "classeur", "promo.xlsx"),)
    )
    cohorte, report = made(promo, merged(merged(LIST, written), workbook))
    assert by_learner(cohorte, report) == {
        "EXEMPLE Camille": [], "MODÈLE Sacha": ["b.docx", "a.docx"],
    }  # fmt: skip
    told = [piece.attribution.par for piece in cohorte.bilans[1].pieces if piece.attribution]
    assert told == ["classeur", "cohorte"]


def test_without_a_list_learners_are_those_whom_documents_name(promo: Promo) -> None:
    promo.add("a.docx", "ccp2", identite("D’Exemple Jean-Noël", "proprietes", vise=("ccp2",)))
    promo.add("b.pdf", "dpp", "JEAN NOEL D'EXEMPLE")
    promo.add("DEXEMPLE/c.pdf", "ccp3", "D’EXEMPLE Jean-Noel")
    promo.add("MODÈLE Sacha/d.pdf", "ccp3")
    promo.add("e.pdf", "ccp3")
    cohorte, report = made(promo)
    assert by_learner(cohorte, report) == {
        "D’EXEMPLE Jean-Noël": ["b.pdf", "a.docx", "c.pdf"], "MODÈLE Sacha": ["d.pdf"],
    }  # fmt: skip
    assert cohorte.bilans[0].apprenant.vise == ("CCP2",)
    assert [report.documents[p.document].fichier for p in cohorte.a_attribuer] == [
        promo.name("e.pdf")
    ]


def test_names_a_slip_apart_stay_two_unless_their_folder_says_one(promo: Promo) -> None:
    promo.add("a.docx", "ccp2", "MODELLE Sacha").add("b.docx", "ccp3", "MODELE Sacha")
    promo.add("EXEMPLE/c.docx", "ccp2", "EXEMPLE Camille")
    promo.add("EXEMPLE/d.docx", "ccp3", "EXEMPEL Camille")
    cohorte, report = made(promo)
    assert len(cohorte.bilans) == 3
    assert by_learner(cohorte, report)["EXEMPLE Camille"] == ["c.docx", "d.docx"]
    assert any("la même personne" in note for note in cohorte.notes)


def test_word_s_author_never_counts_and_a_learner_of_the_list_stays(promo: Promo) -> None:
    promo.add("a.docx", "ccp2", None)
    cohorte, _ = made(promo, LIST)
    assert [b.apprenant for b in cohorte.bilans] == [CAMILLE, SACHA]
    assert cohorte.bilans[0].manquants == ("cip/dpp", "cip/ccp2", "cip/ccp3")
    assert len(cohorte.a_attribuer) == 1


def test_an_unreadable_file_is_not_missing_when_its_name_says_what_it_is(promo: Promo) -> None:
    promo.add("EXEMPLE Camille CCP2.pages", None).add("x.docx", "dpp", "EXEMPLE Camille")
    cohorte, _ = made(promo, LIST)
    assert cohorte.bilans[0].manquants == ("cip/ccp3",)


def test_versions_of_one_dossier_give_one_piece(promo: Promo) -> None:
    who = "EXEMPLE Camille"
    promo.add("ccp2 v1.docx", "ccp2", who).add("ccp2 v2.docx", "ccp2", who)
    promo.add("ccp2 v2.pdf", "ccp2", who).add("copie.pdf", "ccp2", who, content=b"ccp2 v2.pdf")
    cohorte, report = made(promo, LIST)
    (piece,) = cohorte.bilans[0].pieces
    assert report.documents[piece.document].fichier == promo.name("ccp2 v2.pdf")
    assert piece.docx == promo.name("ccp2 v2.docx")
    assert {Path(e.fichier).name: e.motif for e in piece.ecartes} == {
        "ccp2 v1.docx": "plus_ancien", "ccp2 v2.docx": "meme_dossier", "copie.pdf": "identique",
    }  # fmt: skip
    assert len(kept_ranks(Report("1", NOW, report.documents, cohorte))) == 1


def test_an_exemption_keeps_the_finding_and_frees_the_verdict(promo: Promo) -> None:
    promo.add("a.docx", "ccp2", "EXEMPLE Camille", outcomes=(failed(), passed()))
    promo.add("b.docx", "ccp2", "MODÈLE Sacha", outcomes=(failed(), passed()))
    report, intake = promo.report()
    end = dt.date(2026, 12, 31)
    waivers = (
        Waiver("PAG001", "exemple-camille", "M. Formateur", end),
        Waiver("pages-hors-annexes", "modele-sacha", "M. Formateur", dt.date(2026, 11, 22)),
    )
    inputs = merged(LIST, CohortInputs(waivers=waivers))
    judged = with_cohort(report, intake, inputs, NOW)
    assert [d.verdict for d in judged.documents] == ["conforme", "non_conforme"]
    outcome = judged.documents[0].outcomes[0]
    assert (outcome.statut, outcome.dispense and outcome.dispense.fin) == ("echouee", end)
    assert judged.cohorte
    assert any("a pris fin le 22/11/2026" in note for note in judged.cohorte.notes)


def test_an_exemption_may_be_for_one_kind_only(promo: Promo) -> None:
    promo.add("a.docx", "ccp2", "EXEMPLE Camille", outcomes=(failed(),))
    promo.add("b.docx", "ccp3", "EXEMPLE Camille", outcomes=(failed(),))
    report, intake = promo.report()
    waiver = Waiver("PAG001", "exemple-camille", "M. F.", NOW.date(), genre="cip/ccp3")
    judged = with_cohort(report, intake, merged(LIST, CohortInputs(waivers=(waiver,))), NOW)
    assert [d.verdict for d in judged.documents] == ["non_conforme", "conforme"]


def test_the_order_of_documents_changes_nothing(promo: Promo) -> None:
    for n in range(6):
        promo.add(f"{n}.docx", "ccp2", f"EXEMPLE{'ABCDEF'[n] * 3} Camille")
    report, intake = promo.report()
    turned = Report(report.version, report.date, report.documents[::-1])
    first, second = assemble(report, intake), assemble(turned, intake)
    assert [b.apprenant for b in first.bilans] == [b.apprenant for b in second.bilans]
    assert by_learner(first, report) == by_learner(second, turned)
