"""A count that may not be known exactly: the pages of a document, where its annexes begin."""

from __future__ import annotations

from dossier_builder.values import frozen


@frozen
class Interval:
    """Whole numbers from `min` to `max`, both included, in pages.

    Raises ValueError when `min` is above `max`.
    """

    min: int
    max: int

    def __post_init__(self) -> None:
        if self.min > self.max:
            msg = f"empty interval: {self.min} > {self.max}"
            raise ValueError(msg)

    @classmethod
    def exactly(cls, value: int) -> Interval:
        """The interval of one known value."""
        return cls(value, value)

    @classmethod
    def spanning(cls, values: tuple[int, ...]) -> Interval:
        """The smallest interval that holds every value (at least one)."""
        return cls(min(values), max(values))

    @property
    def is_exact(self) -> bool:
        """Whether the value is known."""
        return self.min == self.max

    def widened(self, pages: int, *, floor: int = 0) -> Interval:
        """`pages` more each way, never going below `floor`; no value is ever lost."""
        return Interval(min(self.min, max(floor, self.min - pages)), self.max + pages)

    def inside(self, low: int | None, high: int | None) -> bool:
        """Whether every value lies within the bounds (None: no bound)."""
        return (low is None or self.min >= low) and (high is None or self.max <= high)

    def outside(self, low: int | None, high: int | None) -> bool:
        """Whether every value lies beyond the same bound."""
        return (low is not None and self.max < low) or (high is not None and self.min > high)

    def __str__(self) -> str:
        """As people write it: `18`, or `18 à 20`."""
        return str(self.min) if self.is_exact else f"{self.min} à {self.max}"
