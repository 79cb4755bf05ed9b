"""Minutes and words of a presentation: exact sums, the learner's own sentences, room on a slide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.depot.oral.look import contrast
from dossier_builder.depot.oral.minutes import clock, share, spoken
from dossier_builder.depot.oral.parts import Point
from dossier_builder.depot.oral.plan import fitting, paragraphs_of
from dossier_builder.depot.oral.room import BESIDE, BODY, SIZES, size_that_fits
from dossier_builder.depot.oral.texts import (
    bare_caption,
    bare_title,
    best,
    fits,
    sentences,
    several,
    shortened,
)

NBSP = "\u00a0"


@given(
    st.lists(st.floats(0, 60, allow_nan=False), min_size=1, max_size=40),
    st.integers(20, 60),
)
def test_minutes_sum_exactly_in_half_minutes(weights: list[float], minutes: int) -> None:
    given_minutes = share(minutes, weights)
    assert sum(given_minutes) == minutes
    assert all(one >= 0.5 and (one * 2).is_integer() for one in given_minutes)


def test_a_longer_part_gets_more_time() -> None:
    assert share(20, [1, 2, 7]) == (2.0, 4.0, 14.0)
    assert share(20, [0.6, 2.3, 7.3, 3.9, 1.9, 0.5]) == (0.5, 3.0, 9.0, 4.5, 2.5, 0.5)


def test_without_any_length_parts_are_equal() -> None:
    assert share(20, [0, 0, 0, 0]) == (5.0, 5.0, 5.0, 5.0)
    assert share(20, []) == ()


def test_more_parts_than_half_minutes_is_a_bug() -> None:
    with pytest.raises(ValueError, match="41 parts"):
        share(20, [1.0] * 41)


def test_times_are_said_as_on_a_watch() -> None:
    assert [clock(7.5), clock(0)] == ["7:30", "0:00"]
    assert [spoken(3.5), spoken(0.5), spoken(4)] == [
        f"3{NBSP}min{NBSP}30",
        f"30{NBSP}s",
        f"4{NBSP}min",
    ]


def test_a_point_does_not_always_end_a_sentence() -> None:
    text = (
        "M. Exemple a écrit, p. 12, à Mme M. Elle a répondu. J’ai relu l’art. 3 du contrat ! Puis"
    )
    assert list(sentences(text)) == [
        "M. Exemple a écrit, p. 12, à Mme M. Elle a répondu.",
        "J’ai relu l’art. 3 du contrat !",
        "Puis",
    ]


def test_what_the_learner_did_comes_before_what_leans_on_another_sentence() -> None:
    paragraph = (
        "Cette réunion a tout changé pour le groupe. "
        "J’ai alors réuni huit participants autour d’un même objectif. "
        "Il faisait beau."
    )
    assert best([paragraph]) == "J’ai alors réuni huit participants autour d’un même objectif."


def test_nothing_is_chosen_out_of_what_says_nothing_alone() -> None:
    assert best(["Cela suffit.", "Il est venu.", "Oui."]) == ""
    assert several([], 3) == ()


def test_a_long_first_sentence_is_cut_and_says_so() -> None:
    long = (
        "J’ai construit avec l’équipe un plan d’action " + "très détaillé " * 12 + "pour l’année."
    )
    assert best([long]).endswith(f"{NBSP}…")
    assert long.startswith(best([long]).removesuffix(f"{NBSP}…"))
    assert len(shortened(long)) <= 106


def test_the_sentences_of_several_paragraphs_keep_their_order() -> None:
    texts = [
        "Le public vient de douze communes rurales.",
        "J’ai reçu quarante personnes en un mois.",
    ]
    assert several(texts, 3) == tuple(texts)
    assert not fits("Trois étapes ont suivi, qui sont les suivantes :")
    assert not fits("J’ai mesuré les effets de l’atelier à un mois7.")


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("2.1 Contexte de la structure", "Contexte de la structure"),
        ("Partie 2 – Un atelier", "Un atelier"),
        ("III. Prospecter", "Prospecter"),
        ("12 mois de suivi", "12 mois de suivi"),
        ("CV et lettre", "CV et lettre"),
        ("Introduction", "Introduction"),
    ],
)
def test_typed_numbers_leave_titles(printed: str, bare: str) -> None:
    assert bare_title(printed) == bare


def test_captions_lose_their_number() -> None:
    assert bare_caption("Figure 3 – Le parcours de Mme M.") == "Le parcours de Mme M."
    assert bare_caption("Le parcours") == "Le parcours"


@given(
    st.lists(
        st.tuples(st.text("abc é", max_size=90), st.text("mot à un", min_size=1, max_size=105)),
        min_size=1,
        max_size=9,
    )
)
def test_points_that_stay_on_a_slide_fit_it(pairs: list[tuple[str, str]]) -> None:
    points = [Point(title, text) for title, text in pairs]
    for box in (BODY, BESIDE):
        kept = fitting(points, box)
        assert kept == tuple(points[: len(kept)])
        assert len(kept) == 1 or size_that_fits(paragraphs_of(kept), SIZES, box)


def test_a_pale_colour_is_told() -> None:
    assert contrast("FFFFFF") == pytest.approx(1.0)
    assert contrast("000000") == pytest.approx(21.0)
