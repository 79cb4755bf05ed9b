from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.typographie import enumeration, insecable, nombre, plages, pluriel


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Absente : « Contexte ».", "Absente\u00a0: «\u00a0Contexte\u00a0»."),
        ("Est-ce juste ?", "Est-ce juste\u00a0?"),
        ("attention ; voyez !", "attention\u00a0; voyez\u00a0!"),
        ("voir p. 12 et pp. 3 à 4, n° 2", "voir p.\u00a012 et pp.\u00a03 à 4, n°\u00a02"),
        ("12 % des 5 €.", "12\u00a0% des 5\u00a0€."),
        ("(« oui ») ", "(«\u00a0oui\u00a0») "),
        ("https://exemple.fr/a:b?c", "https://exemple.fr/a:b?c"),
        ("19:30", "19:30"),
        ("    : en tête", "    : en tête"),
    ],
)
def test_no_break_spaces_stand_where_french_wants_them(typed: str, printed: str) -> None:
    assert insecable(typed) == printed


@given(st.text(alphabet="ab :;!?«»%.p1\n", max_size=40))
def test_only_spaces_change_and_once(text: str) -> None:
    once = insecable(text)
    assert once.replace("\u00a0", " ") == text
    assert insecable(once) == once


@pytest.mark.parametrize(
    ("value", "printed"), [(3.2, "3,2"), (3.0, "3"), (10.0, "10"), (0.04, "0"), (-0.04, "0")]
)
def test_numbers_as_the_french_write_them(value: float, printed: str) -> None:
    assert nombre(value) == printed


@pytest.mark.parametrize(
    ("count", "printed"), [(0, "0 page"), (1, "1 page"), (2, "2 pages"), (-1, "-1 page")]
)
def test_plural_from_two(count: int, printed: str) -> None:
    assert pluriel(count, "page") == printed


def test_a_plural_may_be_given() -> None:
    assert pluriel(2, "page comptée", "pages comptées") == "2 pages comptées"


def test_enumerations() -> None:
    assert enumeration([]) == ""
    assert enumeration(["a"]) == "a"
    assert enumeration(["a", "b"], "ou") == "a ou b"
    assert enumeration(["a", "b", "c"]) == "a, b et c"


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ([], ""),
        ([3], "3"),
        ([6, 3, 4, 5, 3], "3 à 6"),
        ([3, 5, 6, 7], "3 et 5 à 7"),
        ([1, 3, 5, 6], "1, 3 et 5 à 6"),
    ],
)
def test_page_numbers_in_short(pages: list[int], printed: str) -> None:
    assert plages(pages) == printed
