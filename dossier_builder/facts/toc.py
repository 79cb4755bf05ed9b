"""The sommaire as printed, and where each of its headings really is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier_builder.domain.facts import TocEntry
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.content import Line

_TITLES = frozenset({"sommaire", "table des matieres", "sommaire du dossier"})
# The announced page ends the line, after a tab, dot leaders or spaces.
_ENTRY = re.compile(r"^(?P<text>.*?)[\s.…·_]*[\t.…·_ ]\s*(?P<page>\d{1,3})\s*$", re.DOTALL)


def read_toc(lines: Sequence[Line]) -> tuple[TocEntry, ...] | None:
    """The entries of the sommaire; None when the document has none, () when it is empty."""
    printed = [line for line in _joined(lines) if line.text.strip()]
    if not printed:
        has_title = any(folded(line.text) in _TITLES for line in lines if line.toc is None)
        return () if has_title else None
    headings = [line for line in lines if line.toc is None and line.text.strip()]
    by_bookmark = {name: line for line in headings for name in line.bookmarks}
    entries = []
    used: set[int] = set()
    for line in printed:
        match = _ENTRY.match(line.text)
        text = (match["text"] if match else line.text).strip(" \t.…·_")
        if not text or folded(text) in _TITLES:
            continue
        heading = _heading(line, text, headings, by_bookmark, used)
        if heading is not None:
            used.add(heading.index)
        entries.append(
            TocEntry(
                text=" ".join(text.split()),
                announced=int(match["page"]) if match else None,
                target_page=heading.place.page if heading and heading.place else None,
                paragraphe=line.index,
                page=line.place.page if line.place else None,
            )
        )
    return tuple(entries)


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The sommaire's lines; in a PDF an entry over two lines is one entry."""
    joined: list[Line] = []
    waiting: Line | None = None
    for line in lines:
        if line.toc != "sommaire":
            continue
        if line.place is not None and not line.style and not _ENTRY.match(line.text):
            waiting = line if waiting is None else _merge(waiting, line)
            continue
        joined.append(line if waiting is None else _merge(waiting, line))
        waiting = None
    if waiting is not None:
        joined.append(waiting)
    return joined


def _merge(first: Line, second: Line) -> Line:
    return Line(
        index=first.index,
        text=f"{first.text} {second.text}",
        kind="sommaire",
        toc=first.toc,
        place=first.place,
    )


def _heading(
    line: Line,
    text: str,
    headings: Sequence[Line],
    by_bookmark: dict[str, Line],
    used: set[int],
) -> Line | None:
    """The heading that the entry leads to: by its link, else by its words, each one once."""
    if line.target and line.target in by_bookmark:
        return by_bookmark[line.target]
    wanted = without_numbering(text)
    for certain in (True, False):
        for heading in headings:
            if certain and heading.level is None:
                continue
            if not heading.alone or heading.index in used:
                continue
            if wanted and without_numbering(heading.printed) == wanted:
                return heading
    return None
