"""The runner of `--dask ADRESSE`: the same lists, on a Dask cluster.

Documents travel as bytes and each worker starts its own LibreOffice. A lost worker's list is tried
again by the cluster, then by us one document at a time; one that is lost every time is reported.
When the whole cluster goes, what it had not done is checked on this machine.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from typing import Any

from dossier_builder import __version__
from dossier_builder.batch.bundle import check_parcels, parcels
from dossier_builder.batch.events import Event
from dossier_builder.batch.executors import OnExecutor
from dossier_builder.batch.processes import Processes
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DependencyMissingError, UsageError
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.values import frozen

_CONNECT_S = 10
_PATIENCE_S = 60.0
"""How long a cluster may be without scheduler or worker before its documents are checked here."""


@frozen
class OnDask:
    """See `events.Runner`; `address` is the scheduler's: `tcp://192.0.2.7:8786`."""

    address: str

    def __call__(
        self, requests: Sequence[Request], options: Options
    ) -> Generator[Event, None, None]:
        """See Runner.

        Raises DependencyMissingError without the library `distributed`, or where workers have
        another version of this program than we; UsageError when nobody answers.
        """
        distributed = _library()
        try:
            client = distributed.Client(self.address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:  # TimeoutError is an OSError
            raise UsageError(
                insecable(f"Aucun ordonnanceur Dask ne répond à l’adresse « {self.address} »."),
                "Lancez « dask scheduler », puis « dask worker ADRESSE » sur chaque machine.",
            ) from error
        with client:
            threads = _threads(client)
            executor = client.get_executor(pure=False)
            try:
                yield from OnExecutor(
                    executor,
                    workers=threads,
                    fallback=Processes(1),
                    task=check_parcels,
                    arguments=parcels,
                    losses=(distributed.scheduler.KilledWorker, distributed.CancelledError),
                    gone=_Patience(client).is_over,
                )(requests, options)
            finally:
                executor.shutdown(wait=False)


class _Patience:
    """Since when nobody of a cluster has been seen."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._seen = time.monotonic()

    def is_over(self) -> bool:
        """Whether no scheduler answers, or it has no worker, for longer than _PATIENCE_S."""
        # A client that lost its scheduler would wait for it: it is not asked.
        if self._client.status == "running" and self._client.scheduler_info().get("workers"):
            self._seen = time.monotonic()
        return time.monotonic() - self._seen > _PATIENCE_S


def version() -> str:
    """Asked of every worker."""
    return __version__


def _library() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise DependencyMissingError(
            insecable("Il manque la bibliothèque « distributed » pour travailler sur Dask."),
            insecable("Installez-la : « pip install 'dossier-builder[dask]' »."),
        ) from error
    return distributed


def _threads(client: Any) -> int:
    """How many lists the cluster takes at once. Raises DependencyMissingError."""
    try:
        versions = client.run(version, on_error="return")
        threads: int = sum(client.nthreads().values())
    except ValueError:
        versions, threads = {}, 0
    wrong = [worker for worker, told in versions.items() if told != __version__]
    if wrong or not threads:
        what = f"sur {', '.join(sorted(wrong))}" if wrong else "car aucun travailleur n’est là"
        raise DependencyMissingError(
            insecable(f"Le groupe Dask ne peut pas contrôler de documents, {what}."),
            f"Chaque travailleur doit avoir dossier-builder {__version__}, comme cette machine.",
        )
    return threads
