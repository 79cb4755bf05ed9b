"""Whether an image can be printed: kind, size and wholeness, from its header, never decoded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.domain import limits
from dossier_builder.errors import InputProblem
from dossier_builder.inputs.places import Place

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

ACCEPTED = "PNG, JPEG, GIF ou BMP"

# First bytes of the kinds that Word takes, and of those that people try all the same.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
)
_CONVERT = f"Ouvrez-la dans un logiciel d’images et enregistrez-la en {ACCEPTED}."


def image_kind(path: Path) -> str | None:
    """PNG, JPEG, GIF, BMP, TIFF, WEBP, HEIC, SVG or PDF, by content; None for anything else."""
    with path.open("rb") as stream:
        head = stream.read(16)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:11] in {b"hei", b"mif", b"avi", b"hev"}:
        return "HEIC"
    return next((kind for start, kind in _SIGNATURES if head.startswith(start)), None)


def check_image(path: Path, place: Place, *, what: str) -> InputProblem | None:
    """What prevents the image at `path` from being printed, if anything."""
    kind = image_kind(path)
    if kind not in {"PNG", "JPEG", "GIF", "BMP"}:
        if kind is None:
            message = f"{what} n’est pas une image lisible (attendu : {ACCEPTED})"
            return place.problem(message, _CONVERT)
        return place.problem(f"{what} est au format {kind} (attendu : {ACCEPTED})", _CONVERT)
    size = _size(path, kind)
    if size is None or not all(size) or not _whole(path, kind):
        message = f"{what} est abîmée : le fichier {kind} est incomplet ou altéré"
        return place.problem(message, "Copiez-la de nouveau depuis l’original, ou exportez-la.")
    width, height = size
    if width * height > limits.INPUT_PICTURE_PIXELS:
        message = (
            f"{what} est trop grande : {width} × {height} pixels, soit "
            f"{width * height / 1e6:.0f} millions "
            f"(au plus {limits.INPUT_PICTURE_PIXELS // 1_000_000} millions)"
        )
        aide = (
            "Réduisez-la dans un logiciel d’images : 2 000 pixels de large suffisent à imprimer "
            "une pleine page."
        )
        return place.problem(message, aide)
    return None


def _size(path: Path, kind: str) -> tuple[int, int] | None:
    """Width and height in pixels, read from the header; None when it makes no sense.

    The format's own class is opened, not Image.open: the latter refuses, or warns of, large
    images before telling their size.
    """
    from PIL import BmpImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin

    classes: dict[str, Callable[[Path], ImageFile]] = {
        "PNG": PngImagePlugin.PngImageFile,
        "JPEG": JpegImagePlugin.JpegImageFile,
        "GIF": GifImagePlugin.GifImageFile,
        "BMP": BmpImagePlugin.BmpImageFile,
    }
    try:
        with classes[kind](path) as opened:
            return opened.size
    except (OSError, SyntaxError, ValueError, EOFError):
        return None


def _whole(path: Path, kind: str) -> bool:
    """Whether the file goes on to its end; no pixel is decoded."""
    if kind == "PNG":
        from PIL import PngImagePlugin

        try:
            with PngImagePlugin.PngImageFile(path) as opened:
                opened.verify()
        except (OSError, SyntaxError, ValueError, EOFError):
            return False
        return b"IEND" in _tail(path, 4096)
    if kind == "JPEG":
        return _jpeg_ends(path.read_bytes())
    if kind == "GIF":
        return b"\x3b" in _tail(path, 64)
    declared = int.from_bytes(path.read_bytes()[2:6], "little")
    return path.stat().st_size >= declared


def _jpeg_ends(data: bytes) -> bool:
    """Whether the end mark (FF D9) follows the first scan (FF DA).

    The segments before the scan are stepped over, as they may hold a whole thumbnail; after it, FF
    within the pixels is always followed by 00. What phones append later does not matter.
    """
    position = 2
    while data[position : position + 1] == b"\xff" and data[position + 1 : position + 2] != b"\xda":
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        position += 2 + max(length, 2)
    return data.find(b"\xff\xd9", position) > 0


def _tail(path: Path, size: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - size))
        return stream.read()
