"""What runs in a worker: a list of documents through the line, in a private folder.

`check_lot` is for any executor; our own processes live as life.py says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.batch.version_marks import own_date
from dossier_builder.batch.workspaces import workspaces
from dossier_builder.pipeline.check import Watch, check_each, unwatched
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.processus import own_folder


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
