from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.wording import count_words, folded, without_numbering

NUMBERED = (
    "Contexte",
    "2.1 Contexte",
    "2.1\tContexte",
    "2.1. Contexte",
    "1.Contexte",
    "1.1.Contexte",
    "1- Contexte",
    "1-Contexte",
    "1 – Contexte",
    "1) a) Contexte",
    "1° Contexte",
    "1°) Contexte",
    "2 Contexte",
    "2 CONTEXTE",
    "  3.  Contexte :",
    "I. Contexte",
    "I - Contexte",
    "I-Contexte",
    "I/ Contexte",
    "II Contexte",
    "IV CONTEXTE",
    "II.1 Contexte",
    "II. A. Contexte",
    "II-1) Contexte",
    "A) Contexte",
    "A. Contexte",
    "A – Contexte",
    "Partie 2 Contexte",
    "Partie II – Contexte",
    "PARTIE 2 : CONTEXTE",
    "Partie n° 2 : Contexte",
    "Chapitre 1 Contexte",
    "Première partie : Contexte",
    "2ème partie – Contexte",
    "Annexe n° 3 – Contexte",
)
WHOLE = (
    "Mise en œuvre",
    "Division",
    "Ville",
    "Ville : Valfictive",
    "Civilité",
    "Civilité : Mme",
    "Civil : état des lieux",
    "Divers",
    "Vivre ensemble",
    "12 mois de suivi",
    "35 heures par semaine",
    "3e atelier",
    "1er entretien",
    "Dix-huit mois",
    "Ci-dessous",
    "Ci-après : le plan",
    "CV : mode d’emploi",
    "CV – lettre",
    "E-mail : adresse",
    "E-portfolio",
    "D’un atelier à l’autre",
    "A-t-il progressé ?",
    "A Valfictive, le marché",
    "Partie civile",
    "Partie immergée",
    "Titre",
    "Section",
    "B2i et numérique",
    "2026 : bilan",
    "24 h – suivi",
)


@pytest.mark.parametrize("heading", NUMBERED)
def test_a_leading_number_is_left_out(heading: str) -> None:
    assert without_numbering(heading) == "contexte"


@pytest.mark.parametrize("heading", WHOLE)
def test_words_are_never_taken_for_a_number(heading: str) -> None:
    assert without_numbering(heading) == folded(heading).strip(" .:-–—")


@pytest.mark.parametrize("text", ["1", "II", "Partie 1", "Annexe"])
def test_a_text_that_is_only_a_number_stays(text: str) -> None:
    assert without_numbering(text) == folded(text)


@given(st.text(max_size=60))
def test_without_numbering_takes_any_text_and_only_ever_shortens_it(text: str) -> None:
    assert without_numbering(text) in folded(text)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = folded(text)
    assert folded(once) == once


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Évaluer l’atelier", "EVALUER L'ATELIER"),
        ("Mise en œuvre", "mise en oeuvre"),
        ("Mise\u00a0en\tœuvre ", "MISE EN ŒUVRE"),
        ("socio‑économique", "Socio-économique"),
    ],
)
def test_accents_case_and_spaces_make_no_difference(text: str, same: str) -> None:
    assert folded(text) == folded(same)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("…", 0),
        ("L’accueil de Mme M.", 4),
        ("peut-être 12 fois", 3),
        ("un\u00a0: deux — trois", 3),
    ],
)
def test_words_are_counted_as_people_do(text: str, words: int) -> None:
    assert count_words(text) == words
