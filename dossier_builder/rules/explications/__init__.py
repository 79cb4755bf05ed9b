"""What each check means, in French, for learners and trainers: one `Explication` per code.

Beside the checks, read by `rules.documentation` which makes docs/controles; no run of the line
imports this.
"""

from dossier_builder.rules.explications import (
    annexes,
    blancs,
    competences,
    entre_documents,
    formulaire,
    identite,
    images,
    langue,
    mise_en_forme,
    pages,
    personnes,
    redaction,
    ressemblances,
    sections,
    sommaire,
    surete,
    texte,
)
from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS: dict[str, Explication] = {
    explication.code: explication
    for family in (
        pages,
        sections,
        texte,
        sommaire,
        annexes,
        identite,
        formulaire,
        ressemblances,
        competences,
        personnes,
        redaction,
        mise_en_forme,
        blancs,
        images,
        langue,
        surete,
        entre_documents,
    )
    for explication in family.EXPLICATIONS
}

__all__ = ["EXPLICATIONS", "Explication"]
