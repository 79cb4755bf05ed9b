"""Which paragraphs of a docx may be headings, and those that are by their look."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from dossier_builder.domain.wording import count_words
from dossier_builder.facts.content import Line
from dossier_builder.facts.docx_look import ParagraphLook
from dossier_builder.facts.looks import (
    Look,
    Looked,
    body_look,
    levels,
    reads_as_heading,
    stands_out,
)
from dossier_builder.ooxml import Element, NumberedParagraph, qn

_ROW, _CELL = qn("w:tr"), qn("w:tc")
_LIST = f"{qn('w:pPr')}/{qn('w:numPr')}"
# A cell that holds text as a page does: a heading may stand at its head.
_CELL_WORDS = 30


def mark_looks(
    lines: Sequence[Line], paragraphs: Sequence[NumberedParagraph], looks: Sequence[ParagraphLook]
) -> tuple[Line, ...]:
    """The same lines: those that cannot be headings told, and the levels that looks give."""
    crowded = _in_crowded_rows(lines, paragraphs)
    body = body_look(
        (look.look, look.letters)
        for line, look in zip(lines, looks, strict=True)
        if line.level is None and line.toc is None
    )
    candidates = []
    alone: list[bool] = []
    for n, (line, paragraph, look) in enumerate(zip(lines, paragraphs, looks, strict=True)):
        heading = _candidate(n, line, look, body) if n not in crowded else None
        if heading:
            candidates.append(heading)
        styled = line.level is not None
        item = not line.number and paragraph.element.find(_LIST) is not None
        alone.append(styled or heading is not None or (n not in crowded and not item))
    found = levels(candidates)
    marked = list(lines)
    for n, line in enumerate(lines):
        lead = looks[n].lead if n in found and _opens_its_text(looks[n], body) else ""
        if (alone[n], found.get(n), lead) != (line.alone, line.look, line.lead):
            marked[n] = replace(line, alone=alone[n], look=found.get(n), lead=lead)
    return tuple(marked)


def _candidate(position: int, line: Line, look: ParagraphLook, body: Look) -> Looked | None:
    if line.toc is not None or line.kind == "legende" or line.reserved or line.help:
        return None
    text, shown = line.text, look.look
    if line.level is None and _opens_its_text(look, body):
        text, shown = look.lead, look.lead_look
    if line.level is None and not (reads_as_heading(text) and stands_out(shown, body)):
        return None
    return Looked(position, f"{line.number} {text}".strip(), shown, line.level)


def _opens_its_text(look: ParagraphLook, body: Look) -> bool:
    """Whether the first line is a heading and the rest its text: Shift+Enter between the two."""
    return bool(look.lead) and stands_out(look.lead_look, body) and not stands_out(look.look, body)


def _in_crowded_rows(
    lines: Sequence[Line], paragraphs: Sequence[NumberedParagraph]
) -> frozenset[int]:
    """Positions of the lines in a cell that shares its row with others, and says little.

    The heads of the columns of a table are no headings; a whole dossier typed in one table has
    its headings in cells that are alone in their row, or that hold the text too.
    """
    cells: dict[Element, list[int]] = defaultdict(list)
    for n, paragraph in enumerate(paragraphs):
        cell = next(paragraph.element.iterancestors(_CELL), None)
        if cell is not None and lines[n].text.strip():
            cells[cell].append(n)
    rows = Counter(next(cell.iterancestors(_ROW), None) for cell in cells)
    crowded: set[int] = set()
    for cell, members in cells.items():
        words = sum(count_words(lines[n].text) for n in members)
        if rows[next(cell.iterancestors(_ROW), None)] > 1 and words < _CELL_WORDS:
            crowded.update(members)
    return frozenset(crowded)
