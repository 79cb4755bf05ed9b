"""The sommaire as printed, and where each of its headings really is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dossier_builder.domain.facts import TocEntry
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.content import Line
from dossier_builder.facts.typed_toc import PAGE_ALONE, PAGE_AT_END, SOMMAIRE_TITLES
from dossier_builder.facts.typed_toc import is_sommaire_title as _is_title

# One space before the page: only where the figure is not a title's own (« Annexe 1 »).
_PAGE_AFTER_SPACE = re.compile(r"\s(?P<page>\d{1,3})\s*$")
_OWN_NUMBER = re.compile(
    r"^(?:l')?(?:annexe|exemple|partie|chapitre|titre|section|ccp|activite-type|competence|at)"
    r"(?:\s+n\s?°)?$"
)
_EDGES = " \t.…·_•-–—"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def read_toc(lines: Sequence[Line]) -> tuple[TocEntry, ...] | None:
    """The entries of the sommaire; None when the document has none, () when it is empty."""
    printed = [line for line in _joined(lines) if line.text.strip()]
    if not printed:
        return () if any(_is_title(line) for line in lines) else None
    headings = [line for line in lines if line.toc is None and line.alone and line.text.strip()]
    by_bookmark = {name: line for line in headings for name in line.bookmarks}
    entries = []
    used: set[int] = set()
    for line in printed:
        text, announced = _parts(line.text)
        if not text or folded(text) in SOMMAIRE_TITLES:
            continue
        heading = _heading(line, text, headings, by_bookmark, used)
        if heading is not None:
            used.add(heading.index)
        entries.append(
            TocEntry(
                text=text,
                announced=announced,
                target_page=heading.place.page if heading and heading.place else None,
                paragraphe=line.index,
                page=line.place.page if line.place else None,
            )
        )
    return tuple(entries)


def _parts(printed: str) -> tuple[str, int | None]:
    """The words of an entry and the page it announces."""
    text = _PRIVATE_USE.sub("", printed)
    match = PAGE_AT_END.search(text)
    if match is None:
        match = _PAGE_AFTER_SPACE.search(text)
        if match and _OWN_NUMBER.match(folded(text[: match.start()])):
            match = None
    words = text[: match.start()] if match else re.sub(r"\bp\.?\s*$", "", text)
    return " ".join(words.strip(_EDGES).split()), int(match["page"]) if match else None


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The sommaire's entries: a title and its page in two cells, or on two lines, are one."""
    joined: list[Line] = []
    waiting = False  # whether the last one, a printed line of a PDF, has no page yet
    for line in lines:
        if line.toc != "sommaire" or not line.text.strip():
            continue
        of_pdf = not line.style and line.cell is None and line.place is not None
        page_only = PAGE_ALONE.match(_PRIVATE_USE.sub("", line.text).strip())
        if joined and (waiting or (page_only and _parts(joined[-1].text)[1] is None)):
            glue = "\t" if page_only else " "
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}{glue}{line.text.strip()}")
        elif not page_only:
            joined.append(line)
        waiting = of_pdf and bool(joined) and _parts(joined[-1].text)[1] is None
    return joined


def _heading(
    line: Line,
    text: str,
    headings: Sequence[Line],
    by_bookmark: Mapping[str, Line],
    used: set[int],
) -> Line | None:
    """The heading that the entry leads to: by its link, else by its words, each one once.

    A line without a heading style is taken only after the sommaire: the cover says titles too.
    """
    if line.target and line.target in by_bookmark:
        return by_bookmark[line.target]
    wanted = {without_numbering(text), folded(text).strip(" .:-–—")}
    free = [heading for heading in headings if heading.index not in used]
    for styled in (True, False):
        for heading in free:
            if (heading.level is not None) != styled:
                continue
            if not styled and heading.index < line.index:
                continue
            if without_numbering(heading.printed) in wanted:
                return heading
    return None
