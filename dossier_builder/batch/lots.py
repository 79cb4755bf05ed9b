"""Requests → the lists that workers take: as many documents each, the heavy ones spread."""

from __future__ import annotations

import os
from collections.abc import Sequence

from dossier_builder.pipeline.requests import Request

LONGEST = 25
"""Documents for one worker: its start is then paid for, and its memory does not pile up."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # macOS and Windows tell no more


def deal(
    requests: Sequence[Request], workers: int, *, longest: int = LONGEST
) -> tuple[tuple[int, ...], ...]:
    """The ranks of the requests, dealt out in lists of at most `longest`.

    There are as many lists as workers, or a multiple of it, so that all end together; each list
    is in the order of the requests.
    """
    if not requests:
        return ()
    rounds = -(-len(requests) // (workers * longest))
    count = min(workers * rounds, len(requests))
    hands: list[list[int]] = [[] for _ in range(count)]
    heaviest_first = sorted(range(len(requests)), key=lambda rank: -_weight(requests[rank]))
    for place, rank in enumerate(heaviest_first):
        turn, hand = divmod(place, count)
        hands[hand if turn % 2 == 0 else count - 1 - hand].append(rank)
    return tuple(tuple(sorted(hand)) for hand in hands)


def _weight(request: Request) -> float:
    """Bytes; a folder, which is built before it is checked, weighs more than any file."""
    try:
        return float("inf") if request.path.is_dir() else request.path.stat().st_size
    except OSError:
        return 0
