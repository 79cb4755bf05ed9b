"""What a run tells while it goes on: a document is in hand, its report is there."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Sequence
from typing import Protocol, Self

from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.values import frozen


@frozen
class Begun:
    """A worker is now busy with the request of that rank."""

    rank: int


Event = Begun | Checked


@frozen
class Bug:
    """What a worker says before it ends on an error of our own: frames, no text of a document."""

    frames: str

    @classmethod
    def of(cls, bug: Exception) -> Self:
        """The place of the error and its type; its message may quote the document."""
        return cls("".join(traceback.format_tb(bug.__traceback__)) + type(bug).__name__)


class Runner(Protocol):
    """Where documents are checked: here, in processes, on an executor, on a cluster."""

    def __call__(
        self, requests: Sequence[Request], options: Options
    ) -> Generator[Event, None, None]:
        """Check every request: one Checked for each, as they come.

        Closing the iterator ends all that it started. Raises DependencyMissingError when the work
        cannot be done at all.
        """
        ...


@frozen
class Progress:
    """Where a run stands. `known` of the `done` documents came from the cache.

    `in_hand` are names as the user gave them; `seconds` since the start.
    """

    total: int
    done: int
    known: int
    in_hand: tuple[str, ...]
    seconds: float


OnProgress = Callable[[Progress], None]
