"""The progress of a lot on standard error: a bar while it runs, a line at the end."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from dossier_builder.domain.typographie import insecable, nombre, pluriel

if TYPE_CHECKING:
    from dossier_builder.batch.events import Progress

_LONGEST_NAME = 24
_MINUTE = 60


@contextlib.contextmanager
def shown() -> Iterator[Callable[[Progress], None]]:
    """The `on_progress` of a run: a bar where standard error is a terminal, silence elsewhere.

    A line sums up at the end, unless the run was interrupted or there was one document only.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()
    if bar.last is not None and bar.last.total > 1:
        sys.stderr.write(summary(bar.last) + "\n")


def summary(last: Progress) -> str:
    """The line at the end, as « 24 documents en 12 s (3 s par document, 20 déjà connus). »."""
    made = last.done - last.known
    told = [f"{nombre(last.seconds / made, 2)} s par document"] if made else []
    if last.known:
        told.append(pluriel(last.known, "déjà connu", "déjà connus"))
    return insecable(
        f"{pluriel(last.done, 'document')} en {_duration(last.seconds)} ({', '.join(told)})."
    )


def left_s(now: Progress) -> float | None:
    """Seconds until the end at the pace so far; None while there is no pace."""
    made = now.done - now.known
    return now.seconds / made * (now.total - now.done) if made else None


class _Bar:
    """Drawn only once there is something to wait for; rich takes a tenth of a second to import."""

    def __init__(self) -> None:
        self.last: Progress | None = None
        self._drawn: tuple[Any, Any] | None = None

    def show(self, now: Progress) -> None:
        """Take the state of the run."""
        self.last = now
        if self._drawn is None:
            if now.done == now.total:
                return
            self._drawn = _drawn(now.total)
        bar, task = self._drawn
        bar.update(task, completed=now.done, pace=_pace(now), hand=_in_hand(now), refresh=True)

    def close(self) -> None:
        """Leave the terminal as it was: the summary says the rest."""
        if self._drawn is not None:
            self._drawn[0].stop()


def _drawn(total: int) -> tuple[Any, Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}", markup=False),
        TextColumn("{task.fields[hand]}", markup=False, style="dim"),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("", total=total, pace="", hand="")
    bar.start()
    return bar, task


def _pace(now: Progress) -> str:
    left = left_s(now)
    if left is None:
        return ""
    speed = _MINUTE * (now.done - now.known) / now.seconds if now.seconds else 0.0
    return insecable(f"{nombre(speed, 0)} par minute, reste {_duration(left)}")


def _in_hand(now: Progress) -> str:
    return ", ".join(map(_short, now.in_hand))


def _short(name: str) -> str:
    """The file's own name; what would break the line or the bar is left out."""
    own = "".join(c if c.isprintable() else "·" for c in PurePath(name).name)
    return own if len(own) <= _LONGEST_NAME else f"{own[: _LONGEST_NAME - 1]}…"


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{nombre(seconds, 0 if seconds >= 10 else 1)} s"  # noqa: PLR2004 - two digits
    minutes, rest = divmod(round(seconds), _MINUTE)
    return f"{minutes} min {rest:02} s"
