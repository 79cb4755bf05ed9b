from __future__ import annotations

import pytest

from dossier_builder.facts.likeness import CANDIDATE, EXACT, NEAR_MISS, Names, Wording

from .modeles import section

CONCLUSION = Names.of(section("conclusion", "Conclusion", "Bilan et perspectives"))
CONTEXTE = Names.of(
    section("contexte", "Contexte : la structure, le public, le territoire", "Contexte")
)
ATELIER = Names.of(section("atelier", "Préparer et animer l’atelier"))
PROJET = Names.of(section("projet", "Élaborer le projet professionnel"))
SUIVI = Names.of(section("suivi", "12 mois de suivi"))


@pytest.mark.parametrize(
    "heading",
    [
        "CONCLUSION",
        "C O N C L U S I O N",
        "Conclu\u00adsion",
        "𝐂𝐨𝐧𝐜𝐥𝐮𝐬𝐢𝐨𝐧",
        "« Conclusion »",
        "➢ Conclusion :",
        "IV/ Conclusion",
        "A) Conclusion",
        "4°) Conclusion",
        "(4) Conclusion",
        "[4] Conclusion",
        "① Conclusion",
        "§ 4 Conclusion",
        "N° 4 : Conclusion",
        "Chapitre 5 : Conclusion",
        "Étape 4 : Conclusion",
        "PARTIE IV – CONCLUSION",
        "2.1. Conclusion",
        "III.2.b Conclusion",
        "Bilan et perspectives",
    ],
)
def test_case_marks_and_numbers_make_no_difference(heading: str) -> None:
    assert CONCLUSION.likeness(Wording.of(heading)) == EXACT


@pytest.mark.parametrize(
    ("names", "heading", "score"),
    [
        (CONCLUSION, "Conclusions et perspectives", 90),
        (CONCLUSION, "Conclusion : ce que je retiens", 90),
        (CONCLUSION, "Conlusion", 95),
        (CONTEXTE, "Contexte et enjeux", 90),
        (CONTEXTE, "Contexte : structure, publics, territoires", 97),
        (ATELIER, "Preparer et animer l'atellier", 97),
        (ATELIER, "Préparer e animer l’atelier", 98),
    ],
)
def test_near_titles_are_taken_and_never_score_100(names: Names, heading: str, score: int) -> None:
    found = names.likeness(Wording.of(heading))
    assert NEAR_MISS <= found < EXACT
    assert found == pytest.approx(score, abs=2)


@pytest.mark.parametrize(
    ("names", "heading"),
    [
        (CONCLUSION, "Conclusion du contrat"),
        (CONCLUSION, "Conclusion de l’atelier avec le groupe"),
        (CONCLUSION, "Occlusion"),
        (CONTEXTE, "Contexte de la mission locale"),
        (ATELIER, "Préparer et évaluer l’atelier"),
        (PROJET, "Réaliser le projet professionnel"),
        (SUIVI, "18 mois de suivi"),
    ],
)
def test_titles_that_look_alike_are_shown_and_not_taken(names: Names, heading: str) -> None:
    assert CANDIDATE <= names.likeness(Wording.of(heading)) < NEAR_MISS


@pytest.mark.parametrize(
    ("names", "heading"),
    [
        (CONCLUSION, "En conclusion, je retiens trois points de cet atelier."),
        (CONCLUSION, "Introduction"),
        (CONCLUSION, "– * –"),
        (SUIVI, "Suivi"),
    ],
)
def test_other_titles_are_not_even_shown(names: Names, heading: str) -> None:
    assert names.likeness(Wording.of(heading)) < CANDIDATE


def test_a_long_title_is_known_by_its_beginning() -> None:
    names = Names.of(
        section("p", "Prospecter les employeurs du territoire dans une démarche projet")
    )
    assert names.likeness(Wording.of("Prospecter les employeurs du territoire")) >= NEAR_MISS
    assert names.likeness(Wording.of("Prospecter les employeurs")) < NEAR_MISS
