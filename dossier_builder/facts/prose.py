"""A learner's own words: the text of the body less the pack's, quotations and references. Pure.

What SIM001 compares within a cohort; extracted where the document is read, so that no other
process needs the document again.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.prose import RETIRE, PageEcrite, Prose
from dossier_builder.facts.content import Content
from dossier_builder.facts.pack_text import pack_spans
from dossier_builder.facts.quotations import (
    is_reference,
    opens_bibliography,
    quoted_spans,
    quotes_by_style,
)

_NOT_WRITTEN = frozenset({"titre", "sommaire", "legende"})
Span = tuple[int, int]


def read_prose(facts: Facts, content: Content, modele: Modele) -> Prose:
    """What the learner wrote in the body, page by page; RETIRE where something was taken out."""
    body = tuple(_body(facts))
    texts = [unicodedata.normalize("NFC", paragraph.text) for paragraph in body]
    text = "\n".join(texts)
    noted = frozenset(line.index for line in content.lines if line.notes)
    taken = [*_references(body, texts, noted), *quoted_spans(text), *pack_spans(text, modele)]
    return Prose.of(_pages(body, texts, _merged(taken)))


def _body(facts: Facts) -> Iterator[Paragraph]:
    """The paragraphs of the body that hold text; of the form, what is in its boxes."""
    annexes = facts.annexes
    if annexes.seules:
        return
    inside = None
    if facts.formulaire is not None:
        inside = {
            index
            for exemple in facts.formulaire.exemples
            for boite in exemple.boites
            for index in boite.paragraphes
        }
    listing = False
    for paragraph in facts.paragraphs:
        if annexes.debut is not None and paragraph.index >= annexes.debut:
            if annexes.fin is None:
                return
            if paragraph.index < annexes.fin:
                continue
        if paragraph.level is not None or opens_bibliography(paragraph.text):
            listing = opens_bibliography(paragraph.text)
            continue
        if listing or paragraph.kind in _NOT_WRITTEN or not paragraph.text.strip():
            continue
        if inside is None or paragraph.index in inside:
            yield paragraph


def _references(
    body: Sequence[Paragraph], texts: Sequence[str], noted: frozenset[int]
) -> Iterator[Span]:
    """Whole paragraphs by their style or their look; quotations whose source is a footnote."""
    at = 0
    for paragraph, text in zip(body, texts, strict=True):
        if quotes_by_style(paragraph.style) or is_reference(text):
            yield at, at + len(text)
        elif paragraph.index in noted:
            yield from ((at + start, at + end) for start, end in _all_quoted(text))
        at += len(text) + 1


def _all_quoted(text: str) -> Iterator[Span]:
    """Every « … » of a paragraph that calls a footnote: where in it, the text does not say."""
    start = text.find("«")
    while start >= 0:
        end = text.find("»", start)
        if end < 0:
            return
        yield start, end + 1
        start = text.find("«", end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The same, sorted, those that touch joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pages(
    body: Sequence[Paragraph], texts: Sequence[str], taken: Sequence[Span]
) -> Iterator[PageEcrite]:
    """The paragraphs of each page, without what is taken out."""
    kept: list[tuple[int | None, str]] = []
    at = 0
    for paragraph, text in zip(body, texts, strict=True):
        kept.append((paragraph.page, _without(text, at, taken)))
        at += len(text) + 1
    for page, paragraphs in groupby(kept, key=lambda one: one[0]):
        yield PageEcrite(page, "\n".join(text for _, text in paragraphs))


def _without(text: str, at: int, taken: Sequence[Span]) -> str:
    """The text, that stands at `at` in the whole, less the spans that fall in it."""
    pieces, done = [], 0
    rank = max(0, bisect_right(taken, (at, at)) - 1)
    for start, end in taken[rank:]:
        if start >= at + len(text):
            break
        first, last = max(start - at, done), min(end - at, len(text))
        if last <= first:
            continue
        pieces += [text[done:first], RETIRE]
        done = last
    return "".join((*pieces, text[done:]))
