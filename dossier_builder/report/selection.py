"""What a report says of one document, and in what order; every format draws on it.

Stands between a DocumentReport and the formats: it chooses and counts, it lays nothing out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dossier_builder.domain.findings import Dispense, Finding, Nature, Outcome
from dossier_builder.domain.modele import Source, Statut
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import plages, pluriel
from dossier_builder.values import frozen

FIRST = 3
"""How many findings come first; the rest is folded."""
STATUTS: dict[Statut, str] = {
    "programme": "programme du centre",
    "officiel": "texte officiel",
    "centre": "règle du centre",
    "infere": "proposé, à confirmer par votre formateur",
}
_GRAVITY = ("erreur", "avertissement", "information")
_ORDER: tuple[Nature, ...] = ("a_corriger", "a_ecrire", "a_decider")


@frozen
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
        """`p. 9 et 14`; "" when it has no place."""
        return place(self.pages)

    @property
    def times(self) -> str:
        """`2 fois`; "" when it was seen once."""
        return f"{len(self.findings)} fois" if len(self.findings) > 1 else ""

    @property
    def extrait(self) -> str:
        """The text that was read, "" when the message says it already."""
        extract = self.finding.extrait
        return "" if extract in self.finding.message else extract

    @property
    def pourquoi(self) -> str:
        """Where the rule comes from; "" when the pack does not say."""
        return reason(self.outcome.source) if self.outcome.source else ""

    @property
    def grave(self) -> bool:
        """Whether it is a fault that decides the verdict."""
        return self.outcome.gravite == "erreur" and self.finding.nature == "a_corriger"


@frozen
class Folded:
    """What one rule has to say after the first three: a sentence for all its groups."""

    controle: str
    pages: tuple[int, ...]
    texte: str

    @property
    def place(self) -> str:
        """`p. 9 et 14`; "" when it has no place."""
        return place(self.pages)


@frozen
class Unjudged:
    """Rules that could not be judged for one and the same reason."""

    preuve: str
    codes: tuple[str, ...]


def place(pages: Sequence[int]) -> str:
    """`p. 9 et 14`; "" without pages."""
    return f"p. {plages(pages)}" if pages else ""


def reason(source: Source) -> str:
    """Where a rule or a limit comes from, and what that is worth."""
    if "à confirmer" in source.document:
        return source.document
    return f"{source.document} ({STATUTS[source.statut]})"


def nature_of(finding: Finding, document: DocumentReport) -> Nature:
    """A draft may be unfinished: that is no fault before the last days."""
    if finding.nature == "a_ecrire" and document.etape == "final":
        return "a_corriger"
    return finding.nature


def natures(document: DocumentReport) -> Counter[Nature]:
    """How many findings of each nature; what is left to write is a fault once it is final."""
    return Counter(nature_of(finding, document) for _, finding in _failures(document))


def by_nature(document: DocumentReport) -> dict[Nature, list[Group]]:
    """The groups of findings under each nature, in the order of `groups`; every nature is there."""
    found: dict[Nature, list[Group]] = {nature: [] for nature in _ORDER}
    for group in groups(document):
        found[nature_of(group.finding, document)].append(group)
    return found


def groups(document: DocumentReport) -> list[Group]:
    """Every finding that still counts, the gravest and earliest first, the same ones together."""
    same: dict[tuple[str, str], list[Finding]] = {}
    outcomes: dict[str, Outcome] = {}
    for outcome, finding in _failures(document):
        outcomes[outcome.regle] = outcome
        same.setdefault((outcome.regle, finding.message), []).append(finding)
    return [Group(outcomes[rule], tuple(findings)) for (rule, _), findings in same.items()]


def folded(later: Sequence[Group]) -> list[Folded]:
    """What comes after the first three: one sentence a rule, with the count and the pages."""
    found = []
    for rule in dict.fromkeys(group.outcome.regle for group in later):
        same = [group for group in later if group.outcome.regle == rule]
        count = sum(len(group.findings) for group in same)
        more = f" Et {pluriel(count - 1, 'autre')}." if count > 1 else ""
        pages = tuple(sorted({page for group in same for page in group.pages}))
        text = f"{same[0].finding.message}{more}"
        found.append(Folded(same[0].outcome.controle, pages, text))
    return found


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


def first_group(document: DocumentReport) -> Group | Unjudged | None:
    """What to look at first: what decides the verdict comes before what does not."""
    ordered = sorted(groups(document), key=lambda g: _ORDER.index(nature_of(g.finding, document)))
    grave = [group for group in ordered if group.outcome.gravite == "erreur"]
    if not grave:
        for stopped in unjudged(document, decisive=True):
            return stopped
    return next(iter(grave or ordered), None)


def first_thing(document: DocumentReport) -> tuple[str, str]:
    """The first thing to do, in a few words, and the code of its check; ("", "") for none."""
    first = first_group(document)
    if first is None:
        return "", ""
    if isinstance(first, Unjudged):
        return first.preuve, first.codes[0]
    return f"{set_off(first.place)}{first.finding.message}", first.outcome.controle


def set_off(text: str) -> str:
    """A place, set off from the sentence that follows; "" for none."""
    return f"{text}\u00a0 " if text else ""


def waivers(document: DocumentReport) -> list[tuple[Outcome, Dispense]]:
    """The rules waived for this learner, each with who did it and until when."""
    return [(o, o.dispense) for o in document.outcomes if o.dispense is not None]


def _failures(document: DocumentReport) -> list[tuple[Outcome, Finding]]:
    found = [
        (outcome, finding)
        for outcome in document.outcomes
        if outcome.statut == "echouee" and outcome.dispense is None
        for finding in outcome.constats
    ]
    return sorted(found, key=lambda pair: (_GRAVITY.index(pair[0].gravite), pair[1].page or 0))
