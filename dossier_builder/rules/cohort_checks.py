"""Checks that look at a whole cohort: they have a code and a page, and no outcome of a document.

A pack cannot ask for one: what they tell concerns several learners, so it is in no learner's
report and in no verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dossier_builder.values import frozen


@frozen
class CohortCheck:
    """A check of a cohort: its code (never reused) and what it is called."""

    code: str
    intitule: str


COHORT_CHECKS: Mapping[str, CohortCheck] = MappingProxyType(
    {"SIM001": CohortCheck("SIM001", "Passages communs à plusieurs apprenants")}
)
