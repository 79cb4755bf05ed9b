"""The strict gate of a deposit: only what is conform passes, or what somebody answers for."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.depot.values import Refus
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.report.selection import FIRST, groups, set_off, unjudged
from dossier_builder.report.words import VERDICTS, shown


def refusal(rapport: DocumentReport, malgre: str) -> Refus | None:
    """Why the document is not taken; None when it is.

    What cannot be read, or of which nobody knows what it is, is refused whatever the reason: there
    would be nothing to put on the proof.
    """
    if rapport.erreur is not None or rapport.modele is None:
        erreur = rapport.erreur
        told = erreur.message if erreur else "on ne sait pas de quel dossier il s’agit."
        help_ = (erreur.aide,) if erreur and erreur.aide else ()
        problems = [f"{p.place} : {p.message}" for p in erreur.problemes] if erreur else []
        return Refus(shown(told), tuple(map(shown, (*problems[:FIRST], *help_))))
    if rapport.verdict == "conforme" or malgre:
        return None
    word = VERDICTS[rapport.verdict]
    return Refus(insecable(f"le contrôle le dit « {word} »."), tuple(map(shown, _first(rapport))))


def _first(rapport: DocumentReport) -> Iterator[str]:
    """What to mend first, then what could not be judged: only what decides the verdict."""
    grave = [group for group in groups(rapport) if group.outcome.gravite == "erreur"]
    for group in grave[:FIRST]:
        times = f" ({group.times})" if group.times else ""
        text = f"{set_off(group.place)}{group.finding.message}{times}"
        what = f" À faire : {group.finding.aide}" if group.finding.aide else ""
        why = "" if rapport.verdict == "non_conforme" else f" Pourquoi : {group.pourquoi}."
        yield f"{text}{what}{why} [{group.outcome.controle}]"
    if len(grave) > FIRST:
        yield f"Et {pluriel(len(grave) - FIRST, 'autre point', 'autres points')}."
    for stopped in unjudged(rapport, decisive=True):
        yield f"Non jugé : {stopped.preuve} [{', '.join(stopped.codes)}]"
