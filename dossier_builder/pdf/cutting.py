"""Some pages of a PDF as a PDF of their own: the annexes of a dossier, handed in apart."""

from __future__ import annotations

import io
from pathlib import Path

from dossier_builder.errors import UnreadableError
from dossier_builder.pdf.structure import silence


def pages_of(path: Path, first: int, last: int, *, title: str = "") -> bytes:
    """Pages `first` to `last`, from 1, both included; links to other pages and tags are lost.

    Raises UnreadableError when the file cannot be taken apart.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    silence()
    try:
        writer = PdfWriter()
        writer.append(PdfReader(path, strict=False), pages=(first - 1, last), import_outline=False)
        writer.add_metadata({"/Title": title} if title else {})
        buffer = io.BytesIO()
        writer.write(buffer)
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableError(
            f"Le PDF « {path.name} » ne se laisse pas couper.",
            "Déposez-le entier, ou exportez les annexes à part depuis Word.",
        ) from error
    return buffer.getvalue()
