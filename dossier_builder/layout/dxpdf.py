"""The embedded engine: dxpdf, a wheel, no system package; in a worker that can be killed.

dxpdf cannot be interrupted and took 6.5 GB on a zip bomb: it runs in a child interpreter, behind
the gate, with a bound on time and memory. It reads fonts through fontconfig on Linux, so it gets
the same configuration as LibreOffice.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from dossier_builder.domain import limits
from dossier_builder.domain.submission import EngineName
from dossier_builder.domain.typographie import insecable
from dossier_builder.layout.dxpdf_worker import convert
from dossier_builder.layout.engine import TIMEOUT_S, EngineState, Laid, LayoutJob
from dossier_builder.layout.fontconfig import environment
from dossier_builder.layout.proof import (
    failed,
    is_complete_pdf,
    publish,
    refusal,
    too_slow,
    unwritable,
)
from dossier_builder.processus import Box, Completed, run_worker

NAME: EngineName = "dxpdf"
BOX = Box(
    memory_bytes=limits.ENGINE_MEMORY_BYTES, file_bytes=limits.OUTPUT_FILE_BYTES, network=False
)

_log = logging.getLogger(__name__)


def probe() -> EngineState:
    """See Engine.probe."""
    if find_spec("dxpdf") is None:
        remedy = "Réinstallez le programme : « pip install --force-reinstall dossier-builder »."
        return EngineState(NAME, available=False, remedy=insecable(remedy))
    from importlib.metadata import version

    return EngineState(NAME, available=True, version=version("dxpdf"), program="dxpdf")


def lay_out(jobs: Sequence[LayoutJob], *, timeout_s: float = TIMEOUT_S) -> Iterator[Laid]:
    """See Engine.lay_out; one worker per job, one after the other, in the order of the jobs."""
    state = probe()
    for job in jobs:
        motif = refusal(job.source) if state.available else "dxpdf n’est pas installé"
        yield failed(NAME, job, motif) if motif else _lay_out(job, timeout_s)


def _lay_out(job: LayoutJob, timeout_s: float) -> Laid:
    """Work beside the output: who removes that folder, at an interruption too, removes all."""
    try:
        room = tempfile.TemporaryDirectory(
            prefix=".dxpdf-", dir=job.output.parent, ignore_cleanup_errors=True
        )
    except OSError:
        return unwritable(NAME, job)
    with room as folder:
        made = Path(folder, "sortie.pdf")
        completed = run_worker(
            convert,
            [str(job.source.resolve()), str(made)],
            timeout_s=timeout_s,
            box=replace(BOX, cpu_s=limits.cpu_s(timeout_s)),
            env=environment(last_resorts=False),
        )
        if completed.succeeded and is_complete_pdf(made):
            return publish(NAME, job, made, completed.seconds)
    _log.debug("dxpdf on %s: %s", job.source, completed)
    # it raised: the document holds what it does not know, and always will
    return failed(NAME, job, _motif(completed, timeout_s), constant=completed.returncode == 1)


def _motif(completed: Completed, timeout_s: float) -> str:
    if completed.ending == "timeout":
        return too_slow("dxpdf", timeout_s)
    if completed.returncode == 1:
        return "dxpdf ne sait pas mettre en page ce document"
    return "dxpdf s’est arrêté brutalement (mémoire épuisée ou document anormal)"
