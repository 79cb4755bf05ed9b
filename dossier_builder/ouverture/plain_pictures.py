"""A docx with blanks for pictures: an engine lays out the same pages for less than two thirds.

Decoding, scaling and packing pictures is a third of what LibreOffice does for a dossier, and two
thirds of what dxpdf does; only who looks at the pages needs them.
"""

from __future__ import annotations

import posixpath
import re

from dossier_builder.domain import limits
from dossier_builder.ooxml import Package
from dossier_builder.ooxml.picture_sizes import BLANK, HEAD_BYTES, pixels

_DECODED = (".png", ".jpg", ".jpeg")
_WORTH_PIXELS = 64 * 64
_SIZED_BY_PIXELS = re.compile(
    rb"wrapT(?:ight|hrough)|type=.t(?:ight|hrough)|imagedata|<wp:extent[^>]*\sc[xy]=.0"
)
"""Where the picture itself moves text: text that follows its outline, a size that is not said."""


def with_plain_pictures(package: Package) -> Package:
    """The same package, its pictures blank where the document alone says how large they print.

    Raises UnreadableError when a part is damaged.
    """
    if any(name.endswith(".xml") and _SIZED_BY_PIXELS.search(package.part(name))
           for name in package.names):  # fmt: skip
        return package
    return package.with_parts({name: BLANK for name in package.names if _is_drawn(package, name)})


def _is_drawn(package: Package, name: str) -> bool:
    """Whether it is a picture that costs something to draw."""
    if posixpath.splitext(name)[1].lower() not in _DECODED:
        return False
    across, down = pixels(package.head(name, HEAD_BYTES)) or (0, 0)
    return _WORTH_PIXELS <= across * down <= limits.PICTURE_PIXELS  # above, it is refused, and told
