"""A report → the state of each dossier that a history keeps: figures, and no word of anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dossier_builder.domain.findings import Outcome, Verdict
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.domain.wording import folded
from dossier_builder.values import frozen

Counts = Mapping[str, int | None]
"""Id of a rule → how many findings; None where it could not be judged."""


@frozen
class State:
    """One dossier of one learner, at one run."""

    cle: str
    genre: str
    verdict: Verdict
    comptees: Interval | None
    constats: Counts


def states_of(report: Report) -> tuple[State, ...]:
    """The state of every dossier that is somebody's, one a learner and kind.

    Without a promotion, a document is its learner's where it tells their name, else its own.
    """
    found: dict[tuple[str, str], State] = {}
    for cle, genre, document in _owned(report):
        found.setdefault((cle, genre), _state(cle, genre, document))
    return tuple(found.values())


def _owned(report: Report) -> Iterator[tuple[str, str, DocumentReport]]:
    if report.cohorte is not None:
        for bilan in report.cohorte.bilans:
            for piece in bilan.pieces:
                yield bilan.apprenant.cle, piece.genre, report.documents[piece.document]
        return
    for document in report.documents:
        genre = document.modele.id if document.modele else ""
        who = document.identite
        name = f"{who.nom} {who.prenom}" if who else document.fichier
        yield folded(name), genre, document


def _state(cle: str, genre: str, document: DocumentReport) -> State:
    return State(
        cle=cle,
        genre=genre,
        verdict=document.verdict,
        comptees=document.pagination.comptees if document.pagination else None,
        constats={outcome.regle: _count(outcome) for outcome in document.outcomes},
    )


def _count(outcome: Outcome) -> int | None:
    """What a rule found; a waived rule finds nothing, an information is no point to mend."""
    if outcome.statut == "non_evaluee":
        return None
    waived = outcome.dispense is not None or outcome.gravite == "information"
    return 0 if waived or outcome.statut != "echouee" else len(outcome.constats)


def progress(before: Counts, after: Counts) -> tuple[int, int]:
    """How many findings were mended, how many are new: by rule, among those judged both times.

    A rule that the pack did not have then tells nothing of what the learner did.
    """
    mended = new = 0
    for rule, count in after.items():
        was = before.get(rule)
        if was is not None and count is not None:
            mended += max(0, was - count)
            new += max(0, count - was)
    return mended, new
