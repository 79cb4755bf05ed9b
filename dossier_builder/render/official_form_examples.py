"""The examples of somebody's form: its blocks filled, added to or taken away, one example each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dossier_builder.domain.candidat import Periode
from dossier_builder.domain.dossier import Exemple
from dossier_builder.domain.form_places import ExamplePlaces, Span
from dossier_builder.domain.modele import BoiteId
from dossier_builder.ooxml import Element, qn, text_of
from dossier_builder.render.blocks import BlockWriter
from dossier_builder.render.dates import in_figures
from dossier_builder.render.markup import el
from dossier_builder.render.numbering import BOXES
from dossier_builder.render.official_form_boxes import box_frame, fill_box
from dossier_builder.render.official_form_pages import drop_breaks, start_page
from dossier_builder.render.official_form_places import (
    Form,
    cell_of,
    short_place,
    table_of,
    torn,
)
from dossier_builder.render.official_form_text import (
    Printed,
    controls_of,
    drop_paragraphs,
    fields_of,
    fill_control,
    set_text,
)
from dossier_builder.render.text import french
from dossier_builder.values import frozen

_EXAMPLE = re.compile(r"n\s*°?\s*(?P<number>\d*)\s*(?P<rest>[–-]\s*.*)?$", re.IGNORECASE)
_ACTIVITY = re.compile(r"activité-type\W*(?P<number>\d+)?", re.IGNORECASE)
_PERIOD = re.compile(
    r"\bdu\b\s*:?[\t ]*(?P<debut>.*?)[\t ]*\bau\b\s*:?[\t ]*(?P<fin>.*?)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_CLONED_AWAY = tuple(qn(f"w:{n}") for n in ("bookmarkStart", "bookmarkEnd"))
_BOX_NAMES: Mapping[BoiteId, str] = {
    "taches": "« Décrivez les tâches »",
    "moyens": "« Précisez les moyens »",
    "avec_qui": "« Avec qui avez-vous travaillé ? »",
    "contexte": "« Contexte »",
}


@frozen
class Filled:
    """An example as it now stands: the child of the body that opens it."""

    exemple: Exemple
    first: Element


@frozen
class _Unit:
    form: Form
    places: ExamplePlaces
    nodes: list[Element]


def fill_examples(
    form: Form,
    places: Sequence[ExamplePlaces],
    examples: Sequence[Exemple],
    titles: Mapping[int, str],
    writer: BlockWriter,
) -> list[Filled]:
    """Give each example its block: those of the form in order, copies of one when it has too few.

    `titles` are those of the activités-types. Raises UnreadableError when the blocks are torn.
    """
    _check(form, places)
    if not examples:
        return []
    units = [_unit(form, block) for block in places]
    model = max(units, key=lambda u: len(u.places.boites))
    pristine, spare = model.form.twin(model.nodes)
    for unit in units[len(examples) :]:
        _take_away(unit)
    units = units[: len(examples)]
    while len(units) < len(examples):
        twin, nodes = pristine.twin(spare)
        made = _Unit(twin, model.places, nodes)
        _place_after(units[-1], made)
        units.append(made)
    for unit, example in zip(units, examples, strict=True):
        for node in unit.nodes:
            drop_breaks(node)
        start_page(unit.nodes[0], form.breaking, close=True)
        _fill(unit, example, titles.get(example.activite_type, ""), writer)
    return [Filled(e, u.nodes[0]) for u, e in zip(units, examples, strict=True)]


def _check(form: Form, places: Sequence[ExamplePlaces]) -> None:
    if not places:
        raise torn("il n’a plus aucun bloc « Exemple de pratique professionnelle »")
    for block in places:
        for box, name in _BOX_NAMES.items():
            if box not in block.boites:
                raise torn(f"dans un exemple, la boîte {name} manque")
            if table_of(form.at(block.boites[box].start)) is None:
                raise torn(f"la boîte {name} n’est plus dans un tableau")


def _unit(form: Form, block: ExamplePlaces) -> _Unit:
    """From the block's first node to the table of its last box."""
    last = max(span.start for span in block.boites.values())
    nodes = form.nodes(range(block.bloc.start, last + 1))
    return _Unit(form, block, nodes)


def _take_away(unit: _Unit) -> None:
    for node in unit.nodes:
        holder = node.getparent()
        if holder is not None:
            holder.remove(node)


def _place_after(unit: _Unit, made: _Unit) -> None:
    """A paragraph stands between two blocks: Word joins two tables that touch."""
    between = el("w:p", el("w:pPr", el("w:spacing", before=0, after=0, line=240, lineRule="auto")))
    unit.nodes[-1].addnext(between)
    last = between
    for node in made.nodes:
        for mark in list(node.iter(*_CLONED_AWAY)):
            holder = mark.getparent()
            if holder is not None:
                holder.remove(mark)
        last.addnext(node)
        last = node


