"""Which paragraphs a TOC field prints (ISO/IEC 29500-1 §17.16.5.68): the sommaire, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dossier_builder.facts.content import TocKind
from dossier_builder.ooxml import Element, qn

TocMap = Mapping[int, TocKind]

_FLDCHAR, _INSTR, _SIMPLE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
_TYPE = qn("w:fldCharType")
# \o, \u: built from headings; \t alone or \c: a list of one style or of captions.
_FROM_HEADINGS = re.compile(r"\\[ou]\b", re.IGNORECASE)
_ANNEXES = re.compile(r"annexe", re.IGNORECASE)


def toc_paragraphs(paragraphs: Sequence[Element]) -> TocMap:
    """Index of a paragraph → what it is a line of, for every paragraph within a TOC field."""
    found: dict[int, TocKind] = {}
    stack: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        kinds = {kind for code in stack if (kind := _kind(code)) is not None}
        for element in paragraph.iter(_FLDCHAR, _INSTR):
            if element.tag == _INSTR:
                if stack:
                    stack[-1] += element.text or ""
            elif element.get(_TYPE) == "begin":
                stack.append("")
            elif element.get(_TYPE) == "end" and stack:
                stack.pop()
            kinds |= {kind for code in stack if (kind := _kind(code)) is not None}
        if kinds:
            found[index] = "annexes" if "annexes" in kinds else "sommaire"
    return found


def _kind(code: str) -> TocKind | None:
    if not code.strip().upper().startswith("TOC"):
        return None
    if _FROM_HEADINGS.search(code):
        return "sommaire"
    return "annexes" if _ANNEXES.search(code) else None
