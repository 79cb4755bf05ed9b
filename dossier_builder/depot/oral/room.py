"""Whether a text fits in its box: lines estimated from the width of letters (pure).

Letters of Calibri are some 0.49 of their size wide on average, spaces included: counting 0.52 leaves
room for a text of wide letters.
"""

from __future__ import annotations

from collections.abc import Sequence

LETTER = 0.52
BOLD = 0.54
LINE = 1.2
_POINTS_AN_INCH = 72


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes; `size` in points, `width` in inches."""
    room = width * _POINTS_AN_INCH / (size * (BOLD if bold else LETTER))
    lines, used = 1, 0.0
    for word in text.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            lines += 1
            used = float(length)
        else:
            used += length + (1 if used else 0)
        lines += int(max(0.0, used - 1) // room) if used > room else 0
    return lines


def height_of(texts: Sequence[tuple[str, bool]], size: float, width: float, *, gap: float) -> float:
    """The height, in inches, of paragraphs (text, bold) with `gap` points after each."""
    points = sum(lines_of(text, size, width, bold=bold) * size * LINE + gap for text, bold in texts)
    return points / _POINTS_AN_INCH


def size_that_fits(
    texts: Sequence[tuple[str, bool]],
    sizes: Sequence[float],
    box: tuple[float, float],
    *,
    gap: float,
) -> float | None:
    """The first of the sizes at which the paragraphs fit in the box (width, height in inches)."""
    width, height = box
    return next((size for size in sizes if height_of(texts, size, width, gap=gap) <= height), None)
