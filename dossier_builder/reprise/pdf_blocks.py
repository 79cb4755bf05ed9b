"""Printed lines → blocks: paragraphs, lists, tables, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dossier_builder.domain.blocks import Alignment, Block, Inline, Paragraph, Run, Table
from dossier_builder.inputs.inline_tidy import one_line, tidied
from dossier_builder.inputs.word_captions import Caption, typed_caption
from dossier_builder.inputs.word_lists import Item
from dossier_builder.pdf import TextLine
from dossier_builder.reprise.pdf_lines import (
    Frame,
    beside,
    column_of,
    columns_of,
    glued,
    item_mark,
    joined,
    level_with,
    runs_of_columns,
    with_bullets,
)

_SENTENCE_ENDS = (".", "!", "?", "…", ":", "»", ";")
_SHORT_OF_MARGIN = 0.12
_INDENT = 0.012
_GAP = 1.3
_SAME_SIZE = 0.6
_ROW_STEP = 1.14
_EDGE = 0.002

Flow = Block | Caption | Item


@dataclass(slots=True)
class _Text:
    """A paragraph or an item being joined, line after line."""

    lines: list[TextLine] = field(default_factory=list)
    number: int | None = None
    mark: int | None = None


def flow_of(
    lines: Sequence[TextLine], frame: Frame, known: frozenset[str], labels: list[str]
) -> Iterator[Flow]:
    """The blocks of lines that hold no heading; `labels` gathers what printing puts back."""
    ready = with_bullets(lines)
    start = 0
    for first, end in runs_of_columns(ready, frame):
        yield from _texts(ready[start:first], frame, known, labels)
        yield _table(ready[first:end], known)
        start = end
    yield from _texts(ready[start:], frame, known, labels)


def _texts(
    cells: Sequence[TextLine], frame: Frame, known: frozenset[str], labels: list[str]
) -> Iterator[Flow]:
    lines = _made_whole(cells)
    current: _Text | None = None
    pitch = _pitch(lines)
    for line in lines:
        mark = item_mark(line.text)
        if mark is not None and current is not None and _is_mid_sentence(current, line, frame):
            mark = None
        if current is not None and mark is None and _goes_on(current, line, frame, pitch):
            current.lines.append(line)
            continue
        if current is not None:
            yield _made(current, frame, known, labels)
        current = _Text([line])
        if mark is not None:
            current.number, current.mark = mark
    if current is not None:
        yield _made(current, frame, known, labels)


def _is_mid_sentence(text: _Text, line: TextLine, frame: Frame) -> bool:
    """Whether « – » or « 2. » only happens to begin a line of a sentence that goes on."""
    last = text.lines[-1]
    full = last.x1 > frame.right - _SHORT_OF_MARGIN * frame.width
    same_list = text.mark is not None and abs(line.x0 - text.lines[0].x0) < _INDENT
    bullet = line.text[0] not in "–—-*" and not line.text[0].isdigit()
    return full and not last.text.rstrip().endswith(_SENTENCE_ENDS) and not (same_list or bullet)


def _made_whole(cells: Sequence[TextLine]) -> list[TextLine]:
    """Pieces side by side that are no table are one line again."""
    made: list[TextLine] = []
    for cell in cells:
        if made and beside(made[-1], cell) and made[-1].x1 <= cell.x0:
            text = f"{made[-1].text} {cell.text}"
            made[-1] = replace(made[-1], text=text, x1=cell.x1)
        else:
            made.append(cell)
    return made


def _goes_on(text: _Text, line: TextLine, frame: Frame, pitch: float) -> bool:
    """Whether a line goes on with the paragraph: full line above, same type, no new indent."""
    last = text.lines[-1]
    if abs(last.size - line.size) > _SAME_SIZE:
        return False
    ended = last.text.rstrip().endswith(_SENTENCE_ENDS)
    full = last.x1 > frame.right - _SHORT_OF_MARGIN * frame.width
    if line.page != last.page:
        return (full or line.text[:1].islower()) and not (ended and line.text[:1].isupper())
    height = line.bottom - line.top
    if line.top < last.top or line.top - last.top > _GAP * max(pitch, height):
        return False
    if text.mark is not None:
        return line.x0 > text.lines[0].x0 + _INDENT / 2
    indented = line.x0 > last.x0 + _INDENT and len(text.lines) > 1
    return not indented and (full or not ended) and (full or line.text[:1].islower())


def _pitch(lines: Sequence[TextLine]) -> float:
    """The usual distance from one line to the next."""
    steps = sorted(
        b.top - a.top
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < b.top - a.top < 0.05  # noqa: PLR2004 - lines, not paragraphs
    )
    return steps[len(steps) // 2] if steps else 0.0


def _made(text: _Text, frame: Frame, known: frozenset[str], labels: list[str]) -> Flow:
    words = joined(text.lines, known)
    if text.mark is None:
        inlines = tidied([Run(words)])
        caption = typed_caption(inlines, labels)
        return caption if caption is not None else Paragraph(inlines)
    depth = min(2, max(0, round((text.lines[0].x0 - frame.left) / 0.045) - 1))
    ordered = text.number is not None
    if ordered:
        labels.append(words[: text.mark])
    paragraph = Paragraph(tidied([Run(words[text.mark :])]))
    return Item(depth, ordered, "pdf", text.number or 1, [paragraph])


def _table(lines: Sequence[TextLine], known: frozenset[str]) -> Table:
    """A row for each group of heights that stand as close as the lines of a cell do."""
    columns = columns_of(lines)
    starts = _row_starts(lines)
    rows: dict[int, list[str]] = {}
    for line in lines:
        row = max((n for n, top in enumerate(starts) if top <= line.top + _EDGE), default=0)
        cells = rows.setdefault(row, [""] * len(columns))
        column = column_of(line, columns)
        cells[column] = glued(cells[column], line.text, known)
    made = [tuple(_cell(text) for text in rows[row]) for row in sorted(rows)]
    left: Alignment = "left"
    return Table(made[0], tuple(made[1:]), (left,) * len(columns))


def _row_starts(lines: Sequence[TextLine]) -> list[float]:
    """The tops of the rows: where the step from one height to the next is not the least one."""
    heights: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.top):
        if heights and any(level_with(line, other) for other in heights[-1]):
            heights[-1].append(line)
        else:
            heights.append([line])
    tops = [min(line.top for line in height) for height in heights]
    feet = [max(line.bottom for line in height) for height in heights]
    steps = [
        (b - a + d - c) / 2 for (a, b), (c, d) in zip(pairwise(tops), pairwise(feet), strict=True)
    ]
    least = min(steps, default=0.0)
    if not steps or max(steps) < _ROW_STEP * least:
        return tops
    return [
        tops[0],
        *(top for top, step in zip(tops[1:], steps, strict=True) if step > _ROW_STEP * least),
    ]


def _cell(text: str) -> tuple[Inline, ...]:
    return one_line([Run(re.sub(r"\s+", " ", text))])
