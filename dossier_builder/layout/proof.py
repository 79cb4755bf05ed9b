"""What is asked of a document before an engine sees it, and of a PDF before anybody trusts it.

An engine's exit code proves nothing: soffice exits 0 on a missing file, and makes a PDF out of a
text file that is called .docx.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.submission import EngineName, Layout, LayoutFailure
from dossier_builder.domain.typographie import insecable, nombre
from dossier_builder.errors import UnreadableError
from dossier_builder.layout.engine import Laid, LayoutJob

_TAIL_BYTES = 1024
"""Where a reader looks for the end marker (ISO 32000-1, Annex H.3, note 18)."""


def refusal(source: Path) -> str | None:
    """Why no engine should be given that file (French), None when it is a docx within bounds."""
    from dossier_builder.ooxml import Package

    try:
        if source.stat().st_size == 0:
            return "le fichier est vide"
        Package.read(source)
    except UnreadableError as error:
        return error.message
    except OSError:
        return "le fichier n’existe pas ou ne peut pas être lu"
    return None


def is_complete_pdf(path: Path) -> bool:
    """Whether the file is a whole PDF, from its header to its end marker.

    That it is new needs no clock (those of network folders lie): engines write in a folder that
    was made empty for them.
    """
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if file.read(5) != b"%PDF-":
                return False
            file.seek(max(0, size - _TAIL_BYTES))
            tail = file.read()
    except OSError:
        return False
    return b"startxref" in tail and b"%%EOF" in tail


def is_complete_docx(path: Path) -> bool:
    """Whether the file is a whole docx: a zip's table of contents is its end."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except ZIP_ERRORS:
        return False


def publish(engine: EngineName, job: LayoutJob, made: Path, seconds: float) -> Laid:
    """Put a PDF that an engine made where the job wants it, in one step."""
    from dossier_builder import pdf

    try:
        pdf.page_count(made)
    except UnreadableError:
        return failed(engine, job, "le PDF produit est illisible")
    try:
        put(made, job.output)
    except OSError:
        return unwritable(engine, job)
    return Laid(job, Layout(engine=engine, pdf=job.output, seconds=seconds))


def put(made: Path, output: Path) -> None:
    """Copy a file in one step: `output` is either as it was or whole. Raises OSError."""
    partial = output.with_name(f".{output.name}.{os.getpid()}.partiel")
    partial.write_bytes(made.read_bytes())
    partial.replace(output)


def unwritable(engine: EngineName, job: LayoutJob) -> Laid:
    """A job whose output folder takes nothing."""
    return failed(engine, job, f"le PDF n’a pas pu être écrit dans « {job.output.parent} »")


def failed(engine: EngineName, job: LayoutJob, motif: str, *, constant: bool = False) -> Laid:
    """A job that the engine could not do; `motif` is French, `constant` as in LayoutFailure."""
    return Laid(job, LayoutFailure(engine=engine, motif=insecable(motif), constant=constant))


def too_slow(program: str, timeout_s: float) -> str:
    """The motif of a program that ran out of time (French)."""
    return f"{program} n’a pas fini en {nombre(timeout_s)}\u00a0s"
