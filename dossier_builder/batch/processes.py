"""The runner by default: one of our own processes for each list, as many at once as wanted.

One document alone goes to a process too: what reads it is native code, and may crash
(docs/decisions/0009). A process ends with its list, so that its memory ends too. One that dies
costs nobody else: what it was working on is tried again alone, the rest of its list goes to a new
one; a document that ends its process even alone has that for its error.
"""

from __future__ import annotations

import contextlib
import pickle
import tempfile
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.batch.events import Begun, Bug, Event
from dossier_builder.batch.failures import lost
from dossier_builder.batch.life import work
from dossier_builder.batch.lots import deal
from dossier_builder.batch.workspaces import workspaces
from dossier_builder.domain import limits
from dossier_builder.errors import DossierError
from dossier_builder.layout import sweep_runs
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.processus import Box, FrameReader, own_folder, remove_folder, start_worker
from dossier_builder.resources.journal import journal
from dossier_builder.values import frozen

SILENCE_S = 180.0
"""A process without news for so long hangs: an engine has 120 s for a document."""
FOLDER_SILENCE_S = 900.0
"""The same for a dossier folder, which is built by rounds of 120 s at most each."""
BOX = Box(data_bytes=limits.WORKER_MEMORY_BYTES)
_POLL_S = 0.02
_GRACE_S = 2.0

_log = journal(__name__)

Ranks = tuple[int, ...]


@frozen
class Processes:
    """`jobs` processes at once; see `events.Runner`."""

    jobs: int

    def __call__(
        self, requests: Sequence[Request], options: Options
    ) -> Generator[Event, None, None]:
        """See Runner. Raises CannotWriteError when the cache folder cannot be written."""
        lists = deque(deal(requests, self.jobs))
        workers: list[_Worker] = []
        with contextlib.ExitStack() as ends:
            room = ends.enter_context(own_folder(workspaces()))
            ends.callback(sweep_runs)  # of those that were killed
            ends.callback(_close, workers)
            while lists or workers:
                while lists and len(workers) < self.jobs:
                    workers.append(_Worker(lists.popleft(), requests, options, room))
                for worker in tuple(workers):
                    over = worker.over
                    yield from worker.news()
                    if over:
                        workers.remove(worker)
                        worker.close()
                        lists.extendleft(worker.again())
                        yield from worker.lost()
                time.sleep(_POLL_S)


def _close(workers: Iterable[_Worker]) -> None:
    for worker in workers:
        worker.close()


class _Worker:
    """One process with its list. `pending` are the ranks in the list that wait for a report."""

    def __init__(
        self, ranks: Ranks, requests: Sequence[Request], options: Options, room: Path
    ) -> None:
        alone = len(requests) == 1  # nothing else in the run: a second engine may work meanwhile
        self._ranks = ranks
        self._requests = [requests[rank] for rank in ranks]
        self._builds = any(request.path.is_dir() for request in self._requests)
        self._pending = list(range(len(ranks)))
        self._suspects: set[int] = set()
        self._bug = False
        self._told: int | None = None
        self._heard = time.monotonic()
        folder = Path(tempfile.mkdtemp(dir=room))
        (folder / "liste").write_bytes(pickle.dumps((self._requests, options, alone)))
        self._frames = FrameReader(folder / "suite")
        self._ends = contextlib.ExitStack()
        self._ends.callback(remove_folder, folder)
        self._running = self._ends.enter_context(
            start_worker(
                work, [str(folder)], box=BOX, env=dict.fromkeys(("TMPDIR", "TEMP"), str(folder))
            )
        )

    @property
    def over(self) -> bool:
        """Whether the process ended, or hangs."""
        patience = FOLDER_SILENCE_S if self._builds else SILENCE_S
        silent = time.monotonic() - self._heard > patience
        return silent or self._running.ending() is not None

    def news(self) -> Iterator[Event]:
        """What it said since the last call. Raises the DossierError that ends the run."""
        for frame in self._frames.news():
            self._heard = time.monotonic()
            match frame:
                case Checked(rank=rank):
                    self._pending.remove(rank)
                    self._suspects.discard(rank)
                    yield replace(frame, rank=self._ranks[rank])
                case (rank, True):
                    self._suspects.add(rank)
                case (rank, False):
                    self._suspects.discard(rank)
                case Bug(frames=frames):
                    self._bug = True
                    _log.error("a list ended on\n%s", frames)
                case DossierError():
                    raise frame
        if self._pending and self._told != self._pending[0]:
            self._told = self._pending[0]
            yield Begun(self._ranks[self._told])

    def close(self) -> None:
        """End the process with all that it started, and remove its folder."""
        if self._running.ending() is None:
            self._running.ask_to_end(_GRACE_S)
        self._ends.close()

    def again(self) -> Iterator[Ranks]:
        """The lists to make of what is left, each shorter than this one.

        What our code was working on goes alone, the rest together, in halves if nothing was done.
        """
        if not self._pending or len(self._ranks) == 1:
            return
        _log.debug("a process ended with %d documents left", len(self._pending))
        suspects = [rank for rank in self._pending if rank in self._suspects]
        rest = [rank for rank in self._pending if rank not in self._suspects]
        yield from ((self._ranks[rank],) for rank in suspects)
        half = len(rest) // 2 if len(rest) == len(self._ranks) else 0
        yield from (self._of(part) for part in (rest[:half], rest[half:]) if part)

    def lost(self) -> Iterator[Checked]:
        """The document that ended its process, though it was alone."""
        if self._pending and len(self._ranks) == 1:
            yield lost(self._ranks[0], self._requests[0], bug=self._bug)

    def _of(self, places: Sequence[int]) -> Ranks:
        return tuple(self._ranks[place] for place in places)
