"""The look of the slides: the colour of the centre's gabarit, its logo (restyled, they follow)."""

from __future__ import annotations

from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Package, qn
from dossier_builder.values import frozen

FACE = "Calibri"  # on every machine with PowerPoint; Carlito has the same widths elsewhere
_PETROL, _INK = "1D4E5F", "1F2A30"
_READABLE = 4.5  # contrast with white that WCAG 2.1 asks of text (1.4.3)
_DARK = 0.03928  # sRGB values below which the curve is a straight line (WCAG 2.1)


@frozen
class Look:
    """RRGGBB colours and the logo, None when the centre gives none."""

    accent: str = _PETROL
    encre: str = _INK
    logo: Path | None = None


def look_of(modele: Modele) -> Look:
    """The accent of the gabarit's theme where white stands out on it, else ours."""
    accent = _accent(modele.gabarit)
    logo = modele.centre.logo if modele.centre else None
    return Look(accent if accent and contrast(accent) >= _READABLE else _PETROL, logo=logo)


def contrast(colour: str) -> float:
    """The contrast of a colour with white (WCAG 2.1)."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= _DARK else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


def _accent(gabarit: Path) -> str:
    try:
        package = Package.read(gabarit)
        theme = package.related("theme")
        root = package.xml(theme) if theme else None
    except (UnreadableError, OSError):
        return ""
    for colour in root.iter(qn("a:accent1")) if root is not None else ():
        for one in colour:
            value = one.get("val", "")
            if len(value) == len(_PETROL):
                return value.upper()
    return ""
