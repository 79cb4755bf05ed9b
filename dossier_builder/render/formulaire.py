"""The boxes of the ministry's form: what a learner wrote, in rows that any engine can break.

dxpdf does not split a row that holds a table, and leaves half a page blank before it: a table
written in a box gets a row of its own, the box keeps its frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from dossier_builder.ooxml import Element, qn
from dossier_builder.render.gabarit import put_at
from dossier_builder.render.markup import add_property, el

_EDGES = ("w:top", "w:bottom")


def rows_of(elements: Sequence[Element]) -> list[list[Element]]:
    """The elements of a box, cut so that each table stands alone with its caption and space."""
    rows: list[list[Element]] = [[]]
    for element in elements:
        if element.tag == qn("w:tbl"):
            caption = [rows[-1].pop()] if rows[-1] and _stays_with_next(rows[-1][-1]) else []
            rows = [row for row in rows if row]
            rows += [[*caption, element], []]
        elif rows[-1] == [] and len(rows) > 1 and rows[-2][-1].tag == qn("w:tbl"):
            rows[-2].append(element)  # the small paragraph that follows every table
        else:
            rows[-1].append(element)
    return [row for row in rows if row]


def put_in_box(marker: Element, rows: Sequence[Sequence[Element]]) -> None:
    """Fill a box: its row for the first part, a copy of it for each of the others."""
    for part in rows:
        _free_first(part)
    row = next(marker.iterancestors(qn("w:tr")), None)
    if row is None or len(rows) == 1:
        put_at(marker, [element for part in rows for element in part])
        return
    style = marker[0][0].get(qn("w:val"))
    copies = [row, *(deepcopy(row) for _ in rows[1:])]
    for number, (copy, part) in enumerate(zip(copies, rows, strict=True)):
        if number:
            copies[number - 1].addnext(copy)
        _open_edges(copy, first=number == 0, last=number == len(rows) - 1)
        if any(element.tag == qn("w:tbl") for element in part):
            _keep_whole(copy)
        here = next(s for s in copy.iter(qn("w:pStyle")) if s.get(qn("w:val")) == style)
        paragraph = next(here.iterancestors(qn("w:p")))
        put_at(paragraph, part)


def _open_edges(row: Element, *, first: bool, last: bool) -> None:
    """No line between two rows of the same box."""
    for borders in row.iter(qn("w:tcBorders")):
        for edge, kept in zip(_EDGES, (first, last), strict=True):
            line = borders.find(qn(edge))
            if line is not None and not kept:
                borders.replace(line, el(edge, val="nil"))


def _keep_whole(row: Element) -> None:
    """A caption stays with its table by the row, not by « keep with next ».

    See `_free_first`.
    """
    properties = row.find(qn("w:trPr"))
    if properties is None:
        properties = el("w:trPr")
        row.insert(0, properties)
    for old in properties.findall(qn("w:cantSplit")):
        properties.remove(old)  # Google Docs writes it on every row, switched off
    properties.insert(0, el("w:cantSplit"))


def _free_first(part: Sequence[Element]) -> None:
    """A row that opens with « keep with next » would be kept whole by LibreOffice."""
    if part and part[0].tag == qn("w:p"):
        add_property(part[0], el("w:keepNext", val=0))


def _stays_with_next(paragraph: Element) -> bool:
    """Whether it is a table's caption: it carries the field SEQ Tableau, or a bookmark of ours."""
    starts = paragraph.iter(qn("w:bookmarkStart"))
    return any(s.get(qn("w:name"), "").startswith("tableau") for s in starts)
