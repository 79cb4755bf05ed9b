"""From witnesses to intervals and confidence (pure): the rule of docs/architecture.md.

Measured (docs/mesures.md): Word's own record equals Word's pages in 33 of 35 documents; one
engine alone in about 60 %; two engines agreeing in 18 of 22. So engines alone are never sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import PartHors
from dossier_builder.domain.pagination import Confiance, Pagination, Witness
from dossier_builder.domain.typographie import enumeration, insecable, pluriel

# Beyond this many pages an engine's error grows: one page more each way (measured).
_LONG_DOCUMENT = 40
_ENGINES = ("libreoffice", "dxpdf")
_NAMES = {
    "pdf": "le PDF",
    "word": "Word",
    "libreoffice": "LibreOffice",
    "dxpdf": "le moteur embarqué",
}


@dataclass(frozen=True, slots=True)
class PageMap:
    """Which physical pages are what, in one witness's layout.

    `annexes_debut` is the first page that belongs to the annexes; `annexes_partagee` tells that
    the body ends on that same page, which then counts.
    """

    couverture: tuple[int, ...] = ()
    sommaire: tuple[int, ...] = ()
    annexes_debut: int | None = None
    annexes_partagee: bool = False
    annexes_preuve: str = ""

    def counted(self, total: int, hors: Sequence[PartHors]) -> int:
        """How many of `total` pages count when the parts in `hors` do not."""
        last = total
        if "annexes" in hors and self.annexes_debut is not None:
            last = self.annexes_debut if self.annexes_partagee else self.annexes_debut - 1
        skipped: set[int] = set()
        if "couverture" in hors:
            skipped.update(self.couverture)
        if "sommaire" in hors:
            skipped.update(self.sommaire)
        return last - sum(1 <= page <= last for page in skipped)


@dataclass(frozen=True, slots=True)
class Testimony:
    """A witness with its page map; `faithful`: every font embedded or replaced by a twin."""

    witness: Witness
    pages: PageMap
    faithful: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which witnesses were believed, how far, and how wide the interval must be."""

    confiance: Confiance
    believed: tuple[Testimony, ...]
    margin: int = 0


def paginate(
    testimonies: Sequence[Testimony], hors: Sequence[PartHors], notes: str = ""
) -> Pagination:
    """The pagination that follows from at least one testimony.

    `notes` is added to the explanation (fonts replaced, an engine that failed). Raises ValueError
    without testimony.
    """
    if not testimonies:
        raise ValueError("no witness at all")
    decision = judge(testimonies)
    believed = decision.believed
    both_ways: tuple[PartHors, ...] = ("couverture", "sommaire", "annexes")
    best = believed[0].pages
    return Pagination(
        total=_interval([t.witness.total for t in believed], decision, floor=1),
        annexes_debut=_annexes(believed, decision),
        comptees=_counted(believed, hors, decision),
        hors_annexes=_counted(believed, ("annexes",), decision),
        hors_couverture_sommaire_annexes=_counted(believed, both_ways, decision),
        confiance=decision.confiance,
        temoins=tuple(t.witness for t in testimonies),
        couverture=best.couverture,
        sommaire=best.sommaire,
        annexes_preuve=best.annexes_preuve,
        motif=insecable(_sentence(testimonies, decision, notes)),
    )


def judge(testimonies: Sequence[Testimony]) -> Judgement:
    """Whom to believe: the most trusted first, since the page map is taken from it."""
    by_source = {t.witness.source: t for t in testimonies}
    if "pdf" in by_source:
        return Judgement("sure", (by_source["pdf"],))
    engines = [by_source[name] for name in _ENGINES if name in by_source]
    word = by_source.get("word")
    if word is not None:
        agreeing = [e for e in engines if e.witness.total == word.witness.total]
        if agreeing:
            return Judgement("sure", (agreeing[0],))
        if not engines:
            return Judgement("incertaine", (word,), 1)
        nearest = min(engines, key=lambda e: abs(e.witness.total - word.witness.total))
        return Judgement("probable", (nearest, word))
    totals = {e.witness.total for e in engines}
    if len(engines) > 1 and len(totals) == 1 and all(e.faithful for e in engines):
        return Judgement("probable", tuple(engines))
    margin = 1 if max(totals) > _LONG_DOCUMENT else 0
    if len(engines) == 1 and engines[0].witness.source == "dxpdf":
        # Measured: within one page in 72 % of real documents, fewer when a font is replaced.
        margin = max(margin, 1 if engines[0].faithful else 2)
    return Judgement("incertaine", tuple(engines), margin)


def _interval(values: Sequence[int], decision: Judgement, floor: int) -> Interval:
    return Interval.spanning(tuple(values)).widened(decision.margin, floor=floor)


def _counted(
    believed: Sequence[Testimony], hors: Sequence[PartHors], decision: Judgement
) -> Interval:
    mapped = [t for t in believed if t.witness.source != "word"]
    counts = [t.pages.counted(t.witness.total, hors) for t in mapped]
    for record in (t for t in believed if t.witness.source == "word"):
        # Word tells its total and not where the annexes begin: the nearest engine's annexes are
        # taken off, which keeps Word's own figure when only the body differs.
        reference = mapped[0] if mapped else record
        gap = record.witness.total - reference.witness.total
        counts.append(max(0, reference.pages.counted(reference.witness.total, hors) + gap))
        counts.append(reference.pages.counted(reference.witness.total, hors))
    return _interval(counts, decision, floor=0)


def _annexes(believed: Sequence[Testimony], decision: Judgement) -> Interval | None:
    """Where the annexes begin; a witness that sees none says « after the last page »."""
    mapped = [t for t in believed if t.witness.source != "word"]
    if all(t.pages.annexes_debut is None for t in mapped):
        return None
    starts = [t.pages.annexes_debut or t.witness.total + 1 for t in mapped]
    for record in (t for t in believed if t.witness.source == "word"):
        # As for the counted pages: Word's difference may lie before the annexes.
        gap = record.witness.total - mapped[0].witness.total
        starts.append(max(1, starts[0] + gap))
    return _interval(starts, decision, floor=1)


def _sentence(testimonies: Sequence[Testimony], decision: Judgement, notes: str) -> str:
    """Where the figure comes from, in words a learner understands."""
    said = [
        f"{_NAMES[t.witness.source]} "
        f"{'a enregistré' if t.witness.source == 'word' else 'compte'} "
        f"{pluriel(t.witness.total, 'page')}"
        for t in testimonies
    ]
    sentence = enumeration(said)
    sentence = f"{sentence[0].upper()}{sentence[1:]}"
    if decision.confiance == "incertaine" and len(testimonies) == 1:
        sentence += ", seul témoin"
    tail = f" ; {notes}" if notes else ""
    return f"{sentence}{tail}."
