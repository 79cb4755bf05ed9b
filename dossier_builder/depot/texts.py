"""The texts of an XML part as people read them: gathered across the runs that formatting cuts.

A sequence is a list of leaves whose texts follow one another. A paragraph with tracked changes
gives three: as it reads now, as it read before, and with both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier_builder.ooxml import Element, qn

_P, _INS, _DEL = qn("w:p"), qn("w:ins"), qn("w:del")
_BEFORE_ONLY = frozenset((_DEL, qn("w:moveFrom")))
_AFTER_ONLY = frozenset((_INS, qn("w:moveTo")))
_LEAVES = frozenset(qn(n) for n in ("w:t", "w:delText", "m:t"))
_CODES = frozenset(qn(n) for n in ("w:instrText", "w:delInstrText"))
_FIXED = {
    qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:ptab"): " ",
    qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "\u00ad",
}  # fmt: skip
_REMOVABLE = frozenset((qn("w:noBreakHyphen"), qn("w:softHyphen")))
_PROPERTIES = frozenset(qn(n) for n in ("w:pPr", "w:rPr", "w:sdtPr"))
_A_P, _A_T = qn("a:p"), qn("a:t")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SI, _SHEET_TEXT = f"{_SHEET}si", f"{_SHEET}t"
HOLDERS = (_P, _A_P, _SI)


@dataclass(slots=True)
class Leaf:
    """A piece of text. `fixed` is what an element prints that has no text of its own (a tab)."""

    element: Element
    state: str = ""
    fixed: str = ""

    @property
    def text(self) -> str:
        """What it reads."""
        return self.fixed or self.element.text or ""

    @property
    def removable(self) -> bool:
        """Whether a name that runs through it may take it away (a no-break hyphen)."""
        return self.element.tag in _REMOVABLE


def sequences(holder: Element) -> Iterator[list[Leaf]]:
    """The readings of one paragraph (`w:p`, `a:p`) or shared string (`si`), field codes apart."""
    if holder.tag != _P:
        wanted = _A_T if holder.tag == _A_P else _SHEET_TEXT
        yield [Leaf(element) for element in holder.iter(wanted)]
        return
    leaves = list(_leaves(holder, ""))
    yield [leaf for leaf in leaves if leaf.state != "avant"]
    if any(leaf.state for leaf in leaves):
        yield [leaf for leaf in leaves if leaf.state != "apres"]
        yield leaves


def codes(holder: Element) -> list[Leaf]:
    """The pieces of field codes of a paragraph: `HYPERLINK "mailto:…"` may be cut too."""
    return [Leaf(element) for element in _own(holder) if element.tag in _CODES]


def _leaves(element: Element, state: str) -> Iterator[Leaf]:
    for child in element:
        tag = child.tag
        if tag in _LEAVES:
            yield Leaf(child, "avant" if tag == qn("w:delText") and not state else state)
        elif tag in _FIXED:
            yield Leaf(child, state, _FIXED[tag])
        elif tag != _P and tag not in _PROPERTIES and len(child):
            inside = "avant" if tag in _BEFORE_ONLY else "apres" if tag in _AFTER_ONLY else ""
            yield from _leaves(child, state or inside)


def _own(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag != _P:
            yield child
            yield from _own(child)
