"""Two texts and the places where they agree → the runs of words that they share, edits allowed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from dossier_builder.rules.ressemblances.seeds import GRAM
from dossier_builder.rules.ressemblances.words import BARRIER
from dossier_builder.values import frozen

GAP = 14
"""Words that may have been changed, added or taken out between two shared runs."""

LEAST_WORDS = 25
"""A passage is told from this many shared words on."""

_SHARE = 0.6
"""Of the words of a passage, on each side, those that are the same."""

_SCRAP = 3
"""What is left of a run once trimmed must be longer than this."""

# Long runs make it likely that the small ones between them are shared too: two words in a row.
_LIKELY = 15
_SMALL = 2
_STRIDE = 64


@frozen
class Run:
    """Words `first`… of one text equal to words `second`… of the other, `length` of them."""

    first: int
    second: int
    length: int

    def trimmed(self, words: int) -> Run:
        """The same, its first words left out."""
        return Run(self.first + words, self.second + words, self.length - words)


@frozen
class Chain:
    """Near runs in the order of both texts: one passage, perhaps edited."""

    runs: tuple[Run, ...]

    @property
    def shared(self) -> int:
        """How many words are the same."""
        return sum(run.length for run in self.runs)

    @property
    def first(self) -> tuple[int, int]:
        """Its bounds in the first text: first word, and the one after the last."""
        return self.runs[0].first, self.runs[-1].first + self.runs[-1].length

    @property
    def second(self) -> tuple[int, int]:
        """Its bounds in the second text."""
        return self.runs[0].second, self.runs[-1].second + self.runs[-1].length

    @property
    def tells(self) -> bool:
        """Whether it is long and dense enough to be shown."""
        longest = max(end - start for start, end in (self.first, self.second))
        return self.shared >= LEAST_WORDS and self.shared >= _SHARE * longest


def shared_passages(
    one: array[int], other: array[int], seeds: Iterable[tuple[int, int]]
) -> list[Chain]:
    """The passages of two texts, the longest first; each place of a text is told once.

    `seeds` are pairs of ranks of words from which GRAM words are the same; those that fall on a
    text set aside since then are left out.
    """
    runs = sorted(_exact(one, other, seeds), key=lambda run: (run.first, run.second))
    likely = (chain for chain in _chained(runs) if chain.shared >= _LIKELY)
    chains = sorted(
        (chain for found in likely if (chain := _filled(found, one, other)).tells),
        key=lambda chain: (-chain.shared, chain.first),
    )
    told: list[Chain] = []
    for chain in chains:
        if not any(_within(chain.first, t.first) or _within(chain.second, t.second) for t in told):
            told.append(chain)
    return told


def _exact(one: array[int], other: array[int], seeds: Iterable[tuple[int, int]]) -> Iterator[Run]:
    """Each seed grown both ways as far as the words are the same; one run a diagonal and place."""
    ends: dict[int, int] = {}
    for first, second in sorted(seeds):
        diagonal = first - second
        if ends.get(diagonal, 0) >= first + GRAM or BARRIER in one[first : first + GRAM]:
            continue
        start, end = first, first + GRAM
        while _same(one, start - 1, other, start - 1 - diagonal):
            start -= 1
        while _stride(one, end, other, end - diagonal):
            end += _STRIDE
        while _same(one, end, other, end - diagonal):
            end += 1
        ends[diagonal] = end
        yield Run(start, start - diagonal, end - start)


def _stride(one: array[int], first: int, other: array[int], second: int) -> bool:
    """Whether many words from there on are the same: whole copies are long."""
    piece = one[first : first + _STRIDE]
    return (
        len(piece) == _STRIDE and piece == other[second : second + _STRIDE] and BARRIER not in piece
    )


def _same(one: array[int], first: int, other: array[int], second: int) -> bool:
    if first < 0 or second < 0 or first >= len(one) or second >= len(other):
        return False
    return one[first] == other[second] != BARRIER


def _chained(runs: Sequence[Run]) -> Iterator[Chain]:
    """Runs joined to the first open chain that they continue."""
    still_open: list[list[Run]] = []
    for run in runs:
        waiting = []
        placed = False
        for chain in still_open:
            if run.first - _end(chain[-1])[0] > GAP:
                yield Chain(tuple(chain))
                continue
            waiting.append(chain)
            following = None if placed else _following(chain[-1], run)
            if following is not None:
                chain.append(following)
                placed = True
        still_open = waiting if placed else [*waiting, [run]]
    yield from (Chain(tuple(chain)) for chain in still_open)


def _filled(chain: Chain, one: array[int], other: array[int]) -> Chain:
    """The same with the small runs that stand between its runs."""
    runs = [chain.runs[0]]
    for run in chain.runs[1:]:
        first, second = _end(runs[-1])
        between = SequenceMatcher(
            None, one[first : run.first], other[second : run.second], autojunk=False
        )
        runs += [
            Run(first + at, second + there, length)
            for at, there, length in between.get_matching_blocks()
            if length >= _SMALL and BARRIER not in one[first + at : first + at + length]
        ]
        runs.append(run)
    return Chain(tuple(runs))


def _following(last: Run, run: Run) -> Run | None:
    """The run, or what of it comes after `last`, when it continues it; else None."""
    end_first, end_second = _end(last)
    overlap = max(end_first - run.first, end_second - run.second, 0)
    if run.length - overlap <= _SCRAP:
        return None
    rest = run.trimmed(overlap)
    near = rest.first - end_first <= GAP and 0 <= rest.second - end_second <= GAP
    return rest if near else None


def _end(run: Run) -> tuple[int, int]:
    return run.first + run.length, run.second + run.length


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Whether more than half of `inner` lies in `outer`."""
    common = min(inner[1], outer[1]) - max(inner[0], outer[0])
    return 2 * common > inner[1] - inner[0]
