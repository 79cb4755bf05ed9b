"""The whole of `dossier verifier`: what is given → a report, with its promotion and its trend.

Gather, recall what the trainer decided, check every document, say whose each one is, compare.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder import __version__
from dossier_builder.batch.destinations import Destinations
from dossier_builder.batch.events import OnProgress, Runner
from dossier_builder.batch.intake import Intake, gather
from dossier_builder.batch.run import check_all
from dossier_builder.batch.since import Since
from dossier_builder.pipeline.requests import Options
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from dossier_builder.batch.classeur import Workbook
    from dossier_builder.batch.history import History
    from dossier_builder.domain.report import DocumentReport, Report


@frozen
class Way:
    """Where and how the documents are checked: see `run.check_all`."""

    jobs: int | None = None
    use_cache: bool = True
    runner: Runner | None = None


@frozen
class Run:
    """What a run found, and what its outputs need: files of arrivals, workbook, history."""

    report: Report
    intake: Intake
    workbook: Workbook | None = None
    history: History | None = None


def check_given(
    given: Sequence[str],
    options: Options,
    destinations: Destinations,
    workspace: Path,
    *,
    way: Way,
    since: Since | None = None,
    watch: contextlib.AbstractContextManager[OnProgress],
) -> Run | None:
    """Check everything named on the command line; None when there is nothing to check.

    `workspace` is a private folder that lasts as long as the run; `watch` is entered while
    documents are checked. Raises InputsError when what the trainer wrote cannot be followed.
    """
    intake = gather(given, workspace, outputs=destinations.files)
    if not intake.arrivals and not intake.refused:
        return None
    from dossier_builder.batch.trainer import trainer_inputs

    inputs, workbook = trainer_inputs(intake.racines, destinations.workbook, packs=options.packs)
    with watch as on_progress:
        documents = check_all(
            intake.requests,
            options,
            jobs=way.jobs,
            use_cache=way.use_cache,
            runner=way.runner,
            on_progress=on_progress,
        )
    from dossier_builder.domain.report import Report

    report = Report(
        version=__version__, date=options.now, documents=(*documents, *_refused(intake))
    )
    if not intake.promotion:
        return Run(report, intake, workbook)
    from dossier_builder.batch.cohort import with_cohort

    report = with_cohort(report, intake, inputs, options.now)
    history = _history(given, destinations)
    return Run(_compared(report, options, history, since), intake, workbook, history)


def _refused(intake: Intake) -> tuple[DocumentReport, ...]:
    """The reports of what could not even be taken in."""
    if not intake.refused:
        return ()
    from dossier_builder.pipeline.judge import unreadable

    return tuple(unreadable(one.name, one.error) for one in intake.refused)


def _history(given: Sequence[str], destinations: Destinations) -> History | None:
    """The history of a promotion: only beside files that the run writes anyway."""
    if not destinations.files:
        return None
    from dossier_builder.batch.history import History, history_path

    return History(history_path(Path(given[0]), destinations.files))


def _compared(
    report: Report, options: Options, history: History | None, since: Since | None
) -> Report:
    """The report with what its learners share, and what changed since an earlier run."""
    cohorte = report.cohorte
    if cohorte is None:
        return report
    if options.ressemblances:
        from dossier_builder.batch.ressemblances import with_passages

        cohorte = with_passages(cohorte, report.documents)
    report = replace(report, cohorte=cohorte)
    evolution = history.compare(report, since) if history else None
    return replace(report, cohorte=replace(cohorte, evolution=evolution))


def word_files(run: Run) -> Iterator[tuple[int, Path]]:
    """Rank of a document → the Word file to annotate for it, among those that were given."""
    paths = {arrival.name: arrival.path for arrival in run.intake.arrivals}
    cohorte = run.report.cohorte
    if cohorte is None:
        for rank, document in enumerate(run.report.documents):
            path = paths.get(document.fichier)
            if path is not None and path.is_file():
                yield rank, path
        return
    pieces = [piece for bilan in cohorte.bilans for piece in bilan.pieces]
    for piece in (*pieces, *cohorte.a_attribuer):
        path = paths.get(piece.docx) if piece.docx else None
        if path is not None and path.is_file():
            yield piece.document, path
