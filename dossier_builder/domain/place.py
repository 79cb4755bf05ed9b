"""Where something is printed; apart from the facts so that engines need no pydantic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A point of the laid-out document: `page` from 1, `top` from 0.0 (top edge) to 1.0."""

    page: int
    top: float
