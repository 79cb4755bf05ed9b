"""Whether a text fits in its box: lines estimated from the width of letters (pure).

Letters of Calibri are some 0.49 of their size wide on average, spaces included: counting 0.52
leaves room for a text of wide letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.values import frozen

Box = tuple[float, float, float, float]
"""Left, top, width, height, in inches."""

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.75
TITLE: Box = (MARGIN, 0.35, WIDTH - 2 * MARGIN, 1.4)
BODY: Box = (MARGIN, 1.95, WIDTH - 2 * MARGIN, 4.8)
BESIDE: Box = (MARGIN, 1.95, 4.6, 4.8)
"""The points of a slide that also shows a picture."""
SIZES = (26.0, 24.0, 22.0, 20.0)
"""Of the points, in points; nothing on a slide is smaller than the last one."""
GAP = 10.0
INSET_X, INSET_Y = 0.6, 0.15  # the box's own margins, and the bullet
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
        if used > room:  # a word longer than a line is cut
            lines += int((used - 1) // room)
            used %= room
    return lines


@frozen
class Text:
    """One paragraph of a box; `before` and `after` are the points of blank around it."""

    text: str
    bold: bool = False
    after: float = GAP
    before: float = 0.0


def height_of(texts: Sequence[Text], size: float, width: float) -> float:
    """The height, in inches, of paragraphs of that size."""
    points = sum(
        lines_of(one.text, size, width, bold=one.bold) * size * LINE + one.before + one.after
        for one in texts
    )
    return points / _POINTS_AN_INCH


def size_that_fits(texts: Sequence[Text], sizes: Sequence[float], box: Box) -> float | None:
    """The first of the sizes at which the paragraphs fit in the box, None when none does."""
    width, height = box[2] - INSET_X, box[3] - INSET_Y
    return next((size for size in sizes if height_of(texts, size, width) <= height), None)
