"""A Word body cut into the sections of its pack and its annexes.

Bookmarks first (`sec_<id>`), which Word and LibreOffice keep; where they are gone, the headings,
by the outline that the checks use. A section runs to the next one that opens, so that the end of
a bookmark, which an edit moves, decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from dossier_builder.domain.modele import Section
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.annex_boundary import find_hypotheses
from dossier_builder.facts.outline import HeadingFound, read_outline
from dossier_builder.ooxml import Element, qn, text_of
from dossier_builder.pipeline.word_document import WordDocument
from dossier_builder.render.body import section_bookmark
from dossier_builder.values import frozen

_ANNEX_STYLE = "titre d’annexe"
_ANNEX_MARK = re.compile(r"annexe[1-9]\d*")
_ANNEX_NUMBER = re.compile(r"^\s*annexe\s*(?:n°\s*)?\d+\s*[:.–—-]*\s*", re.IGNORECASE)
_MARK, _NAME = qn("w:bookmarkStart"), qn("w:name")

Known = Literal["signet", "titre"]


@frozen
class Part:
    """A section or an annex as found: its heading (None: lost), its title, what it holds.

    `id` is the section's, or the bookmark of the annex (`annexe2`). `strange` are headings in it
    as high as its own, which are no section of the pack.
    """

    id: str
    titre: str
    heading: Element | None
    elements: tuple[Element, ...]
    par: Known = "signet"
    strange: tuple[Element, ...] = ()


@frozen
class Parts:
    """The sections in the order of the document, the annexes, and what stands before them all."""

    before: tuple[Element, ...]
    sections: tuple[Part, ...]
    annexes: tuple[Part, ...]


def cut(document: WordDocument) -> Parts:
    """Find the sections and the annexes of an opened document."""
    flow = document.flow
    places = {element: number for number, element in enumerate(flow)}
    annexes = sorted(_annexes(document, places))
    end = annexes[0] if annexes else len(flow)
    starts = _starts(document, places, end)
    ordered = sorted(starts.items(), key=lambda item: item[1][0])
    limits = [place for _, (place, _) in ordered] + [end]
    sections = tuple(
        _section(document, document.modele.section(name), place, limits[rank + 1], par)
        for rank, (name, (place, par)) in enumerate(ordered)
    )
    stops = [*annexes[1:], len(flow)] if annexes else []
    return Parts(
        before=flow[: limits[0]],
        sections=sections,
        annexes=tuple(
            _annex(document, rank, start, stop)
            for rank, (start, stop) in enumerate(zip(annexes, stops, strict=True), 1)
        ),
    )


def _starts(
    document: WordDocument, places: dict[Element, int], end: int
) -> dict[str, tuple[int, Known]]:
    """Where each section opens: at its bookmark, else at its title."""
    names = {section_bookmark(s.id): s.id for s in document.modele.sections}
    found: dict[str, tuple[int, Known]] = {}
    for element, place in places.items():
        for mark in element.iter(_MARK):
            identifier = names.get(mark.get(_NAME, ""))
            if identifier is not None and place < end:
                found.setdefault(identifier, (place, "signet"))
    taken = {place for place, _ in found.values()}
    for heading in _outline(document, end):
        element = document.paragraphs[heading.line.index]
        at = document.place(element)
        if heading.section.id not in found and at is not None and at not in taken:
            found[heading.section.id] = (at, "titre")
            taken.add(at)
    return found


def _outline(document: WordDocument, end: int) -> tuple[HeadingFound, ...]:
    lines = [
        line
        for line in document.content.lines
        if (at := document.place(document.paragraphs[line.index])) is not None and at < end
    ]
    return read_outline(lines, document.modele, len(lines)).found


def _section(document: WordDocument, section: Section, start: int, stop: int, par: Known) -> Part:
    first = document.flow[start]
    styles = document.source.styles
    level = styles.heading_level(first) if first.tag == qn("w:p") else None
    text = " ".join(text_of(first).split()) if first.tag == qn("w:p") else ""
    names = {folded(name) for name in (section.titre, *section.alias)}
    named = without_numbering(text) in names and not text.endswith(".")
    is_heading = level is not None or par == "titre" or named
    heading = first if is_heading else None
    inside = document.flow[start + 1 : stop] if is_heading else document.flow[start:stop]
    strange = tuple(
        one
        for one in inside
        if one.tag == qn("w:p")
        and text_of(one).strip()
        and (found := styles.heading_level(one)) is not None
        and found <= section.niveau
    )
    titre = text if heading is not None else section.titre
    return Part(section.id, titre, heading, inside, par, strange)


def _annexes(document: WordDocument, places: dict[Element, int]) -> Iterator[int]:
    """Where each annex opens: at the titles of our style or bookmark, else by their headings."""
    styles = document.source.styles
    seen = False
    for element, place in places.items():
        if element.tag != qn("w:p"):
            continue
        marks = (mark.get(_NAME, "") for mark in element.iter(_MARK))
        own = styles.name_of(element).lower() == _ANNEX_STYLE
        if (own or any(_ANNEX_MARK.fullmatch(name) for name in marks)) and text_of(element).strip():
            seen = True
            yield place
    if not seen:
        yield from _annexes_by_titles(document)


def _annexes_by_titles(document: WordDocument) -> Iterator[int]:
    lines = document.content.lines
    modele = document.modele
    boundary = find_hypotheses(lines, modele.annexes, modele.sections).retenue
    if boundary is None:
        return
    first = document.place(document.paragraphs[boundary.line.index])
    if first is None:
        return
    yield first
    for line in lines[boundary.position + 1 :]:
        place = document.place(document.paragraphs[line.index])
        opens = line.heading is not None and _ANNEX_NUMBER.match(line.text)
        if opens and place is not None and place > first:
            yield place


def _annex(document: WordDocument, rank: int, start: int, stop: int) -> Part:
    first = document.flow[start]
    text = " ".join(text_of(first).split())
    names = [mark.get(_NAME, "") for mark in first.iter(_MARK)]
    own = next((name for name in names if _ANNEX_MARK.fullmatch(name)), f"annexe{rank}")
    title = _ANNEX_NUMBER.sub("", text) or text
    return Part(own, title, first, document.flow[start + 1 : stop])
