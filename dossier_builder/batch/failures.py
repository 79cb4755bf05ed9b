"""What is said of a document whose worker did not come back."""

from __future__ import annotations

from dossier_builder.domain.typographie import insecable
from dossier_builder.pipeline.requests import Checked, Request

DEAD = "arret"
BUG = "bug"
"""`erreur.code` of a document that ended its worker, or on which our code is wrong."""


def lost(rank: int, request: Request, *, bug: bool = False) -> Checked:
    """The worker died, or was ended because it hung, even with this document alone.

    `bug`: our code raised what it should not have.
    """
    from dossier_builder.domain.report import DocumentReport, Erreur

    if bug:
        message = f"Une erreur de notre fait a empêché de contrôler « {request.name} »."
        aide = "Signalez-le ; en attendant, essayez le PDF exporté depuis Word."
    else:
        message = f"« {request.name} » a arrêté le programme qui le contrôlait."
        aide = (
            "Relancez pour ce seul fichier. Si cela se répète, enregistrez-le de nouveau dans "
            "Word, ou demandez le PDF exporté depuis Word."
        )
    erreur = Erreur(
        code=BUG if bug else DEAD,
        message=insecable(message),
        aide=insecable(aide),
        exit_code=70 if bug else 3,
    )
    report = DocumentReport(request.name, None, "illisible", "brouillon", erreur=erreur)
    return Checked(rank, report)
