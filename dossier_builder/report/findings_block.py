"""What is to be mended, written or decided: three things first, the rest folded by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_builder.domain.findings import Finding, Nature, Outcome
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import plages, pluriel
from dossier_builder.report.lines import labelled, wrapped
from dossier_builder.report.page_block import STATUTS
from dossier_builder.report.style import Style

_FIRST = 3
_GRAVITY = ("erreur", "avertissement", "information")
_INDENT = " " * 3


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule that say the same thing, on one page or on several."""

    outcome: Outcome
    findings: tuple[Finding, ...]

    @property
    def finding(self) -> Finding:
        """The first of them."""
        return self.findings[0]

    @property
    def pages(self) -> tuple[int, ...]:
        """Where they are, sorted."""
        return tuple(sorted({f.page for f in self.findings if f.page is not None}))

    @property
    def place(self) -> str:
        """`p. 9 et 14`, set off from what follows; "" when it has no place."""
        return _set_off(self.pages)


def _set_off(pages: Sequence[int]) -> str:
    return f"p. {plages(pages)}\u00a0 " if pages else ""


def natures(document: DocumentReport) -> Counter[Nature]:
    """How many findings of each nature; what is left to write is a fault once it is final."""
    return Counter(_nature(finding, document) for _, finding in _failures(document))


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Rules that could not be judged for one and the same reason."""

    preuve: str
    codes: tuple[str, ...]

    def lines(self, before: str, style: Style) -> Iterator[str]:
        """The reason, and the rules it stops."""
        if len(self.codes) == 1:
            return wrapped(self.preuve, style, before=before, right=self.codes[0])
        return wrapped(f"{self.preuve} ({', '.join(self.codes)})", style, before=before)


def unjudged(document: DocumentReport, *, decisive: bool) -> list[Unjudged]:
    """Why rules could not be judged: the reasons that decide the verdict, or the others."""
    codes: dict[str, list[str]] = {}
    deciding: set[str] = set()
    for outcome in document.outcomes:
        if outcome.statut == "non_evaluee" and outcome.dispense is None:
            codes.setdefault(outcome.preuve, []).append(outcome.controle)
            if outcome.gravite == "erreur":
                deciding.add(outcome.preuve)
    return [
        Unjudged(preuve, tuple(dict.fromkeys(stopped)))
        for preuve, stopped in codes.items()
        if (preuve in deciding) == decisive
    ]


def first_thing(document: DocumentReport) -> tuple[str, str]:
    """The first thing to do, in a few words, and the code of its check; ("", "") for none.

    What decides the verdict comes before what does not.
    """
    groups = _groups(document)
    order: tuple[Nature, ...] = ("a_corriger", "a_ecrire", "a_decider")
    sorted_groups = sorted(groups, key=lambda g: order.index(_nature(g.finding, document)))
    grave = [g for g in sorted_groups if g.outcome.gravite == "erreur"]
    if not grave:
        for reason in unjudged(document, decisive=True):
            return reason.preuve, reason.codes[0]
    for group in grave or sorted_groups:
        return f"{group.place}{group.finding.message}", group.outcome.controle
    return "", ""


def finding_lines(document: DocumentReport, style: Style) -> Iterator[str]:
    """Everything that is not as it should be, or could not be judged, or is waived."""
    groups = _groups(document)
    of: dict[Nature, list[Group]] = {"a_corriger": [], "a_ecrire": [], "a_decider": []}
    for group in groups:
        of[_nature(group.finding, document)].append(group)
    if of["a_corriger"]:
        yield from ("", style.paint("D’ABORD", "titre"))
        for rank, group in enumerate(of["a_corriger"][:_FIRST], start=1):
            yield from _in_full(f" {rank} ", group, style)
        yield from _folded(of["a_corriger"][_FIRST:], style)
    if of["a_ecrire"]:
        yield from ("", style.paint("RESTE À ÉCRIRE", "titre"))
        for group in of["a_ecrire"][:_FIRST]:
            yield from _in_full(" - ", group, style)
        yield from _folded(of["a_ecrire"][_FIRST:], style)
    reasons = unjudged(document, decisive=True)
    if of["a_decider"] or reasons:
        yield from ("", style.paint("À DÉCIDER", "titre"))
        for group in of["a_decider"]:
            yield from _in_full(" - ", group, style)
        for reason in reasons:
            yield from reason.lines(" - ", style)
    yield from _waived(document, style)


def _failures(document: DocumentReport) -> list[tuple[Outcome, Finding]]:
    """Every finding that still counts, the gravest and earliest first."""
    found = [
        (outcome, finding)
        for outcome in document.outcomes
        if outcome.statut == "echouee" and outcome.dispense is None
        for finding in outcome.constats
    ]
    return sorted(found, key=lambda pair: (_GRAVITY.index(pair[0].gravite), pair[1].page or 0))


def _nature(finding: Finding, document: DocumentReport) -> Nature:
    """A draft may be unfinished: that is no fault before the last days."""
    if finding.nature == "a_ecrire" and document.etape == "final":
        return "a_corriger"
    return finding.nature


def _groups(document: DocumentReport) -> list[Group]:
    same: dict[tuple[str, str], list[Finding]] = {}
    outcomes: dict[str, Outcome] = {}
    for outcome, finding in _failures(document):
        outcomes[outcome.regle] = outcome
        same.setdefault((outcome.regle, finding.message), []).append(finding)
    return [Group(outcomes[rule], tuple(findings)) for (rule, _), findings in same.items()]


def _in_full(lead: str, group: Group, style: Style) -> Iterator[str]:
    outcome, finding = group.outcome, group.finding
    grave = outcome.gravite == "erreur" and finding.nature == "a_corriger"
    times = f" ({len(group.findings)} fois)" if len(group.findings) > 1 else ""
    yield from wrapped(
        f"{group.place}{finding.message}{times}",
        style,
        before=lead,
        right=outcome.controle,
        role="mauvais" if grave else None,
    )
    if finding.extrait and finding.extrait not in finding.message:
        yield from wrapped(f"lu : « {finding.extrait} »", style, before=_INDENT)
    if outcome.source:
        statut = STATUTS[outcome.source.statut]
        document = outcome.source.document
        why = document if "à confirmer" in document else f"{document} ({statut})"
        yield from wrapped(f"pourquoi : {why}", style, before=_INDENT)
    if finding.aide:
        yield from wrapped(f"à faire : {finding.aide}", style, before=_INDENT)


def _folded(groups: Sequence[Group], style: Style) -> Iterator[str]:
    """What comes after the first three: one line a rule, with the count and the pages."""
    for rule in dict.fromkeys(group.outcome.regle for group in groups):
        same = [group for group in groups if group.outcome.regle == rule]
        count = sum(len(group.findings) for group in same)
        pages = sorted({page for group in same for page in group.pages})
        more = f" Et {pluriel(count - 1, 'autre')}." if count > 1 else ""
        text = f"{_set_off(pages)}{same[0].finding.message}{more}"
        yield from wrapped(text, style, before=" + ", right=same[0].outcome.controle)


def _waived(document: DocumentReport, style: Style) -> Iterator[str]:
    waived = [(o, o.dispense) for o in document.outcomes if o.dispense is not None]
    for number, (outcome, waiver) in enumerate(waived):
        if number == 0:
            yield ""
        text = f"{outcome.controle}, par {waiver.auteur}, jusqu’au {waiver.fin:%d/%m/%Y}"
        yield from labelled("DÉROGATION" if number == 0 else "", text, style)
