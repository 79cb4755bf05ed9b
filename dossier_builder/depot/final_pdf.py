"""The PDF that is put away: the submitted one byte for byte, else one made for it, looked at.

All the documents of a deposit are laid out together; the engine adds tags, outline and fonts, and
what it did not add is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier_builder.domain.interval import Interval
from dossier_builder.domain.submission import EngineName, Layout, Submission
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.errors import DossierError, LayoutFailedError
from dossier_builder.layout import LayoutJob, export_final
from dossier_builder.ooxml import Package, core_properties, custom_properties
from dossier_builder.ouverture import Incoming, open_submissions, parse_mark
from dossier_builder.pdf import PdfQuality, finish, page_count, read_quality
from dossier_builder.values import frozen

_OURS = "dossier."


@frozen
class FinalPdf:
    """A PDF to put away; `engine` None: it was submitted as it is."""

    path: Path
    engine: EngineName | None
    quality: PdfQuality


@frozen
class Source:
    """A document, the title of its PDF when it has none, and the pages that were checked."""

    path: Path
    title: str
    total: Interval | None = None


def final_pdfs(
    sources: Mapping[int, Source], engines: Sequence[EngineName], workspace: Path
) -> dict[int, FinalPdf | DossierError]:
    """The PDF of each document, by the first engine that gives the pages that were checked.

    One that cannot be made gives its error. Raises DependencyMissingError, CannotWriteError.
    """
    lot = [Incoming(one.path, one.path.name, workspace) for one in sources.values()]
    opened = dict(zip(sources, open_submissions(lot), strict=True))
    made: dict[int, FinalPdf | DossierError] = {}
    waiting: dict[int, Submission] = {}
    for rank, submission in opened.items():
        if isinstance(submission, DossierError):
            made[rank] = submission
        elif submission.working_copy is None:
            path = submission.document
            made[rank] = FinalPdf(path, None, read_quality(path))
        else:
            waiting[rank] = submission
    totals = {rank: one.total for rank, one in sources.items()}
    laid_out = _laid_out(waiting, engines, totals)
    for rank, layout in laid_out.items():
        path = workspace / f"final{rank}.pdf"
        path.write_bytes(_finished(waiting[rank], layout, sources[rank].title))
        made[rank] = FinalPdf(path, layout.engine, read_quality(path))
    for rank in waiting.keys() - laid_out.keys():
        made[rank] = LayoutFailedError(
            "Aucun moteur n’a pu en faire un PDF.",
            "Exportez le PDF depuis Word, et déposez-le à la place.",
        )
    return made


def _laid_out(
    waiting: Mapping[int, Submission],
    engines: Sequence[EngineName],
    totals: Mapping[int, Interval | None],
) -> dict[int, Layout]:
    """The first engine's pages; the next one's where those are not the pages that were checked."""
    made: dict[int, Layout] = {}
    left = dict(waiting)
    for engine in engines:
        jobs = {_job(submission, engine): rank for rank, submission in left.items()}
        for laid in export_final(list(jobs), engine) if jobs else ():
            if not isinstance(laid.result, Layout):
                continue
            rank, total = jobs[laid.job], totals[jobs[laid.job]]
            count = page_count(laid.result.pdf)
            agrees = total is None or total.min <= count <= total.max
            if agrees:
                del left[rank]
            if agrees or rank not in made:
                made[rank] = laid.result
    return made


def _job(submission: Submission, engine: EngineName) -> LayoutJob:
    copy = submission.working_copy
    if copy is None:
        msg = "a PDF is not laid out"
        raise ValueError(msg)
    return LayoutJob(copy.path, copy.path.with_name(f"{copy.path.stem}-{engine}-depot.pdf"))


def _finished(submission: Submission, layout: Layout, title: str) -> bytes:
    """Our marks out, the document's own title and author in; a stranger's properties stay home."""
    package = Package.read(submission.document)
    core, own = core_properties(package), custom_properties(package)
    copy = submission.working_copy
    prefix = copy.prefix if copy else ""
    return finish(
        layout.pdf,
        properties={
            "Title": core.title or title, "Author": core.creator, "Subject": core.subject,
            **{name: text for name, text in own.items() if name.startswith(_OURS)},
        },
        language=core.language or "fr-FR",
        is_mark=lambda name: parse_mark(name, prefix) is not None,
    )  # fmt: skip


def quality_sentence(quality: PdfQuality) -> str:
    """What the PDF has and what it lacks, in one French sentence."""
    head = f"PDF de {pluriel(quality.pages, 'page')}"
    if not quality.known:
        return insecable(f"{head} ; sa structure n’a pas pu être lue (balises, signets, polices).")
    fonts = (
        f"polices non incorporées : {enumeration(quality.not_embedded)}"
        if quality.not_embedded
        else "polices toutes incorporées"
    )
    tags = "balisé" if quality.tagged else "sans balises"
    if quality.ua:
        tags += ", PDF/UA demandé et non prouvé"
    marks = pluriel(quality.outline, "signet") if quality.outline else "sans signets"
    return insecable(f"{head} : {fonts} ; {tags} ; {marks}.")


def lacks(quality: PdfQuality) -> str:
    """What the PDF does not have, for the user; "" when nothing is missing."""
    if not quality.known:
        return "la structure du PDF n’a pas pu être lue"
    missing = [
        *(["des balises"] if not quality.tagged else []),
        *(["des signets"] if not quality.outline else []),
        *(["toutes ses polices"] if quality.not_embedded else []),
    ]
    return f"il manque au PDF {enumeration(missing)}" if missing else ""
