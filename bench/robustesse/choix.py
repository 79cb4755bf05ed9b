"""Bytes → choices: the same bytes always make the same mutations, whoever invented the bytes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Choices read from bytes, two at a time; what these bytes give when they are used up."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0
        self._more = random.Random(data)  # noqa: S311 - cases, not secrets

    @property
    def over(self) -> bool:
        """Whether all the bytes were used."""
        return self._at >= len(self._data)

    def below(self, bound: int) -> int:
        """A number from 0 to `bound` - 1."""
        if self.over:
            return self._more.randrange(bound)
        piece = self._data[self._at : self._at + 2]
        self._at += 2
        return int.from_bytes(piece, "big") % bound if bound > 1 else 0

    def one(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[self.below(len(things))]
