"""Pages as drawings: the objects on them, the fonts they use, a picture of a whole page."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from dossier_builder.errors import UnreadableError
from dossier_builder.pdf import limits
from dossier_builder.pdf.opening import opened, page_of

_POINTS_PER_INCH = 72
_NAME_BYTES = 128
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-,](?:Bold|Italic|Oblique|Regular|Roman|Medium|Light)+(?:MT)?$|(?:PS)?MT$")
_FORM_DEPTH = 4  # forms within forms: producers nest two at most


def fonts(path: Path) -> tuple[str, ...]:
    """The families of the fonts that text is set in, sorted, subset tags off.

    Raises UnreadableError (see `opened`).
    """
    families: set[str] = set()
    with opened(path) as document:
        for index in range(len(document)):
            with page_of(document, index) as page:
                families |= _families(page)
    return tuple(sorted(families - {""}))


def page_image(path: Path, page: int, dpi: int = 150) -> bytes:
    """Page `page` (from 1) as a PNG at `dpi` dots per inch, with what is filled in forms.

    Raises UnreadableError when the page is damaged or too large to draw, or does not exist.
    """
    with opened(path) as document:
        if not 1 <= page <= len(document):
            message = f"Le PDF « {path.name} » n’a pas de page {page}."
            raise UnreadableError(message, f"Il a {len(document)} page(s).")
        with page_of(document, page - 1) as opened_page:
            width, height = opened_page.get_size()
            scale = dpi / _POINTS_PER_INCH
            if width * height * scale * scale > limits.MAX_IMAGE_PIXELS:
                message = f"La page {page} du PDF « {path.name} » est trop grande."
                raise UnreadableError(message, "Exportez-le de nouveau au format A4.")
            bitmap = opened_page.render(scale=scale)
            try:
                buffer = io.BytesIO()
                bitmap.to_pil().save(buffer, "PNG", dpi=(dpi, dpi))
            finally:
                bitmap.close()
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn on a page: the share of it under images, 0.0 to 1.0, and how many outlines."""

    images: float
    paths: int


def drawn_on(page: Any) -> Drawn:
    """The drawings of a loaded page; overlapping images count for the whole page at most."""
    width, height = page.get_size()
    area, paths = 0.0, 0
    for handle in _objects(page):
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
                area += max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
    return Drawn(min(1.0, area / (width * height)) if width * height else 0.0, paths)


def _families(page: Any) -> set[str]:
    families: dict[int, str] = {}
    for handle in _objects(page):
        if pdfium_c.FPDFPageObj_GetType(handle) != pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        font = pdfium_c.FPDFTextObj_GetFont(handle)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address and address not in families:
            families[address] = _family(font)
    return set(families.values())


def _family(font: Any) -> str:
    """The font file's own family when it is embedded, else what is left of its PDF name."""
    read = pdfium_c.FPDFFont_GetBaseFontName
    if pdfium_c.FPDFFont_GetIsEmbedded(font) == 1:
        read = pdfium_c.FPDFFont_GetFamilyName
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    read(font, buffer, _NAME_BYTES)
    return _STYLE.sub("", _SUBSET_TAG.sub("", buffer.value.decode("utf-8", "replace")))


def _objects(page: Any) -> Iterator[Any]:
    """Handles of the objects of a page and of its forms, at most MAX_PAGE_OBJECTS.

    pypdfium2's own iterator costs ten times as much on pages of thousands of glyphs.
    """
    left = limits.MAX_PAGE_OBJECTS
    count = pdfium_c.FPDFPage_CountObjects(page)
    stack = [(pdfium_c.FPDFPage_GetObject(page, n), 0) for n in range(min(count, left))]
    while stack and left:
        handle, depth = stack.pop()
        left -= 1
        if pdfium_c.FPDFPageObj_GetType(handle) == pdfium_c.FPDF_PAGEOBJ_FORM:
            if depth < _FORM_DEPTH:
                inner = min(pdfium_c.FPDFFormObj_CountObjects(handle), left)
                stack += [
                    (pdfium_c.FPDFFormObj_GetObject(handle, n), depth + 1) for n in range(inner)
                ]
        else:
            yield handle
