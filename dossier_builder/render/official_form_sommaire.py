"""The sommaire of somebody's form: a line for each example, page numbers that Word can update."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from dossier_builder.domain.form_places import Part, SommairePlaces
from dossier_builder.ooxml import Element, qn, text_of
from dossier_builder.render.additions import Additions
from dossier_builder.render.markup import bookmark, el, field
from dossier_builder.render.official_form_examples import Filled
from dossier_builder.render.official_form_places import Form, cell_of, row_of, width_of
from dossier_builder.render.official_form_text import (
    CELL,
    PPR,
    ROW,
    RPR,
    TABLE,
    P,
    Printed,
    set_text,
    uncover,
)
from dossier_builder.render.sommaire import HeadingBookmark
from dossier_builder.render.text import french

_LINE = re.compile(
    r"^(?P<sign>[\ue000-\uf8ff►▶▸➢➤▪\s]*)(?P<title>.*?)(?:[\s\xa0]*\t.*)?$", re.DOTALL
)
_NUMBERED = re.compile(r"^exemple\s*n\s*°?\s*\d*\s*", re.IGNORECASE)
_PAGE_CELL = re.compile(r"^\s*p(?:age)?\s?\.?\s*$", re.IGNORECASE)
_UNKNOWN = "00"
_OURS = re.compile(r"(?:titre|_Toc1)0*(\d+)")
_LEADERS = re.compile(r"[\s.…·_]*(?:p\s?\.?)?\s*\d*\s*$")
_INSET = 216  # twips: both margins of a cell


@dataclass(slots=True)
class Targets:
    """What the sommaire announces, each with a bookmark; they are numbered as they are marked."""

    additions: Additions
    headings: list[HeadingBookmark]
    following: int = 1

    @classmethod
    def of(cls, document: Element, additions: Additions) -> Targets:
        """None yet; those of a form that we made stay, its list of annexes leads to them."""
        marks = (m.get(qn("w:name"), "") for m in document.iter(qn("w:bookmarkStart")))
        ours = sorted({int(found[1]) for name in marks if (found := _OURS.fullmatch(name))})
        kept = [HeadingBookmark(f"titre{n}", "", "", 0, annex=False) for n in ours]
        return cls(additions, kept, max(ours, default=0) + 1)

    def mark(self, node: Element, text: str, level: int) -> int:
        """Mark the first paragraph of a node; the rank of the bookmark."""
        paragraph = node if node.tag == P else next(node.iter(P))
        rank = self.following
        self.following += 1
        self.headings.append(HeadingBookmark(f"titre{rank}", text, "", level, annex=False))
        place = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
        for name in (f"_Toc1{rank:08d}", f"titre{rank}"):
            start, end = bookmark(self.additions.next_id(), name)
            paragraph.insert(place, start)
            paragraph.append(end)
        return rank


def fill_sommaire(
    form: Form,
    places: SommairePlaces,
    filled: Sequence[Filled],
    titles: Mapping[int, str],
    parts: Mapping[Part, Element],
    targets: Targets,
) -> bool:
    """Write the lines of the examples, number those of the parts; False: it is no table.

    `parts` are the nodes that open the parts, where the form has them.
    """
    lines = sorted([*places.activites, *places.exemples, *places.parties.values()])
    if not lines:
        return False
    if row_of(form.at(lines[0])) is None:
        _write_lines(form, places, filled, titles, parts, targets)
        return True
    if filled and places.exemples:
        _write_examples(form, places, filled, titles, targets)
    for part, index in places.parties.items():
        row = row_of(form.at(index))
        if row is not None and part in parts:
            rank = targets.mark(parts[part], part, 1)
            _number(row, rank)
    return True


def _write_lines(
    form: Form,
    places: SommairePlaces,
    filled: Sequence[Filled],
    titles: Mapping[int, str],
    parts: Mapping[Part, Element],
    targets: Targets,
) -> None:
    """A sommaire of paragraphs, a table of contents or not: its lines are written anew."""
    every = sorted([*places.activites, *places.exemples, *places.parties.values()])
    first, last = form.at(every[0]), form.at(every[-1])
    like_part = form.at(next(iter(places.parties.values()), every[0]))
    like_example = form.at(next(iter(places.exemples), every[0]))
    like_activity = form.at(next(iter(places.activites), every[0]))
    made: list[Element] = []
    seen: set[int] = set()
    for one in filled:
        rank = targets.mark(one.first, one.exemple.intitule, 2)
        number = one.exemple.activite_type
        if number not in seen:
            title = titles.get(number) or f"Activité-type {number}"
            made.append(_line(like_activity, title, rank))
        seen.add(number)
        title = f"Exemple n°\u00a0{one.exemple.numero} – {one.exemple.intitule}"
        made.append(_line(like_example, title, rank))
    for part, index in places.parties.items():
        title = _LEADERS.sub("", text_of(form.at(index)))
        shown = targets.mark(parts[part], part, 1) if part in parts else None
        made.append(_line(like_part, title, shown))
    while (following := last.getnext()) is not None and _continues(following):
        last = following
    old = [first]
    while old[-1] is not last and (following := old[-1].getnext()) is not None:
        old.append(following)
    for line in made:
        first.addprevious(line)
    for line in old:
        holder = line.getparent()
        if holder is not None:
            holder.remove(line)


def _continues(node: Element) -> bool:
    """Whether a node still belongs to a table of contents."""
    return node.tag == P and next(node.iter(qn("w:fldChar"), qn("w:hyperlink")), None) is not None


def _line(like: Element, title: str, rank: int | None) -> Element:
    properties = like.find(PPR)
    made = el("w:p", None if properties is None else deepcopy(properties))
    made.append(el("w:r", el("w:t", french([title])[0])))
    if rank is not None:
        made.append(el("w:r", el("w:tab")))
        made.extend(field(f"PAGEREF _Toc1{rank:08d} \\h", _UNKNOWN))
    return made


def _write_examples(
    form: Form,
    places: SommairePlaces,
    filled: Sequence[Filled],
    titles: Mapping[int, str],
    targets: Targets,
) -> None:
    model = form.at(places.exemples[0])
    example_row = row_of(model)
    table = None if example_row is None else next(example_row.iterancestors(TABLE), None)
    if example_row is None or table is None:
        return
    model_rank = _rank(example_row, model)
    activity = form.at(places.activites[0]) if places.activites else None
    activity_row = None if activity is None else row_of(activity)
    rows = [row for row in table.iter(ROW) if next(row.iterancestors(TABLE), None) is table]
    old = _old_rows(form, places, rows)
    spacer = next((r for r in old if not "".join(map(text_of, r.iter(P))).strip()), None)
    anchor = old[0].getprevious()
    holder = old[0].getparent()
    made: list[Element] = []
    seen: set[int] = set()
    for one in filled:
        rank = targets.mark(one.first, one.exemple.intitule, 2)
        number = one.exemple.activite_type
        if number not in seen and activity_row is not None:
            if seen and spacer is not None:
                made.append(deepcopy(spacer))
            row = deepcopy(activity_row)
            _write_activity(row, titles.get(number) or f"Activité-type {number}")
            _number(row, rank)
            made.append(row)
        seen.add(number)
        row = deepcopy(example_row)
        _write_example(list(row.iter(P))[model_rank], one)
        _shorten_dots(list(row.iter(P))[model_rank])
        _without_second_page(row, list(row.iter(P))[model_rank])
        _number(row, rank)
        made.append(row)
    if spacer is not None:
        made.append(deepcopy(spacer))
    for row in old:
        parent = row.getparent()
        if parent is not None:
            parent.remove(row)
    if holder is None:
        return
    place = 0 if anchor is None else list(holder).index(anchor) + 1
    holder[place:place] = made


def _old_rows(form: Form, places: SommairePlaces, rows: Sequence[Element]) -> list[Element]:
    """From the first line of an example or of an activité-type to the line of the first part."""
    lines = sorted([*places.activites, *places.exemples])
    known = {id(row): n for n, row in enumerate(rows)}
    ranks = [
        known[id(r)] for n in lines if (r := row_of(form.at(n))) is not None and id(r) in known
    ]
    parts = [row_of(form.at(n)) for n in places.parties.values()]
    ends = [known[id(row)] for row in parts if id(row) in known]
    return list(rows[min(ranks) : min(ends, default=max(ranks) + 1)])


def _rank(row: Element, paragraph: Element) -> int:
    return next(n for n, p in enumerate(row.iter(P)) if p is paragraph)


def _write_activity(row: Element, title: str) -> None:
    paragraph = next(p for p in row.iter(P) if text_of(p).strip())
    shown = Printed(paragraph)
    line = _LINE.match(shown.text)
    uncover(paragraph)
    if line and line["title"]:
        shown.replace(line.start("title"), line.end("title"), french([title])[0])
    else:
        set_text(paragraph, title, prompt=False)


def _write_example(paragraph: Element, one: Filled) -> None:
    """« ► Exemple n° 1 Titre », the sign and the dots of the form kept."""
    uncover(paragraph)
    shown = Printed(paragraph)
    line = _LINE.match(shown.text)
    if line is None:
        return
    start, end = line.start("title"), line.end("title")
    own = _NUMBERED.match(line["title"])
    number, title = one.exemple.numero, one.exemple.intitule
    if own:
        figures = re.search(r"\d+", own.group())
        cut = start + own.end()
        if cut < end:
            shown.replace(cut, end, french([title])[0])
        else:
            shown.replace(end, end, french([title])[0])
        if figures:
            again = Printed(paragraph)
            again.replace(start + figures.start(), start + figures.end(), str(number))
        return
    shown.replace(start, end, french([f"Exemple n°\u00a0{number} – {title}"])[0])


def _shorten_dots(paragraph: Element) -> None:
    """The dots end with the cell of the title, not across the cells of the page."""
    inner = width_of(cell_of(paragraph), 0) - _INSET
    for stop in paragraph.iter(qn("w:tab")):
        if stop.get(qn("w:val")) == "right" and 0 < inner < int(float(stop.get(qn("w:pos"), "0"))):
            stop.set(qn("w:pos"), str(inner))


def _without_second_page(row: Element, title: Element) -> None:
    """« p. » after the dots of the title, where the row has a cell of its own for it."""
    others = [p for p in row.iter(P) if p is not title]
    if not any(_PAGE_CELL.match(text_of(p)) for p in others):
        return
    shown = Printed(title)
    found = re.search(r"(?<=\t)\s*p\s?\.?\s*$", shown.text, re.IGNORECASE)
    if found:
        shown.replace(found.start(), found.end(), "")


def _number(row: Element, rank: int) -> None:
    """The page in the last cell of the row, or at the end of its only one."""
    cells = list(row.iter(CELL))
    last = list(cells[-1].iter(P))
    code = f"PAGEREF _Toc1{rank:08d} \\h"
    paragraph = last[-1]
    text = text_of(paragraph).strip()
    alone = not text or text.isdecimal()
    if alone and len(cells) > 1:
        set_text(paragraph, "")
    look = paragraph.find(f"{PPR}/{RPR}")
    runs = list(field(code, _UNKNOWN))
    if not alone:
        written = list(paragraph.iter(qn("w:r")))
        look = written[-1].find(RPR) if written else look
        runs.insert(0, el("w:r", el("w:t", "\u00a0")))
    for run in runs:
        if look is not None:
            made = deepcopy(look)
            made.tag = RPR
            run.insert(0, made)
    paragraph.extend(runs)
