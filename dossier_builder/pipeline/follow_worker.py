"""The child that confirms a save: it waits, its imports done, for the job that its parent writes.

Apart: a child loads the file of its function by itself, where no dataclass can be defined.
"""

from __future__ import annotations

import os
import pickle
import time
from dataclasses import replace
from pathlib import Path

from dossier_builder.domain.submission import EngineName
from dossier_builder.errors import DossierError
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.follow_build import Builds
from dossier_builder.pipeline.follow_stages import JOB, NEWS, Confirmed, Job
from dossier_builder.pipeline.judge import conclude, prepare, unreadable
from dossier_builder.pipeline.laying_out import ask
from dossier_builder.pipeline.requests import Request
from dossier_builder.processus import TERMINATED, EndedError, FrameWriter, unwind_on_sigterm

_POLL_S = 0.03


def work(folder: str) -> None:
    """The child: wait for the job, do it, write the answer."""
    unwind_on_sigterm()
    try:
        job = _awaited(Path(folder, JOB))
        room = Path(folder, "document")
        room.mkdir()
        news = FrameWriter(Path(folder, NEWS))
        try:
            news.put(_confirm(job, room))
        except DossierError as error:
            news.put(error)
    except EndedError:
        os._exit(TERMINATED)  # threads may wait for an engine, which dies with us


def _awaited(path: Path) -> Job:
    while not path.exists():
        time.sleep(_POLL_S)
    job: Job = pickle.loads(path.read_bytes())  # noqa: S301 - our parent wrote it, in our folder
    return job


def _confirm(job: Job, room: Path) -> Confirmed:
    engines = usable(job.options.moteur)
    if isinstance(job.left, Request):
        return _confirm_folder(job.left, job, engines, room)
    item = job.left
    item.opened.layouts.keep(ask(item.opened, engines[0]))
    try:
        return Confirmed(conclude(item, job.options))
    except DossierError as error:
        return Confirmed(unreadable(item.opened.request.name, error))


def _confirm_folder(
    request: Request, job: Job, engines: tuple[EngineName, ...], room: Path
) -> Confirmed:
    annexes = room / "annexes"
    annexes.mkdir()
    builds = Builds(annexes, job.pages)
    options = replace(job.options, rapide=False)
    try:
        opened = builds.open(request, options, engines, room)
        return Confirmed(conclude(prepare(opened, options), options), builds.pages)
    except DossierError as error:
        return Confirmed(unreadable(request.name, error))
