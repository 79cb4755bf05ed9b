"""Pages as drawings: the objects on them, the fonts they use, a picture of a whole page."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from dossier_builder.domain import limits
from dossier_builder.errors import UnreadableError
from dossier_builder.pdf import plain
from dossier_builder.pdf.geometry import Geometry
from dossier_builder.pdf.opening import opened, page_of
from dossier_builder.values import frozen

_POINTS_PER_INCH = 72
_NAME_BYTES = 128
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[-,](?:Bold|Italic|Oblique|Regular|Roman|Medium|Light)+(?:MT)?$|(?:PS)?MT$")
# A page of text, a figure and a logo are recognised in these, at a third of the size.
_THUMBNAIL_COLOURS = 32
_STRIDE = 11  # objects
_FORM_DEPTH = 4  # forms within forms: producers nest two at most


def fonts(path: Path) -> tuple[str, ...]:
    """The families of the fonts that text is set in, sorted, subset tags off.

    Raises UnreadableError (see `opened`).
    """
    families: dict[str, set[str]] = {}
    with opened(path) as document:
        most = plain.font_count(path)
        # Text set in a font runs over many objects: a few of them nearly always show it.
        for step in (_STRIDE, 1) if most else (1,):
            for index in range(len(document)):
                with page_of(document, index) as page:
                    _add_families(page, families, most, step)
                if len(families) == most:
                    break
            if len(families) == most:
                break
    return tuple(sorted(set().union(*families.values()) - {""}))


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
            if width * height * scale * scale > limits.PDF_IMAGE_PIXELS:
                message = f"La page {page} du PDF « {path.name} » est trop grande."
                raise UnreadableError(message, "Exportez-le de nouveau au format A4.")
            return _picture(opened_page, scale, dpi=(dpi, dpi))


def thumbnails(path: Path, pages: Collection[int], width: int) -> dict[int, bytes]:
    """Small pictures (PNG in few colours) of these pages, `width` pixels wide, by page number.

    A page that does not exist, or cannot be drawn small, is left out. Raises UnreadableError
    (see `opened`).
    """
    made: dict[int, bytes] = {}
    with opened(path) as document:
        for number in sorted(set(pages)):
            if not 1 <= number <= len(document):
                continue
            with page_of(document, number - 1) as page:
                across, down = page.get_size()
                scale = width / across if across else 0.0
                if scale and across * down * scale * scale <= limits.PDF_IMAGE_PIXELS:
                    made[number] = _picture(page, scale, colours=_THUMBNAIL_COLOURS)
    return made


def _picture(page: Any, scale: float, *, colours: int | None = None, **saved: Any) -> bytes:
    """A loaded page as a PNG; `colours` shares it out among that many at most."""
    bitmap = page.render(scale=scale)
    try:
        picture = bitmap.to_pil()
        if colours is not None:
            picture = picture.convert("RGB").quantize(colours)
        buffer = io.BytesIO()
        picture.save(buffer, "PNG", optimize=colours is not None, **saved)
    finally:
        bitmap.close()
    return buffer.getvalue()


@frozen
class PdfPicture:
    """An image of a page: its box in fractions of the page, its pixels across and down."""

    x0: float
    top: float
    x1: float
    bottom: float
    pixels: tuple[int, int]


@frozen
class Drawn:
    """What is drawn on a page: the share of it under images, 0.0 to 1.0, and how many outlines.

    `pictures` leaves out the images that a form holds: their box is in the form's own space.
    """

    images: float
    paths: int
    pictures: tuple[PdfPicture, ...] = ()


def drawn_on(page: Any, geometry: Geometry) -> Drawn:
    """The drawings of a loaded page; overlapping images count for the whole page at most."""
    width, height = page.get_size()
    area, paths = 0.0, 0
    pictures = []
    for handle, kind, depth in _objects(page):
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
                area += max(0.0, right.value - left.value) * max(0.0, top.value - bottom.value)
                if depth == 0:
                    box = geometry.box(left.value, top.value, right.value, bottom.value)
                    pictures.append(PdfPicture(*box, _pixels(handle)))
    share = min(1.0, area / (width * height)) if width * height else 0.0
    return Drawn(share, paths, tuple(pictures))


def _pixels(handle: Any) -> tuple[int, int]:
    """The size of an image in its file; zeros when pdfium cannot tell."""
    across, down = ctypes.c_uint(), ctypes.c_uint()
    pdfium_c.FPDFImageObj_GetImagePixelSize(handle, across, down)
    return across.value, down.value


def _add_families(page: Any, families: dict[str, set[str]], most: int | None, step: int) -> None:
    """Add the families of every `step`th object of a page, by the PDF names of their fonts.

    No more than `most` names.
    """
    known: set[int] = set()
    for handle, kind, _ in _objects(page, step):
        if kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
            continue
        font = pdfium_c.FPDFTextObj_GetFont(handle)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address and address not in known:
            known.add(address)
            name = _name(font, pdfium_c.FPDFFont_GetBaseFontName)
            families.setdefault(name, set()).add(_family(font))
            if len(families) == most:
                return


def _family(font: Any) -> str:
    """The font file's own family when it is embedded, else what is left of its PDF name."""
    read = pdfium_c.FPDFFont_GetBaseFontName
    if pdfium_c.FPDFFont_GetIsEmbedded(font) == 1:
        read = pdfium_c.FPDFFont_GetFamilyName
    return _STYLE.sub("", _SUBSET_TAG.sub("", _name(font, read)))


def _name(font: Any, read: Callable[..., Any]) -> str:
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    read(font, buffer, _NAME_BYTES)
    return buffer.value.decode("utf-8", "replace")


def _objects(page: Any, step: int = 1) -> Iterator[tuple[Any, int, int]]:
    """The objects of a page and of its forms, with their type and their depth in them.

    One in `step` only, where that is given.

    At most MAX_PAGE_OBJECTS.

    pypdfium2's own iterator costs ten times as much on pages of thousands of glyphs.
    """
    left = limits.PDF_PAGE_OBJECTS
    own, kind_of = page.raw, pdfium_c.FPDFPageObj_GetType
    count = min(pdfium_c.FPDFPage_CountObjects(own), left)
    stack = [(pdfium_c.FPDFPage_GetObject(own, n), 0) for n in range(0, count, step)]
    while stack and left:
        handle, depth = stack.pop()
        left -= 1
        kind = kind_of(handle)
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield handle, kind, depth
        elif depth < _FORM_DEPTH:
            inner = min(pdfium_c.FPDFFormObj_CountObjects(handle), left)
            stack += [(pdfium_c.FPDFFormObj_GetObject(handle, n), depth + 1) for n in range(inner)]
