"""What the bytes of a PDF tell before any page is loaded, when its objects are not compressed.

Loading a page costs a few milliseconds, asking for its objects as many: engines' own PDFs say in
plain what is then known without it. Everything here errs on the side of « not known ».
"""

from __future__ import annotations

import ctypes
import re
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium_c

from dossier_builder.pdf.geometry import Geometry
from dossier_builder.pdf.opening import page_of

_HIDING = (b"/ObjStm", b"/Encrypt")  # objects that cannot be read as they stand
_NAMELESS = b"/Type3"  # fonts drawn by the page itself have no name
_BASE_FONT = re.compile(rb"/BaseFont\s*(/[^\s/<>\[\]()]+)")
_TURNED = (b"/CropBox", b"/Rotate", b"/UserUnit")
_MEDIA_BOX = re.compile(rb"/MediaBox\s*(\[[^\]]*\])?")
_FROM_ZERO = re.compile(rb"\[\s*0(?:\.0*)?\s+0(?:\.0*)?\s+[\d.]+\s+[\d.]+\s*\]")


def font_count(path: Path) -> int | None:
    """How many fonts by their name there can be at most; None when that is not known."""
    data = path.read_bytes()
    if _NAMELESS in data or any(word in data for word in _HIDING):
        return None
    return len(set(_BASE_FONT.findall(data))) or None


def geometries(document: Any, path: Path) -> dict[int, Geometry]:
    """The map of every page, one page of each size loaded; empty when pages are not that plain.

    A page that is neither cropped nor turned, and begins at the origin, is its size.
    """
    data = path.read_bytes()
    if any(word in data for word in (*_HIDING, *_TURNED)):
        return {}
    boxes = _MEDIA_BOX.findall(data)
    if not boxes or not all(map(_FROM_ZERO.fullmatch, boxes)):
        return {}
    by_size: dict[tuple[float, float], Geometry] = {}
    found: dict[int, Geometry] = {}
    for index in range(len(document)):
        size = pdfium_c.FS_SIZEF()
        if not pdfium_c.FPDF_GetPageSizeByIndexF(document, index, ctypes.byref(size)):
            continue
        key = (size.width, size.height)
        if key not in by_size:
            with page_of(document, index) as page:
                by_size[key] = Geometry.of(page)
        found[index] = by_size[key]
    return found
