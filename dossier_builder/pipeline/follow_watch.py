"""Waiting for a save: the system's notifications wake us, a look at the dates decides.

A network drive or a full list of watches gives no notification: the wait then ends by itself, and
the dates are looked at all the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TICK_S = 0.1
"""The longest wait: what the child that confirms says is looked at, too."""
LOOK_S = 1.0
"""Without any notification, the dates are looked at that often."""
_DEBOUNCE_MS = 200
_STEP_MS = 20


class Wakes:
    """Waits that end at a notification, or after a tick."""

    def __init__(self, path: Path, *, notified: bool = True) -> None:
        folder = path if path.is_dir() else path.absolute().parent
        self._changes = _changes(folder, recursive=path.is_dir()) if notified else None
        self._looked = 0.0

    def wait(self) -> bool:
        """Whether it is time to look at the dates."""
        told = False
        if self._changes is None:
            time.sleep(TICK_S)
        else:
            try:
                told = bool(next(self._changes))
            except (StopIteration, OSError, RuntimeError):  # the folder went away, no watch is left
                self._changes = None
        now = time.monotonic()
        if not told and now - self._looked < LOOK_S:
            return False
        self._looked = now
        return True


def _changes(folder: Path, *, recursive: bool) -> Iterator[set[Any]] | None:
    from watchfiles import watch

    return watch(
        folder,
        watch_filter=None,
        debounce=_DEBOUNCE_MS,
        step=_STEP_MS,
        rust_timeout=int(TICK_S * 1000),
        yield_on_timeout=True,
        recursive=recursive,
    )
