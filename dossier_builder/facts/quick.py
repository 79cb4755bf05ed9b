"""Word's own record as the only witness: an answer without any engine, where it is enough."""

from __future__ import annotations

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.submission import LaidOut, Submission
from dossier_builder.domain.typographie import pluriel
from dossier_builder.facts.collect import Observation, counted_out, pages_of_pictures
from dossier_builder.facts.content import Content
from dossier_builder.facts.evidence import word_note
from dossier_builder.facts.pagination import paginate
from dossier_builder.facts.views import View, word_view
from dossier_builder.values import frozen

# A page of error in Word's record must not change the verdict: it equals Word's own count in 33
# of 35 documents, and is one page off in the others that are fresh.
QUICK_MARGIN = 1


@frozen
class Refusal:
    """Why Word's record is not enough by itself (`motif`, French, no capital, no full stop)."""

    motif: str


def observe_record(
    submission: Submission, content: Content, modele: Modele
) -> Observation | Refusal:
    """What Word's own record says, without any engine; or why an engine must be asked.

    Enough when the record is fresh, far from every limit, and nothing printed has to be looked at.
    """
    word = word_view(content, modele)
    if word is None:
        reason = word_note(content) or "Word n’a rien enregistré de ses pages dans ce fichier"
        return Refusal(reason)
    pagination = paginate((word.testimony,), counted_out(modele))
    reason = _why_not_quick(word, modele, pagination)
    if reason:
        return Refusal(reason)
    return Observation(LaidOut(submission), (), word, pagination)


def _why_not_quick(view: View, modele: Modele, pagination: Pagination) -> str:
    """Why Word's record is not enough (French); "" when it is."""
    limit = modele.pages
    if limit is not None and not view.testimony.mapped:
        return "les sauts de page enregistrés par Word ne donnent pas son compte"
    if pagination.hypotheses:
        return f"le début des annexes est douteux : {pagination.hypotheses[0].raison}"
    end = view.boundary.position if view.boundary else len(view.lines)
    if set(pages_of_pictures(view.lines[:end])) - {1}:
        return "des pages sont des images"
    if limit is None:
        return ""
    near = pagination.comptees.widened(QUICK_MARGIN)
    if near.inside(limit.min, limit.max) or near.outside(limit.min, limit.max):
        return ""
    counted = pluriel(pagination.comptees.min, "page comptée", "pages comptées")
    return f"{counted} : une page d’écart déciderait"
