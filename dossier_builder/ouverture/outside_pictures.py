"""Pictures that engines must not decode: enormous ones, drawings that lead outside.

A blank stands in their place: the document says how large a picture is printed, so nothing moves.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Iterable

from dossier_builder.domain import limits
from dossier_builder.domain.retires import Retire
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Element, parse_xml, serialize_xml
from dossier_builder.ooxml.picture_sizes import BLANK, HEAD_BYTES, pixels
from dossier_builder.ouverture.targets import is_outside, shown

_RASTER = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".dib")
_VECTOR = (".emf", ".wmf", ".svg", ".pct", ".eps")
_PACKED = (".emz", ".wmz", ".svgz")
_GZIP = 31  # window bits: a gzip header is expected
_BLANK_DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_ACTIVE = frozenset(("script", "foreignObject", "handler", "set", "animate", "animation"))
_SVG_NAMES = ("href", "src", "base")


def safe_pictures(
    names: Iterable[str], head: Callable[[str, int], bytes]
) -> tuple[dict[str, bytes], tuple[Retire, ...]]:
    """What must stand in the place of some pictures, and what was taken out of them.

    `head` gives the first bytes of a part. Raises what `head` raises.
    """
    replaced: dict[str, bytes] = {}
    gone: list[Retire] = []
    for name in names:
        suffix = posixpath.splitext(name)[1].lower()
        if suffix in _RASTER:
            size = pixels(head(name, HEAD_BYTES))
            immense = size is not None and size[0] * size[1] > limits.PICTURE_PIXELS
        elif suffix in _VECTOR or suffix in _PACKED:
            data = head(name, limits.PICTURE_VECTOR_BYTES + 1)
            immense = _is_immense(data, packed=suffix in _PACKED)
            if suffix == ".svg" and not immense:
                replaced[name], links = _still(data)
                gone += links
        else:
            continue
        if immense:
            replaced[name] = _BLANK_DRAWING if suffix == ".svg" else BLANK
            gone.append(Retire("image_demesuree", posixpath.basename(name)))
    return replaced, tuple(gone)


def _is_immense(data: bytes, *, packed: bool) -> bool:
    if len(data) > limits.PICTURE_VECTOR_BYTES:
        return True
    if not packed:
        return False
    unpacker = zlib.decompressobj(_GZIP)
    try:
        return len(unpacker.decompress(data, limits.PICTURE_VECTOR_BYTES + 1)) > (
            limits.PICTURE_VECTOR_BYTES
        )
    except zlib.error:
        return False  # no engine will read it either


def _still(data: bytes) -> tuple[bytes, list[Retire]]:
    """An SVG drawing that neither moves nor fetches; a blank one when it is not plain XML."""
    try:
        root = parse_xml(data)
    except UnreadableError:
        return _BLANK_DRAWING, []
    gone: list[Retire] = []
    for element in list(root.iter()):
        parent = element.getparent()
        if _local(element.tag) in _ACTIVE and parent is not None:
            parent.remove(element)
            continue
        if _local(element.tag) == "style" and "@import" in (element.text or ""):
            element.text = ""
        gone += _drop_links(element)
    return serialize_xml(root), gone


def _drop_links(element: Element) -> list[Retire]:
    gone = []
    for name, value in list(element.attrib.items()):
        text = str(value)
        linked = _local(name) in _SVG_NAMES and not text.startswith(("#", "data:"))
        if linked or "url(http" in text.replace(" ", "").replace("'", "").replace('"', ""):
            del element.attrib[name]
            if is_outside(text):
                gone.append(Retire("image", shown(text)))
    return gone


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
