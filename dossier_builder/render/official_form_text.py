"""Writing a short text at a place of somebody's form: its look kept, its content control too.

A control keeps its tag and loses « showing placeholder » (ISO/IEC 29500-1 §17.5.2.39) and its
data binding, which would put the old value back when Word opens the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from copy import deepcopy

from dossier_builder.ooxml import Element, qn
from dossier_builder.render.markup import el
from dossier_builder.render.text import french
from dossier_builder.values import frozen

P, R, T, TAB, RPR, PPR = (qn(f"w:{n}") for n in ("p", "r", "t", "tab", "rPr", "pPr"))
SDT, SDT_PR, CONTENT, CELL, ROW, TABLE = (
    qn(f"w:{n}") for n in ("sdt", "sdtPr", "sdtContent", "tc", "tr", "tbl")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT = frozenset(qn(n) for n in ("w:pPr", "w:bookmarkStart", "w:bookmarkEnd"))
# What makes a prompt look like one: its style, and the grey that people put behind it.
_PROMPT_LOOK = tuple(qn(n) for n in ("w:rStyle", "w:highlight", "w:shd"))
_PROMPT_EMPHASIS = tuple(qn(n) for n in ("w:i", "w:iCs", "w:color"))
_WEB_STYLES = frozenset({"NormalWeb", "NormalWeb1"})  # left by a paste; brings another face


def controls_of(paragraph: Element) -> tuple[Element, ...]:
    """The content controls of a paragraph: inside it first, then around it, nearest first."""
    inside = tuple(paragraph.iter(SDT))
    around = (a for a in paragraph.iterancestors(SDT) if _holds_alone(a, paragraph))
    return (*inside, *around)


def _holds_alone(control: Element, paragraph: Element) -> bool:
    """A control around a whole part of the form is no field of it."""
    tables = list(control.iter(TABLE))
    own = next(paragraph.iterancestors(TABLE), None)
    rows = list(control.iter(ROW))
    return not rows and all(table is own for table in tables)


def uncover(paragraph: Element, day: dt.date | None = None) -> None:
    """Tell the controls of a paragraph that they hold a value."""
    for control in controls_of(paragraph):
        properties = control.find(SDT_PR)
        if properties is None:
            continue
        for name in ("w:showingPlcHdr", "w:dataBinding", "w15:dataBinding"):
            found = [c for c in properties if _local(c) == name.partition(":")[2]]
            for old in found:
                properties.remove(old)
        date = properties.find(qn("w:date"))
        if date is not None and day is not None:
            date.set(qn("w:fullDate"), f"{day.isoformat()}T00:00:00Z")


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def set_text(
    paragraph: Element, text: str, *, prompt: bool = True, day: dt.date | None = None
) -> None:
    """Make `text` the only text of a paragraph, in the look of the place; lines of it are kept.

    `prompt`: what stands there is a prompt, whose look is not that of an answer.
    """
    inner = [c for c in paragraph.iter(SDT) if next(c.iter(R), None) is not None]
    look = _look(paragraph, inner[-1] if inner else None, prompt=prompt)
    uncover(paragraph, day)
    if inner:
        keeper = inner[-1].find(CONTENT)
        assert keeper is not None  # noqa: S101 - the run found is in it
        for child in list(keeper):
            keeper.remove(child)
        outermost = _child_holding(paragraph, inner[-1])
        _drop_others(paragraph, outermost)
        keeper.extend(_runs(text, look))
        return
    _drop_others(paragraph, None)
    paragraph.extend(_runs(text, look))
    _plain_style(paragraph)


def fields_of(paragraph: Element) -> list[Element]:
    """The content controls that stand in the line of a paragraph, outermost, in order."""
    found = []
    for control in paragraph.iter(SDT):
        above = next(control.iterancestors(SDT, P), None)
        if above is paragraph and next(control.iter(R), None) is not None:
            found.append(control)
    return found


def fill_control(control: Element, text: str, day: dt.date | None = None) -> None:
    """Give a control of a line its value."""
    content = control.find(CONTENT)
    first = next(control.iter(R), None)
    if content is None or first is None:
        return
    properties = control.find(f"{SDT_PR}/{RPR}")
    look = _answer(properties if properties is not None and len(properties) else first.find(RPR))
    uncover(first, day)
    for child in list(content):
        content.remove(child)
    content.extend(_runs(text, look))


def _child_holding(paragraph: Element, element: Element) -> Element:
    while element.getparent() is not paragraph:
        above = element.getparent()
        assert above is not None  # noqa: S101 - it is inside the paragraph
        element = above
    return element


def _drop_others(paragraph: Element, kept: Element | None) -> None:
    for child in list(paragraph):
        if child is not kept and child.tag not in _KEPT:
            paragraph.remove(child)


def _plain_style(paragraph: Element) -> None:
    style = paragraph.find(f"{PPR}/{qn('w:pStyle')}")
    if style is not None and style.get(qn("w:val")) in _WEB_STYLES:
        holder = style.getparent()
        if holder is not None:
            holder.remove(style)


def _look(paragraph: Element, control: Element | None, *, prompt: bool) -> Element | None:
    """The run properties that an answer takes there."""
    written = next((r for r in paragraph.iter(R) if r.find(T) is not None), None)
    own = None if written is None else written.find(RPR)
    mark = paragraph.find(f"{PPR}/{RPR}")
    of_control = None if control is None else control.find(f"{SDT_PR}/{RPR}")
    if written is not None and not prompt:
        return _answer(own)
    for candidate in (of_control, mark, own):
        if candidate is not None and len(candidate):
            return _answer(candidate)
    return None


def _answer(look: Element | None) -> Element | None:
    """A twin of the look, without what marks a prompt."""
    if look is None:
        return None
    made = deepcopy(look)
    made.tag = RPR
    prompt = any(made.find(name) is not None for name in _PROMPT_LOOK)
    for name in (*_PROMPT_LOOK, *(_PROMPT_EMPHASIS if prompt else ())):
        for old in made.findall(name):
            made.remove(old)
    for change in made.findall(qn("w:rPrChange")):
        made.remove(change)
    return made


def _runs(text: str, look: Element | None) -> Iterator[Element]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield el("w:r", el("w:br"))
        if line.strip():
            yield el("w:r", None if look is None else deepcopy(look), el("w:t", french([line])[0]))


def clear(paragraph: Element) -> None:
    """Empty a paragraph of its text, whatever control it is in."""
    set_text(paragraph, "")


@frozen
class _Piece:
    """A character of a paragraph as it prints, and the element that holds it."""

    node: Element
    at: int


class Printed:
    """The text of a paragraph, where spans can be replaced without touching the rest."""

    def __init__(self, paragraph: Element) -> None:
        self._pieces: list[_Piece] = []
        characters: list[str] = []
        for node in paragraph.iter(T, TAB):
            if next(node.iterancestors(PPR), None) is not None:
                continue  # a tab stop, not a tabulation
            owner = next(node.iterancestors(P), None)
            if owner is not paragraph:
                continue  # a floating text
            shown = "\t" if node.tag == TAB else node.text or ""
            for at, character in enumerate(shown):
                characters.append(character)
                self._pieces.append(_Piece(node, at))
        self.text = "".join(characters)

    def replace(self, start: int, end: int, new: str) -> None:
        """Write `new` in the place of a span; an empty span takes the look of what precedes it."""
        nodes: list[Element] = []
        for piece in self._pieces[start:end]:
            if piece.node not in nodes:
                nodes.append(piece.node)
        texts = [node for node in nodes if node.tag == T]
        if not texts:
            self._insert(start, new)
            texts = []
        for rank, node in enumerate(texts):
            kept = [p for p in self._pieces if p.node is node]
            inside = [p.at for p in self._pieces[start:end] if p.node is node]
            before, after = (node.text or "")[: inside[0]], (node.text or "")[inside[-1] + 1 :]
            assert kept  # noqa: S101 - the node holds what is replaced
            node.text = before + (new if rank == 0 else "") + after
            node.set(_SPACE, "preserve")
            _unmark(node)

    def _insert(self, at: int, new: str) -> None:
        """In the text that comes before; after the tabulation that does, in its run."""
        if not new or not self._pieces:
            return
        piece = self._pieces[max(0, at - 1)]
        if piece.node.tag == T:
            cut = piece.at + (1 if at else 0)
            text = piece.node.text or ""
            piece.node.text = f"{text[:cut]}{new}{text[cut:]}"
            piece.node.set(_SPACE, "preserve")
        elif at:
            piece.node.addnext(el("w:t", new))
        else:
            piece.node.addprevious(el("w:t", new))


def _unmark(node: Element) -> None:
    """The text is an answer now: no prompt's look."""
    run = next(node.iterancestors(R), None)
    look = None if run is None else run.find(RPR)
    answer = _answer(look)
    if look is not None and answer is not None and run is not None:
        run.replace(look, answer)


def drop_paragraphs(paragraphs: Sequence[Element]) -> None:
    """Take out paragraphs that their cell or body can spare."""
    for paragraph in paragraphs:
        holder = paragraph.getparent()
        if holder is not None and len(holder.findall(P)) > 1:
            holder.remove(paragraph)
