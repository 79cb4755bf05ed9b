"""Fields that fetch something: replaced in the working copy by what they show (Ctrl+Shift+F9).

The field is a run of characters `begin … instruction … separate … result … end`, across runs and
paragraphs, one within the other (ISO/IEC 29500-1 §17.16.18); or one element, `fldSimple`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dossier_builder.domain.retires import Retire
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Element, qn
from dossier_builder.ouverture.revisions import unwrap
from dossier_builder.ouverture.targets import shown

_FETCHING = frozenset(
    (
        "INCLUDEPICTURE", "INCLUDETEXT", "INCLUDE", "IMPORT", "DDE", "DDEAUTO", "LINK", "RD",
        "DATABASE", "HTMLACTIVEX",
    )
)  # fmt: skip
_CHAR, _INSTRUCTION, _SIMPLE = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
_TYPE, _INSTR = qn("w:fldCharType"), qn("w:instr")
_RUN_CONTENT = frozenset(
    qn(n)
    for n in ("w:t", "w:tab", "w:br", "w:drawing", "w:pict", "w:object", "w:sym", "w:instrText")
)
_WATCHED = (_CHAR, *_RUN_CONTENT)
_DEEPEST = 100  # fields that were never ended count too: people nest three
_TOO_DEEP = "Le document contient des champs imbriqués au-delà de tout document réel."
_REMEDY = "Ouvrez-le dans Word, enregistrez-le sous un autre nom et relancez."
_FIRST_ARGUMENT = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(slots=True)
class _Field:
    """A field under way: its instruction, the elements of all that stands before its result."""

    code: str = ""
    before: list[Element] = field(default_factory=list)
    in_result: bool = False


def unlink_fields(root: Element) -> Iterator[Retire]:
    """Leave of the fields that fetch something what they show (in place); gives each of them.

    Raises UnreadableError when they are nested beyond reason.
    """
    for simple in list(root.iter(_SIMPLE)):
        code = simple.get(_INSTR, "")
        if _fetches(code):
            unwrap(simple, list(simple))
            yield _retire(code)
    opened: list[_Field] = []
    for element in list(root.iter(*_WATCHED)):
        kind = element.get(_TYPE) if element.tag == _CHAR else ""
        if kind == "begin":
            opened.append(_Field())
            if len(opened) > _DEEPEST:
                raise UnreadableError(_TOO_DEEP, _REMEDY, refus="xml_demesure")
        _note(opened, element)
        if kind == "separate" and opened:
            opened[-1].in_result = True
        elif kind == "end" and opened:
            ended = opened.pop()
            if _fetches(ended.code):
                _remove(ended.before)
                yield _retire(ended.code)


def _note(opened: list[_Field], element: Element) -> None:
    """Each field whose instruction this belongs to keeps it in mind; its end is noted too."""
    for depth, one in enumerate(opened):
        innermost = depth == len(opened) - 1
        if not one.in_result or (innermost and element.tag == _CHAR):
            one.before.append(element)
    if opened and not opened[-1].in_result and element.tag == _INSTRUCTION:
        opened[-1].code += element.text or ""


def _remove(elements: list[Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _fetches(code: str) -> bool:
    words = code.split(maxsplit=1)
    return bool(words) and words[0].upper() in _FETCHING


def _retire(code: str) -> Retire:
    words = code.split(maxsplit=1)
    argument = _FIRST_ARGUMENT.match(words[1].strip()) if len(words) > 1 else None
    target = (argument[1] or argument[2] or "") if argument else ""
    return Retire("champ", shown(target.replace("\\\\", "\\")))
