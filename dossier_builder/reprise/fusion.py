"""Three texts → one: what changed on one side only is taken, what changed on both is kept twice.

The classical three-way merge on sequences (as `diff3`); pure.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, Literal, TypeVar

from dossier_builder.values import frozen

T = TypeVar("T", bound=Hashable)
Origin = Literal["base", "a", "b", "meme", "conflit"]


@frozen
class Region(Generic[T]):
    """A stretch of the result: what `a` and `b` hold there, and where it comes from."""

    origin: Origin
    base: tuple[T, ...]
    a: tuple[T, ...]
    b: tuple[T, ...]


def merge(base: Sequence[T], a: Sequence[T], b: Sequence[T]) -> Iterator[Region[T]]:
    """The regions of the merge, in order. Where lengths agree, each place is decided by itself."""
    at_base = at_a = at_b = 0
    for start, in_a, in_b, length in _agreed(base, a, b):
        yield from _between(tuple(base[at_base:start]), tuple(a[at_a:in_a]), tuple(b[at_b:in_b]))
        if length:
            same = tuple(base[start : start + length])
            yield Region("base", same, same, same)
        at_base, at_a, at_b = start + length, in_a + length, in_b + length


def _between(base: tuple[T, ...], a: tuple[T, ...], b: tuple[T, ...]) -> Iterator[Region[T]]:
    if not (base or a or b):
        return
    if len(base) == len(a) == len(b) > 1:
        for one in zip(base, a, b, strict=True):
            yield _decided(*((each,) for each in one))
        return
    yield _decided(base, a, b)


def _decided(base: tuple[T, ...], a: tuple[T, ...], b: tuple[T, ...]) -> Region[T]:
    origin: Origin
    if a == b:
        origin = "meme"
    elif a == base:
        origin = "b"
    elif b == base:
        origin = "a"
    else:
        origin = "conflit"
    return Region(origin, base, a, b)


def _agreed(
    base: Sequence[T], a: Sequence[T], b: Sequence[T]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of the base that both others hold: place in the base, in a, in b, length."""
    with_a = SequenceMatcher(None, base, a, autojunk=False).get_matching_blocks()
    with_b = SequenceMatcher(None, base, b, autojunk=False).get_matching_blocks()
    rank_a = rank_b = 0
    while rank_a < len(with_a) and rank_b < len(with_b):
        one, other = with_a[rank_a], with_b[rank_b]
        start = max(one.a, other.a)
        end = min(one.a + one.size, other.a + other.size)
        if start < end:
            yield start, one.b + start - one.a, other.b + start - other.a, end - start
        if one.a + one.size < other.a + other.size:
            rank_a += 1
        else:
            rank_b += 1
    yield len(base), len(a), len(b), 0
