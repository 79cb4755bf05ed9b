"""Where the annexes begin: the lines that could open them, weighed by the structure around them.

Every mark is a fact of the page: a heading style, the pack's own words, the top of a page, a page
with nothing else, a sommaire that announces it, numbered annexes that follow. Nothing is searched
in running text. When two lines weigh nearly as much, or the best one weighs little, both readings
are kept: the count becomes an interval (docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from textwrap import shorten

from dossier_builder.domain.modele import AnnexesModele, Section
from dossier_builder.domain.wording import without_numbering
from dossier_builder.facts.annex_numbers import annex_number
from dossier_builder.facts.annex_titles import (
    HEADING_WORDS,
    PARENTHESIS,
    is_named,
    may_be_heading,
    names_of,
    opens,
    typed_lists,
)
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.toc import read_toc
from dossier_builder.values import frozen

# What a line of that kind weighs. From ENOUGH on, it opens the annexes; below LITTLE it does not;
# between the two, or when an earlier line weighs within NEARLY of it, there is doubt.
_STYLED, _NAMED, _NUMBERED, _FIRST_NUMBER = 4, 3, 1, 1
_TOP_OF_PAGE, _ALONE_ON_PAGE, _ANNOUNCED, _LISTED = 3, 1, 3, 1
_ANNEXES_FOLLOW, _PRINTED_AS_HEADING, _CAPITALS = 2, 2, 1
_IN_TABLE, _BODY_FOLLOWS = -3, -4
_ENOUGH, _LITTLE, _NEARLY = 5, 2, 2
_DIVIDER_WORDS = 12
_USUAL_NAMES = frozenset({"annexes", "annexe"})
_COVER_WORDS = 60
_DEEPEST = 9


@frozen
class Boundary:
    """The line that opens the annexes: its position in the document, and the sentence of proof.

    `fin` is the position of the line where the body goes on after them; None: they end the
    document.
    """

    position: int
    line: Line
    preuve: str
    fin: int | None = None


@frozen
class Hypotheses:
    """The boundary that was taken and, in doubt, the other reading (None: no annexes at all).

    `doute` says why there are two (French); "" where there is no doubt and `autre` means nothing.
    `seules`: the document is nothing but annexes.
    """

    retenue: Boundary | None
    autre: Boundary | None = None
    doute: str = ""
    seules: bool = False


def find_boundary(lines: Sequence[Line], annexes: AnnexesModele) -> Boundary | None:
    """The line that opens the annexes, most likely; None where there are none."""
    return find_hypotheses(lines, annexes).retenue


def find_hypotheses(
    lines: Sequence[Line], annexes: AnnexesModele, sections: Sequence[Section] = ()
) -> Hypotheses:
    """The boundary, and the other reading when there is doubt. `sections` are the pack's."""
    structure = _Structure.of(lines, annexes, sections)
    candidates = tuple(structure.candidates())
    taken = next((c for c in candidates if c.weight >= _ENOUGH), None)
    if taken is None:
        return _in_doubt(structure, candidates)
    if taken.styled:
        # Where a heading style opens them, the same words without one are a mention, unless all
        # speaks for them.
        candidates = tuple(c for c in candidates if c.styled or c.weight >= _ENOUGH)
    rivals = [
        c
        for c in candidates
        if c.position < taken.position
        and c.weight >= max(_LITTLE, taken.weight - _NEARLY)
        and structure.page(c.position) != structure.page(taken.position)
    ]
    boundary = structure.boundary(taken)
    if boundary.fin is not None:
        title = shorten(lines[boundary.fin].printed, 60, placeholder="…")
        doubt = f"« {title} » vient après les annexes"
        return Hypotheses(boundary, replace(boundary, fin=None), doubt)
    alone = structure.nothing_before(taken.position)
    if rivals and not alone:
        words = shorten(lines[rivals[0].position].printed, 60, placeholder="…")
        where = structure.page(rivals[0].position)
        doubt = f"« {words} », p. {where}, peut aussi ouvrir les annexes"
        return Hypotheses(boundary, structure.boundary(rivals[0]), doubt)
    return Hypotheses(boundary, seules=alone)


