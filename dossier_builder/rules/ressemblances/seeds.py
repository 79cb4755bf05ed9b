"""Winnowing: of all the short sequences of words of a text, a few that any copy keeps too.

Schleimer, Wilkerson and Aiken, « Winnowing: Local Algorithms for Document Fingerprinting », 2003:
two texts that share WINDOW + GRAM - 1 words in a row keep one common sequence at least.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from dossier_builder.rules.ressemblances.words import BARRIER
from dossier_builder.values import frozen

GRAM = 5
WINDOW = 4


@frozen
class Seeds:
    """The sequences kept: where each starts (rank of its first word), and its hash."""

    positions: array[int]
    hashes: array[int]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.positions, self.hashes, strict=True)


def winnowed(ids: array[int]) -> Seeds:
    """The seeds of a text; none spans a barrier."""
    positions, hashes = array("I"), array("q")
    for start, end in _stretches(ids):
        kept, grams = _kept(ids[start:end])
        positions.extend([start + position for position in kept])
        hashes.extend([grams[position] for position in kept])
    return Seeds(positions, hashes)


def _stretches(ids: array[int]) -> Iterator[tuple[int, int]]:
    """From barrier to barrier."""
    start = 0
    while start < len(ids):
        try:
            end = ids.index(BARRIER, start)
        except ValueError:
            end = len(ids)
        if end - start >= GRAM:
            yield start, end
        start = end + 1


def _kept(piece: Sequence[int]) -> tuple[list[int], list[int]]:
    """Ranks of the sequences to keep, and the hash of every sequence."""
    # A tuple of ints has the same hash in every process.
    grams = list(map(hash, zip(*(piece[n:] for n in range(GRAM)), strict=False)))
    if len(grams) < WINDOW:
        return [grams.index(min(grams))], grams
    kept, last = [], -1
    windows = zip(*(grams[n:] for n in range(WINDOW)), strict=False)
    for start, value in enumerate(map(min, windows)):
        if last < start or grams[last] != value:
            last = grams.index(value, start)
            kept.append(last)
    return kept, grams
