"""The catalogue of checks: explicit, one entry per code (codes are never reused)."""

from dossier_builder.rules.check import Check
from dossier_builder.rules.checks import (
    annexes,
    formulaire,
    identite,
    pages,
    sections,
    sommaire,
    texte,
)

CHECKS: dict[str, Check] = {
    check.code: check
    for family in (pages, sections, texte, sommaire, annexes, identite, formulaire)
    for check in family.CHECKS
}
