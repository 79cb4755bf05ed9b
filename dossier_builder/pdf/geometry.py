"""From a page's own space to fractions of what is shown of it: rotation and crop box are pdfium's.

One affine map a page, found once: asking pdfium for each point costs more than reading the text.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium_c

from dossier_builder.values import frozen

_GRID = 100_000  # steps across a page: pdfium gives positions in whole pixels of a virtual screen
_FAR = 1_000.0  # points: far enough for the rounding to vanish, on any page


@frozen
class Geometry:
    """The map of one page: `x`, `y` each hold the shares for x, for y, and for the origin."""

    x: tuple[float, float, float]
    y: tuple[float, float, float]

    @classmethod
    def of(cls, page: Any) -> Geometry:
        """The map of a loaded page."""
        x0, y0 = _shown(page, 0.0, 0.0)
        xx, yx = _shown(page, _FAR, 0.0)
        xy, yy = _shown(page, 0.0, _FAR)
        return cls(
            ((xx - x0) / _FAR, (xy - x0) / _FAR, x0), ((yx - y0) / _FAR, (yy - y0) / _FAR, y0)
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as fractions of the visible page, from its top left, within 0.0 and 1.0."""
        (ax, ay, a), (bx, by, b) = self.x, self.y
        return _unit(ax * x + ay * y + a), _unit(bx * x + by * y + b)

    def box(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a rectangle, as shown."""
        # the sums of `point`, said again: a page asks for hundreds of boxes
        (ax, ay, a), (bx, by, b) = self.x, self.y
        x0, x1 = ax * left + ay * top + a, ax * right + ay * bottom + a
        y0, y1 = bx * left + by * top + b, bx * right + by * bottom + b
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        return _unit(x0), _unit(y0), _unit(x1), _unit(y1)


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:
    column, row = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, column, row)
    return column.value / _GRID, row.value / _GRID


def _unit(value: float) -> float:
    return 0.0 if value < 0.0 else min(value, 1.0)
