"""Marks: a bookmark at each printed paragraph, which the engines give back as a place in the PDF.

A text box is stored twice, and each engine prints another of the two copies: the copies carry
`<prefix>x<n>` and `<prefix>y<n>`, which are one paragraph, since names are unique in a file.
"""

from __future__ import annotations

import copy
import hashlib
import itertools
import re
from collections.abc import Sequence

from dossier_builder.ooxml import Element, NumberedParagraph, qn, text_of

_P, _PPR, _R, _RPR, _BR = (qn(n) for n in ("w:p", "w:pPr", "w:r", "w:rPr", "w:br"))
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_NAME, _ID, _TYPE = qn("w:name"), qn("w:id"), qn("w:type")
_DRAWN = tuple(qn(n) for n in ("w:drawing", "w:pict", "w:object"))
_BREAKS = frozenset(("page", "column"))
_INVISIBLE = frozenset(
    qn(n)
    for n in (
        "w:pPr", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd",
        "w:commentRangeStart", "w:commentRangeEnd",
    )
)  # fmt: skip
_INVISIBLE_IN_RUN = frozenset((_RPR, qn("w:lastRenderedPageBreak")))
_LETTERS = "abcdefghijklmnopqrstuvw"  # x and y separate the prefix from the number
_PREFIX_LENGTH = 6
_RANK = re.compile("(?:x|y+)([0-9]+)")


def choose_prefix(xml: bytes) -> str:
    """Letters that do not occur in `xml`, in either case; the same for the same bytes."""
    lowered = xml.lower()
    for attempt in itertools.count():
        digest = hashlib.sha256(xml + str(attempt).encode()).digest()
        prefix = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_PREFIX_LENGTH])
        if prefix.encode() not in lowered:
            return prefix
    raise AssertionError  # unreachable: a file cannot hold every word


def parse_mark(name: str, prefix: str) -> int | None:
    """The paragraph's index behind a destination's name; None when it is not one of our marks."""
    match = _RANK.fullmatch(name, len(prefix)) if name.startswith(prefix) else None
    return int(match[1]) if match else None


def place_marks(paragraphs: Sequence[NumberedParagraph], prefix: str, first_id: int) -> None:
    """Put a mark at the start of every copy of every paragraph that prints something (in place).

    Empty paragraphs get none: dxpdf sizes an empty paragraph by its mark, but by the default font
    as soon as it holds a bookmark (measured: 5 → 6, 9 → 15 pages), and a space put there to mend
    that moves LibreOffice (9 → 11).
    """
    identifiers = itertools.count(first_id)
    for paragraph in paragraphs:
        for rank, element in enumerate(paragraph.copies):
            if not _prints(element):
                continue
            letter = "x" if rank == 0 else "y" * rank
            name = f"{prefix}{letter}{paragraph.index}"
            _insert_mark(element, name, str(next(identifiers)))


def settle_marks(root: Element, prefix: str) -> None:
    """Move the marks that stand before a leading page break past it (in place).

    « ¶[page break]Annexes » is usual in Word: the paragraph begins on one page, and what is read
    of it on the next.
    """
    for start in list(root.iter(_START)):
        if parse_mark(start.get(_NAME, ""), prefix) is not None:
            _settle(start)


def next_free_id(root: Element) -> int:
    """One more than the highest annotation id of the part (bookmarks, changes, comments)."""
    found = (element.get(_ID, "") for element in root.iter() if element.get(_ID))
    return 1 + max((int(text) for text in found if re.fullmatch(r"-?[0-9]{1,9}", text)), default=0)


def _prints(paragraph: Element) -> bool:
    """Whether the paragraph has text of its own or something drawn."""
    return bool(text_of(paragraph).strip()) or next(paragraph.iter(*_DRAWN), None) is not None


def _insert_mark(paragraph: Element, name: str, identifier: str) -> None:
    start = paragraph.makeelement(_START, {_ID: identifier, _NAME: name})
    end = paragraph.makeelement(_END, {_ID: identifier})
    properties = paragraph.find(_PPR)
    position = 0 if properties is None else paragraph.index(properties) + 1
    paragraph.insert(position, start)
    paragraph.insert(position + 1, end)


def _settle(start: Element) -> None:
    end = start.getnext()
    if end is None:
        return
    target = _after_breaks(end)
    if target is not None:
        target.addprevious(start)
        target.addprevious(end)


def _after_breaks(end: Element) -> Element | None:
    """The first visible thing after leading page breaks; None where nothing has to move."""
    passed = False
    element = end.getnext()
    while element is not None:
        following = element.getnext()
        if element.tag == _R:
            breaks, rest = _leading_breaks(element)
            passed = passed or bool(breaks)
            if rest:
                return _split(element, breaks) if breaks else element if passed else None
        elif element.tag not in _INVISIBLE:
            return element if passed else None
        element = following
    return None


def _leading_breaks(run: Element) -> tuple[list[Element], list[Element]]:
    """The page breaks that a run begins with, and the visible things that follow them."""
    visible = [child for child in run if child.tag not in _INVISIBLE_IN_RUN]
    breaks = list(itertools.takewhile(_is_page_break, visible))
    return breaks, visible[len(breaks) :]


def _is_page_break(element: Element) -> bool:
    return element.tag == _BR and element.get(_TYPE) in _BREAKS


def _split(run: Element, breaks: Sequence[Element]) -> Element:
    """Give the leading breaks a run of their own before `run`; the run itself is returned."""
    head = run.makeelement(_R, {str(k): str(v) for k, v in run.attrib.items()})
    properties = run.find(_RPR)
    if properties is not None:
        head.append(copy.deepcopy(properties))
    head.extend(breaks)
    run.addprevious(head)
    return run
