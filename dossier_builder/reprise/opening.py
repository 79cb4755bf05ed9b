"""A file of any office format, or a PDF → its lines, its kind, and where its annexes begin."""

from __future__ import annotations

from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.submission import LaidOut, Layout, LayoutFailure, Submission
from dossier_builder.errors import (
    DependencyMissingError,
    DossierError,
    LayoutFailedError,
    NoTextError,
    UnreadableError,
)
from dossier_builder.facts import Content, observe, trusted
from dossier_builder.facts.annex_boundary import Boundary, find_hypotheses
from dossier_builder.facts.content import Line
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.judge import prepare
from dossier_builder.pipeline.laying_out import ask
from dossier_builder.pipeline.opening import open_files
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.stages import Opened
from dossier_builder.values import frozen


@frozen
class OpenedDocument:
    """A document as the checks see it; `lines` are placed where an engine could lay it out."""

    submission: Submission
    content: Content
    modele: Modele
    lines: tuple[Line, ...]
    boundary: Boundary | None
    notes: tuple[str, ...]


def open_document(source: Path, options: Options, workspace: Path) -> OpenedDocument:
    """Open, read, recognise. Raises the errors of `verifier`, and UnreadableError on a scan."""
    (opened,) = open_files({0: Request(source, str(source))}, workspace).values()
    if isinstance(opened, DossierError):
        raise opened
    try:
        prepared = prepare(opened, options)
    except NoTextError as error:
        raise _scanned(source) from error
    content = prepared.content
    if not any(line.text.strip() for line in content.lines):
        raise _scanned(source)
    lines, boundary = _placed(opened, content, prepared.modele)
    notes = tuple(dict.fromkeys((*opened.notes, *prepared.notes)))
    return OpenedDocument(opened.submission, content, prepared.modele, lines, boundary, notes)


def _scanned(source: Path) -> UnreadableError:
    return UnreadableError(
        f"Aucune page de « {source.name} » n’a de texte lisible : il est numérisé, ou fait "
        "d’images. Rien n’a été importé.",
        "Importez le fichier Word d’origine, ou le PDF exporté depuis Word.",
    )


def _placed(
    opened: Opened, content: Content, modele: Modele
) -> tuple[tuple[Line, ...], Boundary | None]:
    """The lines with their pages and the boundary that the checks take; else by the words alone."""
    laid_out = LaidOut(opened.submission)
    if opened.submission.format == "docx":
        answers = [_laid_out(opened)]
        laid_out = LaidOut(
            opened.submission, tuple(one for one in answers if isinstance(one, Layout))
        )
    try:
        view = trusted(observe(laid_out, content, modele))
    except (LayoutFailedError, ValueError):
        found = find_hypotheses(content.lines, modele.annexes, modele.sections)
        return content.lines, found.retenue
    return view.lines, view.boundary


def _laid_out(opened: Opened) -> Layout | LayoutFailure | None:
    """The pages of the quickest engine: an import needs their order, not their exact count."""
    try:
        return ask(opened, usable("auto")[-1])
    except DependencyMissingError:
        return None
