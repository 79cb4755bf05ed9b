"""What each check means, in French, for learners and trainers: one `Explication` per code.

Beside the checks, read by `rules.documentation` which makes docs/controles; no run of the line
imports this.
"""

from dossier_builder.rules.explications import (
    annexes,
    formulaire,
    identite,
    pages,
    sections,
    sommaire,
    texte,
)
from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS: dict[str, Explication] = {
    explication.code: explication
    for family in (pages, sections, texte, sommaire, annexes, identite, formulaire)
    for explication in family.EXPLICATIONS
}

__all__ = ["EXPLICATIONS", "Explication"]
