"""A submitted PDF on the threshold: what is refused with a remedy, what is only said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dossier_builder.domain.retires import Retire
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import UnreadableError
from dossier_builder.ouverture.targets import shown
from dossier_builder.pdf import PdfState, read_state
from dossier_builder.values import frozen

# The cover that programs put before the files of a portfolio has one page, two at most.
_COVER_PAGES = 2
_NAMED = 3  # attachments named in a sentence; the others are counted


@frozen
class Threshold:
    """What the user should know of a PDF (French notes), what of it is neither read nor run."""

    notes: tuple[str, ...]
    retires: tuple[Retire, ...]


def check_pdf(path: Path, name: str) -> Threshold:
    """What is to be said of the PDF before it is read.

    Raises UnreadableError: what pdfium cannot open, a portfolio, a dynamic form.
    """
    state = read_state(path)
    if state.dynamic_form:
        raise UnreadableError(
            insecable(f"« {name} » est un formulaire dynamique (XFA), que seul Adobe sait lire."),
            insecable(
                "Ouvrez-le dans Adobe Reader, imprimez-le en PDF (Fichier > Imprimer > "
                "Microsoft Print to PDF) et vérifiez ce nouveau PDF."
            ),
            refus="formulaire_dynamique",
        )
    if state.portfolio and state.pages <= _COVER_PAGES:
        raise UnreadableError(
            insecable(f"« {name} » est un porte-documents PDF : {_listed(state)}."),
            insecable(
                "Ouvrez-le dans Adobe Reader, enregistrez chaque fichier qu’il contient et "
                "vérifiez ces fichiers."
            ),
            refus="porte_documents",
        )
    return Threshold(tuple(map(insecable, _notes(state))), tuple(_retires(state)))


def _notes(state: PdfState) -> Iterator[str]:
    if state.protected:
        yield "Ce PDF est protégé contre les modifications, sans mot de passe : il a été lu."
    if state.repaired:
        yield (
            "Ce PDF est endommagé ; il a été réparé pour être lu. Vérifiez qu’aucune page ne "
            "manque, ou exportez-le de nouveau."
        )
    if state.attachments:
        yield f"Ce PDF contient d’autres fichiers, qui n’ont pas été lus : {_listed(state)}."


def _retires(state: PdfState) -> Iterator[Retire]:
    if state.scripts:
        yield Retire("javascript")
    if state.launches:
        yield Retire("lancement")
    for name in state.attachments[:_NAMED]:
        yield Retire("fichier_joint", shown(name))


def _listed(state: PdfState) -> str:
    named = ", ".join(f"« {name} »" for name in state.attachments[:_NAMED])
    more = len(state.attachments) - _NAMED
    return named if more <= 0 else f"{named} et {pluriel(more, 'autre', 'autres')}"
