"""Documents → reports, staged so that one file is a lot of one.

Open each file, lay all of them out while they are read, judge each one. What goes wrong with a
file is its own report (verdict `illisible`) and never stops the others. Only what starts the
engines is imported here: the rest is, while they work.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dossier_builder.domain.submission import EngineName
from dossier_builder.errors import DependencyMissingError, DossierError
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.laying_out import Answers, ask
from dossier_builder.pipeline.opening import open_requests
from dossier_builder.pipeline.stages import Opened, Options, Request

if TYPE_CHECKING:
    from dossier_builder.domain.report import DocumentReport

T = TypeVar("T")
Pending = dict[EngineName, "Future[Answers]"]


def check_documents(
    requests: Sequence[Request], options: Options, workspace: Path
) -> Iterator[DocumentReport]:
    """One report a request, in their order. `workspace` is an existing private folder.

    Raises DependencyMissingError when no engine can work and a docx needs one.
    """
    opened = open_requests(requests, options, workspace)
    documents = [item for item in opened if isinstance(item, Opened)]
    with _threads() as pool:
        waiting = [] if options.rapide else [d for d in documents if d.waits_for_layout]
        pending = _start(pool, waiting, options)
        # Imported while the engines work: pydantic, the packs, the rules.
        from dossier_builder.pipeline.judge import conclude, prepare, unreadable

        prepared = [
            item if isinstance(item, DossierError) else _or_error(partial(prepare, item, options))
            for item in opened
        ]
        if options.rapide:
            # Only now is it known whose record of Word is not enough.
            read = [item for item in prepared if not isinstance(item, DossierError)]
            pending = _start(pool, [p.opened for p in read if p.waits_for_layout], options)
        _settle(pending, documents)
    for request, item in zip(requests, prepared, strict=True):
        judged = (
            item if isinstance(item, DossierError) else _or_error(partial(conclude, item, options))
        )
        yield unreadable(request.name, judged) if isinstance(judged, DossierError) else judged


@contextlib.contextmanager
def _threads() -> Iterator[ThreadPoolExecutor]:
    """Two threads, one an engine; an interruption does not wait for what they are doing."""
    pool = ThreadPoolExecutor(max_workers=2)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _start(pool: ThreadPoolExecutor, waiting: Sequence[Opened], options: Options) -> Pending:
    """Ask the first engine for every docx in one go.

    A docx alone is laid out by the second engine at the same time, on the other processor: its
    answer is there if the judge needs it. For a lot, the judge asks for those that need it.
    """
    if not waiting:
        return {}
    engines = usable(options.moteur)
    wanted = engines[:2] if len(waiting) == 1 else engines[:1]
    return {engine: pool.submit(ask, waiting, engine) for engine in wanted}


def _settle(pending: Pending, documents: Sequence[Opened]) -> None:
    """Wait for the engines; the first one's answers are witnesses, the second's are in reserve."""
    for rank, (engine, future) in enumerate(pending.items()):
        answers = future.result()
        for document in documents:
            if document.request in answers:
                result = answers[document.request]
                if rank == 0:
                    document.layouts.keep(result)
                else:
                    document.layouts.early[engine] = result


def _or_error(work: Callable[[], T]) -> T | DossierError:
    """What `work` gives, or the DossierError that it raised."""
    try:
        return work()
    except DependencyMissingError:
        raise
    except DossierError as error:
        return error
