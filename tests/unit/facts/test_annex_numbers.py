from __future__ import annotations

import pytest

from dossier_builder.facts.annex_numbers import annex_number, cited_numbers, rest_of_heading


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(voir annexe 3)", [3]),
        ("voir l’annexe\u00a03.", [3]),
        ("annexes 2 et 4", [2, 4]),
        ("les annexes 1 à 3.", [1, 2, 3]),
        ("(cf. annexes 1-3)", [1, 2, 3]),
        ("annexe n° 2", [2]),
        ("annexes n° 2, 3 et n° 5", [2, 3, 5]),
        ("(annexe 1 et 2)", [1, 2]),
        ("ANNEXE 4", [4]),
        ("l’annexe II", [2]),
        ("annexes I et III", [1, 3]),
        ("l’annexe B", [2]),
        ("(annexe 1) puis (annexe 6)", [1, 6]),
    ],
)
def test_citations(text: str, numbers: list[int]) -> None:
    assert list(cited_numbers(text)) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "l’annexe précédente",
        "l’annexe a été lue",
        "une annexe à part",
        "voir en annexe, 3 ateliers",
        "annexe 2026",
        "l’annexe D’accueil",
        "l’annexe 2 de l’arrêté du 22 décembre 2015",
        "l’annexe 8 du code du travail",
        "les annexes du dossier",
    ],
)
def test_what_cites_no_annex_of_this_document(text: str) -> None:
    assert list(cited_numbers(text)) == []


def test_after_one_annex_a_figure_that_counts_something_else_is_none() -> None:
    assert list(cited_numbers("l’annexe 1 et 2 ateliers")) == [1]
    assert list(cited_numbers("l’annexe 1, 2 participants")) == [1]


@pytest.mark.parametrize(
    ("heading", "number", "rest"),
    [
        ("Annexe 1 : Contrat", 1, ": Contrat"),
        ("ANNEXE 2", 2, ""),
        ("Annexe n°3 – Grille", 3, "– Grille"),
        ("Annexe II – Guide", 2, "– Guide"),
        ("Annexe A. Grille", 1, ". Grille"),
        ("Annexes", None, None),
        ("Annexe", None, None),
        ("Annexe 2026", None, None),
        ("Annexe Contrat", None, None),
        ("Voir annexe 1", None, None),
    ],
)
def test_headings(heading: str, number: int | None, rest: str | None) -> None:
    assert annex_number(heading) == number
    assert rest_of_heading(heading) == rest