def _in_doubt(structure: _Structure, candidates: Sequence[_Candidate]) -> Hypotheses:
    """No line opens them surely: the best one that could, or what the sommaire announces."""
    possible = [c for c in candidates if c.weight >= _LITTLE]
    if possible:
        best = max(possible, key=lambda c: c.weight)
        words = shorten(structure.lines[best.position].printed, 60, placeholder="…")
        return Hypotheses(
            structure.boundary(best), None, f"« {words} » ouvre peut-être les annexes, sans titre"
        )
    announced = structure.announced
    first = structure.first_line.get(announced or 0)
    if announced is None or first is None:
        return Hypotheses(None)
    line = structure.lines[first]
    proof = f"annoncées p. {announced} par le sommaire, sans titre"
    return Hypotheses(None, Boundary(first, line, proof), f"le sommaire les annonce p. {announced}")


def is_annexes_only(content: Content) -> bool:
    """Whether a document of an unknown kind begins with annexes, a short cover left out.

    Its pages are not known yet: the words before the first title of an annex tell.
    """
    before = 0
    for line in content.lines:
        if may_be_heading(line) and opens(line, _USUAL_NAMES):
            return before <= _COVER_WORDS
        before += len(line.text.split())
    return False


@frozen
class _Candidate:
    position: int
    weight: int
    styled: bool


@frozen
class _Structure:
    """What is known of the document around each line."""

    lines: Sequence[Line]
    names: frozenset[str]
    lists: frozenset[int]
    section_titles: tuple[tuple[int, int], ...]  # position of a line, rank of the section it says
    first_line: dict[int, int]
    words: dict[int, int]
    announced: int | None
    listed: bool

    @classmethod
    def of(
        cls, lines: Sequence[Line], annexes: AnnexesModele, sections: Sequence[Section]
    ) -> _Structure:
        names = names_of(annexes)
        first: dict[int, int] = {}
        words: dict[int, int] = {}
        for position, line in enumerate(lines):
            if line.place is None or not line.text.strip():
                continue
            page = line.place.page
            first.setdefault(page, position)
            words[page] = words.get(page, 0) + len(line.text.split())
        listed, announced = _announced(lines, names)
        return cls(
            lines=lines,
            names=names,
            lists=typed_lists(lines),
            section_titles=tuple(section_titles(lines, sections)),
            first_line=first,
            words=words,
            announced=announced,
            listed=listed,
        )

    def page(self, position: int) -> int | None:
        place = self.lines[position].place
        return place.page if place else None

    def candidates(self) -> Iterator[_Candidate]:
        """Every line that could open the annexes, in order, with its weight."""
        possible = [
            n
            for n, line in enumerate(self.lines)
            if n not in self.lists and may_be_heading(line) and opens(line, self.names)
        ]
        for position, following in pairwise([*possible, len(self.lines)]):
            if self._is_front_matter(position):
                continue
            weight = self._weight(position, following)
            yield _Candidate(position, weight, self.lines[position].level is not None)

    def _weight(self, position: int, following: int) -> int:
        line = self.lines[position]
        number = annex_number(line.printed)
        named = is_named(line, self.names)
        place = line.place
        top = place is not None and self.first_line.get(place.page) == position
        interrupted = self._body_follows(position, following)
        numbered = not interrupted and self._annexes_follow(position, following)
        marks = (
            (line.level is not None, _STYLED),
            (named, _NAMED),
            (number is not None, _NUMBERED),
            (number == 1, _FIRST_NUMBER),
            (top, _TOP_OF_PAGE),
            (top and self.words[self.page(position) or 0] <= _DIVIDER_WORDS, _ALONE_ON_PAGE),
            (self.announced is not None and self.announced == self.page(position), _ANNOUNCED),
            (self.listed, _LISTED),
            (numbered, _ANNEXES_FOLLOW),
            (line.level is None and _looks(line), _PRINTED_AS_HEADING),
            (named and line.text.isupper(), _CAPITALS),
            (line.cell is not None and not top, _IN_TABLE),
            (line.level is None and interrupted, _BODY_FOLLOWS),
        )
        return sum(weight for holds, weight in marks if holds)

    def _annexes_follow(self, position: int, following: int) -> bool:
        """Whether the next lines number annexes, or list them."""
        own = annex_number(self.lines[position].printed)
        if following < len(self.lines):
            number = annex_number(self.lines[following].printed)
            return number is not None and number == (own or 0) + 1
        after = self.lines[position + 1 : position + 6]
        return own is None and any(annex_number(line.printed) is not None for line in after)

    def _body_follows(self, position: int, following: int) -> bool:
        """Whether headings that number no annex stand between this line and the next candidate.

        Headings below its own level are the annex's: « 1. Les parties » in a contract.
        """
        own = self.lines[position].heading or _DEEPEST
        return any(
            line.heading is not None
            and line.heading <= own
            and line.toc is None
            and annex_number(line.printed) is None
            for line in self.lines[position + 1 : following]
        ) and following < len(self.lines)

    def _sections_at(self, start: int, end: int) -> dict[int, int]:
        """Rank of a section of the pack → where its title first stands, between two positions."""
        found: dict[int, int] = {}
        for position, rank in self.section_titles:
            if start <= position < end:
                found.setdefault(rank, position)
        return found

    def _is_front_matter(self, position: int) -> bool:
        """Whether more of the pack's sections stand after the line than before: it lists annexes.

        A document that holds no section at all before it may be annexes alone, unless sections
        do follow.
        """
        before = self._sections_at(0, position)
        after = self._sections_at(position + 1, len(self.lines)).keys() - before.keys()
        return len(after) > len(before)

    def boundary(self, candidate: _Candidate) -> Boundary:
        """The boundary that a candidate makes, with where the body goes on after it, if it does."""
        line = self.lines[candidate.position]
        opener = "le titre" if candidate.styled else "la ligne"
        text = shorten(line.printed, 60, placeholder="…")
        return Boundary(
            candidate.position,
            line,
            f"ouvertes par {opener} « {text} »",
            self._resumed(candidate),
        )

    def _resumed(self, candidate: _Candidate) -> int | None:
        """Where a section of the pack that was not seen before comes after the annexes.

        Where titles have a style, only a styled one of the annexes' own level or higher: an annex
        may hold a « Conclusion » of its own.
        """
        own = self.lines[candidate.position].heading
        before = self._sections_at(0, candidate.position)
        after = self._sections_at(candidate.position + 1, len(self.lines))
        places = [position for rank, position in after.items() if rank not in before]
        if own is not None:
            places = [p for p in places if (self.lines[p].heading or 10) <= own]
        return min(places, default=None)

    def nothing_before(self, position: int) -> bool:
        """Whether the document begins with its annexes, a short cover page left out."""
        if self._sections_at(0, position) or not self.lines:
            return False
        before = [line for line in self.lines[:position] if line.text.strip()]
        pages = {line.place.page for line in before if line.place is not None}
        words = sum(len(line.text.split()) for line in before if line.toc is None)
        first = self.page(position)
        return first is not None and first <= len(pages) + 1 <= 2 and words <= _COVER_WORDS  # noqa: PLR2004 - a cover, then the annexes


