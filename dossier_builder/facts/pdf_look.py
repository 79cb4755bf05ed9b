"""How the lines of a PDF are printed, and which of them are one heading over several lines."""

from __future__ import annotations

from collections.abc import Sequence

from dossier_builder.domain.wording import folded
from dossier_builder.facts.likeness import SMALL_WORDS
from dossier_builder.facts.looks import (
    CAPITAL_LETTERS,
    Look,
    reads_as_heading,
    scheme_of,
    stands_out,
)
from dossier_builder.facts.looks import body_look as most_common_look
from dossier_builder.pdf import PdfPage, TextLine

# From one line of a heading to the next, in heights of its ink (0.7 of the size): up to 1.8 lines.
_LINE_PITCH = 2.6
# A heading runs over this many printed lines at most; so many in one look are text.
_MOST_LINES = 3
# A line that ends with one of these goes on.
_GO_ON = SMALL_WORDS | {"avec", "sous", "sans"}
# In shares of the width: margins of 2.5 cm of 21; lines centred alike; a line that ends early.
_MARGIN = 0.12
_CENTRED = 0.02
_LEFT = 0.2
_SHORT = 0.1
_STOPS = (".", "!", "?", "»", "…", ":", ";")
_GOES_ON = (":", ",", "–", "—", "’", "'", "/", "(", "&", "«")


def look_of(line: TextLine) -> Look:
    """The look of a printed line; rules under it are drawings, which this does not see."""
    capitals = line.text.isupper() and sum(map(str.isalpha, line.text)) >= CAPITAL_LETTERS
    return Look(round(line.size, 1), bold=line.bold, capitals=capitals)


def body_look(pages: Sequence[PdfPage]) -> Look:
    """The look in which most characters are printed; capitals are never the body's."""
    return most_common_look(
        (Look(round(line.size, 1), bold=line.bold), len(line.text))
        for page in pages
        for line in page.lines
    )


def heading_group(lines: Sequence[TextLine], start: int, body: Look) -> Sequence[TextLine]:
    """The line, with those that follow it in the same type: one heading over several lines."""
    first = lines[start]
    look = look_of(first)
    if not stands_out(look, body) or not reads_as_heading(first.text.rstrip(",;.")):
        return lines[start : start + 1]
    right = 1.0 - min(first.x0, 0.2)
    group = [first]
    for line in lines[start + 1 : start + 1 + _MOST_LINES]:
        if not _same_type(group[-1], line, look) or not _goes_on(group[-1], line, right):
            break
        group.append(line)
    return group if len(group) <= _MOST_LINES else group[:1]


def stands_apart(lines: Sequence[TextLine], position: int) -> bool:
    """Whether a line is a paragraph of its own, though nothing in its type tells it."""
    line = lines[position]
    if line.text[:1].islower() or not reads_as_heading(line.text):
        return False
    above = lines[position - 1] if position else None
    below = lines[position + 1] if position + 1 < len(lines) else None
    ended = above is None or _apart(above, line) or above.text.endswith(_STOPS) or _is_short(above)
    begins = below is None or _apart(line, below) or not below.text[:1].islower()
    return ended and begins and not any(_beside(line, x) for x in (above, below) if x)


def _apart(above: TextLine, line: TextLine) -> bool:
    height = max(line.bottom - line.top, above.bottom - above.top)
    return line.page != above.page or not 0 < line.top - above.top < height * _LINE_PITCH


def _is_short(line: TextLine) -> bool:
    """Whether a line ends well before the margin: it ends its paragraph."""
    return line.x1 < 1 - _MARGIN - _SHORT


def _beside(line: TextLine, other: TextLine) -> bool:
    """Whether they stand on one row, as the cells of a table do."""
    return line.page == other.page and line.top < other.bottom and other.top < line.bottom


def joined(group: Sequence[TextLine]) -> str:
    """The words of the lines; one cut by a hyphen at the end of a line is whole again."""
    text = group[0].text
    for line in group[1:]:
        cut = text.endswith(("-", "\u2010", "\u00ad")) and line.text[:1].islower()
        text = text[:-1] + line.text if cut and text[-2:-1].isalpha() else f"{text} {line.text}"
    return text


def _same_type(above: TextLine, line: TextLine, look: Look) -> bool:
    height = max(line.bottom - line.top, above.bottom - above.top)
    close = 0 < line.top - above.top < height * _LINE_PITCH
    other = look_of(line)
    return line.page == above.page and close and other[:2] == look[:2]


def _goes_on(above: TextLine, line: TextLine, right: float) -> bool:
    """Whether the line above was full, or its words want a sequel; a number opens a new title."""
    if scheme_of(line.text) or folded(line.text).startswith("annexe"):
        return False
    words = folded(above.text).replace("'", " ").split()
    if above.text.endswith((*_GOES_ON, "-")) or _GO_ON.issuperset(words[-1:] or "?"):
        return True
    if line.text[:1].islower():
        return True
    next_word = len(line.text.split()[0]) + 1
    width = above.x1 - above.x0
    needed = width / len(above.text) * next_word
    centred = abs((above.x0 + above.x1) / 2 - (line.x0 + line.x1) / 2) < _CENTRED
    room = right - above.x1 if not centred or above.x0 < _LEFT else 1 - 2 * _MARGIN - width
    return needed > room
