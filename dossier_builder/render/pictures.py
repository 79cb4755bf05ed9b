"""Images ready to be placed: the bytes that Word reads, their size on paper, the drawing."""

from __future__ import annotations

import io
from pathlib import Path

from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.ooxml import Element
from dossier_builder.render.markup import el
from dossier_builder.values import frozen

EMU_PER_TWIP = 635
_EMU_PER_INCH = 914400
_PRINT_DPI = 220  # beyond this, more pixels are only weight
_KEPT_FORMATS = {"PNG": "png", "JPEG": "jpeg"}
_ORIENTATION = 0x0112  # EXIF tag: how the camera was held
_JPEG_QUALITY = 88
_GREY = "L"


@frozen
class Image:
    """An image file as Word takes it, and its size in pixels."""

    data: bytes
    extension: str
    width: int
    height: int


def load(path: Path, *, print_width_emu: int) -> Image:
    """The image at `path`; photographs are turned upright, reduced and freed of their metadata.

    The place where a picture was taken must not travel in a dossier. Raises InputsError when the
    file cannot be read as an image.
    """
    from PIL import Image as Pillow
    from PIL import ImageOps

    try:
        with Pillow.open(path) as opened:
            kind = opened.format or ""
            exif = opened.getexif()
            target = max(1, round(print_width_emu / _EMU_PER_INCH * _PRINT_DPI))
            if kind in _KEPT_FORMATS and not exif and opened.width <= 2 * target:
                data = path.read_bytes()
                return Image(data, _KEPT_FORMATS[kind], opened.width, opened.height)
            upright = ImageOps.exif_transpose(opened)
            if upright.width > 2 * target:
                height = max(1, round(upright.height * target / upright.width))
                colours = upright if upright.mode != "P" else upright.convert("RGBA")
                upright = colours.resize((target, height), Pillow.Resampling.LANCZOS)
            return _encoded(upright, photograph=kind == "JPEG")
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError) as error:
        problem = InputProblem(
            str(path), None, None, "l’image ne peut pas être lue",
            "Ouvrez-la, enregistrez-la de nouveau en PNG ou en JPEG, et relancez.",
        )  # fmt: skip
        message = f"L’image « {path.name} » ne peut pas être lue."
        raise InputsError(message, (problem,), problem.aide) from error


def from_page(png: bytes) -> Image:
    """A page drawn as PNG; one without colour is stored in greys, a third of the weight."""
    from PIL import Image as Pillow
    from PIL import ImageChops

    with Pillow.open(io.BytesIO(png)) as opened:
        page = opened.convert("RGB")
    red, green, blue = page.split()
    same = not (
        ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox()
    )
    return _encoded(page.convert(_GREY) if same else page, photograph=False)


def _encoded(picture: object, *, photograph: bool) -> Image:
    """Encoded anew, without metadata."""
    from PIL import Image as Pillow

    assert isinstance(picture, Pillow.Image)  # noqa: S101 - for the type checker; Pillow is lazy
    buffer = io.BytesIO()
    picture.info = {}
    if photograph:
        picture.convert("RGB").save(buffer, "JPEG", quality=_JPEG_QUALITY)
        return Image(buffer.getvalue(), "jpeg", picture.width, picture.height)
    mode = picture if picture.mode in {"1", "L", "P", "RGB", "RGBA"} else picture.convert("RGB")
    mode.save(buffer, "PNG", optimize=False)
    return Image(buffer.getvalue(), "png", picture.width, picture.height)


def fitted(image: Image, width: int, height: int) -> tuple[int, int]:
    """Width and height (any unit) that keep the proportions, within these bounds."""
    scale = min(width / image.width, height / image.height)
    return max(1, int(image.width * scale)), max(1, int(image.height * scale))


def drawing(
    relation: str, identifier: int, alternative: str, size: tuple[int, int], *, framed: bool = False
) -> Element:
    """A run with an inline picture; `size` in EMU. `framed`: a hairline around a page."""
    width, height = size
    frame = el("a:ln", el("a:solidFill", el("a:srgbClr", val="B9C3C7")), w=6350) if framed else None
    name = f"Image {identifier}"
    picture = el(
        "pic:pic",
        el(
            "pic:nvPicPr",
            el("pic:cNvPr", id=identifier, name=name, descr=alternative),
            el("pic:cNvPicPr", el("a:picLocks", noChangeAspect=1)),
        ),
        el("pic:blipFill", el("a:blip", r_embed=relation), el("a:stretch", el("a:fillRect"))),
        el(
            "pic:spPr",
            el("a:xfrm", el("a:off", x=0, y=0), el("a:ext", cx=width, cy=height)),
            el("a:prstGeom", el("a:avLst"), prst="rect"),
            frame,
        ),
    )
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    inline = el(
        "wp:inline",
        el("wp:extent", cx=width, cy=height),
        el("wp:effectExtent", l=0, t=0, r=0, b=0),
        el("wp:docPr", id=identifier, name=name, descr=alternative),
        el("wp:cNvGraphicFramePr", el("a:graphicFrameLocks", noChangeAspect=1)),
        el("a:graphic", el("a:graphicData", picture, uri=uri)),
        distT=0, distB=0, distL=0, distR=0,
    )  # fmt: skip
    return el("w:r", el("w:drawing", inline))
