"""How near the exam a dossier is; apart from the judge, so that a known report needs no judge."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier_builder.domain.findings import Etape

FINAL_DAYS = 14
"""A dossier is final from this many days before the session."""


def stage(session: dt.date | None, today: dt.date) -> Etape:
    """`final` from 14 days before the session, `brouillon` before that or when it is unknown."""
    if session is None or (session - today).days > FINAL_DAYS:
        return "brouillon"
    return "final"
