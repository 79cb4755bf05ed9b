"""A sommaire or a list of annexes typed by hand: which lines are its entries.

Where Word's field or styles tell, they are believed (docx_fields); the ministry's form and many
learners type theirs, in paragraphs with tabs or in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.content import Line, TocKind

SOMMAIRE_TITLES = frozenset(
    {"sommaire", "table des matieres", "sommaire du dossier", "table des contenus", "plan"}
)
LIST_TITLES = (
    "liste des annexes",
    "table des annexes",
    "sommaire des annexes",
    "index des annexes",
)
# The announced page ends the line, after a tab, dot leaders, several spaces or « p. ».
PAGE_AT_END = re.compile(
    r"(?:\t|[.…·_]{2,}|…|\s{2,}|\bp(?:age)?\s?\.?\s?)[\s.…·_]*(?P<page>\d{1,3})\s*$"
)
PAGE_ALONE = re.compile(r"^(?:p(?:age)?\s?\.?)?\s*(?P<page>\d{1,3})?\s*\.?$", re.IGNORECASE)
_ANNEX = re.compile(r"^annexe\s+(?:n\s?°\s?)?(?P<numero>\w{1,4})\b")
# An entry is a title: longer lines are text. A list longer than this is no sommaire.
_ENTRY_WORDS = 35
_MOST_LINES = 150
# An entry of a list in a PDF runs over this many printed lines more.
_MOST_SEQUELS = 2


def mark_typed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, the entries of a typed sommaire and of a typed list of annexes marked."""
    marked = list(lines)
    kinds: tuple[TocKind, ...] = ("sommaire", "annexes")
    for kind in kinds:
        if any(line.toc == kind for line in marked):
            continue
        title = next((n for n, line in enumerate(marked) if _is_title(line, kind)), None)
        if title is None:
            continue
        for position in _entries(marked, title, kind):
            line = marked[position]
            marked[position] = replace(line, toc=kind, kind="sommaire", level=None)
    return tuple(marked)


def is_sommaire_title(line: Line) -> bool:
    """Whether the line is just « Sommaire » or « Table des matières »."""
    return line.toc is None and without_numbering(line.text) in SOMMAIRE_TITLES


def is_list_title(line: Line) -> bool:
    """Whether the line opens a list of annexes, and is no mention of one in a sentence."""
    text = without_numbering(line.text)
    return line.toc is None and text.startswith(LIST_TITLES) and len(text.split()) <= 6  # noqa: PLR2004 - a title


def _is_title(line: Line, kind: TocKind) -> bool:
    return is_sommaire_title(line) if kind == "sommaire" else is_list_title(line)


def _entries(lines: Sequence[Line], title: int, kind: TocKind) -> Iterator[int]:
    """Positions of the entries below a title."""
    following = [
        n for n in range(title + 1, min(len(lines), title + _MOST_LINES)) if lines[n].text.strip()
    ]
    if not following:
        return
    cell = lines[following[0]].cell
    if cell is not None and cell != lines[title].cell:
        yield from _in_tables(lines, following)
    elif kind == "annexes":
        yield from _annex_lines(lines, following)
    else:
        yield from _in_paragraphs(lines, following)


def _in_tables(lines: Sequence[Line], following: Sequence[int]) -> Iterator[int]:
    """Cells below the title, where some announce a page; they end with the tables."""
    taken = []
    for n in following:
        if lines[n].cell is None or lines[n].level is not None:
            break
        if len(lines[n].text.split()) > _ENTRY_WORDS:
            break
        taken.append(n)
    if any(announces_page(lines[n]) or PAGE_ALONE.match(lines[n].text.strip()) for n in taken):
        yield from taken


def _annex_lines(lines: Sequence[Line], following: Sequence[int]) -> Iterator[int]:
    """« Annexe N … » lines that stand together; the first number that comes back opens them."""
    seen: set[str] = set()
    waiting: list[int] = []  # printed lines of a PDF that go on with the entry above them
    for n in following:
        line = lines[n]
        match = _ANNEX.match(folded(line.printed))
        if line.level is not None or (match and match["numero"] in seen):
            return
        if match:
            seen.add(match["numero"])
            yield from (*waiting, n)
            waiting = []
        elif line.style or not seen or len(waiting) == _MOST_SEQUELS or line.words > _ENTRY_WORDS:
            return
        else:
            waiting.append(n)


def _in_paragraphs(lines: Sequence[Line], following: Sequence[int]) -> Iterator[int]:
    """Lines that announce a page, with those between them; else titles that come again later."""
    numbered = [rank for rank, n in enumerate(following) if announces_page(lines[n])]
    if numbered and numbered[0] <= 2:  # noqa: PLR2004 - a few titles of parts without a page
        last = numbered[0]
        for rank in numbered[1:]:
            if rank - last > 2:  # noqa: PLR2004 - further apart, it is text
                break
            last = rank
        yield from following[: last + 1]
        return
    last_place = {without_numbering(line.printed): n for n, line in enumerate(lines)}
    for n in following:
        again = last_place[without_numbering(lines[n].printed)] > n
        if not again or lines[n].level is not None or len(lines[n].text.split()) > _ENTRY_WORDS:
            return
        yield n


def announces_page(line: Line) -> bool:
    """Whether the line ends as an entry of a sommaire does: title, leader, page."""
    text = line.text.strip()
    return (
        PAGE_AT_END.search(text) is not None
        and PAGE_ALONE.match(text) is None
        and len(text.split()) <= _ENTRY_WORDS
    )
