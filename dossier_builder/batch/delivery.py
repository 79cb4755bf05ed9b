"""The end of a run: each report to its place. What one cannot write stops no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dossier_builder.batch.destinations import Destination, Destinations
from dossier_builder.batch.promotion import Run, word_files
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import CannotWriteError
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Options
from dossier_builder.report import FILE_REPORTERS, REPORTERS, Style
from dossier_builder.resources.writing import write_file
from dossier_builder.values import frozen


@frozen
class Delivered:
    """What became of the reports: files written, sentences to say, and what could not be."""

    paths: tuple[Path, ...] = ()
    avis: tuple[str, ...] = ()
    failures: tuple[CannotWriteError, ...] = ()


def deliver(
    run: Run,
    destinations: Destinations,
    options: Options,
    *,
    screen: Callable[[str], None],
    style: Style,
    on_file: Style,
) -> Delivered:
    """Write every report; `screen` prints the one that goes there, in `style`, after the files.

    Then the history keeps the run. Raises nothing of what it cannot write: see `failures`.
    """
    paths: list[Path] = []
    avis: list[str] = []
    failures: list[CannotWriteError] = []
    for destination in sorted(destinations.all, key=lambda one: one.path is None):
        if destination.path is None:
            screen(REPORTERS[destination.format](run.report, style))
            continue
        try:
            written = _write(run, destination, destination.path, options, on_file)
        except CannotWriteError as error:
            failures.append(error)
            continue
        paths += written.paths
        avis += written.avis
    if run.history is not None and paths:
        run.history.record(run.report)
    if run.history is not None:
        avis += run.history.avis
    return Delivered(tuple(paths), tuple(avis), tuple(failures))


def _write(
    run: Run, destination: Destination, path: Path, options: Options, style: Style
) -> Delivered:
    report = run.report
    match destination.format:
        case "xlsx":
            from dossier_builder.batch.classeur import Workbook, write_workbook
            from dossier_builder.batch.cohort_inputs import CohortInputs

            before = run.workbook or Workbook(path, None, CohortInputs())
            return Delivered(write_workbook(report, before, options.now))
        case "annote":
            from dossier_builder.report.annotated_files import write_annotated

            copies = write_annotated(report, path, dict(word_files(run)))
            return Delivered(copies.paths, copies.avis)
        case "fiches":
            from dossier_builder.report.fiche import write_sheets

            sheets = write_sheets(report, path, roots=pack_roots(options.packs))
            return Delivered(sheets.paths, sheets.avis)
        case name:
            from dossier_builder.batch.epargne import keep_theirs

            kept = keep_theirs(path, options.now)
            said = (_told(path, kept),) if kept else ()
            if name in FILE_REPORTERS:
                return Delivered(FILE_REPORTERS[name](report, path), said)
            write_file(path, REPORTERS[name](report, style))
            return Delivered((path,), said)


def _told(path: Path, kept: Path) -> str:
    return insecable(
        f"« {path.name} » n’était pas un rapport : il est gardé sous le nom « {kept.name} »."
    )
