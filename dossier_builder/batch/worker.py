"""What runs in a worker: a list of documents through the line, in a private folder.

`check_lot` is for any executor; `work` is the whole life of one of our own processes, which ends
with its list, so that its memory ends too.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.batch.events import Bug
from dossier_builder.batch.version_marks import own_date
from dossier_builder.batch.workspaces import workspaces
from dossier_builder.errors import DossierError
from dossier_builder.pipeline.check import Watch, check_each, unwatched
from dossier_builder.pipeline.stages import Checked, Options, Request
from dossier_builder.processus import (
    TERMINATED,
    EndedError,
    FrameWriter,
    own_folder,
    unwind_on_sigterm,
)


def check_dated(
    requests: Sequence[Request],
    options: Options,
    workspace: Path,
    *,
    watch: Watch = unwatched,
    alone: bool | None = None,
) -> Iterator[Checked]:
    """As `check_each`, each report with the date that its file keeps.

    That date is read here because the file has to be opened for it: only a worker may die of that.
    """
    for checked in check_each(requests, options, workspace, watch=watch, alone=alone):
        path = requests[checked.rank].path
        report = replace(checked.report, modifie=own_date(path, path.name))
        yield replace(checked, report=report)


def check_lot(requests: Sequence[Request], options: Options) -> tuple[Checked, ...]:
    """Check a list and give all its reports together.

    Raises CannotWriteError when the cache folder cannot be written, DependencyMissingError.
    """
    with own_folder(workspaces()) as workspace:
        return tuple(check_dated(requests, options, workspace, alone=False))


def work(folder: str) -> None:
    """Check the list pickled in `folder`/liste; write in `folder`/suite what happens.

    The frames: `(rank, True)` when our own code begins on a document, `(rank, False)` when it ends
    well, a Checked for each report, a DossierError that ends the run, a Bug that ends this list.
    SIGTERM ends soffice first.
    """
    unwind_on_sigterm()
    requests, options, alone = pickle.loads(Path(folder, "liste").read_bytes())  # noqa: S301 - our parent's
    workspace = Path(folder, "documents")
    workspace.mkdir()
    news = FrameWriter(Path(folder, "suite"))
    try:
        for checked in check_dated(
            requests,
            options,
            workspace,
            watch=lambda rank, begins: news.put((rank, begins)),
            alone=alone,
        ):
            news.put(checked)
    except DossierError as error:
        news.put(error)
    except EndedError:
        os._exit(TERMINATED)  # threads may wait for an engine, which dies with us
    except Exception as bug:  # noqa: BLE001 - our parent says it of the document in hand
        news.put(Bug.of(bug))