def _fill(unit: _Unit, example: Exemple, title: str, writer: BlockWriter) -> None:
    form, places = unit.form, unit.places
    if places.activite is not None:
        _activity(form, places.activite, example, title)
    if places.exemple is not None:
        _title(form, places.exemple, example)
    for box in BOXES:
        span = places.boites.get(box)
        if span is not None and box != "contexte":
            fill_box(form, span, example, box, writer)
    fields = {"entreprise": example.entreprise, "service": example.service}
    for name, text in fields.items():
        context = places.contexte.get(name)  # type: ignore[call-overload]  # a literal key
        if context is not None and (text or name == "service"):
            write_short(form, context, text)
            _as_large_as(form, context)
    period = places.contexte.get("periode")
    if period is not None:
        if example.periode is not None:
            _period(form, period, example.periode)
        _more_context(form, period, example, writer)


def write_short(form: Form, span: Span, text: str) -> None:
    """Write the answer to a label in its place."""
    place = short_place(form, span)
    if place is None:
        shown = Printed(form.at(span.start))
        shown.replace(len(shown.text), len(shown.text), f" {text}")
        return
    spare = [
        form.at(n)
        for n in form.after(span)
        if n != place and cell_of(form.at(n)) is cell_of(form.at(place))
    ]
    set_text(form.at(place), text, prompt=form.is_prompt(place))
    drop_paragraphs(spare)


def _as_large_as(form: Form, span: Span) -> None:
    """The answer in the size of its label: the line that waited for it may have another."""
    label = next(form.at(span.start).iter(qn("w:r")), None)
    size = None if label is None else label.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    place = short_place(form, span)
    for look in () if place is None else form.at(place).iter(qn("w:rPr")):
        for name in ("w:sz", "w:szCs"):
            own = look.find(qn(name))
            if own is None:
                continue
            if size is None:
                look.remove(own)
            else:
                own.set(qn("w:val"), size.get(qn("w:val"), "22"))


def _activity(form: Form, span: Span, example: Exemple, title: str) -> None:
    """« Activité-type 2 » and its title, in one cell, two or three."""
    label = Printed(form.at(span.start))
    found = _ACTIVITY.search(label.text)
    number = str(example.activite_type)
    rest = [n for n in form.after(span) if text_of(form.at(n)).strip() or controls_of(form.at(n))]
    if found and found["number"]:
        label.replace(found.start("number"), found.end("number"), number)
    elif rest and text_of(form.at(rest[0])).strip().isdecimal():
        set_text(form.at(rest.pop(0)), number, prompt=False)
    else:
        end = found.end() if found else len(label.text)
        label.replace(end, end, f" {number}")
    if title and rest:
        set_text(form.at(rest[0]), title, prompt=form.is_prompt(rest[0]))
    elif title:
        write_short(form, span, title)


def _title(form: Form, span: Span, example: Exemple) -> None:
    """« Exemple n° 2 » and its title, beside it or on the same line."""
    shown = Printed(form.at(span.start))
    text = re.sub(r"[\ue000-\uf8ff►▶\s]+$", "", shown.text)
    found = _EXAMPLE.search(text)
    place = short_place(form, span)
    own_line = place is None or (found is not None and bool(found["rest"]))
    number = str(example.numero)
    if found is None:
        shown.replace(len(text), len(text), f" n°\u00a0{number}")
    elif own_line:
        start = found.start("number")
        shown.replace(start, len(text), french([f"{number} – {example.intitule}"])[0])
    else:
        shown.replace(found.start("number"), found.end("number"), number)
    if not own_line:
        write_short(form, span, example.intitule)


def _period(form: Form, span: Span, periode: Periode) -> None:
    """« Du : … au : … », in two controls or in the text itself."""
    dates = (periode.debut, periode.fin)
    paragraphs = [form.at(n) for n in (span.start, *form.after(span))]
    for paragraph in paragraphs:
        fields = fields_of(paragraph)
        if len(fields) == len(dates):
            for control, day in zip(fields, dates, strict=True):
                fill_control(control, in_figures(day), day)
            return
    for paragraph in paragraphs:
        if not _PERIOD.search(Printed(paragraph).text):
            continue
        for name, day in (("fin", periode.fin), ("debut", periode.debut)):
            shown = Printed(paragraph)
            found = _PERIOD.search(shown.text)
            if found:
                shown.replace(found.start(name), found.end(name), in_figures(day))
        return
    write_short(form, span, f"Du {in_figures(periode.debut)} au {in_figures(periode.fin)}")


def _more_context(form: Form, span: Span, example: Exemple, writer: BlockWriter) -> None:
    """What the learner added to the box « Contexte », below its last field."""
    blocks = example.boites.get("contexte", ())
    if not blocks:
        return
    last = form.at(span.start)
    for element in writer.write(blocks, box_frame(last)):
        last.addnext(element)
        last = element
