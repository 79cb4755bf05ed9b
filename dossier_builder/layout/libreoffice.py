"""The LibreOffice engine: soffice without a window, which lays documents out as PDFs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dossier_builder.domain.submission import EngineName
from dossier_builder.domain.typographie import insecable
from dossier_builder.layout import soffice
from dossier_builder.layout.engine import TIMEOUT_S, EngineState, Laid, LayoutJob
from dossier_builder.layout.proof import failed, is_complete_pdf, publish, refusal
from dossier_builder.layout.soffice_run import Product, Source, convert

NAME: EngineName = "libreoffice"
ABSENT = "LibreOffice n’est pas installé"
# bookmarks of the working copy → named destinations: the exact page of each paragraph
_READ_OPTIONS = {
    "ExportBookmarksToPDFDestination": True,
    "ExportBookmarks": False,
    "UseTaggedPDF": False,
}
# headings → outline, structure → tags for screen readers: a twentieth of the time
_OPTIONS = {**_READ_OPTIONS, "ExportBookmarks": True, "UseTaggedPDF": True}
_FINAL_OPTIONS = {**_OPTIONS, "PDFUACompliance": True, "ExportNotes": False}
_INSTALL = "« sudo apt-get install --no-install-recommends libreoffice-writer »"


def _product(options: Mapping[str, bool]) -> Product:
    """A PDF made with these options of LibreOffice's filter."""
    written = {
        name: {"type": "boolean", "value": "true" if value else "false"}
        for name, value in options.items()
    }
    text = json.dumps(written, separators=(",", ":"))
    return Product(f"pdf:writer_pdf_Export:{text}", ".pdf", is_complete_pdf)


def probe() -> EngineState:
    """See Engine.probe."""
    program = soffice.find()
    if program is None:
        return EngineState(NAME, available=False, remedy=insecable(_remedy()))
    if soffice.lacks_writer(program):
        remedy = f"LibreOffice est là, sans son traitement de texte. Installez-le : {_INSTALL}."
        return EngineState(NAME, available=False, remedy=insecable(remedy), program=str(program))
    return EngineState(NAME, available=True, version=soffice.version(program), program=str(program))


def _remedy() -> str:
    if soffice.is_switched_off():
        return f"Retirez la variable {soffice.SWITCHED_OFF}."
    return (
        f"Installez LibreOffice : {_INSTALL} sous Debian ou Ubuntu, ou depuis "
        f"https://fr.libreoffice.org. S’il est ailleurs, donnez son chemin dans la variable "
        f"{soffice.VARIABLE}."
    )


def lay_out(jobs: Sequence[LayoutJob], *, timeout_s: float = TIMEOUT_S) -> Iterator[Laid]:
    """See Engine.lay_out; results come in the order of the jobs, refused documents first.

    Raises CannotWriteError when the cache folder cannot be written.
    """
    options = _OPTIONS if any(job.handed_in for job in jobs) else _READ_OPTIONS
    yield from _lay_out(jobs, _product(options), timeout_s)


def export(jobs: Sequence[LayoutJob], *, timeout_s: float = TIMEOUT_S) -> Iterator[Laid]:
    """The same pages as `lay_out`, as the PDF to hand in: PDF/UA asked for, no comment printed."""
    yield from _lay_out(jobs, _product(_FINAL_OPTIONS), timeout_s)


def _lay_out(jobs: Sequence[LayoutJob], product: Product, timeout_s: float) -> Iterator[Laid]:
    state = probe()
    waiting: list[LayoutJob] = []
    for job in jobs:
        motif = refusal(job.source) if state.available else ABSENT
        if motif:
            yield failed(NAME, job, motif)
        else:
            waiting.append(job)
    sources = [Source(job.source, ".docx") for job in waiting]
    for answer in convert(Path(state.program), sources, product, timeout_s):
        job = waiting[answer.rank]
        if answer.made is None:
            yield failed(NAME, job, answer.motif)
        else:
            yield publish(NAME, job, answer.made, answer.seconds)
