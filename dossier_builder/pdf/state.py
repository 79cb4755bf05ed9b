"""What a PDF is besides its pages: locked, mended, a folder of other files, a form of its own."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier_builder.domain import limits
from dossier_builder.pdf.active import actions
from dossier_builder.pdf.opening import opened
from dossier_builder.pdf.structure import is_collection
from dossier_builder.values import frozen

_NOT_PROTECTED = -1


@frozen
class PdfState:
    """How a PDF could be opened, and what else it holds.

    `protected`: encrypted, but readable without a password. `repaired`: damaged, and mended by
    pdfium as it was opened. `attachments` names the files inside; a `portfolio` is made of them.
    `dynamic_form`: an XFA form, whose pages only Adobe's programs draw. `scripts`, `launches`: it
    would run scripts, start programs, in a viewer.
    """

    pages: int
    protected: bool
    repaired: bool
    attachments: tuple[str, ...]
    portfolio: bool
    dynamic_form: bool
    scripts: bool = False
    launches: bool = False


def read_state(path: Path) -> PdfState:
    """The state of a PDF; reads no page. Raises UnreadableError (see `opened`)."""
    with opened(path) as document:
        scripts, launches = actions(path)
        attachments = _attachments(document)
        return PdfState(
            pages=len(document),
            protected=pdfium_c.FPDF_GetSecurityHandlerRevision(document) != _NOT_PROTECTED,
            repaired=not pdfium_c.FPDF_DocumentHasValidCrossReferenceTable(document),
            attachments=attachments,
            portfolio=bool(attachments) and is_collection(path),
            dynamic_form=document.get_formtype() == pdfium_c.FORMTYPE_XFA_FULL,
            scripts=scripts or pdfium_c.FPDFDoc_GetJavaScriptActionCount(document) > 0,
            launches=launches,
        )


def _attachments(document: pdfium.PdfDocument) -> tuple[str, ...]:
    count = min(pdfium_c.FPDFDoc_GetAttachmentCount(document), limits.PDF_ATTACHMENTS)
    return tuple(_name(document, index) for index in range(count))


def _name(document: pdfium.PdfDocument, index: int) -> str:
    attachment = pdfium_c.FPDFDoc_GetAttachment(document, index)
    size = pdfium_c.FPDFAttachment_GetName(attachment, None, 0) if attachment else 0
    buffer = ctypes.create_string_buffer(max(2, size))
    if size:
        pdfium_c.FPDFAttachment_GetName(
            attachment, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
