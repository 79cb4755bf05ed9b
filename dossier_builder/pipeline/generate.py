"""Dossier → docx and PDF whose sommaire is true: render, lay out, put the pages in, again.

« A table of contents with the right page numbers » is what Word template engines are most asked
for and cannot give, having no layout engine; here two or three rounds reach the fixed point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.submission import EngineName, Layout, LayoutFailure, Submission
from dossier_builder.layout import LayoutJob
from dossier_builder.ouverture import open_submission
from dossier_builder.pdf import destinations
from dossier_builder.pipeline.engines import lay_out_each, lay_out_many, lay_out_one
from dossier_builder.render import PageNumbers, RenderedDocx, in_large_print, render
from dossier_builder.values import frozen

MOST_ROUNDS = 5
"""Two or three are enough (measured); a document that still moves is delivered with a notice."""


@frozen
class Generated:
    """A built dossier, opened and laid out as any submitted document is.

    `layout.pdf` is the PDF to hand in: the checker's own layout of the same document, so that it
    need not be laid out again. `early`: the second engine's answer for the same copy, asked at the
    same time. `pages` are the page numbers found, `avis` French notices.
    """

    docx: bytes
    submission: Submission
    layout: Layout
    rounds: int
    avis: tuple[str, ...]
    early: Mapping[EngineName, Layout | LayoutFailure]
    pages: PageNumbers


def generate(
    dossier: Dossier,
    modele: Modele,
    workspace: Path,
    engines: Sequence[EngineName],
    *,
    large: bool = False,
    looked_at: bool = True,
) -> Generated:
    """Build the dossier with the first engine that can, until no page number moves.

    `large`: in large print, a copy for reading. `workspace` is an existing private folder.
    `looked_at`: see `settle`. Raises PackError (gabarit), LayoutFailedError.
    """
    annexes_pdf = annexes_as_pdf(dossier, workspace, engines)
    rendered = render(dossier, modele, {}, annexes_pdf=annexes_pdf)
    made = in_large_print(rendered) if large else rendered
    return settle(made, workspace, engines, looked_at=looked_at)


def settle(
    rendered: RenderedDocx,
    workspace: Path,
    engines: Sequence[EngineName],
    *,
    known: PageNumbers | None = None,
    looked_at: bool = True,
) -> Generated:
    """Lay a document out, write the pages in its sommaire, again until none moves.

    `known`: the numbers that it bears already; near the truth, they spare a round. `looked_at`:
    somebody may see the PDF; one that we alone read has neither pictures nor tags. Raises
    LayoutFailedError.
    """
    tried: list[PageNumbers] = [dict(known or {})]
    while True:
        source = workspace / f"rendu{len(tried)}.docx"
        source.write_bytes(rendered.content)
        both = len(tried) > 1 or bool(known)
        laid = _lay_out(source, workspace, engines, both=both, looked_at=looked_at)
        found = _pages(rendered, laid.layout.pdf)
        if found == tried[-1] or found in tried or len(tried) == MOST_ROUNDS:
            break
        tried.append(found)
        rendered = rendered.with_pages(found)
    avis = rendered.avis
    if found != tried[-1]:
        avis += ("Les numéros du sommaire bougent encore : mettez-le à jour dans Word.",)
    return Generated(
        rendered.content, laid.submission, laid.layout, len(tried), avis, laid.early, found
    )


@frozen
class _Laid:
    """One round: the document opened, laid out by the first engine that could, and by another."""

    submission: Submission
    layout: Layout
    early: Mapping[EngineName, Layout | LayoutFailure]


def _lay_out(
    source: Path,
    workspace: Path,
    engines: Sequence[EngineName],
    *,
    both: bool = False,
    looked_at: bool = True,
) -> _Laid:
    """The working copy is what is laid out: an engine drops the text of some controls.

    `both`: the second engine works at the same time; the check will most likely ask for it.
    """
    submission, copy = _working_copy(source, workspace, pictures=looked_at)
    others = engines[1:2] if both else ()
    with ThreadPoolExecutor(max_workers=1) as aside:
        jobs = {
            e: LayoutJob(copy, copy.with_name(f"{copy.stem}-{e}.pdf"), looked_at) for e in others
        }
        asked = {e: aside.submit(lay_out_many, [job], e) for e, job in jobs.items()}
        layout = lay_out_one(copy, copy.with_suffix(".pdf"), engines, handed_in=looked_at)
        early = {engine: answer.result()[copy] for engine, answer in asked.items()}
    early.pop(layout.engine, None)
    return _Laid(submission, layout, early)


def _working_copy(
    source: Path, workspace: Path, *, pictures: bool = True
) -> tuple[Submission, Path]:
    """The docx opened, and what of it an engine is given."""
    submission = open_submission(source, name=source.name, workspace=workspace, pictures=pictures)
    copy = submission.working_copy
    if copy is None:
        msg = "a docx always has a working copy"
        raise TypeError(msg)
    return submission, copy.path


def _pages(rendered: RenderedDocx, pdf: Path) -> PageNumbers:
    """Bookmark of each heading → the page where this layout puts it."""
    places = destinations(pdf)
    return {
        heading.name: places[heading.name].page
        for heading in rendered.headings
        if heading.name in places
    }


def annexes_as_pdf(
    dossier: Dossier, workspace: Path, engines: Sequence[EngineName]
) -> Mapping[str, Path]:
    """Id of each Word annex → its PDF: it is placed page by page, as a PDF annex is."""
    copies = {
        annexe.id: _working_copy(annexe.fichier, workspace)[1]
        for annexe in dossier.annexes
        if annexe.fichier is not None and annexe.fichier.suffix.lower() == ".docx"
    }
    jobs = [LayoutJob(copy, copy.with_suffix(".pdf")) for copy in copies.values()]
    laid = lay_out_each(jobs, engines)
    return {name: laid[copy].pdf for name, copy in copies.items()}
