"""Other office formats → docx, by LibreOffice: from there on they take the way of any docx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dossier_builder.domain.typographie import insecable
from dossier_builder.layout import libreoffice
from dossier_builder.layout.engine import TIMEOUT_S
from dossier_builder.layout.proof import is_complete_docx, put
from dossier_builder.layout.soffice_run import Product, Source, convert
from dossier_builder.values import frozen

_DOCX = Product("docx:MS Word 2007 XML", ".docx", is_complete_docx)


@frozen
class ConversionJob:
    """A document, the suffix of what it is by its content (`.odt`), and the docx to write."""

    source: Path
    suffix: str
    output: Path


@frozen
class Converted:
    """What became of one job: its output is there unless `motif` (French) says why not."""

    job: ConversionJob
    motif: str = ""


def convert_to_docx(
    jobs: Sequence[ConversionJob], *, timeout_s: float = TIMEOUT_S
) -> Iterator[Converted]:
    """Convert every job, many in one process, with the care of a layout: see Engine.lay_out.

    Macros do not run, nothing is fetched, the sources are only read. Nothing is raised for a
    document that LibreOffice cannot convert. Raises CannotWriteError when the cache folder cannot
    be written.
    """
    state = libreoffice.probe()
    if not state.available:
        yield from (Converted(job, libreoffice.ABSENT) for job in jobs)
        return
    sources = [Source(job.source, job.suffix) for job in jobs]
    for answer in convert(Path(state.program), sources, _DOCX, timeout_s):
        yield _published(jobs[answer.rank], answer.made, answer.motif)


def _published(job: ConversionJob, made: Path | None, motif: str) -> Converted:
    if made is None:
        return Converted(job, insecable(motif))
    try:
        put(made, job.output)
    except OSError:
        return Converted(job, insecable("le document converti n’a pas pu être écrit"))
    return Converted(job)
