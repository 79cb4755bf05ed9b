from __future__ import annotations

import datetime as dt

import pytest

from dossier_builder.domain.candidat import Periode
from dossier_builder.facts.dates import days, period, span

D = dt.date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/10/2026", (D(2026, 10, 5),)),
        ("le 5.10.26", (D(2026, 10, 5),)),
        ("1er mars 2027 et 2 août 2027", (D(2027, 3, 1), D(2027, 8, 2))),
        ("2027-02-22", (D(2027, 2, 22),)),
        ("31/02/2026, 12 octembre 2026, mars 2027", ()),
        ("n° 123/456/7890", ()),
    ],
)
def test_days_of_a_text(text: str, expected: tuple[dt.date, ...]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du 16 novembre au 11 décembre 2026", (D(2026, 11, 16), D(2026, 12, 11))),
        ("du 5 au 23 mai 2027", (D(2027, 5, 5), D(2027, 5, 23))),
        ("Du 14 décembre 2026 au 8 janvier 2027", (D(2026, 12, 14), D(2027, 1, 8))),
        ("du 14 décembre au 8 janvier 2027", (D(2026, 12, 14), D(2027, 1, 8))),
        ("05/10/2026 – 23/10/2026", (D(2026, 10, 5), D(2026, 10, 23))),
        ("d’octobre à décembre 2026", (None, None)),
        ("le 5 mai 2027", (None, None)),
    ],
)
def test_a_period(text: str, expected: tuple[dt.date | None, dt.date | None]) -> None:
    assert span(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("du 5 au 23 mai 2027", Periode(debut=D(2027, 5, 5), fin=D(2027, 5, 23))),
        ("du 05/10/2026 au 23/10/2026 et du 16/11/2026 au 11/12/2026", None),
        ("du 16 novembre 2026 au 11 décembre 2026, puis du 4 au 8 janvier 2027", None),
        ("du 23/10/2026 au 05/10/2026", None),
        ("le 5 mai 2027", None),
    ],
)
def test_one_period_or_none(text: str, expected: Periode | None) -> None:
    """Several periods are not made one, nor one of them kept: somebody has to choose."""
    assert period(text) == expected
