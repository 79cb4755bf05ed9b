"""The way in: requests → reports in their order, known ones from the cache, the others made.

Each report is kept as it comes, so that a run that was cut goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier_builder.batch.content import Contents, fingerprint
from dossier_builder.batch.events import Begun, OnProgress, Progress, Runner
from dossier_builder.batch.lots import cores
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.resources import cache_folder

if TYPE_CHECKING:
    from types import FrameType

    from dossier_builder.batch.cache import Cache, Place
    from dossier_builder.domain.modele import Modele
    from dossier_builder.domain.report import DocumentReport

CACHE = "rapports"
"""The folder of known reports, in the cache folder."""


def check_all(
    requests: Sequence[Request],
    options: Options,
    *,
    jobs: int | None = None,
    use_cache: bool = True,
    runner: Runner | None = None,
    on_progress: OnProgress = lambda _: None,
) -> tuple[DocumentReport, ...]:
    """Check every request; one report each, in their order.

    `jobs` is how many at once (by default one a processor); `runner` where (by default in
    processes of our own, for a single document too: what reads it may crash). Without the cache,
    nothing of it is read or written. What goes wrong with a document is its own report. Raises
    DependencyMissingError when none can be checked, CannotWriteError when the cache folder cannot
    be written. Whatever ends this, nothing that was started outlives it.
    """
    run = _Run(requests, on_progress)
    cache = run.recall(options) if use_cache else None
    waiting = run.waiting
    if waiting:
        work = (runner or _runner(len(waiting), jobs or cores()))(
            [requests[rank] for rank in waiting], options
        )
        with _terminable(), contextlib.closing(work) as events:
            for event in events:
                run.take(replace(event, rank=waiting[event.rank]))
        if cache is not None:
            cache.trim()
    return tuple(run.reports[rank] for rank in range(len(requests)))


def _runner(documents: int, jobs: int) -> Runner:
    """Imported only where there is work to do: a run where nothing changed starts nothing."""
    from dossier_builder.batch.processes import Processes

    return Processes(min(jobs, documents))


class _Run:
    """One run under way: what is known, what is in hand, who is told."""

    def __init__(self, requests: Sequence[Request], on_progress: OnProgress) -> None:
        self.reports: dict[int, DocumentReport] = {}
        self._requests = requests
        self._cache: Cache | None = None
        self._places: dict[int, Place] = {}
        self._packs: list[Modele] = []
        self._in_hand: dict[int, None] = {}
        self._known = 0
        self._on_progress = on_progress
        self._began = time.monotonic()

    @property
    def waiting(self) -> tuple[int, ...]:
        """The ranks of the requests that have no report yet."""
        return tuple(rank for rank in range(len(self._requests)) if rank not in self.reports)

    def recall(self, options: Options) -> Cache:
        """Take from the cache what it has; gives the cache."""
        contents = Contents([request.path for request in self._requests])
        # Imported while the documents are read: pydantic and the values of a report.
        from dossier_builder.batch.cache import Cache

        self._cache = Cache(options, cache_folder() / CACHE)
        for rank, (request, content) in enumerate(
            zip(self._requests, contents.wait(), strict=True)
        ):
            place = self._cache.place(request, content) if content is not None else None
            if place is not None:
                self._places[rank] = place
                report = self._cache.get(place, request)
                if report is not None:
                    self.reports[rank] = report
        self._known = len(self.reports)
        self._tell()
        return self._cache

    def take(self, event: Begun | Checked) -> None:
        """One more thing happened."""
        if isinstance(event, Begun):
            self._in_hand[event.rank] = None
        else:
            self._in_hand.pop(event.rank, None)
            self._keep(event)
        self._tell()

    def _keep(self, checked: Checked) -> None:
        request, place = self._requests[checked.rank], self._places.get(checked.rank)
        report = replace(
            checked.report,
            modele=self._once(checked.report.modele),
            empreinte=fingerprint(request.path),
        )
        self.reports[checked.rank] = report
        if place is not None and self._cache is not None:
            self._cache.put(place, request, replace(checked, report=report))

    def _once(self, modele: Modele | None) -> Modele | None:
        """The same pack, held once: each worker sends its own, three times what a report takes."""
        if modele is None:
            return None
        for known in self._packs:
            if known == modele:
                return known
        self._packs.append(modele)
        return modele

    def _tell(self) -> None:
        names = tuple(self._requests[rank].name for rank in self._in_hand)
        seconds = time.monotonic() - self._began
        self._on_progress(
            Progress(len(self._requests), len(self.reports), self._known, names, seconds)
        )


@contextlib.contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does; a handler that the caller has set is left alone."""
    ours = (
        threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    )
    if ours:
        signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
