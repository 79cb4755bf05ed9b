"""The documents of one learner side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.repere import Repere, Sejour
from dossier_builder.domain.report import DocumentReport
from dossier_builder.rules import between
from dossier_builder.rules.between import COMPARISONS, compare

from .facts_builder import changed

STAY = Sejour("Mission locale de Valfictive", dt.date(2026, 11, 16), dt.date(2026, 12, 11), 2)
SAYS = Repere(
    noms=("Exemple",),
    prenom="Camille",
    titre="Conseiller en insertion professionnelle",
    sejours=(STAY,),
    session=dt.date(2027, 3, 15),
    date=dt.date(2027, 2, 22),
    vise=("titre",),
)


def document(sigle: str, says: Repere | None = SAYS, **changes: Any) -> DocumentReport:
    repere = replace(says, **changes) if says else None
    modele = changed(sigle=sigle)
    return DocumentReport(f"{sigle}.docx", modele, "conforme", "final", repere=repere)


def outcome(code: str, *documents: DocumentReport) -> Outcome:
    return next(o for o in compare(documents) if o.controle == code)


def messages(code: str, *documents: DocumentReport) -> list[str]:
    return [c.message.replace("\u00a0", " ") for c in outcome(code, *documents).constats]


def test_documents_that_agree() -> None:
    seen = compare([document("DPP"), document("CCP2"), document("CCP3")])
    assert [o.controle for o in seen] == list(COMPARISONS)
    assert {o.statut for o in seen} == {"reussie", "non_applicable"}
    assert all(o.gravite != "erreur" for o in seen)
    assert all(o.source and o.source.statut == "infere" for o in seen)


def test_one_document_alone_is_compared_with_nothing() -> None:
    assert compare([document("DPP")]) == ()
    assert compare([document("DPP"), document("CCP2", None)]) == ()


@pytest.mark.parametrize(
    ("noms", "prenom", "told"),
    [
        (("EXEMPLE",), "Camille", ""),
        (("Exemple-Modèle",), "Camille", ""),
        (("Camille Exemple",), "", ""),
        (("Modèle", "Exemple"), "Camille", ""),
        (("Exemple",), "", ""),
        (("Exemple",), "Camile", "écrit de deux façons"),
        (("Fictif",), "Dominique", "pas le même"),
    ],
)
def test_the_name(noms: tuple[str, ...], prenom: str, told: str) -> None:
    said = messages("COH001", document("DPP"), document("CCP2", noms=noms, prenom=prenom))
    assert len(said) == bool(told)
    assert all(told in message and "(DPP)" in message and "(CCP2)" in message for message in said)


@pytest.mark.parametrize(
    ("titre", "differs"),
    [
        ("CONSEILLER EN INSERTION PROFESSIONNELLE", False),
        ("Conseiller en insertion", False),
        ("Conseiler en insertion profesionnelle", False),
        ("CIP", False),
        ("Formateur professionnel d’adultes", True),
    ],
)
def test_the_title(titre: str, differs: bool) -> None:  # noqa: FBT001 - a table of cases
    assert bool(messages("COH002", document("DPP"), document("CCP2", titre=titre))) is differs


def test_a_company_under_another_name_or_another_company() -> None:
    misspelled = replace(STAY, structure="Mission local de Valfictive")
    (said,) = messages("COH003", document("DPP"), document("CCP2", sejours=(misspelled,)))
    assert "deux façons" in said
    elsewhere = replace(STAY, structure="Association Passerelle Exemple")
    (said,) = messages("COH003", document("DPP"), document("CCP2", sejours=(elsewhere,)))
    assert "activité-type 2" in said


def test_other_examples_may_be_lived_elsewhere() -> None:
    elsewhere = replace(STAY, structure="Association Passerelle Exemple")
    both = document("DPP", sejours=(elsewhere, STAY))
    assert messages("COH003", document("CCP2"), both) == []
    other_activity = document("DPP", sejours=(replace(elsewhere, activite=3),))
    assert outcome("COH003", document("CCP2"), other_activity).statut == "non_applicable"


def test_sessions_differ_only_for_what_is_presented_together() -> None:
    later = {"session": dt.date(2027, 4, 12)}
    (said,) = messages("COH004", document("DPP"), document("CCP2", **later))
    assert "15/03/2027 (DPP), 12/04/2027 (CCP2)" in said
    assert messages("COH004", document("DPP"), document("CCP3", **later, vise=("ccp3",))) == []


def test_a_document_dated_after_its_session() -> None:
    (said,) = messages("COH004", document("DPP"), document("CCP2", date=dt.date(2027, 3, 16)))
    assert "après la session" in said


def test_periods_without_a_day_in_common() -> None:
    year_before = replace(STAY, debut=dt.date(2025, 11, 16), fin=dt.date(2025, 12, 11))
    (said,) = messages("COH005", document("DPP"), document("CCP2", sejours=(year_before,)))
    assert "du 16/11/2026 au 11/12/2026 (DPP)" in said
    within = replace(STAY, debut=dt.date(2026, 12, 1), fin=dt.date(2026, 12, 4))
    assert messages("COH005", document("DPP"), document("CCP2", sejours=(within,))) == []
    unknown = replace(STAY, debut=None)
    seen = outcome("COH005", document("DPP"), document("CCP2", sejours=(unknown,)))
    assert seen.statut == "non_applicable"


def test_hours_are_a_note() -> None:
    seen = outcome("COH006", document("CCP2", heures=(140,)), document("CCP3", heures=(105, 140)))
    assert seen.statut == "reussie"
    assert "140 h ; CCP3 : 105 h et 140 h" in seen.preuve.replace("\u00a0", " ")


def test_two_documents_of_one_kind_are_named_by_their_files() -> None:
    one = document("CCP2")
    other = replace(document("CCP2", prenom="Dominique", noms=("Fictif",)), fichier="d/v2.docx")
    (said,) = messages("COH001", one, other)
    assert "(CCP2.docx)" in said
    assert "(v2.docx)" in said


def test_a_bug_of_ours_is_nobody_s_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: object) -> None:
        raise KeyError("Camille")

    broken = replace(COMPARISONS["COH002"], judge=crash)  # type: ignore[arg-type]  # a fault
    monkeypatch.setattr(between, "COMPARISONS", {**COMPARISONS, "COH002": broken})
    assert outcome("COH002", document("DPP"), document("CCP2")).statut == "non_evaluee"
    assert outcome("COH001", document("DPP"), document("CCP2")).statut == "reussie"
