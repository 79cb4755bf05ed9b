"""What the terminal says of deposits: each document in a few lines, what to do about refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dossier_builder.depot.preuve import LAST_LINE
from dossier_builder.depot.values import Demande, Depose, Issue, Refus
from dossier_builder.domain.depot import PROOF
from dossier_builder.domain.typographie import insecable
from dossier_builder.report.lines import wrapped
from dossier_builder.report.style import Style
from dossier_builder.report.words import VERDICTS, shown

_INDENT = " " * 9


def deposit_lines(
    pairs: Sequence[tuple[Demande, Issue]], style: Style, *, malgre: bool
) -> Iterator[str]:
    """Every document, then how to insist; the last line is always the same."""
    for demande, issue in pairs:
        yield from _one(demande, issue, style)
    if any(isinstance(issue, Refus) and demande.sigle for demande, issue in pairs) and not malgre:
        text = (
            "Un document refusé se dépose quand même si quelqu’un en répond, seul et avec sa "
            'raison, qui sera écrite sur la preuve : --malgre "raison".'
        )
        yield from wrapped(text, style)
    yield LAST_LINE


def _one(demande: Demande, issue: Issue, style: Style) -> Iterator[str]:
    who = f"{demande.sigle} de {demande.affiche}" if demande.sigle else demande.rapport.fichier
    if isinstance(issue, Refus):
        head = f"{shown(who)} : {issue.motif}"
        yield from _headed("REFUSÉ", head, style, good=False)
        yield from refusal_lines(issue, style)
        return
    yield from deposited_lines(demande, issue, shown(who), style)


def refusal_lines(refus: Refus, style: Style) -> Iterator[str]:
    """What to do first, under the refusal."""
    for number, reason in enumerate(refus.raisons, start=1):
        yield from wrapped(reason, style, before=f"{_INDENT}{number}. ")
    if refus.ancien is not None:
        yield from wrapped(
            f"Ce même document est déjà déposé, malgré cela : {refus.ancien.phrase}.",
            style, before=_INDENT,
        )  # fmt: skip


def deposited_lines(demande: Demande, done: Depose, who: str, style: Style) -> Iterator[str]:
    """Where it is, what it replaces, its files, what they lack."""
    verdict = VERDICTS[demande.rapport.verdict]
    if done.deja:
        head = f"{who} : déjà déposé, rien n’a changé (dépôt n° {done.numero}, {verdict})."
        yield from _headed("DÉPOSÉ", head, style, good=True)
        yield f"{_INDENT}{done.lieu}"
        return
    instead = f", remplace {done.remplace.phrase}" if done.remplace else ""
    head = f"{who} : dépôt n° {done.numero}{instead}, {verdict}."
    yield from _headed("DÉPOSÉ", head, style, good=not done.malgre)
    if done.malgre:
        yield from wrapped(f"malgré le contrôle : {shown(done.malgre)}", style, before=_INDENT)
    yield f"{_INDENT}{done.lieu}"
    for one in done.fichiers:
        yield from wrapped(f"{one.nom} : {one.detail}", style, before=f"{_INDENT}- ")
    yield f"{_INDENT}- {insecable(f'{PROOF} : à imprimer et à signer.')}"
    for remark in done.remarques:
        yield from wrapped(remark, style, before=f"{_INDENT}! ")


def _headed(label: str, text: str, style: Style, *, good: bool) -> Iterator[str]:
    first, *others = wrapped(text, style, before=f"{label:<{len(_INDENT)}}")
    yield style.paint(label, "bon" if good else "mauvais") + first[len(label) :]
    yield from others


def session_details(
    demandes: Mapping[int, Demande], done: Mapping[int, Issue], style: Style
) -> Iterator[str]:
    """Under the session's lines: what was refused and why, what is to be known of deposits."""
    for rank, demande in demandes.items():
        issue = done[rank]
        if isinstance(issue, Refus):
            yield from _one(demande, issue, style)
        elif issue.remarques:
            yield insecable(f"{demande.sigle} de {demande.affiche} :")
            for remark in issue.remarques:
                yield from wrapped(remark, style, before=f"{_INDENT}! ")


def written_line(path: Path) -> str:
    """Where the session's sheet is."""
    return insecable(f"Feuille de session, à imprimer et à faire signer : {path}")
