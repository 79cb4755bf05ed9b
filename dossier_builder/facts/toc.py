"""The sommaire as printed, where each of its headings really is, and the headings it tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dossier_builder.domain.facts import TocEntry
from dossier_builder.domain.wording import folded
from dossier_builder.facts.content import Line
from dossier_builder.facts.likeness import Wording
from dossier_builder.facts.looks import depths
from dossier_builder.facts.typed_toc import PAGE_ALONE, PAGE_AT_END, SOMMAIRE_TITLES
from dossier_builder.facts.typed_toc import is_sommaire_title as _is_title

# One space before the page: only where the figure is not a title's own (« Annexe 1 »).
_PAGE_AFTER_SPACE = re.compile(r"\s(?P<page>\d{1,3})\s*$")
_OWN_NUMBER = re.compile(
    r"^(?:l')?(?:annexe|exemple|partie|chapitre|titre|section|ccp|activite-type|competence|at)"
    r"(?:\s+n\s?°)?$"
)
_EDGES = " \t.…·_•-–—"
# In characters: longer lines are text.
_LONGEST_TITLE = 200
_TOC_STYLE = re.compile(r"^toc ([1-9])$", re.IGNORECASE)
# A sommaire that stands this far in the document comes after what it lists.
_AT_THE_END = 0.6
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


def read_toc(lines: Sequence[Line]) -> tuple[TocEntry, ...] | None:
    """The entries of the sommaire; None when the document has none, () when it is empty."""
    printed = [line for line in _joined(lines) if line.text.strip()]
    if not printed:
        return () if any(_is_title(line) for line in lines) else None
    entries = [_Entry(line, *_parts(line.text)) for line in printed]
    entries = [e for e in entries if e.text and folded(e.text) not in SOMMAIRE_TITLES]
    targets = _targets(entries, lines)
    return tuple(
        TocEntry(
            text=entry.text,
            announced=entry.announced,
            target_page=heading.place.page if heading and heading.place else None,
            paragraphe=entry.line.index,
            page=entry.line.place.page if entry.line.place else None,
        )
        for entry, heading in zip(entries, targets, strict=True)
    )


class _Entry(NamedTuple):
    """A line of the sommaire, its words, and the page that it announces."""

    line: Line
    text: str
    announced: int | None


def _targets(entries: Sequence[_Entry], lines: Sequence[Line]) -> list[Line | None]:
    """The heading that each entry leads to: by its link, else by its words, each one once.

    Where the same words stand several times, the one that is as far from the announced page as the
    headings that leave no doubt is meant, else the first after the heading of the entry before.
    """
    possible = [line for line in lines if line.toc is None and line.alone and line.text.strip()]
    by_bookmark = {name: line for line in possible for name in line.bookmarks}
    headings = [
        (line, Wording.of(f"{line.number} {line.title}").joined)
        for line in possible
        if len(line.title) <= _LONGEST_TITLE
    ]
    choices = [
        [by_bookmark[e.line.target]]
        if e.line.target and e.line.target in by_bookmark
        else _same_words(e, headings)
        for e in entries
    ]
    gap = _usual_gap(entries, choices)
    used: list[int] = []
    targets: list[Line | None] = []
    for entry, headings_there in zip(entries, choices, strict=True):
        free = [h for h in headings_there if h.index not in used]
        there = [h for h in free if _gap(entry, h) == gap]
        following = [h for h in free if h.index > (used[-1] if used else -1)]
        target = next(iter((there if gap is not None else []) or following or free), None)
        targets.append(target)
        if target is not None:
            used.append(target.index)
    return targets


def _same_words(entry: _Entry, headings: Sequence[tuple[Line, str]]) -> list[Line]:
    """The headings of an entry's words: by their style, else by their look, else plain lines.

    A plain line is taken only after the sommaire: the cover says titles too.
    """
    text = entry.text
    wanted = {Wording.of(text).joined, Wording.of(f"x {folded(text)}").joined[1:]} - {""}
    same = [line for line, words in headings if words in wanted]
    return (
        [line for line in same if line.level is not None]
        or [line for line in same if line.look is not None]
        or [line for line in same if line.index > entry.line.index]
    )


def _gap(entry: _Entry, heading: Line) -> int | None:
    if entry.announced is None or heading.place is None:
        return None
    return entry.announced - heading.place.page


def _usual_gap(entries: Sequence[_Entry], choices: Sequence[Sequence[Line]]) -> int | None:
    """Between announced and true pages, where the words leave no doubt; None when none do."""
    gaps = Counter(
        _gap(entry, headings[0])
        for entry, headings in zip(entries, choices, strict=True)
        if len(headings) == 1
    )
    gaps.pop(None, None)
    return gaps.most_common(1)[0][0] if gaps else None


def mark_announced(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, those that repeat an entry of the sommaire marked as headings.

    Only where no heading of those words is known already, by its style or by its look.
    """
    entries = [(line, words) for line in _joined(lines) if (words := _parts(line.text)[0])]
    if not entries:
        return tuple(lines)
    after = _first_position_after(lines)
    known = {Wording.of(line.title).joined for line in lines if line.heading is not None}
    plain: dict[str, int] = {}
    for n in range(after, len(lines)):
        line = lines[n]
        if line.toc is not None or line.heading is not None or (line.style and not line.alone):
            continue
        if 0 < len(line.text) <= _LONGEST_TITLE:
            plain.setdefault(Wording.of(line.text).joined, n)
    plain.pop("", None)
    marked = list(lines)
    below = depths([words for _, words in entries])
    for (entry, words), depth in zip(entries, below, strict=True):
        title = Wording.of(words).joined
        if title in plain and title not in known:
            style = _TOC_STYLE.search(entry.style)
            level = int(style[1]) if style else 1 + depth
            marked[plain[title]] = replace(marked[plain[title]], look=level, alone=True)
    return tuple(marked)


def _first_position_after(lines: Sequence[Line]) -> int:
    """Where to look for headings: after the sommaire, or from the start when it ends the text."""
    last = max((n for n, line in enumerate(lines) if line.toc == "sommaire"), default=-1)
    return 0 if last >= _AT_THE_END * len(lines) else last + 1


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
