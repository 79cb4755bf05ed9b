"""The LibreOffice engine: soffice without a window, one process for a list of documents.

Starting costs a second, each document a fraction of one: so one process gets many documents, and
each PDF is handed on as soon as it is whole. Nothing that soffice says is believed, its exit code
included: only a complete PDF counts (proof.py).
"""

from __future__ import annotations

import json
import logging
import shutil
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.domain.submission import EngineName
from dossier_builder.domain.typographie import insecable
from dossier_builder.layout import soffice
from dossier_builder.layout.engine import TIMEOUT_S, EngineState, Laid, LayoutJob
from dossier_builder.layout.profile import workspace
from dossier_builder.layout.proof import failed, is_complete_pdf, publish, refusal, too_slow
from dossier_builder.processus import Ending, Running, start

NAME: EngineName = "libreoffice"
BATCH = 25
"""Documents for one process: the start is then paid for, and memory does not pile up."""
POLL_S = 0.01
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {
        # bookmarks of the working copy → named destinations: the exact page of each paragraph
        "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
        # headings → outline, structure → tags for screen readers: neither costs time (measured)
        "ExportBookmarks": {"type": "boolean", "value": "true"},
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
    },
    separators=(",", ":"),
)
_INSTALL = "« sudo apt-get install --no-install-recommends libreoffice-writer »"

_log = logging.getLogger(__name__)


def probe() -> EngineState:
    """See Engine.probe."""
    program = soffice.find()
    if program is None:
        return EngineState(NAME, available=False, remedy=insecable(_remedy()))
    if soffice.lacks_writer(program):
        remedy = f"LibreOffice est là, sans son traitement de texte. Installez-le : {_INSTALL}."
        return EngineState(NAME, available=False, remedy=insecable(remedy), program=str(program))
    return EngineState(NAME, available=True, version=soffice.version(program), program=str(program))


def _remedy() -> str:
    if soffice.is_switched_off():
        return f"Retirez la variable {soffice.SWITCHED_OFF}."
    return (
        f"Installez LibreOffice : {_INSTALL} sous Debian ou Ubuntu, ou depuis "
        f"https://fr.libreoffice.org. S’il est ailleurs, donnez son chemin dans la variable "
        f"{soffice.VARIABLE}."
    )


def lay_out(jobs: Sequence[LayoutJob], *, timeout_s: float = TIMEOUT_S) -> Iterator[Laid]:
    """See Engine.lay_out; results come in the order of the jobs, refused documents first.

    Raises CannotWriteError when the cache folder cannot be written.
    """
    state = probe()
    waiting: list[LayoutJob] = []
    for job in jobs:
        motif = refusal(job.source) if state.available else "LibreOffice n’est pas installé"
        if motif:
            yield failed(NAME, job, motif)
        else:
            waiting.append(job)
    while waiting:
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        unreached = yield from _one_process(Path(state.program), batch, timeout_s)
        waiting = [*unreached, *waiting]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A job inside a workspace: under a name of its own, since soffice names PDFs after files."""

    job: LayoutJob
    made: Path


def _one_process(
    program: Path, jobs: Sequence[LayoutJob], timeout_s: float
) -> Generator[Laid, None, Sequence[LayoutJob]]:
    """Give those jobs to one soffice; return those it did not reach before it died or hung.

    At least one job has its result when this returns, so that lay_out comes to an end.
    """
    with workspace(program) as room:
        entries: list[_Entry] = []
        for number, job in enumerate(jobs):
            shutil.copyfile(job.source, room.entree / f"{number:04}.docx")
            entries.append(_Entry(job, room.sortie / f"{number:04}.pdf"))
        command = [str(program), room.profile, "--headless", "--norestore", "--nologo"]
        command += ["--convert-to", _FILTER, "--outdir", str(room.sortie)]
        command += [str(room.entree / f"{entry.made.stem}.docx") for entry in entries]
        with start(command, env=room.env, cwd=room.folder) as running:
            for position, entry in enumerate(entries):
                later = [other.made for other in entries[position + 1 :]]
                began = time.monotonic()
                ending = _await(entry.made, later, running, began + timeout_s)
                if is_complete_pdf(entry.made):
                    yield publish(NAME, entry.job, entry.made, time.monotonic() - began)
                    continue
                completed = running.stop(ending) if ending else None
                _log.debug("soffice on %s: %s", entry.job.source, completed)
                if completed is None or completed.succeeded:
                    motif = "LibreOffice n’a pas su ouvrir ou convertir ce document"
                    yield failed(NAME, entry.job, motif)
                    continue
                yield failed(NAME, entry.job, _motif(completed.ending, timeout_s))
                return [other.job for other in entries[position + 1 :]]
    return ()


def _await(made: Path, later: Sequence[Path], running: Running, deadline: float) -> Ending | None:
    """Wait until soffice is done with `made`: it is whole, or a later one is begun (None).

    Returns how soffice ended when it ended first, `timeout` at the deadline.
    """
    while not is_complete_pdf(made):
        if any(path.exists() for path in later):
            return None  # soffice takes the documents in our order: it gave this one up
        ending = running.ending()
        if ending:
            return ending
        if time.monotonic() > deadline:
            return "timeout"
        time.sleep(POLL_S)
    return None


def _motif(ending: Ending, timeout_s: float) -> str:
    if ending == "timeout":
        return too_slow("LibreOffice", timeout_s)
    return "LibreOffice s’est arrêté brutalement"
