"""The last word on a save: the reference engine in a child of ours, which a newer save ends.

One child waits ahead, its imports done, so that only the engine's own time is left.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from dossier_builder.errors import DossierError
from dossier_builder.layout import sweep_runs
from dossier_builder.pipeline.follow_stages import JOB, NEWS, Confirmed, Job
from dossier_builder.pipeline.follow_worker import work
from dossier_builder.processus import FrameReader, Running, remove_folder, start_worker

_POLL_S = 0.03
_GRACE_S = 2.0


class Confirmations:
    """The children that confirm, one at work at most; a `with` ends them all."""

    def __init__(self, room: Path) -> None:
        self._room = room
        self._ahead: _Child | None = None
        self._at_work: _Child | None = None
        self._ending: list[_Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.cancel()
        if self._ahead is not None:
            self._ahead.ask_to_end()
            self._ending.append(self._ahead)
            self._ahead = None
        for child in self._ending:
            child.close()
        self._ending.clear()
        sweep_runs()

    @property
    def busy(self) -> bool:
        """Whether a save is being confirmed."""
        return self._at_work is not None

    def prepare(self) -> None:
        """Have a child ready for the next save."""
        if self._ahead is None:
            self._ahead = _Child(self._room)

    def submit(self, job: Job) -> None:
        """Confirm that save; what was under way is dropped."""
        self.cancel()
        chosen = self._ahead or _Child(self._room)
        self._at_work, self._ahead = chosen, None
        chosen.give(job)

    def cancel(self) -> None:
        """Drop what is under way: its engine ends with it, beside us."""
        if self._at_work is not None:
            self._at_work.ask_to_end()
            self._ending.append(self._at_work)
            self._at_work = None

    def news(self) -> Confirmed | None:
        """The answer, once; None while there is none. Raises the DossierError that it ended on."""
        for ended in [ending for ending in self._ending if ending.is_over]:
            self._ending.remove(ended)
            ended.close()
            sweep_runs()
        child = self._at_work
        if child is None or not child.is_over:
            return None
        self._at_work = None
        answer = child.answer()
        child.close()
        if isinstance(answer, DossierError):
            raise answer
        return answer


class _Child:
    """One child: it waits for its job, does it, ends."""

    def __init__(self, room: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="confirme-", dir=room))
        self._frames = FrameReader(self._folder / NEWS)
        self._ends = ExitStack()
        self._ends.callback(remove_folder, self._folder)
        env = dict.fromkeys(("TMPDIR", "TEMP"), str(self._folder))
        self._running: Running = self._ends.enter_context(
            start_worker(work, [str(self._folder)], env=env)
        )
        self._deadline: float | None = None

    def give(self, job: Job) -> None:
        """Hand the job over, whole or not at all."""
        draft = self._folder / f"{JOB}.tmp"
        draft.write_bytes(pickle.dumps(job))
        draft.replace(self._folder / JOB)

    @property
    def is_over(self) -> bool:
        """Whether it ended, or was asked to and does not."""
        late = self._deadline is not None and time.monotonic() > self._deadline
        return late or self._running.ending() is not None

    def answer(self) -> Confirmed | DossierError | None:
        """What it said; None when it died without a word."""
        return next(iter(self._frames.news()), None)

    def ask_to_end(self) -> None:
        """Ask it to unwind; does not wait."""
        grace = _GRACE_S if os.name == "posix" else 0.0  # Windows only knows how to kill
        self._deadline = time.monotonic() + grace
        self._running.ask_to_end(0.0)

    def close(self) -> None:
        """End it, by force once its time is over, and remove its folder."""
        while not self.is_over:
            time.sleep(_POLL_S)
        self._ends.close()
