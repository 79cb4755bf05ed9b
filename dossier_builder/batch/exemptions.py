"""Rules that the trainer waived for a learner: the finding stays, the verdict ignores it.

Only the author and the end go into a report; the reason never leaves what the trainer wrote.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier_builder.batch.cohort_inputs import Waiver, about
from dossier_builder.batch.missing import extends
from dossier_builder.domain.findings import Dispense, Outcome
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import insecable


def waived(
    document: DocumentReport, cle: str, waivers: Sequence[Waiver], today: dt.date
) -> DocumentReport:
    """The report with the learner's exemptions that run, the verdict judged anew."""
    mine = [one for one in waivers if _holds(one, document, cle) and one.fin >= today]
    if not mine or not document.outcomes:
        return document
    outcomes = tuple(_outcome(outcome, mine) for outcome in document.outcomes)
    if outcomes == document.outcomes:
        return document
    from dossier_builder.rules import verdict  # with every check

    return replace(document, outcomes=outcomes, verdict=verdict(outcomes))


def ended(waivers: Sequence[Waiver], shown: Mapping[str, str], today: dt.date) -> tuple[str, ...]:
    """A French sentence for each exemption that is over."""
    return tuple(
        insecable(
            f"{shown.get(one.cle, one.cle)} : la dérogation {one.regle} accordée par {one.auteur} "
            f"a pris fin le {one.fin:%d/%m/%Y}."
        )
        for one in waivers
        if one.fin < today
    )


def _holds(waiver: Waiver, document: DocumentReport, cle: str) -> bool:
    if waiver.cle != cle and not (waiver.fichier and not waiver.cle):
        return False
    if waiver.fichier and about(document.fichier, {waiver.fichier: None}) is None:
        return False
    modele = document.modele
    if not waiver.genre or modele is None:
        return True
    return extends(modele, waiver.genre) or waiver.genre.casefold() == modele.sigle.casefold()


def _outcome(outcome: Outcome, mine: Sequence[Waiver]) -> Outcome:
    """Only what failed or could not be judged has anything to be waived; the latest end wins."""
    if outcome.statut not in {"echouee", "non_evaluee"}:
        return outcome
    found = [w for w in mine if w.regle.casefold() in _names(outcome)]
    if not found:
        return outcome
    last = max(found, key=lambda one: one.fin)
    return replace(outcome, dispense=Dispense(last.auteur, last.fin))


def _names(outcome: Outcome) -> tuple[str, str]:
    return (outcome.regle.casefold(), outcome.controle.casefold())
