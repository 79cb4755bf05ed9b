"""The text of a paragraph as a reader of the printed page sees it.

python-docx loses the text of content controls, keeps that of moved-away runs and doubles that of
text boxes; so the text is read here, with lxml, by one walk.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import MappingProxyType

from dossier_builder.ooxml.names import Element, qn

_T, _MATH_T, _R, _SYM, _FLDCHAR = (qn(n) for n in ("w:t", "m:t", "w:r", "w:sym", "w:fldChar"))
_ALTERNATE, _CHOICE, _FALLBACK = (
    qn(n) for n in ("mc:AlternateContent", "mc:Choice", "mc:Fallback")
)
_VAL = qn("w:val")
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"
_NOT_READ = frozenset(
    qn(n)
    for n in (
        "w:del", "w:moveFrom",  # tracked changes: gone once accepted
        "w:p",  # a text box's paragraph: it has its own number
        "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:instrText", "w:delText", "w:delInstrText",
        "w:rt",  # reading aid above a ruby base
    )
)  # fmt: skip
_FIXED = MappingProxyType(
    {
        qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n",
        qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "",
    }
)  # fmt: skip
PRINTED = frozenset((_T, _MATH_T, _SYM, *_FIXED))
_WINGDINGS_BOXES = MappingProxyType(
    {0x6F: "☐", 0xA8: "☐", 0x71: "☐", 0x72: "☐", 0xFD: "☒", 0xFE: "☑", 0x78: "☒", 0x52: "☑"}
)
"""Boxes of the Wingdings faces, which forms made before content controls use."""
_PRIVATE_USE = range(0xE000, 0xF900)


def text_of(paragraph: Element) -> str:
    r"""What the paragraph prints: tabs as `\t`, breaks as `\n`, results of fields.

    Left out: deleted and hidden text, field codes, calls of notes, text boxes (their paragraphs
    are numbered apart). Content controls, hyperlinks and smart tags are read through.
    """
    fields = _Fields()
    return "".join(_pieces(paragraph, fields))


class _Fields:
    """Where a walk stands in complex fields: a field's code may hold the result of another."""

    def __init__(self) -> None:
        self._in_code: list[bool] = []

    def meet(self, kind: str | None) -> None:
        """Take note of a `w:fldChar`; a field begun in an earlier paragraph is in its result."""
        if kind == "begin":
            self._in_code.append(True)
        elif self._in_code and kind == "separate":
            self._in_code[-1] = False
        elif self._in_code and kind == "end":
            self._in_code.pop()

    @property
    def visible(self) -> bool:
        """Whether text met now is printed."""
        return not any(self._in_code)


def _pieces(element: Element, fields: _Fields) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in PRINTED:
            if fields.visible:
                yield printed(child)
        elif tag == _FLDCHAR:
            fields.meet(child.get(qn("w:fldCharType")))
        elif tag == _ALTERNATE:
            yield from _alternate(child, fields)
        elif tag not in _NOT_READ and len(child) and not (tag == _R and is_hidden(child)):
            yield from _pieces(child, fields)


def printed(element: Element) -> str:
    """What one element of `PRINTED` prints."""
    if element.tag == _SYM:
        return _symbol(element)
    return _FIXED.get(element.tag, element.text or "")


def _alternate(element: Element, fields: _Fields) -> Iterator[str]:
    """The first branch that has text: Word stores an emoji as a symbol beside its plain text."""
    for branch in element.iterchildren(_CHOICE, _FALLBACK):
        text = "".join(_pieces(branch, fields))
        if text:
            yield text
            return


def _symbol(element: Element) -> str:
    """A character by font and code; Symbol fonts shift theirs to the private use area."""
    try:
        code = int(element.get(qn("w:char"), ""), 16)
    except ValueError:
        return ""
    if "wingdings" in element.get(qn("w:font"), "").lower():
        return _WINGDINGS_BOXES.get(code & 0xFF, "")
    return "" if code in _PRIVATE_USE or code > sys.maxunicode else chr(code)


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as `w:b` or `w:vanish` is there and not switched off (§17.17.4)."""
    return element is not None and element.get(_VAL, "1") not in {"0", "false", "off"}


def is_hidden(run: Element) -> bool:
    """Whether the run is hidden text (`w:vanish`), which is not printed."""
    return is_on(run.find(_HIDDEN))
