"""Other runners: in this process, and on any `concurrent.futures.Executor`, list by short list."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from dataclasses import replace
from typing import Any

from dossier_builder.batch.events import Begun, Event, Runner
from dossier_builder.batch.failures import lost
from dossier_builder.batch.lots import deal
from dossier_builder.batch.worker import check_dated, check_lot
from dossier_builder.batch.workspaces import workspaces
from dossier_builder.errors import DossierError
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.processus import own_folder
from dossier_builder.values import frozen

SHORT = 6
"""Documents for one task of an executor: its reports come together, and soffice has to start."""
_AHEAD = 2
"""Lists on the way for each worker: the next one is there when one is done."""

Answer = Future[Sequence[Checked]]
Ranks = tuple[int, ...]


def in_process(requests: Sequence[Request], options: Options) -> Generator[Event, None, None]:
    """Check the requests here, one soffice for all; see `events.Runner`."""
    with own_folder(workspaces()) as workspace:
        yield Begun(0)
        yield from check_dated(requests, options, workspace)


def as_they_are(requests: Sequence[Request], options: Options) -> tuple[Any, ...]:
    """The arguments of a task on this machine: paths."""
    return tuple(requests), options


PATROL_S = 5.0
"""How often we ask whether somebody is still there, while nothing comes."""


def never() -> bool:
    """A pool of this machine breaks by itself when it ends (BrokenExecutor)."""
    return False


@frozen
class OnExecutor:
    """See `events.Runner`; the executor is its owner's, who shuts it down.

    `workers` is how many lists it works on at once; `fallback` gets what is left when the executor
    itself breaks. A task is `task(*arguments(requests, options))`; `losses` are the exceptions
    that say that its worker was lost. `gone` is asked when nothing has come for PATROL_S seconds:
    whether nobody is there any more to answer.
    """

    executor: Executor
    workers: int
    fallback: Runner
    task: Callable[..., Sequence[Checked]] = check_lot
    arguments: Callable[[Sequence[Request], Options], tuple[Any, ...]] = as_they_are
    losses: tuple[type[BaseException], ...] = (CancelledError,)
    gone: Callable[[], bool] = never

    def __call__(
        self, requests: Sequence[Request], options: Options
    ) -> Generator[Event, None, None]:
        """See Runner. A list whose task fails is tried again, one document at a time."""
        lists = deque(deal(requests, self.workers, longest=SHORT))
        given: dict[Answer, Ranks] = {}
        left: list[int] = []
        try:
            while lists or given:
                while lists and len(given) < self.workers * _AHEAD:
                    ranks = lists.popleft()
                    answer = self._submit([requests[rank] for rank in ranks], options)
                    if answer is None:
                        left += ranks
                    else:
                        given[answer] = ranks
                        yield Begun(ranks[0])
                done = wait(given, timeout=PATROL_S, return_when=FIRST_COMPLETED).done
                if not done and self.gone():
                    left += [rank for ranks in (*given.values(), *lists) for rank in ranks]
                    break
                for answer in done:
                    ranks = given.pop(answer)
                    failure = _failure(answer)
                    if failure is None:
                        yield from (replace(c, rank=ranks[c.rank]) for c in answer.result())
                    elif isinstance(failure, BrokenExecutor):
                        left += ranks
                    else:
                        yield from self._again(failure, ranks, requests, lists)
        finally:
            for answer in given:
                answer.cancel()
        yield from self._elsewhere(sorted(left), requests, options)

    def _again(
        self,
        failure: BaseException,
        ranks: Ranks,
        requests: Sequence[Request],
        lists: deque[Ranks],
    ) -> Iterator[Event]:
        """One at a time; what fails alone is the document's own. Raises what ends the run."""
        if isinstance(failure, DossierError):
            raise failure
        if len(ranks) > 1:
            lists.extend((rank,) for rank in ranks)
        else:
            bug = not isinstance(failure, self.losses)
            yield lost(ranks[0], requests[ranks[0]], bug=bug)

    def _elsewhere(
        self, left: Sequence[int], requests: Sequence[Request], options: Options
    ) -> Iterator[Event]:
        """What a broken executor did not do."""
        for event in self.fallback([requests[rank] for rank in left], options) if left else ():
            yield replace(event, rank=left[event.rank])

    def _submit(self, requests: Sequence[Request], options: Options) -> Answer | None:
        """None when the executor takes nothing any more."""
        try:
            return self.executor.submit(self.task, *self.arguments(requests, options))
        except BrokenExecutor:
            return None


def _failure(answer: Answer) -> BaseException | None:
    """What the task raised, a cancellation included."""
    try:
        return answer.exception()
    except CancelledError as error:
        return error
