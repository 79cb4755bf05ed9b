"""The form open on the table: its paragraphs by index, and which of them takes an answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from dossier_builder.domain.form_places import Span
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Element, Style, Styles, is_on, paragraphs, qn, text_of
from dossier_builder.render.official_form_text import CELL, PPR, ROW, RPR, TABLE, controls_of
from dossier_builder.values import frozen

_BODY = qn("w:body")
_GLYPHS = re.compile(r"[\ue000-\uf8ff►▶▸➢➤◢◣•▪:\s]+")
_SMALL = 16  # half-points: below it, an empty line is the form's own air, not a place to write
_LOW = 200  # twips: a row that holds no text of a readable size


@frozen
class Form:
    """The document, and its paragraphs by index, each with its copies (floating texts have two).

    `reserves` are those that show a prompt, `breaking` the styles that start a page.
    """

    document: Element
    copies: Mapping[int, tuple[Element, ...]]
    reserves: frozenset[int]
    breaking: frozenset[str] = frozenset()

    @classmethod
    def of(cls, document: Element, reserves: frozenset[int], styles: Styles) -> Form:
        """The form in that document; the indexes are those of `ooxml.paragraphs`."""
        breaking = frozenset(s.id for s in styles.by_id.values() if _breaks(styles, s))
        copies = {p.index: p.copies for p in paragraphs(document)}
        return cls(document, copies, reserves, breaking)

    @property
    def body(self) -> Element:
        """The body of the document."""
        body = self.document.find(_BODY)
        if body is None:
            raise torn("le corps du document manque")
        return body

    def at(self, index: int) -> Element:
        """The paragraph of that index."""
        return self.copies[index][0]

    def after(self, span: Span) -> list[int]:
        """The paragraphs of a span but the first, floating texts left out."""
        return [
            n
            for n in range(span.start + 1, span.end)
            if n in self.copies
            and next(self.at(n).iterancestors(qn("w:txbxContent")), None) is None
        ]

    def is_prompt(self, index: int) -> bool:
        """Whether what stands there is no answer: a prompt, or nothing."""
        return index in self.reserves or not text_of(self.at(index)).strip()

    def top(self, element: Element) -> Element:
        """The child of the body that holds an element."""
        body = self.body
        while (above := element.getparent()) is not None and above is not body:
            element = above
        return element

    def nodes(self, indexes: Iterable[int]) -> list[Element]:
        """The children of the body from the first to the last that hold these paragraphs."""
        tops = [self.top(self.at(n)) for n in indexes if n in self.copies]
        if not tops:
            return []
        body = list(self.body)
        first, last = body.index(tops[0]), body.index(tops[-1])
        return body[first : last + 1]

    def twin(self, nodes: Sequence[Element]) -> tuple[Form, list[Element]]:
        """A copy of these nodes, and the form in which it stands in their place."""
        made = [deepcopy(node) for node in nodes]
        matching = {
            id(old): new
            for before, after in zip(nodes, made, strict=True)
            for old, new in zip(before.iter(), after.iter(), strict=True)
        }
        copies = {
            index: tuple(matching.get(id(e), e) for e in elements)
            for index, elements in self.copies.items()
        }
        return Form(self.document, copies, self.reserves, self.breaking), made


def _breaks(styles: Styles, style: Style) -> bool:
    """Whether the paragraphs of a style start a page."""
    for one in styles.chain(style):
        found = None if one.properties is None else one.properties.find(qn("w:pageBreakBefore"))
        if found is not None:
            return is_on(found)
    return False


def torn(what: str) -> UnreadableError:
    """The form cannot be filled: its frame is not there any more."""
    return UnreadableError(
        f"Ce formulaire est abîmé : {what}.",
        "Repartez d’un formulaire vierge (celui de votre centre, ou du site du ministère) : ses "
        "tableaux ne doivent pas être défaits.",
    )


def table_of(element: Element) -> Element | None:
    """The innermost table that holds an element."""
    return next(element.iterancestors(TABLE), None)


def cell_of(element: Element) -> Element | None:
    """The innermost cell that holds an element."""
    return next(element.iterancestors(CELL), None)


def row_of(element: Element) -> Element | None:
    """The innermost row that holds an element."""
    return next(element.iterancestors(ROW), None)


def short_place(form: Form, span: Span) -> int | None:
    """Where the answer to a label goes: a control, a prompt or an answer, an empty cell.

    None: there is no place apart, the answer follows the label in its own paragraph.
    """
    label = form.at(span.start)
    others = [n for n in form.after(span) if not _is_sign(form.at(n))]
    beside = [n for n in others if row_of(form.at(n)) is row_of(label) is not None]
    for group in (beside, others):
        for choose in (_with_control, _with_text):
            found = next((n for n in group if choose(form.at(n))), None)
            if found is not None:
                return found
    empty = [n for n in (*beside, *others) if _is_roomy(form.at(n))]
    if empty and (beside or cell_of(label) is not None):
        return empty[0]
    return None


def box_place(form: Form, indexes: Sequence[int]) -> int | None:
    """Which paragraph of a box takes the text; None when the box has none."""
    for choose in (_with_control, _with_text, _is_roomy):
        found = next((n for n in indexes if choose(form.at(n))), None)
        if found is not None:
            return found
    return indexes[0] if indexes else None


def _with_control(paragraph: Element) -> bool:
    return bool(controls_of(paragraph))


def _with_text(paragraph: Element) -> bool:
    return bool(text_of(paragraph).strip())


def _is_sign(paragraph: Element) -> bool:
    """Whether it holds nothing but the arrow that the form prints before an answer."""
    text = text_of(paragraph)
    return bool(text.strip()) and not _GLYPHS.sub("", text) and not controls_of(paragraph)


def _is_roomy(paragraph: Element) -> bool:
    """Whether an empty paragraph is one to write in, and not the air of the form."""
    size = paragraph.find(f"{PPR}/{RPR}/{qn('w:sz')}")
    if size is not None and float(size.get(qn("w:val"), "22")) < _SMALL:
        return False
    row = row_of(paragraph)
    height = None if row is None else row.find(f"{qn('w:trPr')}/{qn('w:trHeight')}")
    low = height is not None and float(height.get(qn("w:val"), "999")) < _LOW
    return not low or size is None or float(size.get(qn("w:val"), "22")) > _SMALL


def is_air(row: Element) -> bool:
    """Whether a row holds nothing but empty lines."""
    if (
        row.tag != ROW
        or next(row.iter(qn("w:sdt"), qn("w:drawing"), qn("w:tbl")), None) is not None
    ):
        return False
    return not any(text_of(p).strip() for p in row.iter(qn("w:p")))


def width_of(cell: Element | None, usual: int) -> int:
    """The width of a cell in twips, by its own record or by the grid of its table."""
    if cell is None:
        return usual
    own = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if own is not None and own.get(qn("w:type"), "dxa") == "dxa":
        width = int(float(own.get(qn("w:w"), "0")))
        if width:
            return width
    table = table_of(cell)
    columns = [] if table is None else table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    widths = [int(float(c.get(qn("w:w"), "0"))) for c in columns]
    before = sum(_columns(c) for c in cell.itersiblings(CELL, preceding=True))
    return sum(widths[before : before + _columns(cell)]) or usual


def _columns(cell: Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if span is None else int(span.get(qn("w:val"), "1"))
