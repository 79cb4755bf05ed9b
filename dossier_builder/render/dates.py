"""Dates as the French write them."""

from __future__ import annotations

import datetime as dt

from dossier_builder.domain.candidat import Periode

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def in_words(day: dt.date) -> str:
    """`22 février 2027`, `1er mars 2027`; no-break space after the day."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}\u00a0{_MONTHS[day.month - 1]} {day.year}"


def in_figures(day: dt.date) -> str:
    """`22/02/2027`, as the ministry's form wants it."""
    return f"{day:%d/%m/%Y}"


def span(periode: Periode) -> str:
    """`du 16 novembre au 11 décembre 2026`; the year is said twice only when it changes."""
    start, end = in_words(periode.debut), in_words(periode.fin)
    if periode.debut == periode.fin:
        return f"le {start}"
    if periode.debut.year == periode.fin.year:
        start = start.rsplit(" ", 1)[0]
    return f"du {start} au {end}"
