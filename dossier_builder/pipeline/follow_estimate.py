"""The first figure of a save: the embedded engine's, or what Word has just noted in the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dossier_builder.domain.submission import LayoutFailure
from dossier_builder.errors import CannotWriteError, DossierError, LayoutFailedError
from dossier_builder.pipeline.follow_build import Builds
from dossier_builder.pipeline.judge import conclude, prepare, unreadable
from dossier_builder.pipeline.laying_out import ask
from dossier_builder.pipeline.opening import open_files
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.stages import Layouts, Prepared
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from dossier_builder.domain.report import DocumentReport

QUICK: Final = "dxpdf"


@frozen
class Estimate:
    """`report` None: no quick figure can be had. `left`: what an engine may still confirm."""

    report: DocumentReport | None
    left: Prepared | Request | None = None


def estimate_file(
    request: Request, copy: Path, options: Options, workspace: Path, *, quick: bool
) -> Estimate:
    """The quick figure of a document, read from its copy. `quick`: whether dxpdf is there."""

    def work() -> Estimate:
        asked = {0: Request(copy, request.name)}
        (opened,) = open_files(asked, workspace, pictures=options.vignettes).values()
        if isinstance(opened, DossierError):
            return Estimate(unreadable(request.name, opened))
        # packs may stand beside the file itself
        item = prepare(replace(opened, request=request), replace(options, rapide=True))
        if item.opened.submission.working_copy is None:
            return Estimate(conclude(item, options))
        full = replace(item, quick=None, notes=opened.notes)
        if item.quick is not None:
            return Estimate(conclude(item, options), full)
        found = ask(item.opened, QUICK) if quick else None
        if found is None or isinstance(found, LayoutFailure):
            return Estimate(None, full)
        item.opened.layouts.keep(found)
        report = conclude(item, replace(options, moteur=QUICK))
        later = Layouts(early={QUICK: found})
        return Estimate(report, replace(full, opened=replace(full.opened, layouts=later)))

    return _or_unreadable(request, work)


def estimate_folder(
    request: Request, builds: Builds, options: Options, workspace: Path, *, quick: bool
) -> Estimate:
    """The quick figure of a dossier folder, built in the workspace."""

    def work() -> Estimate:
        if not quick:
            return Estimate(None, request)
        try:
            opened = builds.open(request, options, (QUICK,), workspace)
        except LayoutFailedError:
            return Estimate(None, request)
        own = replace(options, moteur=QUICK)
        return Estimate(conclude(prepare(opened, own), own), request)

    return _or_unreadable(request, work)


def _or_unreadable(request: Request, work: Callable[[], Estimate]) -> Estimate:
    try:
        return work()
    except CannotWriteError:
        raise
    except DossierError as error:
        return Estimate(unreadable(request.name, error))
