"""The document as each witness shows it: lines with places, annex boundary, page map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Witness, WitnessSource
from dossier_builder.domain.place import Place
from dossier_builder.domain.submission import LaidOut, Layout, Submission
from dossier_builder.facts.annexes import Boundary, find_boundary
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.evidence import FontJudgement, judge_fonts
from dossier_builder.facts.outline import find_sections
from dossier_builder.facts.page_map import map_pages
from dossier_builder.facts.pagination import Testimony
from dossier_builder.ouverture import parse_mark
from dossier_builder.pdf import destinations, page_count


@dataclass(frozen=True, slots=True)
class View:
    """What one engine, or the submitted PDF itself, makes of the document."""

    testimony: Testimony
    lines: tuple[Line, ...]
    boundary: Boundary | None
    pdf: Path


def views(
    laid_out: LaidOut, content: Content, modele: Modele, known: Sequence[View] = ()
) -> tuple[View, ...]:
    """One view a witness that can show pages; none when every engine failed.

    Those of `known` that show the same PDF are taken as they are.
    """
    submission = laid_out.submission
    if submission.format == "pdf":
        return (_view("pdf", content.lines, submission.document, modele, FontJudgement()),)
    seen = {view.pdf: view for view in known}
    return tuple(
        seen.get(layout.pdf) or _of_engine(layout, submission, content, modele)
        for layout in laid_out.layouts
    )


def _of_engine(layout: Layout, submission: Submission, content: Content, modele: Modele) -> View:
    places = _places(layout, submission)
    lines = tuple(line.at(places.get(line.index)) for line in content.lines)
    return _view(layout.engine, lines, layout.pdf, modele, judge_fonts(content, layout))


def _places(layout: Layout, submission: Submission) -> Mapping[int, Place]:
    """Index of a paragraph → its place, from the marks of the working copy."""
    copy = submission.working_copy
    if copy is None:
        return {}
    found = {}
    for name, place in destinations(layout.pdf).items():
        index = parse_mark(name, copy.prefix)
        if index is not None:
            found[index] = place
    return found


def _view(
    source: WitnessSource,
    lines: tuple[Line, ...],
    pdf: Path,
    modele: Modele,
    fonts: FontJudgement,
) -> View:
    boundary = find_boundary(lines, modele.annexes)
    body_end = boundary.position if boundary else len(lines)
    opening = {heading.line.index for heading in find_sections(lines, modele, body_end)}
    pages = map_pages(lines, boundary, opening)
    total = page_count(pdf)
    hors = modele.pages.hors if modele.pages else ("annexes",)
    witness = Witness(
        source=source,
        total=total,
        comptees=pages.counted(total, hors),
        annexes_debut=pages.annexes_debut,
        detail=fonts.sentence,
    )
    return View(Testimony(witness, pages, fonts.faithful), lines, boundary, pdf)
