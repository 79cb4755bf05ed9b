"""A worker of dxpdf that serves many documents: it starts in 0.03 s, which is a third of one.

Documents wait for each other, so that a request and its answer are files of a folder of theirs. A
worker that ends or hangs costs the document in hand at most; the next one gets a new worker.
"""

from __future__ import annotations

import contextlib
import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

from dossier_builder.domain import limits
from dossier_builder.domain.submission import EngineName
from dossier_builder.layout.dxpdf_worker import serve
from dossier_builder.layout.engine import Laid, LayoutJob
from dossier_builder.layout.fontconfig import environment
from dossier_builder.layout.profile import RUNS
from dossier_builder.layout.proof import failed, is_complete_pdf, publish, too_slow
from dossier_builder.processus import Box, Completed, Running, own_folder, start_worker
from dossier_builder.resources import cache_folder

NAME: Final[EngineName] = "dxpdf"
BATCH = 25
"""Documents for one worker: as for soffice, memory does not pile up."""
BOX = Box(
    memory_bytes=limits.ENGINE_MEMORY_BYTES, file_bytes=limits.OUTPUT_FILE_BYTES, network=False
)
_POLL_S = 0.005

_log = logging.getLogger(__name__)


class Server:
    """Starts a worker for the first document, and again when the one before is over.

    `timeout_s` is for each document.
    """

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._box = replace(BOX, cpu_s=limits.cpu_s(timeout_s * BATCH))
        self._ends = contextlib.ExitStack()
        self._worker: tuple[Running, Path] | None = None
        self._asked = 0

    def close(self) -> None:
        """End the worker and remove what it wrote."""
        self._worker = None
        self._asked = 0
        self._ends.close()

    def lay_out(self, job: LayoutJob) -> Laid:
        """What dxpdf makes of a document that the gate let through."""
        if self._asked == BATCH:
            self.close()
        fresh = self._asked == 0
        began = time.monotonic()
        try:
            done = self._ask(job)
            if isinstance(done, Completed) and done.ending == "exited" and not fresh:
                done = self._ask(job)  # in a new worker: no document pays for those before
        except OSError as error:
            self.close()
            reason = f"le dossier de travail ne se laisse pas écrire ({error.strerror})"
            return failed(NAME, job, reason)
        if isinstance(done, Completed):
            _log.debug("dxpdf on %s: %s", job.source, done)
            # it raised: the document holds what it does not know, and always will
            return failed(NAME, job, self._motif(done), constant=done.returncode == 1)
        laid = publish(NAME, job, done, time.monotonic() - began)
        done.unlink(missing_ok=True)
        return laid

    def _ask(self, job: LayoutJob) -> Path | Completed:
        """The PDF of the document, or how the worker ended, which is then over."""
        running, room = self._worker or self._start()
        number = self._asked
        self._asked += 1
        draft, made = room / "brouillon", room / f"{number}.pdf"
        draft.write_text(str(job.source.resolve()), encoding="utf-8")
        draft.replace(room / f"{number}.demande")
        deadline = time.monotonic() + self._timeout_s
        while not is_complete_pdf(made):
            ending = running.ending() or ("timeout" if time.monotonic() > deadline else None)
            if ending:
                completed = running.stop(ending)
                self.close()
                return completed
            time.sleep(_POLL_S)
        return made

    def _start(self) -> tuple[Running, Path]:
        room = self._ends.enter_context(own_folder(cache_folder() / RUNS))
        env = environment(last_resorts=False)
        running = self._ends.enter_context(
            start_worker(serve, [str(room.resolve())], box=self._box, env=env)
        )
        self._worker = running, room
        return self._worker

    def _motif(self, completed: Completed) -> str:
        if completed.ending == "timeout":
            return too_slow("dxpdf", self._timeout_s)
        if completed.returncode == 1:
            return "dxpdf ne sait pas mettre en page ce document"
        return "dxpdf s’est arrêté brutalement (mémoire épuisée ou document anormal)"
