"""What a trainer has to ask for: who or which file, and a message ready to be copied and sent.

A message goes to several people at once: it names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.report.promotion import NOBODYS, Cell, Column, Row, limits
from dossier_builder.report.words import shown
from dossier_builder.values import frozen

_UNKNOWN_KIND = "modele_inconnu"
_NO_TEXT = "sans_texte"
_EXPORT = (
    "Dans Word : Fichier, Exporter, Créer un document PDF. Dans LibreOffice : Fichier, Exporter "
    "au format PDF. Dans Google Docs : Fichier, Télécharger, Document PDF."
)


@frozen
class Demande:
    """One thing to do tonight: a count, whom it is about, and what to send."""

    titre: str
    concernes: tuple[str, ...]
    message: str
    conseil: str = ""


def demandes(rows: Sequence[Row], kinds: Sequence[Column]) -> tuple[Demande, ...]:
    """What is missing, cannot be read, is nobody's, or waits for a PDF; nothing: all is well."""
    found = [
        *_missing(rows, kinds),
        _unreadable(rows),
        _scanned(rows),
        _of_no_kind(rows, kinds),
        _nobodys(rows),
        _near_limits(rows),
    ]
    return tuple(demande for demande in found if demande is not None)


def near_a_limit(document: DocumentReport) -> bool:
    """Whether the count is not sure and a page more or less could change what it says."""
    pagination, modele = document.pagination, document.modele
    if pagination is None or modele is None or modele.pages is None:
        return False
    if pagination.confiance == "sure":
        return False
    low, high = modele.pages.min, modele.pages.max
    around = pagination.comptees.widened(1)
    return not (around.inside(low, high) or around.outside(low, high))


def _missing(rows: Sequence[Row], kinds: Sequence[Column]) -> Iterator[Demande]:
    for position, kind in enumerate(kinds):
        names = tuple(
            row.name for row in rows if any(cell.etat == "manquant" for cell in row.cells[position])
        )
        if names:
            many = "s" if len(names) > 1 else ""
            yield Demande(
                f"{len(names)} {kind.sigle} manquant{many}",
                names,
                _message(
                    f"Je n’ai pas encore reçu votre dossier {kind.sigle}. Envoyez-le-moi ce soir, "
                    "même inachevé : un seul fichier, le PDF exporté depuis votre logiciel ou le "
                    "fichier Word."
                ),
            )


def _unreadable(rows: Sequence[Row]) -> Demande | None:
    found = [
        f"{_whose(row, cell)} : {cell.document.erreur.message}"
        for row, cell in _with_error(rows)
        if cell.document
        and cell.document.erreur
        and cell.document.erreur.code not in {_UNKNOWN_KIND, _NO_TEXT}
    ]
    return _about(
        found,
        f"{pluriel(len(found), 'fichier illisible', 'fichiers illisibles')}",
        "Je ne peux pas ouvrir le fichier que vous m’avez envoyé. Envoyez-moi plutôt le PDF : "
        f"c’est le format qui s’ouvre partout. {_EXPORT}",
    )


def _scanned(rows: Sequence[Row]) -> Demande | None:
    found = [_whose(row, cell) for row, cell in _with_error(rows) if _code(cell) == _NO_TEXT]
    return _about(
        found,
        f"{pluriel(len(found), 'dossier numérisé', 'dossiers numérisés')}, sans texte à lire",
        "Votre dossier est fait d’images (une numérisation ou des photos) : rien ne peut y être "
        f"vérifié. Envoyez-moi le PDF exporté depuis votre logiciel. {_EXPORT}",
    )


def _of_no_kind(rows: Sequence[Row], kinds: Sequence[Column]) -> Demande | None:
    found = [_whose(row, cell) for row, cell in _with_error(rows) if _code(cell) == _UNKNOWN_KIND]
    names = [kind.sigle for kind in kinds if kind.genre]
    example = f" ({', '.join(names)})" if names else ""
    return _about(
        found,
        f"{pluriel(len(found), 'fichier')} dont le genre n’est pas reconnu",
        f"De quel dossier s’agit-il{example} ? Écrivez-le en toutes lettres sur la page de garde, "
        "puis renvoyez-moi le fichier.",
    )


def _nobodys(rows: Sequence[Row]) -> Demande | None:
    found = [row.name for row in rows if row.detail == NOBODYS]
    demande = _about(
        found,
        f"{pluriel(len(found), 'fichier')} sans propriétaire",
        "J’ai reçu un dossier sur lequel je ne trouve pas de nom. Si c’est le vôtre, écrivez votre "
        "nom sur la page de garde et renvoyez-le-moi.",
    )
    if demande is None:
        return None
    advice = "Si vous savez à qui il est, dites-le dans le classeur de la promotion."
    return Demande(demande.titre, demande.concernes, demande.message, insecable(advice))


def _near_limits(rows: Sequence[Row]) -> Demande | None:
    found = [
        f"{_whose(row, cell)} : {_count(cell.document.pagination, cell.document)}"
        for row in rows
        for cell in row.all_cells
        if cell.document and cell.document.pagination and near_a_limit(cell.document)
    ]
    return _about(
        found,
        f"{pluriel(len(found), 'dossier')} à une page près : le compte dépend du moteur",
        "Votre dossier est à une page près de la limite. Envoyez-moi le PDF fait par votre "
        f"logiciel : lui seul dit le compte exact. {_EXPORT}",
    )


def _about(found: Sequence[str], title: str, body: str) -> Demande | None:
    if not found:
        return None
    return Demande(insecable(title), tuple(shown(one) for one in found), _message(body))


def _message(body: str) -> str:
    return insecable(f"Bonjour,\n\n{body}\n\nMerci, bonne soirée.")


def _with_error(rows: Sequence[Row]) -> Iterator[tuple[Row, Cell]]:
    return (
        (row, cell)
        for row in rows
        for cell in row.all_cells
        if cell.document and cell.document.erreur
    )


def _code(cell: Cell) -> str:
    return cell.document.erreur.code if cell.document and cell.document.erreur else ""


def _whose(row: Row, cell: Cell) -> str:
    """The learner and the dossier, or the file when it is nobody's."""
    return f"{row.name} ({cell.sigle})" if row.bilan and cell.sigle else row.name


def _count(pagination: Pagination, document: DocumentReport) -> str:
    counted = pagination.comptees
    wanted = limits(document.modele.pages) if document.modele else ""
    return f"{counted} page{'s' if counted.max > 1 else ''}, il en faut {wanted}"
