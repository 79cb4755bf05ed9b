"""Dates as the French write them."""

from __future__ import annotations

import datetime as dt

import pytest

from dossier_builder.domain.candidat import Periode
from dossier_builder.render.dates import in_figures, in_words, span


def test_a_day_in_words_and_figures() -> None:
    assert in_words(dt.date(2027, 3, 1)) == "1er\u00a0mars 2027"
    assert in_words(dt.date(2027, 8, 22)) == "22\u00a0août 2027"
    assert in_figures(dt.date(2027, 2, 5)) == "05/02/2027"


@pytest.mark.parametrize(
    ("debut", "fin", "said"),
    [
        ("2026-11-16", "2026-12-11", "du 16 novembre au 11 décembre 2026"),
        ("2026-12-14", "2027-01-08", "du 14 décembre 2026 au 8 janvier 2027"),
        ("2026-12-14", "2026-12-14", "le 14 décembre 2026"),
    ],
)
def test_a_span_says_the_year_once(debut: str, fin: str, said: str) -> None:
    made = span(Periode(debut=dt.date.fromisoformat(debut), fin=dt.date.fromisoformat(fin)))
    assert made.replace("\u00a0", " ") == said
