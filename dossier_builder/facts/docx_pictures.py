"""The pictures of a docx: printed size, resolution in print, alternative text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier_builder.domain.presentation import PictureFound
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Element, NumberedParagraph, Package, qn
from dossier_builder.ooxml.picture_sizes import HEAD_BYTES, pixels

_P, _FALLBACK = qn("w:p"), qn("mc:Fallback")
_BLIP, _VML_IMAGE = qn("a:blip"), qn("v:imagedata")
_DRAWINGS = (qn("wp:inline"), qn("wp:anchor"))
_EMBED, _VML_ID = qn("r:embed"), qn("r:id")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_EMU_PER_CM = 360_000
_CM_PER_INCH = 2.54
_WHOLE = 100_000  # a crop is in thousandths of a percent
_STYLE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)")
_CM = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96}


def pictures(package: Package, numbered: Sequence[NumberedParagraph]) -> Iterator[PictureFound]:
    """Every picture of the flow and of text boxes, in the document's order."""
    targets = {
        link.id: link.target
        for link in package.relationships(package.document_name)
        if link.kind == "image" and not link.external
    }
    sizes: dict[str, tuple[int, int] | None] = {}

    def size_of(identifier: str | None) -> tuple[int, int] | None:
        name = targets.get(identifier or "", "")
        if name not in sizes:
            sizes[name] = _pixels(package, name)
        return sizes[name]

    for paragraph in numbered:
        for blip in paragraph.element.iter(_BLIP, _VML_IMAGE):
            if not _belongs(blip, paragraph.element):
                continue
            read = _drawn if blip.tag == _BLIP else _vml
            found = read(blip, paragraph.index, size_of(blip.get(_EMBED) or blip.get(_VML_ID)))
            if found is not None:
                yield found


def _pixels(package: Package, name: str) -> tuple[int, int] | None:
    if not name or name not in package:
        return None
    try:
        return pixels(package.head(name, HEAD_BYTES))
    except UnreadableError:
        return None  # a damaged picture: the engine will say what it shows


def _belongs(blip: Element, paragraph: Element) -> bool:
    """Whether the picture is the paragraph's own: not of a text box in it, nor a second copy."""
    return next(blip.iterancestors(_P, _FALLBACK), None) is paragraph


def _drawn(blip: Element, index: int, size: tuple[int, int] | None) -> PictureFound | None:
    drawing = next(blip.iterancestors(*_DRAWINGS), None)
    extent = None if drawing is None else drawing.find(qn("wp:extent"))
    if drawing is None or extent is None:
        return None
    blips = list(drawing.iter(_BLIP))
    if blips[0] is not blip:
        return None  # a group is one picture; its members have their own scale
    width, height = (_emu(extent, side) for side in ("cx", "cy"))
    vector = next(blip.iter(_SVG), None) is not None
    return PictureFound(
        paragraphe=index,
        page=None,
        largeur=width,
        hauteur=height,
        ppp=None if vector or len(blips) > 1 else _resolution(size, width, height, _crop(blip)),
        decrite=_described(drawing),
    )


def _described(drawing: Element) -> bool:
    properties = drawing.find(qn("wp:docPr"))
    if properties is None:
        return False
    decorative = next(properties.iter(_DECORATIVE), None)
    if decorative is not None and decorative.get("val") not in {"0", "false"}:
        return True
    return bool(properties.get("descr", "").strip() or properties.get("title", "").strip())


def _emu(element: Element, name: str) -> float:
    try:
        return round(int(element.get(name, "0")) / _EMU_PER_CM, 2)
    except ValueError:
        return 0.0


def _crop(blip: Element) -> tuple[float, float]:
    """The shares of the width and of the height that are shown (`a:srcRect`)."""
    parent = blip.getparent()
    rectangle = None if parent is None else parent.find(qn("a:srcRect"))
    if rectangle is None:
        return 1.0, 1.0
    cut = {side: _share(rectangle.get(side, "0")) for side in "ltrb"}
    return max(0.0, 1 - cut["l"] - cut["r"]), max(0.0, 1 - cut["t"] - cut["b"])


def _share(value: str) -> float:
    try:
        return float(value.rstrip("%")) / (100 if value.endswith("%") else _WHOLE)
    except ValueError:
        return 0.0


def _resolution(
    size: tuple[int, int] | None, width: float, height: float, shown: tuple[float, float]
) -> float | None:
    """Pixels an inch: the mean of both ways, so that a turned picture has its own."""
    if size is None or not width or not height:
        return None
    area = size[0] * shown[0] * size[1] * shown[1]
    return float(round((area / (width * height)) ** 0.5 * _CM_PER_INCH, 1))


def _vml(image: Element, index: int, size: tuple[int, int] | None) -> PictureFound | None:
    """A picture of Word 2003: its size is in the style of its shape."""
    shape = image.getparent()
    if shape is None:
        return None
    sides = {m[1]: float(m[2]) * _CM[m[3]] for m in _STYLE.finditer(shape.get("style", ""))}
    width, height = (round(sides.get(side, 0.0), 2) for side in ("width", "height"))
    if not width or not height:
        return None
    described = bool(shape.get("alt", "").strip())
    return PictureFound(
        index, None, width, height, _resolution(size, width, height, (1.0, 1.0)), described
    )
