"""Footnotes and endnotes: their texts, and where they are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from dossier_builder.ooxml.names import Element, qn
from dossier_builder.ooxml.package import Package
from dossier_builder.ooxml.paragraphs import paragraphs
from dossier_builder.ooxml.text import text_of
from dossier_builder.values import frozen

NoteKind = Literal["footnote", "endnote"]
_CALLS: Mapping[str, NoteKind] = MappingProxyType(
    {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
)
_GONE = frozenset((qn("w:del"), qn("w:moveFrom")))
_P = qn("w:p")


@frozen
class NoteCall:
    """A call of note `id` in the running text; calls are in the order of the text."""

    kind: NoteKind
    id: str


def notes(package: Package) -> Mapping[NoteCall, str]:
    """The text of every note, its paragraphs joined by line ends; separators are left out."""
    found: dict[NoteCall, str] = {}
    kinds: tuple[NoteKind, ...] = ("footnote", "endnote")
    for kind in kinds:
        name = package.related(f"{kind}s")
        if name is None:
            continue
        for note in package.xml(name).iterchildren(qn(f"w:{kind}")):
            if note.get(qn("w:type"), "normal") == "normal":
                text = "\n".join(text_of(p.element) for p in paragraphs(note))
                found[NoteCall(kind, note.get(qn("w:id"), ""))] = text.strip()
    return MappingProxyType(found)


def note_calls(paragraph: Element) -> tuple[NoteCall, ...]:
    """The notes that the paragraph calls, deleted calls and text boxes left out."""
    calls: list[NoteCall] = []
    _collect(paragraph, calls)
    return tuple(calls)


def _collect(element: Element, calls: list[NoteCall]) -> None:
    for child in element:
        if child.tag in _CALLS:
            calls.append(NoteCall(_CALLS[child.tag], child.get(qn("w:id"), "")))
        elif child.tag != _P and child.tag not in _GONE and len(child):
            _collect(child, calls)
