"""Opening a PDF with pdfium: the one place that knows its handles, its lock and its failures."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier_builder.domain import limits
from dossier_builder.domain.place import Place
from dossier_builder.errors import Refus, UnreadableError
from dossier_builder.pdf.geometry import Geometry

_ONE_AT_A_TIME = threading.RLock()  # pdfium is not thread-safe, not even on separate documents
_HEADER = b"%PDF-"
_HEADER_WITHIN = 1024  # bytes of other matter before the header, as every reader allows


def looks_like_pdf(head: bytes) -> bool:
    """Whether the first bytes of a file are a PDF's (the header may come a little later)."""
    return _HEADER in head[:_HEADER_WITHIN]


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The document, closed at the end with every page taken from it.

    One document at a time in this process. Raises UnreadableError when the file is absent, too
    large, not a PDF, damaged, protected by a password, or has no page.
    """
    _check_file(path)
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            raise _refusal(path, pdfium_c.FPDF_GetLastError()) from error
        try:
            _check_pages(path, len(document))
            yield document
        finally:
            document.close()


@contextmanager
def page_of(document: pdfium.PdfDocument, index: int) -> Iterator[Any]:
    """Page `index` (from 0), closed at the end. Raises UnreadableError when it is damaged."""
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        message = f"La page {index + 1} du PDF est endommagée."
        raise UnreadableError(message, _DAMAGED_REMEDY, refus="endommage") from error
    try:
        yield page
    finally:
        page.close()


def place_of(
    document: pdfium.PdfDocument, destination: Any, geometries: dict[int, Geometry]
) -> Place | None:
    """Where a destination leads; None when it leads nowhere.

    `geometries` holds the maps of the pages met so far, by index; one that is not there is added.
    """
    index = pdfium_c.FPDFDest_GetDestPageIndex(document.raw, destination)
    if not 0 <= index < len(document):
        return None
    has_x, has_y, has_zoom = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
    x, y, zoom = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    found = pdfium_c.FPDFDest_GetLocationInPage(
        destination, has_x, has_y, has_zoom, x, y, zoom
    )  # fmt: skip
    if not found or not has_y.value:
        return Place(index + 1, 0.0)
    if index not in geometries:
        with page_of(document, index) as page:
            geometries[index] = Geometry.of(page)
    _, top = geometries[index].point(x.value if has_x.value else 0.0, y.value)
    return Place(index + 1, top)


_DAMAGED_REMEDY = "Exportez de nouveau le PDF depuis Word, ou vérifiez le document .docx."


def _check_file(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEADER_WITHIN)
    except FileNotFoundError as error:
        raise UnreadableError(
            f"Le fichier « {path.name} » n’existe pas.",
            "Vérifiez son nom et son dossier.",
            refus="absent",
        ) from error
    except OSError as error:
        raise UnreadableError(
            f"Le fichier « {path.name} » ne peut pas être lu.",
            "Fermez-le s’il est ouvert ailleurs et vérifiez que vous avez le droit de le lire.",
            refus="acces_refuse",
        ) from error
    if size > limits.FILE_BYTES:
        allowed = limits.FILE_BYTES // limits.MEGABYTE
        raise UnreadableError(
            f"Le PDF « {path.name} » est trop volumineux (plus de {allowed} Mo).",
            "Exportez-le de nouveau en taille réduite.",
            refus="trop_gros",
        )
    if not size:
        raise UnreadableError(
            f"Le fichier « {path.name} » est vide.", _DAMAGED_REMEDY, refus="vide"
        )
    if not looks_like_pdf(head):
        raise UnreadableError(
            f"Le fichier « {path.name} » n’est pas un PDF.", _DAMAGED_REMEDY, refus="autre_format"
        )


def _refused(message: str, refus: Refus) -> UnreadableError:
    return UnreadableError(message, _DAMAGED_REMEDY, refus=refus)


def _check_pages(path: Path, count: int) -> None:
    if count == 0:
        raise UnreadableError(
            f"Le PDF « {path.name} » n’a aucune page.", _DAMAGED_REMEDY, refus="sans_page"
        )
    if count > limits.PDF_PAGES:
        raise UnreadableError(
            f"Le PDF « {path.name} » a {count} pages : plus de {limits.PDF_PAGES}.",
            "Vérifiez que c’est le bon fichier.",
            refus="trop_de_pages",
        )


def _refusal(path: Path, code: int) -> UnreadableError:
    if code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
        return UnreadableError(
            f"Le PDF « {path.name} » est protégé par un mot de passe.",
            "Ouvrez-le avec son mot de passe et enregistrez-le sans.",
            refus="mot_de_passe",
        )
    return UnreadableError(
        f"Le PDF « {path.name} » est endommagé ou incomplet.", _DAMAGED_REMEDY, refus="endommage"
    )
