"""The catalogue of checks: explicit, one entry per code (codes are never reused)."""

from dossier_builder.rules.check import Check
from dossier_builder.rules.checks import (
    annexes,
    blancs,
    cachees,
    competences,
    formulaire,
    identite,
    images,
    langue,
    mise_en_forme,
    pages,
    personnes,
    redaction,
    sections,
    sommaire,
    surete,
    texte,
)

CHECKS: dict[str, Check] = {
    check.code: check
    for family in (
        pages,
        sections,
        texte,
        sommaire,
        annexes,
        identite,
        formulaire,
        competences,
        personnes,
        cachees,
        redaction,
        mise_en_forme,
        blancs,
        images,
        langue,
        surete,
    )
    for check in family.CHECKS
}
