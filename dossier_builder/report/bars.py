"""A count against its limits as a small drawing: where the bars of the reports begin and end."""

from __future__ import annotations

from dossier_builder.domain.interval import Interval
from dossier_builder.values import frozen

_ROOM = 1.35
"""How far a bar goes beyond the upper limit, so that what is too long is seen to be."""
_THINNEST = 3.0
"""Width of the mark of an exact count, in hundredths."""


@frozen
class Bar:
    """Shares of the width, 0 to 100: the zone within the limits, and the mark of what was seen."""

    zone: float
    zone_width: float
    mark: float
    mark_width: float


def count_bar(counted: Interval, low: int | None, high: int | None) -> Bar | None:
    """Counted pages as a mark against their limits; None without limits."""
    if low is None and high is None:
        return None
    end = max((high or low or 0) * _ROOM, counted.max * 1.05, 1.0)
    start = (low or 0) / end * 100
    stop = 100.0 if high is None else high / end * 100
    mark, mark_end = counted.min / end * 100, counted.max / end * 100
    width = max(_THINNEST, mark_end - mark)
    return _rounded(start, stop - start, min(max(0.0, mark - _THINNEST / 2), 100 - width), width)


def length_bar(pages: float, budget: tuple[float, float] | None, longest: float) -> Bar:
    """A part's pages from 0, with its budget; `longest` is the scale that parts share, in pages."""
    scale = 100 / max(longest, 0.1)
    low, high = budget or (0.0, 0.0)
    return _rounded(low * scale, (high - low) * scale, 0.0, max(1.0, pages * scale))


def _rounded(zone: float, zone_width: float, mark: float, mark_width: float) -> Bar:
    return Bar(*(round(value, 1) for value in (zone, zone_width, mark, mark_width)))
