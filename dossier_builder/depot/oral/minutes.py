"""Minutes shared out among the parts of a test: half minutes, and the exact sum (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

HALVES = 2


def share(minutes: int, weights: Sequence[float]) -> tuple[float, ...]:
    """`minutes` in proportion of the weights, rounded to half minutes, none without any.

    The largest remainders take what rounding leaves. Raises ValueError when there are more
    weights than half minutes.
    """
    units = minutes * HALVES
    if len(weights) > units:
        msg = f"{len(weights)} parts in {minutes} minutes"
        raise ValueError(msg)
    if not weights:
        return ()
    free = units - len(weights)  # each has its half minute first
    exact = [Fraction(weight) for weight in _positive(weights)]
    total = sum(exact)
    # What a part is due, less the half minute that it has; never below nothing.
    due = [max(Fraction(0), weight / total * units - 1) for weight in exact]
    spread = sum(due) or Fraction(1)
    due = [one / spread * free for one in due]
    given = [int(one) for one in due]
    left = free - sum(given)
    order = sorted(range(len(due)), key=lambda n: (given[n] - due[n], n))
    for rank in order[:left]:
        given[rank] += 1
    return tuple((1 + one) / HALVES for one in given)


def _positive(weights: Sequence[float]) -> list[float]:
    """The weights; equal ones when none of them tells anything."""
    kept = [max(0.0, weight) for weight in weights]
    return kept if any(kept) else [1.0] * len(kept)


def clock(minutes: float) -> str:
    """`7:30`, as a speaker reads it on a watch."""
    seconds = round(minutes * 60)
    return f"{seconds // 60}:{seconds % 60:02}"


def spoken(minutes: float) -> str:
    """`3 min 30`, `30 s`, `4 min`."""
    whole, half = divmod(round(minutes * HALVES), HALVES)
    if not whole:
        return "30\u00a0s"
    return f"{whole}\u00a0min{chr(0xA0) + '30' if half else ''}"