def _looks(line: Line) -> bool:
    """Whether it is printed as a heading; a line of a PDF stands alone only when it is."""
    return line.look is not None or (not line.style and line.alone)


def section_titles(lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[tuple[int, int]]:
    """Where the very words of a section's title stand, with the section's rank in the pack."""
    ranks = {
        without_numbering(name): rank
        for rank, section in enumerate(sections)
        for name in (section.titre, *section.alias)
    }
    if not ranks:
        return
    for position, line in enumerate(lines):
        if may_be_heading(line) and len(line.title.split()) <= HEADING_WORDS:
            rank = ranks.get(without_numbering(line.title))
            if rank is not None:
                yield position, rank


def _announced(lines: Sequence[Line], names: frozenset[str]) -> tuple[bool, int | None]:
    """Whether the sommaire names the annexes, and the physical page it gives them.

    Where its other entries are all off by the same number, so is this one.
    """
    entries = read_toc(lines) or ()
    gaps = [
        entry.announced - entry.target_page
        for entry in entries
        if entry.announced is not None and entry.target_page is not None
    ]
    offset = max(set(gaps), key=gaps.count) if gaps else 0
    for entry in entries:
        text = PARENTHESIS.sub("", without_numbering(entry.text))
        if text in names or annex_number(entry.text) == 1:
            return True, entry.announced - offset if entry.announced is not None else None
    return False, None
