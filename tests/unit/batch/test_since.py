from __future__ import annotations

import datetime as dt

import pytest

from dossier_builder.batch.since import parse_since
from dossier_builder.errors import UsageError

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09/11/2026", dt.date(2026, 11, 9)),
        ("9.11.2026", dt.date(2026, 11, 9)),
        ("2026-11-09", dt.date(2026, 11, 9)),
        ("09/11", dt.date(2026, 11, 9)),
        ("24/11", dt.date(2025, 11, 24)),
        ("29/02", dt.date(2024, 2, 29)),
        ("Hier", dt.date(2026, 11, 22)),
        ("aujourd’hui", TODAY),
        ("3", 3),
        ("tour 12", 12),
    ],
)
def test_a_date_or_a_number(text: str, expected: object) -> None:
    assert parse_since(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lundi", "n’est ni une date ni un numéro de tour"),
        ("", "n’est ni une date ni un numéro de tour"),
        ("31/02/2026", "n’est pas un jour du calendrier"),
        ("31/02", "n’est pas un jour du calendrier"),
        ("24/11/2026", "n’est pas encore passé"),
        ("0", "le premier est le tour 1"),
    ],
)
def test_anything_else_is_explained(text: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_since(text, TODAY)
    assert said in raised.value.message
    assert "--depuis hier" in raised.value.aide
