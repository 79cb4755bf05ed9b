"""Whether a line reads as the title of the annexes or of one annex: words alone, no structure.

Used by annex_boundary, which weighs what is around such a line, and by annexes, which lists them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier_builder.domain.modele import AnnexesModele
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.annex_numbers import annex_number, rest_of_heading
from dossier_builder.facts.content import Line
from dossier_builder.facts.looks import ends_a_sentence
from dossier_builder.facts.typed_toc import announces_page, is_list_title

HEADING_WORDS = 20
"""A heading that nobody styled has at most so many words: longer lines are sentences."""
PARENTHESIS = re.compile(r"\s*\(.*\)$")
_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ]")


def names_of(annexes: AnnexesModele) -> frozenset[str]:
    """The pack's titles of the annexes, folded."""
    return frozenset(folded(name) for name in annexes.titres)


def may_be_heading(line: Line) -> bool:
    """Whether the line stands on its own, outside the sommaire and the list of annexes."""
    return line.toc is None and line.alone and bool(line.text.strip()) and not is_list_title(line)


def is_named(line: Line, names: frozenset[str]) -> bool:
    """Whether the line says just « Annexes », numbered or with a remark in brackets."""
    text = folded(line.title).strip(" .:-–—")
    return text in names or PARENTHESIS.sub("", without_numbering(line.title)) in names


def opens(line: Line, names: frozenset[str]) -> bool:
    """Whether the words are those of a title of the annexes or of an annex."""
    if is_named(line, names):
        return True
    if line.level is not None:
        return annex_number(line.printed) is not None
    return reads_as_title(line.printed)


def reads_as_title(printed: str) -> bool:
    """« Annexe 1 – Contrat », « Annexe 1 Contrat »; not « Annexe 1 présente le contrat. »."""
    rest = rest_of_heading(printed)
    if rest is None or len(printed.split()) > HEADING_WORDS:
        return False
    if not rest:
        return True
    titled = rest[0] in ":-–—.)(/" or _CAPITAL.match(rest) is not None
    return titled and not ends_a_sentence(printed)


def typed_lists(lines: Sequence[Line]) -> frozenset[int]:
    """Positions of « Annexe N … » lines that only announce annexes found further on.

    Two or more of them stand together, without a heading style, and their numbers come again.
    """
    numbered = [
        (n, number)
        for n, line in enumerate(lines)
        if line.toc is None and (number := annex_number(line.printed)) is not None
    ]
    last_of = {number: n for n, number in numbered}
    announcing = [
        n
        for n, number in numbered
        if lines[n].level is None and (last_of[number] > n or announces_page(lines[n]))
    ]
    filled = [n for n, line in enumerate(lines) if line.text.strip()]
    rank = {n: r for r, n in enumerate(filled)}
    together = {
        n
        for n in announcing
        if any(abs(rank[n] - rank[o]) == 1 for o in announcing if o != n)
        or announces_page(lines[n])
    }
    return frozenset(together)
