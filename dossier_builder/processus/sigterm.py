"""A child of ours that is asked to end: it unwinds, so that what it started ends before it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

TERMINATED = 128 + 15
"""What such a child exits with."""


class EndedError(BaseException):
    """We were asked to end."""


def unwind_on_sigterm() -> None:
    """From now on SIGTERM raises EndedError in the main thread."""
    signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise EndedError
