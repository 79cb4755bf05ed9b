"""Where a comment may hang in a document: at a paragraph, without breaking what crosses it.

Signs (`w:commentRangeStart`, `w:commentRangeEnd`, and a run with `w:commentReference`) stand
directly in the paragraph, after its properties (ISO/IEC 29500-1 §17.13.4): never inside a
hyperlink, a tracked change, a run-level control, nor in a field that goes on in the next paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_builder.ooxml.names import Element, qn
from dossier_builder.ooxml.paragraphs import NumberedParagraph
from dossier_builder.ooxml.text import text_of
from dossier_builder.values import frozen

_P, _PPR, _R, _RPR, _SDT, _SDTPR = (
    qn(n) for n in ("w:p", "w:pPr", "w:r", "w:rPr", "w:sdt", "w:sdtPr")
)
_START, _END, _REFERENCE = (
    qn(n) for n in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
)
_ID, _TYPE, _FLDCHAR, _FLDTYPE, _BR = (
    qn(n) for n in ("w:id", "w:type", "w:fldChar", "w:fldCharType", "w:br")
)
_RESTRICTED = tuple(
    qn(n)
    for n in (
        "w:text", "w:date", "w:dropDownList", "w:comboBox", "w:picture", "w:dataBinding",
        "w:citation", "w:equation", "w14:checkbox",
    )
)  # fmt: skip
"""Kinds of content controls that hold a value and not free text (§17.5.2)."""
_INSTRUCTION = qn("w:instrText")
_FILLED = (["TOC"], ["TOA"], ["INDEX"], ["BIBLIOGRAPHY"])
"""Fields whose result is whole paragraphs that Word writes (§17.16.5)."""
_PAGE_BREAKS = frozenset(("page", "column"))
_PRINTED = frozenset(
    qn(n)
    for n in (
        "w:t", "w:tab", "w:ptab", "w:cr", "w:sym", "w:noBreakHyphen", "w:drawing", "w:pict",
        "w:object", "w:footnoteReference", "w:endnoteReference", "m:t",
    )
)  # fmt: skip
_MARK_SIZE = "16"  # half-points: that of Word's own style « annotation reference »


def hosts(numbered: Sequence[NumberedParagraph]) -> tuple[int | None, ...]:
    """For each paragraph, the number of the one that can bear its comment; None when none can.

    Itself where that is safe; for one of a text box, the paragraph that holds the box (Word
    comments the main text only); for a line of a sommaire that Word fills, the paragraph before it
    (LibreOffice loses the text of a comment there, Word the comment when it fills it anew); else
    the nearest safe one, before it if possible.
    """
    ranks = {paragraph.element: paragraph.index for paragraph in numbered}
    outer = [_outermost(paragraph.element) for paragraph in numbered]
    fields = _Fields.of(list(dict.fromkeys(outer)))
    able = {p for p in outer if p not in fields.in_code and not _in_restricted_control(p)}
    # A document that is nothing but a sommaire has no better place.
    best = able - fields.filled or able
    safe = [ranks.get(p) if p in best else None for p in outer]
    found: list[int | None] = []
    last = next((rank for rank in safe if rank is not None), None)
    for rank in safe:
        last = rank if rank is not None else last
        found.append(last)
    return tuple(found)


def first_host(numbered: Sequence[NumberedParagraph]) -> int | None:
    """The paragraph for what concerns the whole document: the first that prints text."""
    able = [rank for rank in dict.fromkeys(hosts(numbered)) if rank is not None]
    printing = (rank for rank in able if text_of(numbered[rank].element).strip())
    return next(printing, able[0] if able else None)


def hang(host: Element, identifiers: Sequence[str], mark_style: str | None) -> None:
    """Put the signs of these comments in the paragraph (in place), in their order.

    They cover its text; they are one point of it where the text ends with a page break (what
    follows it is on another page) or where a field begins and goes on further.
    """
    starts = [_sign(host, _START, identifier) for identifier in identifiers]
    ends = [
        sign
        for identifier in identifiers
        for sign in (_sign(host, _END, identifier), _reference(host, identifier, mark_style))
    ]
    properties = host.find(_PPR)
    top = 0 if properties is None else host.index(properties) + 1
    printed = list(_printed(host))
    if (printed and _is_break(printed[-1])) or _crossed_by_field(host):
        _insert(host, top, [*starts, *ends])
    elif printed and _is_break(printed[0]):
        host.extend([*starts, *ends])
    else:
        host.extend(ends)
        _insert(host, top, starts)


def take_down(root: Element, identifiers: frozenset[str]) -> None:
    """Remove the signs of these comments (in place), and the runs that held nothing else."""
    for sign in list(root.iter(_START, _END, _REFERENCE)):
        holder = sign.getparent()
        if holder is None or sign.get(_ID) not in identifiers:
            continue
        holder.remove(sign)
        above = holder.getparent()
        if holder.tag == _R and above is not None and all(child.tag == _RPR for child in holder):
            above.remove(holder)


def referenced(root: Element) -> frozenset[str]:
    """The ids of the comments that the part shows."""
    return frozenset(sign.get(_ID, "") for sign in root.iter(_START, _END, _REFERENCE))


def _outermost(paragraph: Element) -> Element:
    return next(iter([*paragraph.iterancestors(_P)][-1:]), paragraph)


def _in_restricted_control(paragraph: Element) -> bool:
    for control in paragraph.iterancestors(_SDT):
        properties = control.find(_SDTPR)
        if properties is not None and any(True for _ in properties.iterchildren(*_RESTRICTED)):
            return True
    return False


@dataclass(slots=True)
class _Field:
    """A complex field being read: where it began, its code, whether the code is over."""

    start: int
    code: str = ""
    in_code: bool = True


@frozen
class _Fields:
    """The paragraphs that begin in the code of a field, and those that Word fills."""

    in_code: frozenset[Element]
    filled: frozenset[Element]

    @classmethod
    def of(cls, flow: Sequence[Element]) -> _Fields:
        """Read the fields of the main text; `flow` are its paragraphs, each once."""
        in_code: set[Element] = set()
        filled: set[Element] = set()
        opened: list[_Field] = []
        for rank, paragraph in enumerate(flow):
            if any(one.in_code for one in opened):
                in_code.add(paragraph)
            for mark in _own(paragraph, _FLDCHAR, _INSTRUCTION):
                kind = mark.get(_FLDTYPE)
                if kind == "begin":
                    opened.append(_Field(rank))
                elif opened and mark.tag == _INSTRUCTION:
                    opened[-1].code += mark.text or ""
                elif opened and kind == "separate":
                    opened[-1].in_code = False
                elif opened and kind == "end":
                    ended = opened.pop()
                    if ended.start < rank and ended.code.split()[:1] in _FILLED:
                        filled.update(flow[ended.start : rank + 1])
        return cls(frozenset(in_code), frozenset(filled))


def _crossed_by_field(paragraph: Element) -> bool:
    """Whether a field begins here and ends further, or the other way round."""
    kinds = [mark.get(_FLDTYPE) for mark in _own(paragraph, _FLDCHAR)]
    return kinds.count("begin") != kinds.count("end")


def _own(paragraph: Element, *tags: str) -> Iterator[Element]:
    """The descendants of these names, those of text boxes left out."""
    for child in paragraph:
        if child.tag in tags:
            yield child
        elif child.tag != _P and len(child):
            yield from _own(child, *tags)


def _printed(paragraph: Element) -> Iterator[Element]:
    """What the paragraph prints, and its breaks, in order; a text box is one thing."""
    return _own(paragraph, *_PRINTED, _BR)


def _is_break(element: Element) -> bool:
    return element.tag == _BR and element.get(_TYPE) in _PAGE_BREAKS


def _sign(host: Element, name: str, identifier: str) -> Element:
    return host.makeelement(name, {_ID: identifier})


def _reference(host: Element, identifier: str, mark_style: str | None) -> Element:
    run = host.makeelement(_R)
    properties = host.makeelement(_RPR)
    if mark_style is not None:
        properties.append(host.makeelement(qn("w:rStyle"), {qn("w:val"): mark_style}))
    else:
        properties.append(host.makeelement(qn("w:sz"), {qn("w:val"): _MARK_SIZE}))
    run.append(properties)
    run.append(_sign(host, _REFERENCE, identifier))
    return run


def _insert(host: Element, position: int, signs: Sequence[Element]) -> None:
    for offset, sign in enumerate(signs):
        host.insert(position + offset, sign)
