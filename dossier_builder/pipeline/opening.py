"""Requests → opened documents: the files of a lot together, each dossier folder by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dossier_builder.domain.submission import Submission
from dossier_builder.errors import DependencyMissingError, DossierError
from dossier_builder.ouverture import Incoming, open_submissions
from dossier_builder.pipeline.stages import Layouts, Opened, Options, Request


def open_requests(
    requests: Sequence[Request], options: Options, workspace: Path
) -> tuple[Opened | DossierError, ...]:
    """Open each document, in their order; one that cannot be opened gives its error.

    Raises DependencyMissingError when a folder cannot be built for want of an engine; a file that
    needs LibreOffice to be read is an error of its own.
    """
    rooms = {rank: _room(workspace, rank) for rank in range(len(requests))}
    files = [rank for rank, request in enumerate(requests) if not request.path.is_dir()]
    lot = [Incoming(requests[rank].path, requests[rank].name, rooms[rank]) for rank in files]
    submitted = dict(zip(files, open_submissions(lot), strict=True))
    return tuple(
        _opened(request, submitted[rank])
        if rank in submitted
        else _built(request, options, rooms[rank])
        for rank, request in enumerate(requests)
    )


def _opened(request: Request, submission: Submission | DossierError) -> Opened | DossierError:
    if isinstance(submission, DossierError):
        return submission
    return Opened(request, submission, Layouts(), notes=submission.notes)


def _built(request: Request, options: Options, workspace: Path) -> Opened | DossierError:
    from dossier_builder.pipeline.folder import open_folder

    try:
        return open_folder(request, options, workspace)
    except DependencyMissingError:
        raise
    except DossierError as error:
        return error


def _room(workspace: Path, rank: int) -> Path:
    room = workspace / f"d{rank}"
    room.mkdir()
    return room
