"""The embedded engine: dxpdf, a wheel, no system package; in a worker that can be killed.

dxpdf cannot be interrupted and took 6.5 GB on a zip bomb: it runs in a child interpreter, behind
the gate, with a bound on time and memory. It reads fonts through fontconfig on Linux, so it gets
the same configuration as LibreOffice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from dossier_builder.domain.typographie import insecable
from dossier_builder.layout.dxpdf_server import NAME, Server
from dossier_builder.layout.engine import TIMEOUT_S, EngineState, Laid, LayoutJob
from dossier_builder.layout.proof import failed, refusal

__all__ = ["NAME", "answering", "lay_out", "probe"]


def probe() -> EngineState:
    """See Engine.probe."""
    found = find_spec("dxpdf")
    if found is None or found.origin is None:
        remedy = "Réinstallez le programme : « pip install --force-reinstall dossier-builder »."
        return EngineState(NAME, available=False, remedy=insecable(remedy))
    version = _version(Path(found.origin).parent.parent)
    return EngineState(NAME, available=True, version=version, program="dxpdf")


def _version(site: Path) -> str:
    """As the wheel's folder beside the package says it; "" without one.

    importlib.metadata says the same, and takes 0.02 s of each of our processes to be imported.
    """
    folder = next(site.glob("dxpdf-*.dist-info"), None)
    return folder.stem.removeprefix("dxpdf-") if folder else ""


def lay_out(jobs: Sequence[LayoutJob], *, timeout_s: float = TIMEOUT_S) -> Iterator[Laid]:
    """See Engine.lay_out; one after the other, in the order of the jobs."""
    with answering(timeout_s=timeout_s) as answer:
        for job in jobs:
            yield answer(job)


@contextlib.contextmanager
def answering(*, timeout_s: float = TIMEOUT_S) -> Iterator[Callable[[LayoutJob], Laid]]:
    """A function that lays one job out, for the length of a `with`: its worker serves them all."""
    available = probe().available
    with contextlib.closing(Server(timeout_s)) as server:

        def answer(job: LayoutJob) -> Laid:
            motif = refusal(job.source) if available else "dxpdf n’est pas installé"
            return failed(NAME, job, motif) if motif else server.lay_out(job)

        yield answer
