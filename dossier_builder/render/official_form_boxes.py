"""A box of somebody's form: the learner's blocks in its frame, its control kept."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from dossier_builder.domain.dossier import Exemple
from dossier_builder.domain.form_places import Span
from dossier_builder.domain.modele import BoiteId
from dossier_builder.ooxml import Element, qn, text_of
from dossier_builder.render import styles as names
from dossier_builder.render.blocks import BlockWriter, Frame
from dossier_builder.render.formulaire import put_in_box, rows_of
from dossier_builder.render.gabarit import put_at
from dossier_builder.render.markup import add_property, el
from dossier_builder.render.official_form_places import (
    Form,
    box_place,
    cell_of,
    is_air,
    row_of,
    table_of,
    width_of,
)
from dossier_builder.render.official_form_text import (
    PPR,
    SDT_PR,
    TABLE,
    P,
    clear,
    controls_of,
    uncover,
)

_AIR = 200  # twips: what the lines of air of the form give
_INSET = 216  # twips: both margins of a cell
_USUAL_WIDTH = 9600
_TALL = 13000  # twips: about the text height of an A4 page
_MARKER = "place:boite"
_NO_LINE = frozenset({"nil", "none"})
_BEFORE_BOTTOM = frozenset(qn(f"w:{n}") for n in ("top", "start", "left"))
_BEFORE_MARGINS = frozenset(
    qn(f"w:{n}")
    for n in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap")
)


def box_frame(paragraph: Element) -> Frame:
    """The room that the cell of a paragraph gives to blocks."""
    return Frame(width_of(cell_of(paragraph), _USUAL_WIDTH) - _INSET, _TALL, names.BOX_HEADINGS)


def fill_box(form: Form, span: Span, example: Exemple, box: BoiteId, writer: BlockWriter) -> None:
    """Write what the learner wrote for a box in its place; an empty one loses its prompt only."""
    heading = form.at(span.start)
    table = table_of(heading)
    inside = [n for n in form.after(span) if any(a is table for a in form.at(n).iterancestors())]
    place = box_place(form, inside)
    blocks = example.boites.get(box, ())
    if not blocks:
        for n in inside if box == "complements" else ():
            if form.is_prompt(n):
                clear(form.at(n))
        return
    if place is None:
        made = el("w:p")
        heading.addnext(made)
    else:
        made = form.at(place)
        _empty(made, heading, [form.at(n) for n in inside if n != place])
        _close_box(made, heading)
    parts = rows_of(writer.write(blocks, box_frame(made)))
    for part in parts[1:]:
        if part[0].tag == P and part[0].find(f"{PPR}/{qn('w:spacing')}") is None:
            add_property(part[0], el("w:spacing", before=_AIR // 2))  # below a table
    marker = _marker(made)
    if cell_of(marker) is cell_of(heading):
        put_at(marker, [element for part in parts for element in part])
    else:
        put_in_box(marker, parts)


def _empty(place: Element, heading: Element, others: Sequence[Element]) -> None:
    """Take out what stood in the box: prompts, or what a copy already filled in holds."""
    cell = cell_of(place)
    holder = place.getparent()
    for child in list(holder) if holder is not None else ():
        holds = child is place or child is heading or any(c is heading for c in child.iter())
        if child.tag in (P, TABLE) and not holds:
            holder.remove(child)  # type: ignore[union-attr]  # it has children
    for paragraph in others:
        nested = table_of(paragraph)
        if nested is not None and nested is not table_of(heading):
            above = nested.getparent()
            if above is not None:
                above.remove(nested)
        elif text_of(paragraph).strip() and cell_of(paragraph) is not cell:
            clear(paragraph)


def _close_box(place: Element, heading: Element) -> None:
    """The lines of air below the text go, their frame comes up: alone on a page, they look odd.

    Text that comes at once below the heading gets the air that those lines gave elsewhere.
    """
    row, first = row_of(place), row_of(heading)
    if row is None or first is None or row is first:
        return
    if row.getprevious() is first:
        _pad(row)
    following = row.getnext()
    while following is not None and is_air(following):
        edge = _bottom(following)
        if edge is None and not _framed(following):
            return  # outside the box
        below = following.getnext()
        holder = following.getparent()
        if edge is not None:
            _draw_bottom(row, edge)
        if holder is not None:
            holder.remove(following)
        following = below if edge is None else None


def _bottom(row: Element) -> Element | None:
    """The line that closes a box."""
    edge = row.find(f".//{qn('w:tcBorders')}/{qn('w:bottom')}")
    return edge if edge is not None and edge.get(qn("w:val")) not in _NO_LINE else None


def _framed(row: Element) -> bool:
    edge = row.find(f".//{qn('w:tcBorders')}/{qn('w:left')}")
    return edge is not None and edge.get(qn("w:val")) not in _NO_LINE


def _draw_bottom(row: Element, edge: Element) -> None:
    for borders in row.iter(qn("w:tcBorders")):
        for old in borders.findall(qn("w:bottom")):
            borders.remove(old)
        place = sum(1 for c in borders if c.tag in _BEFORE_BOTTOM)
        borders.insert(place, deepcopy(edge))


def _pad(row: Element) -> None:
    for properties in row.iter(qn("w:tcPr")):
        margins = properties.find(qn("w:tcMar"))
        if margins is None:
            place = sum(1 for c in properties if c.tag in _BEFORE_MARGINS)
            properties.insert(place, el("w:tcMar", el("w:top", w=_AIR, type="dxa")))


def _marker(place: Element) -> Element:
    """The paragraph that gives way to the text, inside the control that was there."""
    controls = controls_of(place)
    uncover(place)
    made = el("w:p", el("w:pPr", el("w:pStyle", val=_MARKER)))
    for control in controls:
        properties = control.find(SDT_PR)
        plain = None if properties is None else properties.find(qn("w:text"))
        if properties is not None and plain is not None:
            properties.remove(plain)  # a control of plain text holds one paragraph only
    inner = [c for c in controls if next(c.iterancestors(P), None) is place]
    holder = place.getparent()
    assert holder is not None  # noqa: S101 - a paragraph of the form
    if inner:
        properties = inner[0].find(SDT_PR)
        block = el("w:sdt", properties, el("w:sdtContent", made))
        holder.replace(place, block)
    else:
        holder.replace(place, made)
    return made
