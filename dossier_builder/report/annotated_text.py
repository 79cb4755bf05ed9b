"""What the comments of an annotated copy say, and where each hangs.

A finding has its place, or joins the summary that opens the document. Informations are not
written in the margin, nor what compares learners, nor a dispensation: the copy is the next draft,
and others will read it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from dossier_builder.domain.findings import Finding, Nature, Outcome
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import enumeration, pluriel
from dossier_builder.ooxml.comments import Line, Note
from dossier_builder.report.selection import nature_of, place, reason, unjudged
from dossier_builder.report.words import VERDICTS, shown

CLOSING = "Contrôle de forme seulement ; le jury juge le fond."
_ADVICE = (
    "Supprimez un commentaire quand c’est fait, ou laissez-les : ils ne comptent pas, et le "
    "contrôle suivant les remplace."
)
_MOST = 6
"""Findings of one rule and one place that a comment quotes: a false sommaire has thirty."""
_NATURES: dict[Nature, str] = {
    "a_corriger": "À corriger",
    "a_ecrire": "À écrire",
    "a_decider": "À décider",
}

Locate = Callable[[Finding], int | None]


def notes(
    document: DocumentReport, locate: Locate, *, date: dt.datetime | None = None
) -> tuple[Note, ...]:
    """The summary, then one comment for each rule and paragraph; `locate` finds the paragraph."""
    placed: dict[tuple[int, str], list[Finding]] = {}
    rules: dict[str, Outcome] = {}
    elsewhere: list[tuple[Outcome, Finding]] = []
    for outcome, finding in _written(document):
        paragraph = locate(finding)
        if paragraph is None:
            elsewhere.append((outcome, finding))
        else:
            rules[outcome.regle] = outcome
            placed.setdefault((paragraph, outcome.regle), []).append(finding)
    in_place = [
        Note(tuple(_comment(rules[rule], findings, document)), paragraph)
        for (paragraph, rule), findings in sorted(placed.items(), key=lambda item: item[0][0])
    ]
    summary = Note(tuple(_summary(document, elsewhere, len(in_place), date)))
    return (summary, *in_place)


def _written(document: DocumentReport) -> Iterator[tuple[Outcome, Finding]]:
    for outcome in document.outcomes:
        if outcome.statut == "echouee" and outcome.dispense is None:
            if outcome.gravite == "information" or outcome.controle.startswith("SIM"):
                continue
            for finding in outcome.constats:
                yield outcome, finding


def _comment(outcome: Outcome, findings: list[Finding], document: DocumentReport) -> Iterator[Line]:
    different = list({one.message: one for one in findings}.values())
    for finding in different[:_MOST]:
        yield _line(f"{_kind(outcome, finding, document)} :", finding.message)
    if len(different) > _MOST:
        yield _line("", f"Et {pluriel(len(different) - _MOST, 'autre')} du même genre.")
    yield from _why_and_how(outcome, [one.aide for one in findings])


def _kind(outcome: Outcome, finding: Finding, document: DocumentReport) -> str:
    """What kind of finding it is; a warning changes no verdict."""
    advised = "" if outcome.gravite == "erreur" else " (conseillé)"
    return f"{_NATURES[nature_of(finding, document)]}{advised}"


def _why_and_how(outcome: Outcome, remedies: list[str]) -> Iterator[Line]:
    for remedy in dict.fromkeys(filter(None, remedies)):
        yield _line("À faire :", remedy)
    why = f"Pourquoi : {reason(outcome.source)}. " if outcome.source else ""
    yield _line("", f"{why}Pour comprendre : dossier expliquer {outcome.controle}")


def _summary(
    document: DocumentReport,
    elsewhere: list[tuple[Outcome, Finding]],
    in_place: int,
    date: dt.datetime | None,
) -> Iterator[Line]:
    when = f" du {date:%d/%m/%Y}" if date else ""
    head = f"{document.modele.sigle}, contrôle" if document.modele else "Contrôle"
    yield _line(f"{head}{when} : {VERDICTS[document.verdict]}.", "")
    yield _line("", _counts(document, in_place))
    for outcome, finding in elsewhere:
        where = place([finding.page]) if finding.page is not None else ""
        kind = _kind(outcome, finding, document)
        yield _line(f"{kind}, {where} :" if where else f"{kind} :", finding.message)
        yield from _why_and_how(outcome, [finding.aide])
    for stopped in unjudged(document, decisive=True):
        yield _line("À vérifier :", f"{stopped.preuve} ({enumeration(stopped.codes)})")
    yield _line("", CLOSING + (f" {_ADVICE}" if in_place else ""))


def _counts(document: DocumentReport, in_place: int) -> str:
    written = list(_written(document))
    found = [nature_of(finding, document) for _, finding in written]
    advised = sum(outcome.gravite != "erreur" for outcome, _ in written)
    verified = sum(outcome.statut == "reussie" for outcome in document.outcomes)
    parts = [
        f"{found.count(nature)} {word.lower()}"
        for nature, word in _NATURES.items()
        if nature in found
    ]
    if not parts:
        return f"{pluriel(verified, 'point vérifié', 'points vérifiés')}, rien à corriger."
    where = {
        0: "",
        1: " Un commentaire est à sa place dans le texte.",
    }.get(in_place, f" {in_place} commentaires sont à leur place dans le texte.")
    only = f", dont {pluriel(advised, 'conseillé')}" if advised else ""
    return f"Points : {enumeration(parts)}{only}.{where}"


def _line(bold: str, text: str) -> Line:
    return Line(shown(bold), f" {shown(text)}" if bold and text else shown(text))
