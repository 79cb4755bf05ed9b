"""Requests → opened documents: the files of a lot together, each dossier folder by itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dossier_builder.domain.submission import Submission
from dossier_builder.errors import DependencyMissingError, DossierError
from dossier_builder.ouverture import Incoming, open_submissions
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.stages import Layouts, Opened


def open_files(
    requests: Mapping[int, Request], workspace: Path, *, pictures: bool = True
) -> dict[int, Opened | DossierError]:
    """Open every file, each under its rank; one that cannot be opened gives its error.

    A file that needs LibreOffice to be read, where there is none, is an error of its own.
    `pictures`: see Incoming.
    """
    lot = [
        Incoming(request.path, request.name, _room(workspace, rank), pictures)
        for rank, request in requests.items()
    ]
    opened = zip(requests.items(), lot, open_submissions(lot), strict=True)
    return {
        rank: Opened(request, given, Layouts(), incoming.workspace, notes=given.notes)
        if isinstance(given, Submission)
        else given
        for (rank, request), incoming, given in opened
    }


def open_built(
    rank: int, request: Request, options: Options, workspace: Path
) -> Opened | DossierError:
    """Build a dossier folder and open what was made.

    Raises DependencyMissingError when it cannot be built for want of an engine.
    """
    from dossier_builder.pipeline.folder import open_folder

    try:
        return open_folder(request, options, _room(workspace, rank))
    except DependencyMissingError:
        raise
    except DossierError as error:
        return error


def _room(workspace: Path, rank: int) -> Path:
    room = workspace / f"d{rank}"
    room.mkdir()
    return room
