"""Lines made short: `« # »` marks a heading, `« p3 »` a page, so that a document fits on a screen.

p1 | Petit dossier            a line of page 1
p3 | # Introduction           a heading of level 1; ## for level 2
p2 | ~ Introduction<tab>3     a line of the sommaire; ~~ of the list of annexes
"""

from __future__ import annotations

from dossier_builder.domain.facts import ParagraphKind
from dossier_builder.domain.place import Place
from dossier_builder.facts.content import Line, TocKind


def lines_of(text: str) -> tuple[Line, ...]:
    """One line a row; a row without page stays on the one before, a little lower."""
    made: list[Line] = []
    page, top = 1, 0.1
    for row in filter(None, map(str.strip, text.splitlines())):
        where, bar, words = row.partition("|")
        if bar:
            new_page = int(where.strip().removeprefix("p"))
            page, top = new_page, 0.1 if new_page != page else top + 0.03
        else:
            words, top = row, top + 0.03
        made.append(_line(len(made), words.strip(), Place(page, round(top, 3))))
    return tuple(made)


def _line(index: int, words: str, place: Place) -> Line:
    level = len(words) - len(words.lstrip("#"))
    toc: TocKind | None = None
    if words.startswith("~"):
        toc = "annexes" if words.startswith("~~") else "sommaire"
    text = words.lstrip("#~").strip().replace("<tab>", "\t")
    kind: ParagraphKind = "sommaire" if toc else "titre" if level else "corps"
    return Line(index, text, kind=kind, style="Normal", level=level or None, toc=toc, place=place)
