"""The catalogue: every check as packs see it."""

from __future__ import annotations

from dossier_builder.rules.checks import CHECKS

CATALOGUE = {check.code: check.spec for check in CHECKS.values()}
