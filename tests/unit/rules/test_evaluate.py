from __future__ import annotations

import datetime as dt
import itertools
import logging
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.findings import Dispense, Finding, Outcome, RegleStatut, Verdict
from dossier_builder.domain.modele import Gravite, Source, Statut
from dossier_builder.domain.sections import NonVerifie
from dossier_builder.rules import CHECKS, evaluate, verdict
from dossier_builder.rules.check import Check, Subject
from dossier_builder.rules.judged import Judged

from .facts_builder import essai, facts, outcomes, without

GRAVITES: tuple[Gravite, ...] = ("erreur", "avertissement", "information")
STATUTS: tuple[RegleStatut, ...] = ("reussie", "echouee", "non_applicable", "non_evaluee")
SOURCES: tuple[Statut | None, ...] = ("programme", "officiel", "centre", "infere", None)
WAIVER = Dispense("la formatrice", dt.date(2027, 3, 15))
WORSE: tuple[Verdict, ...] = ("conforme", "a_verifier", "non_conforme")


def made(
    statut: RegleStatut, gravite: Gravite, source: Statut | None, dispense: Dispense | None = None
) -> Outcome:
    written = source and Source(document="x", statut=source, date=dt.date(2026, 11, 23))
    findings = (Finding("x"),) if statut == "echouee" else ()
    return Outcome("r", "PAG001", statut, gravite, findings, "", written or None, dispense)


# -- the verdict --


@pytest.mark.parametrize(
    ("statut", "gravite", "source"), list(itertools.product(STATUTS, GRAVITES, SOURCES))
)
def test_one_rule_alone(statut: RegleStatut, gravite: Gravite, source: Statut | None) -> None:
    expected: Verdict = "conforme"
    if gravite == "erreur" and statut == "echouee":
        expected = "a_verifier" if source == "infere" else "non_conforme"
    elif gravite == "erreur" and statut == "non_evaluee":
        expected = "a_verifier"
    assert verdict([made(statut, gravite, source)]) == expected


def test_no_rule_at_all_is_conform() -> None:
    assert verdict([]) == "conforme"


@pytest.mark.parametrize("statut", ["echouee", "non_evaluee"])
def test_a_waived_rule_does_not_count(statut: RegleStatut) -> None:
    assert verdict([made(statut, "erreur", "programme", WAIVER)]) == "conforme"


OUTCOMES = st.builds(
    made,
    st.sampled_from(STATUTS),
    st.sampled_from(GRAVITES),
    st.sampled_from(SOURCES),
    st.sampled_from([None, WAIVER]),
)


@given(st.lists(OUTCOMES, max_size=6), OUTCOMES)
def test_one_more_outcome_never_betters_the_verdict(known: list[Outcome], more: Outcome) -> None:
    assert WORSE.index(verdict([*known, more])) >= WORSE.index(verdict(known))


@given(st.lists(OUTCOMES, max_size=6), st.randoms())
def test_the_order_of_the_rules_does_not_matter(known: list[Outcome], random: object) -> None:
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert verdict(shuffled) == verdict(known)


@given(st.lists(OUTCOMES, max_size=6))
def test_what_is_inferred_never_condemns(known: list[Outcome]) -> None:
    inferred = [o for o in known if o.source is not None and o.source.statut == "infere"]
    assert verdict(inferred) != "non_conforme"


# -- evaluation --


def test_every_active_rule_has_its_outcome_in_the_order_of_the_pack() -> None:
    found = evaluate(facts(), essai())
    assert [o.regle for o in found] == [r.id for r in essai().regles if r.active]
    assert {o.statut for o in found} <= {"reussie", "non_applicable"}
    assert all(o.preuve and not o.constats for o in found)
    assert verdict(found) == "conforme"


def test_a_rule_that_is_turned_off_says_nothing() -> None:
    rules = tuple(replace(r, active=r.id != "deux-parties") for r in essai().regles)
    found = outcomes(facts(), replace(essai(), regles=rules))
    assert "deux-parties" not in found
    assert len(found) == len(rules) - 1


def test_a_crash_in_a_check_is_our_fault_and_not_the_end(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = f"Mme {chr(77)}. habite rue des Modèles"

    def crash(_: Subject, __: object) -> Judged:
        raise ValueError(secret)

    broken = Check("TXT001", "Textes provisoires", crash)
    monkeypatch.setitem(CHECKS, "TXT001", broken)
    with caplog.at_level(logging.ERROR):
        found = outcomes(facts())
    crashed = found["textes-provisoires"]
    assert crashed.statut == "non_evaluee"
    assert "notre faute" in crashed.preuve
    assert found["balises-du-gabarit"].statut == "reussie"
    assert verdict(tuple(found.values())) == "a_verifier"
    assert "TXT001" in caplog.text
    assert "ValueError" in caplog.text
    assert secret not in caplog.text  # the log quotes nothing of the dossier


def test_wrong_parameters_are_a_bug_and_not_the_end() -> None:
    rules = tuple(
        replace(r, parametres={"nombres": 2}) if r.id == "deux-parties" else r
        for r in essai().regles
    )
    found = outcomes(facts(), replace(essai(), regles=rules))
    assert found["deux-parties"].statut == "non_evaluee"


def unread(*, annexes: bool) -> tuple[NonVerifie, ...]:
    return (NonVerifie((4, 5), "ce sont des images", annexes),)


def test_counted_pages_without_text_leave_the_rules_about_text_unjudged() -> None:
    found = outcomes(facts(non_verifie=unread(annexes=False)))
    # RGP001 and RGP002 look at what can be read first: a fault seen there is one.
    looks_first = {"RGP001", "RGP002"}
    by_text = {
        o.regle
        for o in found.values()
        if CHECKS[o.controle].lit_le_texte or o.controle in looks_first
    }
    assert {r for r, o in found.items() if o.statut == "non_evaluee"} == by_text
    assert "p.\u00a04 à 5" in found["textes-provisoires"].preuve
    assert found["pages-hors-annexes"].statut == "reussie"


def test_annexes_without_text_change_nothing() -> None:
    assert outcomes(facts(non_verifie=unread(annexes=True))) == outcomes(facts())


def test_the_source_of_a_failure_is_that_of_what_failed() -> None:
    failed = outcomes(facts(sections=without("conclusion")))["sections-presentes"]
    assert failed.source is not None
    assert failed.source.statut == "programme"  # the section's own, not « infere » of the rule
    passed = outcomes(facts())["sections-presentes"]
    assert passed.source is not None
    assert passed.source.statut == "infere"


def test_the_words_of_a_pack_replace_ours() -> None:
    rules = tuple(
        replace(r, message="Il manque {titre} : écrivez-la.", aide="Voir {titre}.")
        if r.id == "sections-presentes"
        else r
        for r in essai().regles
    )
    pack = replace(essai(), regles=rules)
    (finding,) = outcomes(facts(sections=without("conclusion")), pack)[
        "sections-presentes"
    ].constats
    assert finding.message == "Il manque Conclusion\u00a0: écrivez-la."
    assert finding.aide == "Voir Conclusion."
