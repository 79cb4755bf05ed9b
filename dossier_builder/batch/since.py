"""`--depuis`: a date or the number of a run, as people write them."""

from __future__ import annotations

import datetime as dt
import re

from dossier_builder.domain.typographie import insecable
from dossier_builder.domain.wording import folded
from dossier_builder.errors import UsageError

Since = dt.date | int
"""The last run of that day or before; or the run of that number, or the last one before it."""

_NUMBER = re.compile(r"(?:tour\s*)?(\d{1,6})")
_FRENCH = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAYS = {"aujourd'hui": 0, "hier": 1, "avant-hier": 2}


def parse_since(text: str, today: dt.date) -> Since:
    """Read « 09/11/2026 », « 2026-11-09 », « 09/11 » (the last one), « hier », « 3 » (third run).

    Raises UsageError: not one of these, no such day, a day to come.
    """
    asked = folded(text)
    if match := _NUMBER.fullmatch(asked):
        return _positive(int(match[1]), text)
    day = _day(asked, text, today)
    if day > today:
        raise UsageError(
            insecable(f"--depuis : le {day:%d/%m/%Y} n’est pas encore passé."), _example()
        )
    return day


def _positive(number: int, text: str) -> int:
    if number:
        return number
    raise UsageError(
        insecable(f"--depuis : le tour « {text} » n’existe pas ; le premier est le tour 1."),
        _example(),
    )


def _day(asked: str, text: str, today: dt.date) -> dt.date:
    if asked in _DAYS:
        return today - dt.timedelta(days=_DAYS[asked])
    try:
        if match := _ISO.fullmatch(asked):
            return dt.date(*map(int, match.groups()))
        if match := _FRENCH.fullmatch(asked):
            day, month = int(match[1]), int(match[2])
            if match[3]:
                return dt.date(int(match[3]), month, day)
            return _last(day, month, today)
    except ValueError:
        raise UsageError(
            insecable(f"--depuis : « {text} » n’est pas un jour du calendrier."), _example()
        ) from None
    raise UsageError(
        insecable(f"--depuis : « {text} » n’est ni une date ni un numéro de tour."), _example()
    )


def _last(day: int, month: int, today: dt.date) -> dt.date:
    """The last time that this day came, four years back for a 29 February."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError(day, month)


def _example() -> str:
    return insecable("Écrivez par exemple : --depuis 09/11/2026, --depuis hier ou --depuis 2.")
