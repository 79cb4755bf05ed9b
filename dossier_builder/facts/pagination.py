"""From witnesses to intervals and confidence (pure): the rule of docs/architecture.md.

Measured (docs/mesures.md): Word's own record equals Word's pages in 33 of 35 documents; one
engine alone in about 60 %; two engines agreeing in 18 of 22. So engines alone are never sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import PartHors
from dossier_builder.domain.pagination import Confiance, Pagination, Witness, WitnessSource
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.values import frozen

# Beyond this many pages an engine's error grows: one page more each way (measured).
_LONG_DOCUMENT = 40
_ENGINES = ("libreoffice", "dxpdf")
# A record of Word further than this from the nearest engine is of another text: real differences
# between Word and the nearer of two engines reach 3 pages of 65 (measured).
_WILD_PAGES = 3
_WILD_SHARE = 0.2
_NAMES = {
    "pdf": "le PDF",
    "word": "Word",
    "libreoffice": "LibreOffice",
    "dxpdf": "le moteur embarqué",
}


@frozen
class PageMap:
    """Which physical pages are what, in one witness's layout.

    `annexes_debut` is the first page that belongs to the annexes; `annexes_partagee` tells that
    the body ends on that same page, which then counts. `annexes_fin` is their last page where the
    body goes on after them. `autre` is the other reading when there is doubt, for the reason
    `doute` (French).
    """

    couverture: tuple[int, ...] = ()
    sommaire: tuple[int, ...] = ()
    annexes_debut: int | None = None
    annexes_partagee: bool = False
    annexes_preuve: str = ""
    annexes_fin: int | None = None
    autre: PageMap | None = None
    doute: str = ""

    def counted(self, total: int, hors: Sequence[PartHors]) -> int:
        """How many of `total` pages count when the parts in `hors` do not."""
        skipped: set[int] = set()
        if "annexes" in hors and self.annexes_debut is not None:
            first = self.annexes_debut + (1 if self.annexes_partagee else 0)
            skipped.update(range(first, (self.annexes_fin or total) + 1))
        if "couverture" in hors:
            skipped.update(self.couverture)
        if "sommaire" in hors:
            skipped.update(self.sommaire)
        return total - sum(1 <= page <= total for page in skipped)

    def readings_differ(self, other: PageMap, total: int) -> bool:
        """Whether the two maps do not count the same pages, annexes left out."""
        mine, theirs = (
            (p.annexes_debut or total + 1, p.counted(total, ("annexes",))) for p in (self, other)
        )
        return mine != theirs

    @property
    def readings(self) -> tuple[PageMap, ...]:
        """This map, and the other one in doubt."""
        return (self,) if self.autre is None else (self, self.autre)


@frozen
class Testimony:
    """A witness with its page map; `faithful`: every font embedded or replaced by a twin.

    `direct`: Word itself has just laid the document out, on this machine.

    A witness without counted pages (Word's record, where it does not tell which page a paragraph
    is on) has an empty map, which means nothing.
    """

    witness: Witness
    pages: PageMap
    faithful: bool = True
    direct: bool = False

    @property
    def mapped(self) -> bool:
        """Whether its page map says something."""
        return self.witness.comptees is not None


@frozen
class Judgement:
    """Which witnesses were believed, how far, and how wide the interval must be.

    `ecarte`: Word's record is too far from every engine to be of this text.
    """

    confiance: Confiance
    believed: tuple[Testimony, ...]
    margin: int = 0
    ecarte: bool = False


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
        hypotheses=tuple(t.witness.hypothese for t in believed[:1] if t.witness.hypothese),
    )


def judge(testimonies: Sequence[Testimony]) -> Judgement:
    """Whom to believe: the most trusted first, since the page map is taken from it.

    In doubt about where the annexes begin, no figure is sure, whatever the witness.
    """
    decision = _judge(testimonies)
    if any(t.pages.autre is not None for t in decision.believed):
        return replace(decision, confiance="incertaine")
    return decision


def _judge(testimonies: Sequence[Testimony]) -> Judgement:
    by_source = {t.witness.source: t for t in testimonies}
    told = _told_by_itself(by_source)
    if told is not None:
        return told
    engines = [by_source[name] for name in _ENGINES if name in by_source]
    word = by_source.get("word")
    if word is None:
        return _engines_alone(engines)
    if not engines:
        # A record that is fresh equals Word's pages in 33 of 35 documents.
        return Judgement("probable", (word,))
    agreeing = [e for e in engines if e.witness.total == word.witness.total]
    if agreeing:
        return _confirmed(word, agreeing)
    nearest = min(engines, key=lambda e: abs(e.witness.total - word.witness.total))
    gap = abs(nearest.witness.total - word.witness.total)
    if gap > max(_WILD_PAGES, _WILD_SHARE * nearest.witness.total):
        return replace(_engines_alone(engines), ecarte=True)
    return Judgement("probable", (nearest, word))


def _told_by_itself(by_source: Mapping[WitnessSource, Testimony]) -> Judgement | None:
    """A submitted PDF is its own pages; Word's own layout those that the jury will see.

    Unless this machine lacks a font: Word then replaces it as any engine does.
    """
    if "pdf" in by_source:
        return Judgement("sure", (by_source["pdf"],))
    word = by_source.get("word")
    if word is None or not word.direct:
        return None
    return Judgement("sure" if word.faithful else "probable", (word,))


def _confirmed(word: Testimony, agreeing: Sequence[Testimony]) -> Judgement:
    """Word's total is an engine's: sure, unless they cut the body and the annexes otherwise."""
    if word.mapped:
        same = [e for e in agreeing if e.witness.comptees == word.witness.comptees]
        return Judgement("sure", (same[0],)) if same else Judgement("probable", (word, *agreeing))
    counts = {e.witness.comptees for e in agreeing}
    if len(counts) > 1:
        return Judgement("probable", tuple(agreeing))
    return Judgement("sure", (agreeing[0],))


def _engines_alone(engines: Sequence[Testimony]) -> Judgement:
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
    mapped = [t for t in believed if t.mapped]
    counts = [
        reading.counted(t.witness.total, hors) for t in mapped for reading in t.pages.readings
    ]
    for record in (t for t in believed if not t.mapped):
        # Word tells its total and not where the annexes begin: the nearest engine's annexes are
        # taken off, which keeps Word's own figure when only the body differs.
        reference = mapped[0] if mapped else record
        gap = record.witness.total - reference.witness.total
        for reading in reference.pages.readings:
            count = reading.counted(reference.witness.total, hors)
            counts += [max(0, count + gap), count]
    return _interval(counts, decision, floor=0)


def _annexes(believed: Sequence[Testimony], decision: Judgement) -> Interval | None:
    """Where the annexes begin; a witness that sees none says « after the last page »."""
    mapped = [t for t in believed if t.mapped]
    starts = [
        (reading.annexes_debut, t.witness.total) for t in mapped for reading in t.pages.readings
    ]
    if all(start is None for start, _ in starts):
        return None
    values = [start or total + 1 for start, total in starts]
    for record in (t for t in believed if not t.mapped):
        # As for the counted pages: Word's difference may lie before the annexes.
        gap = record.witness.total - mapped[0].witness.total
        values.append(max(1, values[0] + gap))
    return _interval(values, decision, floor=1)


def _sentence(testimonies: Sequence[Testimony], decision: Judgement, notes: str) -> str:
    """Where the figure comes from, in words a learner understands."""
    word = next((t.witness for t in testimonies if t.witness.source == "word"), None)
    others = [t.witness for t in testimonies if t.witness.source != "word"]
    parts = []
    direct = any(t.direct for t in testimonies)
    if word is not None and direct:
        parts += [f"Word, sur cette machine, compte {pluriel(word.total, 'page')}"]
        parts += [_found(others, word)] if others else []
    elif word is None:
        said = [f"{_NAMES[w.source]} compte {pluriel(w.total, 'page')}" for w in others]
        alone = decision.confiance == "incertaine" and len(others) == 1
        only = ", seul témoin" if alone and others[0].source != "pdf" else ""
        parts.append(f"{enumeration(said)}{only}")
    elif not others:
        recorded = pluriel(word.total, "page enregistrée", "pages enregistrées")
        parts.append(f"d’après Word, sans moteur : {recorded}")
    else:
        parts += [f"Word a enregistré {pluriel(word.total, 'page')}", _found(others, word)]
    if decision.ecarte:
        parts.append("trop loin, l’enregistrement de Word est écarté")
    parts += [t.pages.doute for t in decision.believed[:1]]
    sentence = " ; ".join(filter(None, (*parts, notes)))
    return f"{sentence[0].upper()}{sentence[1:]}."


def _found(engines: Sequence[Witness], word: Witness) -> str:
    """« LibreOffice en trouve autant et le moteur embarqué 14 »."""
    same = [_NAMES[w.source] for w in engines if w.total == word.total]
    verb = "en trouvent" if len(same) > 1 else "en trouve"
    said = [f"{enumeration(same)} {verb} autant"] if same else []
    for witness in (w for w in engines if w.total != word.total):
        said.append(f"{_NAMES[witness.source]}{'' if said else ' en trouve'} {witness.total}")
    return enumeration(said)
