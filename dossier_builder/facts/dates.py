"""French dates as people print them → days: « 05/10/2026 », « du 5 au 23 mai 2027 » (pure)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from dossier_builder.domain.wording import folded

if TYPE_CHECKING:
    from dossier_builder.domain.candidat import Periode

_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
    "octobre", "novembre", "decembre",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_FIGURES = r"(?P<j>\d{1,2})\s?[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<a>\d{4}|\d{2})"
_WORDS = rf"(?P<jour>\d{{1,2}})(?:er)?\s+(?P<mois>{_MONTH})\s+(?P<annee>\d{{4}})"
_ISO = r"(?P<iso>\d{4}-\d{2}-\d{2})"
_DAY = re.compile(rf"(?<!\d)(?:{_ISO}|{_FIGURES}|{_WORDS})(?!\d)")
# « du 16 novembre au 11 décembre 2026 », « du 5 au 23 mai 2027 »: the year, or the month, once.
_SPAN = re.compile(
    rf"(?<!\d)(?P<jour>\d{{1,2}})(?:er)?(?:\s+(?P<mois>{_MONTH}))?(?:\s+(?P<annee>\d{{4}}))?\s+"
    rf"(?:au|a|-|–)\s+(?P<fin>\d{{1,2}}(?:er)?\s+(?P<mois_fin>{_MONTH})\s+(?P<annee_fin>\d{{4}}))"
)
_CENTURY = 2000


def days(text: str) -> tuple[dt.date, ...]:
    """Every whole date of a text, in its order; what is no day of the calendar is left out."""
    plain = folded(text)
    return tuple(day for found in _DAY.finditer(plain) if (day := _day(found)) is not None)


def span(text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a period; None where the text does not tell it to the day."""
    plain = folded(text)
    short = _SPAN.search(plain)
    if short is not None:
        month = short["mois"] or short["mois_fin"]
        year = short["annee"] or short["annee_fin"]
        first = days(f"{short['jour']} {month} {year}")
        last = days(short["fin"])
        if first and last and first > last and not short["annee"]:  # from December to January
            first = days(f"{short['jour']} {month} {int(year) - 1}")
        return (first[0] if first else None), (last[0] if last else None)
    found = days(text)
    if len(found) == 2:  # noqa: PLR2004 - first and last
        return found[0], found[1]
    return None, None


def period(text: str) -> Periode | None:
    """The period that a text tells to the day; None when it tells none, or several."""
    first, last = span(text)
    several = len(days(text)) > 2  # noqa: PLR2004 - first and last
    if first is None or last is None or first > last or several:
        return None
    from dossier_builder.domain.candidat import Periode  # heavy: what people write is checked

    return Periode(debut=first, fin=last)


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        if found["mois"]:
            month = _MONTHS.index(found["mois"]) + 1
            return dt.date(int(found["annee"]), month, int(found["jour"]))
        year = int(found["a"])
        century = 0 if len(found["a"]) > 2 else _CENTURY  # noqa: PLR2004 - two figures
        return dt.date(year + century, int(found["m"]), int(found["j"]))
    except ValueError:
        return None
