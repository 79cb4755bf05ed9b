"""The titles of checks, for the reports that name a check without what it found.

The catalogue imports every check, which takes longer than a report: only where a title is said.
"""

from __future__ import annotations


def check_title(code: str) -> str | None:
    """The title of a check of the catalogue; None for a code that only cohorts know."""
    from dossier_builder.rules import CATALOGUE

    return CATALOGUE[code].intitule if code in CATALOGUE else None
