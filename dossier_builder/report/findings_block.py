"""What is to be mended, written or decided: three things first, the rest folded by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.domain.report import DocumentReport
from dossier_builder.report.lines import labelled, wrapped
from dossier_builder.report.selection import (
    FIRST,
    Group,
    Unjudged,
    by_nature,
    folded,
    set_off,
    unjudged,
    waivers,
)
from dossier_builder.report.style import Style

_INDENT = " " * 3


def finding_lines(document: DocumentReport, style: Style) -> Iterator[str]:
    """Everything that is not as it should be, or could not be judged, or is waived."""
    of = by_nature(document)
    if of["a_corriger"]:
        yield from ("", style.paint("D’ABORD", "titre"))
        for rank, group in enumerate(of["a_corriger"][:FIRST], start=1):
            yield from _in_full(f" {rank} ", group, style)
        yield from _folded(of["a_corriger"][FIRST:], style)
    if of["a_ecrire"]:
        yield from ("", style.paint("RESTE À ÉCRIRE", "titre"))
        for group in of["a_ecrire"][:FIRST]:
            yield from _in_full(" - ", group, style)
        yield from _folded(of["a_ecrire"][FIRST:], style)
    reasons = unjudged(document, decisive=True)
    if of["a_decider"] or reasons:
        yield from ("", style.paint("À DÉCIDER", "titre"))
        for group in of["a_decider"]:
            yield from _in_full(" - ", group, style)
        for stopped in reasons:
            yield from _stopped(stopped, style)
    yield from _waived(document, style)


def _in_full(lead: str, group: Group, style: Style) -> Iterator[str]:
    times = f" ({group.times})" if group.times else ""
    yield from wrapped(
        f"{set_off(group.place)}{group.finding.message}{times}",
        style,
        before=lead,
        right=group.outcome.controle,
        role="mauvais" if group.grave else None,
    )
    if group.extrait:
        yield from wrapped(f"lu : « {group.extrait} »", style, before=_INDENT)
    if group.pourquoi:
        yield from wrapped(f"pourquoi : {group.pourquoi}", style, before=_INDENT)
    if group.finding.aide:
        yield from wrapped(f"à faire : {group.finding.aide}", style, before=_INDENT)


def _folded(later: Sequence[Group], style: Style) -> Iterator[str]:
    for rule in folded(later):
        text = f"{set_off(rule.place)}{rule.texte}"
        yield from wrapped(text, style, before=" + ", right=rule.controle)


def _stopped(stopped: Unjudged, style: Style) -> Iterator[str]:
    """The reason, and the rules it stops."""
    before = " - "
    if len(stopped.codes) == 1:
        yield from wrapped(stopped.preuve, style, before=before, right=stopped.codes[0])
        return
    yield from wrapped(f"{stopped.preuve} ({', '.join(stopped.codes)})", style, before=before)


def _waived(document: DocumentReport, style: Style) -> Iterator[str]:
    for number, (outcome, waiver) in enumerate(waivers(document)):
        if number == 0:
            yield ""
        text = f"{outcome.controle}, par {waiver.auteur}, jusqu’au {waiver.fin:%d/%m/%Y}"
        yield from labelled("DÉROGATION" if number == 0 else "", text, style)
