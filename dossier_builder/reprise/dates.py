"""Dates as covers and forms write them: « 22 février 2027 », « du 16 novembre au 11 décembre »."""

from __future__ import annotations

import datetime as dt
import re

from dossier_builder.domain.candidat import Periode
from dossier_builder.domain.wording import folded

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_WRITTEN = re.compile(
    rf"(?P<jour>\d{{1,2}})\s*(?:er)?\s+(?P<mois>{'|'.join(_MONTHS)})(?:\s+(?P<an>\d{{4}}))?"
)
_FIGURES = re.compile(
    r"(?P<jour>\d{1,2})\s*[/.\-]\s*(?P<mois>\d{1,2})\s*[/.\-]\s*(?P<an>\d{4}|\d{2})"
)
_ISO = re.compile(r"(?P<an>\d{4})-(?P<mois>\d{2})-(?P<jour>\d{2})")
_CENTURY = 2000
_SHORT_YEAR = 100


def read_date(text: str) -> dt.date | None:
    """The first whole date of a text; None when it has none."""
    return next(iter(_dates(text, None)), None)


def read_period(text: str) -> Periode | None:
    """« du 16 novembre au 11 décembre 2026 »: the year may be said once; None when unclear."""
    ends = _dates(text, None)
    year = ends[-1].year if ends else None
    found = _dates(text, year)
    if len(found) < 2:  # noqa: PLR2004 - a start and an end
        return None
    debut, fin = found[0], found[-1]
    if debut > fin:  # from December to January, the year said once
        debut = _replaced(debut, fin.year - 1)
    return Periode(debut=debut, fin=fin) if debut <= fin else None


def _dates(text: str, year: int | None) -> list[dt.date]:
    plain = folded(text)
    found: list[tuple[int, dt.date]] = []
    for pattern in (_ISO, _FIGURES, _WRITTEN):
        for match in pattern.finditer(plain):
            date = _date(match, year)
            if date is not None:
                found.append((match.start(), date))
    return [date for _, date in sorted(found)]


def _date(match: re.Match[str], year: int | None) -> dt.date | None:
    written = match["an"]
    an = int(written) if written else year
    if an is None:
        return None
    month = match["mois"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month) + 1
    try:
        return dt.date(an + (_CENTURY if an < _SHORT_YEAR else 0), number, int(match["jour"]))
    except ValueError:
        return None


def _replaced(date: dt.date, year: int) -> dt.date:
    try:
        return date.replace(year=year)
    except ValueError:  # 29 February
        return date.replace(year=year, day=28)
