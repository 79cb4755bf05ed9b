"""Documents → reports, staged so that one file is a lot of one.

Open each file, lay all of them out while they are read, judge each one as soon as its pages are
there. What goes wrong with a file is its own report (verdict `illisible`) and never stops the
others. Only what starts the engines is imported here: the rest is, while they work.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dossier_builder.domain.submission import EngineName, Layout, LayoutFailure
from dossier_builder.errors import DependencyMissingError, DossierError, UnknownKindError
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.laying_out import Ask, ask, ask_all, asking
from dossier_builder.pipeline.opening import open_built, open_files
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.pipeline.stages import Opened
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from dossier_builder.domain.report import DocumentReport
    from dossier_builder.pipeline.stages import Prepared

T = TypeVar("T")
Watch = Callable[[int, bool], None]
"""Told the rank of a document when our own code begins to work on it (True) and when it ends."""


def unwatched(_rank: int, _begins: bool, /) -> None:  # noqa: FBT001 - Watch's own words
    """Nobody is told."""


def check_documents(
    requests: Sequence[Request], options: Options, workspace: Path
) -> Iterator[DocumentReport]:
    """One report a request, in their order; see `check_each`."""
    found: dict[int, DocumentReport] = {}
    for checked in check_each(requests, options, workspace):
        found[checked.rank] = checked.report
    return iter([found[rank] for rank in range(len(requests))])


def check_each(
    requests: Sequence[Request],
    options: Options,
    workspace: Path,
    *,
    watch: Watch = unwatched,
    alone: bool | None = None,
) -> Iterator[Checked]:
    """One report a request, as they come. `workspace` is an existing private folder.

    `alone`: nothing else is being checked, so a second engine may use the other processor (by
    default: when there is one request). Closing the iterator ends the engines. Raises
    DependencyMissingError when no engine can work and a docx needs one.
    """
    lone = len(requests) == 1 if alone is None else alone
    line = _Line(options, watch)
    folders = {rank: r for rank, r in enumerate(requests) if r.path.is_dir()}
    files = {rank: r for rank, r in enumerate(requests) if rank not in folders}
    if files:
        opened = open_files(files, workspace, pictures=options.vignettes)
        yield from line.check_files(opened, files, alone=lone)
    for rank, request in folders.items():
        yield line.check_folder(rank, request, workspace)


@frozen
class _Line:
    """How this run checks, and who is told."""

    options: Options
    watch: Watch

    def check_files(
        self,
        opened: Mapping[int, Opened | DossierError],
        requests: Mapping[int, Request],
        *,
        alone: bool,
    ) -> Iterator[Checked]:
        """Every document is read while the engine works on the first ones."""
        with _thread() as reader, _thread() as aside, asking() as ask_later:
            readings = {rank: reader.submit(self.read, rank, item) for rank, item in opened.items()}
            waiting = self.waiting(opened, readings)
            for rank, result in self.laid_out(waiting, aside, alone=alone):
                waiting[rank].layouts.keep(result)
                yield self.judge(rank, readings.pop(rank).result(), requests[rank], ask_later)
            for rank, reading in readings.items():
                yield self.judge(rank, reading.result(), requests[rank], ask_later)

    def check_folder(self, rank: int, request: Request, workspace: Path) -> Checked:
        """A dossier folder is built and laid out before it is read."""
        self.watch(rank, True)  # noqa: FBT003 - Watch's own words
        opened = open_built(rank, request, self.options, workspace)
        return self.judge(rank, self.read(rank, opened), request)

    def read(self, rank: int, item: Opened | DossierError) -> Prepared | DossierError:
        """Read one document and find its kind."""
        # Imported while the engines work: pydantic, the packs, the rules.
        from dossier_builder.pipeline.judge import prepare

        if isinstance(item, DossierError):
            return item
        with self.watched(rank):
            return _or_error(partial(prepare, item, self.options))

    def waiting(
        self,
        opened: Mapping[int, Opened | DossierError],
        readings: Mapping[int, Future[Prepared | DossierError]],
    ) -> dict[int, Opened]:
        """The documents that an engine must lay out.

        With `rapide` it is only known once they are read whose record of Word is not enough.
        """
        if not self.options.rapide:
            items = ((rank, item) for rank, item in opened.items() if isinstance(item, Opened))
            return {rank: item for rank, item in items if item.waits_for_layout}
        read = ((rank, reading.result()) for rank, reading in readings.items())
        known = ((rank, item) for rank, item in read if not isinstance(item, DossierError))
        return {rank: item.opened for rank, item in known if item.waits_for_layout}

    def laid_out(
        self, waiting: Mapping[int, Opened], aside: ThreadPoolExecutor, *, alone: bool
    ) -> Iterator[tuple[int, Layout | LayoutFailure]]:
        """The first engine's answers, as they come.

        A docx alone is laid out by the second engine at the same time, on the other processor: its
        answer is there if the judge needs it. For a lot, the judge asks for those that need it.
        """
        if not waiting:
            return
        first, *others = usable(self.options.moteur)
        early: dict[tuple[int, EngineName], Future[Layout | LayoutFailure]] = {}
        if alone:
            early = {
                (rank, engine): aside.submit(ask, document, engine)
                for engine in others[:1]
                for rank, document in waiting.items()
            }
        for rank, result in ask_all(waiting, first):
            for (asked, engine), answer in early.items():
                if asked == rank:
                    waiting[rank].layouts.early[engine] = answer.result()
            yield rank, result

    def judge(
        self, rank: int, item: Prepared | DossierError, request: Request, ask: Ask = ask
    ) -> Checked:
        """The report of one document, and whether the same would come of it another time."""
        from dossier_builder.pipeline.judge import conclude, unreadable

        if not isinstance(item, DossierError):
            with self.watched(rank):
                judged = _or_error(partial(conclude, item, self.options, ask))
            if not isinstance(judged, DossierError):
                failures = item.opened.layouts.failed
                return Checked(rank, judged, lasting=all(f.constant for f in failures))
            item = judged
        lasting = isinstance(item, UnknownKindError)
        return Checked(rank, unreadable(request.name, item), lasting=lasting)

    @contextlib.contextmanager
    def watched(self, rank: int) -> Iterator[None]:
        """Say that our code works on that document; that it does no more, only if it came out."""
        self.watch(rank, True)  # noqa: FBT003 - Watch's own words
        yield
        self.watch(rank, False)  # noqa: FBT003 - Watch's own words


@contextlib.contextmanager
def _thread() -> Iterator[ThreadPoolExecutor]:
    """A thread beside; an interruption does not wait for what it is doing."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _or_error(work: Callable[[], T]) -> T | DossierError:
    """What `work` gives, or the DossierError that it raised."""
    try:
        return work()
    except DependencyMissingError:
        raise
    except DossierError as error:
        return error
