"""The cover, the tables and the sworn statement of somebody's form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy

from dossier_builder.domain.candidat import Candidat, Declaration, Diplome
from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.form_places import CoverField, FormPlaces, Span
from dossier_builder.ooxml import Element, qn, text_of
from dossier_builder.render.dates import in_figures
from dossier_builder.render.official_form_examples import write_short
from dossier_builder.render.official_form_places import Form, cell_of, row_of
from dossier_builder.render.official_form_text import (
    CELL,
    ROW,
    RPR,
    SDT,
    SDT_PR,
    TABLE,
    P,
    Printed,
    fields_of,
    fill_control,
    set_text,
)

_EMPTY_BOXES = "☐□❏❑❒◻▢"
_TICKED_BOXES = "☒☑✓✔✗✘⊠■"
_WINGDINGS = ({"A8", "6F", "71", "72"}, {"FE", "FD", "78", "52"})
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def fill_cover(form: Form, places: FormPlaces, person: Candidat, title: str) -> bool:
    """Names, address, title in full, the box of the path; whether the boxes were found."""
    texts: Mapping[CoverField, str] = {
        "nom_naissance": person.nom_naissance,
        "nom_usage": person.nom_usage,
        "prenom": person.prenom,
        "adresse": "\n".join(filter(None, map(str.strip, person.adresse.splitlines()))),
        "titre": title,
    }
    for name, text in texts.items():
        span = places.couverture.get(name)
        if span is not None and (text or name == "nom_usage"):
            write_short(form, span, text)
    ticked = "vae" if person.voie == "vae" else "formation"
    found = [_tick(form.at(at), on=name == ticked) for name, at in places.modalites.items()]
    return len(found) == 2 and all(found)  # noqa: PLR2004 - training, VAE


def _tick(label: Element, *, on: bool) -> bool:
    """Tick or untick the box of a label: in its row or in its own paragraph."""
    row = row_of(label)
    around = [label] if row is None else [*row.iter(P)]
    for control in [c for p in around for c in (*p.iter(SDT), *p.iterancestors(SDT))]:
        box = control.find(f"{SDT_PR}/{_W14}checkbox")
        if box is not None:
            return _tick_control(control, box, on=on)
    for paragraph in around:
        for text in paragraph.iter(qn("w:t")):
            marks = [c for c in text.text or "" if c in _EMPTY_BOXES + _TICKED_BOXES]
            if marks:
                text.text = (text.text or "").replace(marks[0], "☒" if on else "☐", 1)
                return True
        for symbol in paragraph.iter(qn("w:sym")):
            code = symbol.get(qn("w:char"), "")[-2:].upper()
            if code in _WINGDINGS[0] | _WINGDINGS[1]:
                symbol.set(qn("w:char"), "F0FE" if on else "F0A8")
                return True
        legacy = next(paragraph.iter(qn("w:checkBox")), None)
        if legacy is not None:
            for old in legacy.findall(qn("w:checked")):
                legacy.remove(old)
            state = legacy.makeelement(qn("w:checked"))
            state.set(qn("w:val"), str(int(on)))
            legacy.append(state)
            return True
    return False


def _tick_control(control: Element, box: Element, *, on: bool) -> bool:
    checked = box.find(f"{_W14}checked")
    if checked is None:
        checked = box.makeelement(f"{_W14}checked")
        box.insert(0, checked)
    checked.set(f"{_W14}val", str(int(on)))
    state = box.find(f"{_W14}{'checkedState' if on else 'uncheckedState'}")
    code = "2612" if on else "2610"
    code = code if state is None else state.get(f"{_W14}val", code)
    shown = next(control.iter(qn("w:t")), None)
    if shown is None:
        return False
    shown.text = chr(int(code, 16))
    return True


def fill_rows(form: Form, span: Span, lines: Sequence[Sequence[str]]) -> bool:
    """Write lines in the table of a part, below its row of titles; whether it has one.

    Rows that are left over lose their prompt and stay, to be written by hand.
    """
    titles = next((n for n in range(span.start, span.end) if _is_title(form, n)), None)
    header = None if titles is None else row_of(form.at(titles))
    table = None if header is None else next(header.iterancestors(TABLE), None)
    if header is None or table is None:
        return False
    rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE), None) is table]
    below = rows[rows.index(header) + 1 :]
    while below and len(below) < len(lines):
        made = deepcopy(below[-1])
        below[-1].addnext(made)
        below.append(made)
    if not below:
        return False
    for rank, row in enumerate(below):
        texts = lines[rank] if rank < len(lines) else ()
        for column, cell in enumerate(row.iter(CELL)):
            paragraph = next(cell.iter(P), None)
            text = texts[column] if column < len(texts) else ""
            if paragraph is not None and (text or text_of(paragraph).strip()):
                set_text(paragraph, text)
    _same_look(below[: len(lines)])
    return True


def _same_look(rows: Sequence[Element]) -> None:
    """Each column in the look of its first line."""
    for cells in zip(*(list(row.iter(CELL)) for row in rows), strict=False):
        looks = [run.find(RPR) for cell in cells for run in cell.iter(qn("w:r"))]
        model = looks[0] if looks else None
        for cell in cells[1:]:
            for run in cell.iter(qn("w:r")):
                for old in run.findall(RPR):
                    run.remove(old)
                if model is not None:
                    run.insert(0, deepcopy(model))


def _is_title(form: Form, index: int) -> bool:
    if index not in form.copies or cell_of(form.at(index)) is None:
        return False
    return text_of(form.at(index)).strip().casefold() == "intitulé"


def diploma_lines(dossier: Dossier) -> list[tuple[str, str, str]]:
    """The learner's diplomas as the form's table wants them."""
    return [
        (d.intitule, d.organisme, in_figures(d.date))
        for value in dossier.champs.values()
        if isinstance(value, tuple)
        for d in value
        if isinstance(d, Diplome)
    ]


def document_lines(dossier: Dossier) -> list[tuple[str]]:
    """The titles of the documents that illustrate the practice."""
    return [
        (line,)
        for value in dossier.champs.values()
        if isinstance(value, tuple)
        for line in value
        if isinstance(line, str)
    ]


def fill_statement(form: Form, places: FormPlaces, dossier: Dossier) -> None:
    """Name, place and date of the sworn statement; the signature is left to the hand."""
    declaration = next((v for v in dossier.champs.values() if isinstance(v, Declaration)), None)
    person = dossier.candidat
    name = f"{person.prenom} {person.nom}"
    above = [z for z in places.zones if places.soussigne is None or z < places.soussigne]
    below = [z for z in places.zones if z not in above]
    if above:
        _float(form, above[0], name)
    elif places.soussigne is not None:
        _over_dots(form.at(places.soussigne), {r"nom\]\s?(?P<value>[^\t,]*?)(?=[\t,]|\s*$)": name})
    if declaration is None:
        return
    if below:
        ordered = sorted(below, key=lambda z: _place_across(form.at(z)))
        for index, text in zip(
            ordered, (declaration.lieu, in_figures(declaration.date)), strict=False
        ):
            _float(form, index, text)
    elif places.fait_a is not None:
        _over_dots(
            form.at(places.fait_a),
            {
                r"\ble\b\s?(?P<value>[^\t]*?)(?=\t|\s*$)": in_figures(declaration.date),
                r"fait à\s?(?P<value>.*?)(?=\t|\s+le\b|\s*$)": declaration.lieu,
            },
            last_first=True,
        )


def _float(form: Form, index: int, text: str) -> None:
    for copy in form.copies[index]:
        set_text(copy, text, prompt=form.is_prompt(index))


def _place_across(paragraph: Element) -> int:
    """How far right the floating text stands."""
    anchor = next(paragraph.iterancestors(qn("wp:anchor")), None)
    offset = None if anchor is None else anchor.find(f"{qn('wp:positionH')}/{qn('wp:posOffset')}")
    return int(offset.text or 0) if offset is not None else 0


def _over_dots(paragraph: Element, values: Mapping[str, str], *, last_first: bool = False) -> None:
    """Write values over the dots of a line, in its controls where it has as many."""
    fields = fields_of(paragraph)
    texts = list(values.values())
    if len(fields) == len(texts):
        for control, text in zip(fields, reversed(texts) if last_first else texts, strict=True):
            fill_control(control, text)
        return
    for pattern, text in values.items():
        shown = Printed(paragraph)
        found = re.search(pattern, shown.text, re.IGNORECASE)
        if found:
            shown.replace(found.start("value"), found.end("value"), text)
