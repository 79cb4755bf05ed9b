"""Printed lines of a PDF told apart: bullets joined to their text, notes, columns, full lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dossier_builder.pdf import TextLine
from dossier_builder.values import frozen

_SAME_LINE = 0.4
_BULLET = re.compile(r"^[•●▪◦‣■□➢➤►✓–—\-*\uf0b7\uf0a7\uf0d8]$|^o$")
_BULLETED = re.compile(r"^(?P<mark>[•●▪◦‣■➢➤►✓\uf0b7\uf0a7\uf0d8]|[–—\-*](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"^\d{1,2}[.)]$")
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})[.)]\s+(?=\S)")
_NOTE = re.compile(r"^\d{1,3}\s*(?=[A-ZÀ-Ý«])")
_SMALLER = 0.94
_AT_LEFT = 0.03
_AFTER_BULLET = 0.05
_HYPHENS = ("-", "\u2010", "\u00ad")


@frozen
class Frame:
    """Where the text of a document stands: its sides in shares of the page, its usual size."""

    left: float
    right: float
    size: float

    @property
    def width(self) -> float:
        """The width of the text, as a share of the page."""
        return max(0.1, self.right - self.left)

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> Frame:
        """The frame that most characters stand in."""
        if not lines:
            return cls(0.12, 0.88, 11.0)
        sizes: Counter[float] = Counter()
        lefts: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        size = sizes.most_common(1)[0][0]
        body = [line for line in lines if abs(line.size - size) < 0.5]  # noqa: PLR2004 - half a point
        for line in body:
            lefts[round(line.x0, 2)] += len(line.text)
        rights = sorted(line.x1 for line in body)
        left = lefts.most_common(1)[0][0]
        return cls(left, rights[int(len(rights) * 0.95) - 1] if len(rights) > 1 else 0.88, size)


def level_with(one: TextLine, other: TextLine) -> bool:
    """Whether two pieces stand at one height of one page."""
    if one.page != other.page:
        return False
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


def beside(one: TextLine, other: TextLine) -> bool:
    """Whether two pieces stand at one height, side by side."""
    return level_with(one, other) and (one.x1 <= other.x0 or other.x1 <= one.x0)


def with_bullets(lines: Sequence[TextLine]) -> list[TextLine]:
    """A bullet or a number printed apart from its text is one line with it."""
    made: list[TextLine] = []
    rest = list(lines)
    while rest:
        line = rest.pop(0)
        mark = _BULLET.match(line.text) or _NUMBER.match(line.text)
        if mark and rest and beside(line, rest[0]) and 0 < rest[0].x0 - line.x1 < _AFTER_BULLET:
            text = rest.pop(0)
            bullet = line.text if _NUMBER.match(line.text) else "•"
            made.append(replace(text, text=f"{bullet} {text.text}", x0=line.x0))
        else:
            made.append(line)
    return made


def item_mark(text: str) -> tuple[int | None, int] | None:
    """The number of a list item (None for a bullet) and how long its mark is; None: no item."""
    bulleted = _BULLETED.match(text)
    if bulleted:
        return None, bulleted.end()
    numbered = _NUMBERED.match(text)
    return (int(numbered["number"]), numbered.end()) if numbered else None


def notes_at_foot(
    lines: Sequence[TextLine], frame: Frame, cells: Mapping[int, Sequence[TextLine]]
) -> frozenset[TextLine]:
    """The notes at the foot of each page: small lines below all the others, the first numbered.

    Small lines in columns are a table.
    """
    found: set[TextLine] = set()
    for page in {line.page for line in lines}:
        own = sorted((x for x in lines if x.page == page), key=lambda x: x.top)
        small: list[TextLine] = []
        while own and own[-1].size < frame.size * _SMALLER:
            small.insert(0, own.pop())
        for n, line in enumerate(small):
            follows = any(level_with(line, other) and other.x0 > line.x0 for other in small)
            call = _NOTE.match(line.text) or (line.text.isdecimal() and follows)
            pieces = [c for one in small[n:] for c in cut_at_gaps(one, cells.get(page, ()))]
            texts = [piece for piece in pieces if not piece.text.isdecimal()]
            tabled = any(beside(one, other) for one, other in pairwise(texts))
            if call and line.x0 < frame.left + _AT_LEFT and own and not tabled:
                found.update(small[n:])
                break
    return frozenset(found)


def joined(lines: Iterable[TextLine], known: frozenset[str]) -> str:
    """The text of lines that follow one another; a word cut at a line's end is whole again.

    `known` are the words of the document: they tell « accompa-gnement » from « sous-titre ».
    """
    text = ""
    for line in lines:
        text = glued(text, line.text, known)
    return text


def glued(text: str, more: str, known: frozenset[str]) -> str:
    """Two pieces of one sentence."""
    if not text or not more:
        return text or more
    if text.endswith(_HYPHENS) and text[-2:-1].isalpha() and more[:1].islower():
        head = re.search(r"\w+$", text[:-1])
        tail = re.match(r"\w+", more)
        whole = f"{head[0]}{tail[0]}".casefold() if head and tail else ""
        return text[:-1] + more if whole in known or text.endswith("\u00ad") else text + more
    return f"{text} {more}"


def words_of(lines: Iterable[TextLine]) -> frozenset[str]:
    """Every word that the lines hold, in lower case."""
    return frozenset(w.casefold() for line in lines for w in re.findall(r"\w+", line.text))


def cut_at_gaps(line: TextLine, cells: Sequence[TextLine]) -> list[TextLine]:
    """The cells that a printed line is made of; the line itself when they do not say the same."""
    inside = [
        cell
        for cell in cells
        if level_with(line, cell) and line.x0 - _EDGE <= cell.x0 and cell.x1 <= line.x1 + _EDGE
    ]
    said = "".join("".join(cell.text.split()) for cell in inside)
    return inside if len(inside) > 1 and said == "".join(line.text.split()) else [line]


def runs_of_columns(lines: Sequence[TextLine], frame: Frame) -> Iterator[tuple[int, int]]:
    """Ranges of lines that stand in columns: two rows of cells at least."""
    flagged = [
        any(beside(line, other) for other in lines[max(0, n - _NEAR) : n + _NEAR])
        for n, line in enumerate(lines)
    ]
    n = 0
    while n < len(lines):
        if not flagged[n]:
            n += 1
            continue
        end = _end_of_run(lines, flagged, n, frame)
        if _rows(lines[n:end]) > 1:
            yield n, end
        n = end


def _end_of_run(
    lines: Sequence[TextLine], flagged: Sequence[bool], start: int, frame: Frame
) -> int:
    """Where the cells end: at a line as wide as the text, or far below the last cell."""
    last = n = start
    while n + 1 < len(lines) and lines[n + 1].page == lines[start].page:
        n += 1
        line, above = lines[n], lines[n - 1]
        wide = line.x1 - line.x0 > _WIDE * frame.width
        far = line.top - above.bottom > _FAR * (line.bottom - line.top)
        if not flagged[n] and (wide or far or line.size > lines[start].size + _OTHER_SIZE):
            break
        last = n
    while last > start and not flagged[last] and lines[last].x0 < lines[start].x0 - _EDGE:
        last -= 1
    return last + 1


def _rows(lines: Sequence[TextLine]) -> int:
    """How many heights at which cells stand side by side."""
    tops: list[TextLine] = []
    for line in lines:
        if any(beside(line, other) for other in lines) and not any(
            level_with(line, other) for other in tops
        ):
            tops.append(line)
    return len(tops)


def columns_of(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """The columns: where the widths of the cells overlap, those over several left out."""
    groups = [[line for line in lines if level_with(line, one)] for one in lines]
    most = max(len(group) for group in groups)
    spans: list[tuple[float, float]] = []
    for line in sorted({line for g in groups if len(g) == most for line in g}, key=_start):
        if spans and line.x0 < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], line.x1))
        else:
            spans.append((line.x0, line.x1))
    return spans


def column_of(line: TextLine, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a cell is of: the first it overlaps, else the nearest before it."""
    over = [n for n, (x0, x1) in enumerate(columns) if line.x0 < x1 and x0 < line.x1]
    before = [n for n, (x0, _) in enumerate(columns) if x0 <= line.x0]
    return over[0] if over else before[-1] if before else 0


def _start(line: TextLine) -> float:
    return line.x0


_NEAR = 60  # lines: a row of a table has no more cells and lines
_EDGE = 0.005
_WIDE = 0.85
_FAR = 1.6
_OTHER_SIZE = 0.6
