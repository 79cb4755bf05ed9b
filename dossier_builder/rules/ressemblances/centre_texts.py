"""Texts that many learners have: the centre's, or the usual words; set aside before comparing."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, MutableMapping, Sequence

from dossier_builder.rules.ressemblances.runs import LEAST_WORDS
from dossier_builder.rules.ressemblances.seeds import GRAM, Seeds
from dossier_builder.rules.ressemblances.words import BARRIER, Text
from dossier_builder.values import frozen

LEAST_LEARNERS = 4
"""A text is common from this many learners on, and above a third of them."""

# « dans le cadre de la mise en place d’un » is everybody's, and no text of the centre: so short
# a piece stays in the passage that holds it.
_LEAST_STRETCH = 12


@frozen
class Common:
    """A common text where it first stands: rank of the text, its words; how many have it."""

    text: int
    first: int
    end: int
    apprenants: int


def set_aside(
    texts: Sequence[Text], seeds: Sequence[Seeds], learners: MutableMapping[int, int], cohort: int
) -> list[Common]:
    """Take what many share out of `texts` and `learners`; give the common texts, once each.

    The longest first. `learners` maps the hash of a sequence to how many of the `cohort` have it.
    """
    many = max(LEAST_LEARNERS, cohort // 3 + 1)
    usual = {value: count for value, count in learners.items() if count >= many}
    for value in usual:
        del learners[value]
    told: set[int] = set()
    common = []
    for rank, (text, kept) in enumerate(zip(texts, seeds, strict=True)):
        found = [(first, value) for first, value in kept if value in usual]
        for first, end, values in _stretches(found):
            if end - first < _LEAST_STRETCH:
                continue
            ids = text.ids
            ids[first:end] = array(ids.typecode, [BARRIER]) * (end - first)
            new = sum(value not in told for value in values)
            told.update(values)
            if end - first >= LEAST_WORDS and 2 * new > len(values):
                common.append(Common(rank, first, end, max(usual[value] for value in values)))
    return sorted(common, key=lambda one: (one.first - one.end, one.text, one.first))


def _stretches(seeds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, list[int]]]:
    """Sequences that touch one another: their first word, the one after the last, the hashes."""
    start = end = -1
    values: list[int] = []
    for first, value in seeds:
        if first > end and values:
            yield start, end, values
            values = []
        if not values:
            start = first
        end = first + GRAM
        values.append(value)
    if values:
        yield start, end, values
