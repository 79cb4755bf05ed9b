"""The document as each witness shows it: lines with places, annex boundary, page map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Hypothese, Witness
from dossier_builder.domain.place import Place
from dossier_builder.domain.submission import LaidOut, Layout, Submission
from dossier_builder.domain.typographie import insecable
from dossier_builder.facts.annex_boundary import (
    Boundary,
    Hypotheses,
    find_hypotheses,
    section_titles,
)
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.evidence import judge_fonts, word_testimony
from dossier_builder.facts.page_map import map_pages
from dossier_builder.facts.pagination import PageMap, Testimony
from dossier_builder.facts.unread import illegible_end
from dossier_builder.ouverture import parse_mark
from dossier_builder.pdf import destinations, page_count
from dossier_builder.pdf import fonts as families
from dossier_builder.values import frozen


@frozen
class View:
    """What one witness makes of the document: an engine, the submitted PDF, Word's own record.

    `pdf` shows its pages; None for Word's record, whose places are pages without a picture.
    """

    testimony: Testimony
    lines: tuple[Line, ...]
    hypotheses: Hypotheses
    pdf: Path | None

    @property
    def boundary(self) -> Boundary | None:
        """The line that opens the annexes, as far as that is known."""
        return self.hypotheses.retenue


def views(
    laid_out: LaidOut, content: Content, modele: Modele, known: Sequence[View] = ()
) -> tuple[View, ...]:
    """One view a witness that can show pages; none when every engine failed.

    Those of `known` that show the same PDF are taken as they are.
    """
    submission = laid_out.submission
    if submission.format == "pdf":
        total = page_count(submission.document)
        view = _view(Witness("pdf", total, None), content.lines, modele)
        return (_with_doubt(replace(view, pdf=submission.document), content, modele),)
    seen = {view.pdf: view for view in known}
    return tuple(
        seen.get(layout.pdf) or _of_engine(layout, submission, content, modele)
        for layout in laid_out.layouts
    )


def _of_engine(layout: Layout, submission: Submission, content: Content, modele: Modele) -> View:
    places = _places(layout, submission)
    lines = tuple(line.at(places.get(line.index)) for line in content.lines)
    fonts = judge_fonts(content, partial(families, layout.pdf))
    witness = Witness(layout.engine, page_count(layout.pdf), None, detail=fonts.sentence)
    view = _view(witness, lines, modele, faithful=fonts.faithful)
    direct = replace(view.testimony, direct=layout.engine == "word")
    return replace(view, testimony=direct, pdf=layout.pdf)


def word_view(content: Content, modele: Modele) -> View | None:
    """Word's own record as a witness; its pages too, where its page breaks add up to its count."""
    record, testimony = content.record, word_testimony(content)
    if record is None or testimony is None:
        return None
    if not record.places:
        return View(testimony, content.lines, Hypotheses(None), None)
    lines = tuple(line.at(record.places.get(line.index)) for line in content.lines)
    return _view(testimony.witness, lines, modele)


def _places(layout: Layout, submission: Submission) -> Mapping[int, Place]:
    """Index of a paragraph → its place, from the marks of the working copy."""
    copy = submission.working_copy
    if copy is None:
        return {}
    found = {}
    named = destinations(layout.pdf) if layout.places is None else layout.places
    for name, place in named.items():
        index = parse_mark(name, copy.prefix)
        if index is not None:
            found[index] = place
    return found


def _view(
    witness: Witness, lines: tuple[Line, ...], modele: Modele, *, faithful: bool = True
) -> View:
    """The page map of placed lines, under each hypothesis, and what counts under the policy."""
    found = find_hypotheses(lines, modele.annexes, modele.sections)
    pages = _map(lines, found.retenue, modele)
    hors = modele.pages.hors if modele.pages else ("annexes",)
    witness = replace(
        witness,
        comptees=pages.counted(witness.total, hors),
        annexes_debut=pages.annexes_debut,
    )
    if found.doute:
        other = _map(lines, found.autre, modele)
        if other.readings_differ(pages, witness.total):
            pages = replace(pages, autre=other, doute=found.doute)
            counted = other.counted(witness.total, hors)
            other_reading = Hypothese(other.annexes_debut, counted, insecable(found.doute))
            witness = replace(witness, hypothese=other_reading)
    return View(Testimony(witness, pages, faithful), lines, found, None)


def _with_doubt(view: View, content: Content, modele: Modele) -> View:
    """The view of a PDF that ends with pages nobody can read: the annexes may begin there."""
    start = illegible_end(content.printed) if content.printed else None
    pages, witness = view.testimony.pages, view.testimony.witness
    if start is None or view.boundary is not None or pages.autre is not None:
        return view
    doubt = "le PDF finit par des pages sans texte lisible, et les annexes peuvent y commencer"
    other = replace(pages, annexes_debut=max(start, 2))  # a cover at least comes before
    counted = other.counted(witness.total, modele.pages.hors if modele.pages else ("annexes",))
    witness = replace(witness, hypothese=Hypothese(other.annexes_debut, counted, insecable(doubt)))
    testimony = replace(
        view.testimony, witness=witness, pages=replace(pages, autre=other, doute=doubt)
    )
    return replace(view, testimony=testimony)


def _map(lines: tuple[Line, ...], boundary: Boundary | None, modele: Modele) -> PageMap:
    return map_pages(lines, boundary, _opening(lines, modele))


def _opening(lines: tuple[Line, ...], modele: Modele) -> frozenset[int]:
    """Indexes of the lines that open a section of the pack: its title, the last time it stands.

    A cover may say the title of a part that comes again further on.
    """
    last = {rank: position for position, rank in section_titles(lines, modele.sections)}
    return frozenset(lines[position].index for position in last.values())


def body_lines(lines: tuple[Line, ...], boundary: Boundary | None) -> tuple[Line, ...]:
    """The lines less those of the annexes; their title stays, as a heading, where they break it."""
    if boundary is None:
        return lines
    if boundary.fin is None:
        return lines[: boundary.position]
    title = replace(boundary.line, level=1)
    return (*lines[: boundary.position], title, *lines[boundary.fin :])
