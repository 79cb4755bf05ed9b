"""Which sections of the pack are in the document, under which words, and where they end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dossier_builder.domain.modele import Modele, Section
from dossier_builder.domain.wording import count_words, folded, without_numbering
from dossier_builder.facts.content import Line
from dossier_builder.facts.likeness import CANDIDATE, EXACT, NEAR_MISS, Names, Wording
from dossier_builder.values import frozen

# What a score loses for each level by which the heading lies deeper than the others of its rank.
_PER_LEVEL = 6
# A section that the pack puts inside another, found outside it.
_ELSEWHERE = 4
# Headings of one rank must agree on the level of the document that is theirs.
_ENOUGH_TO_TELL = 2
_MOST_CANDIDATES = 2


@frozen
class HeadingFound:
    """The heading that was taken for a section, and how alike they are (100: the same words)."""

    section: Section
    line: Line
    score: int

    @property
    def printed(self) -> str:
        """The heading as a reader sees it, its number first."""
        return " ".join(f"{self.line.number} {self.line.title}".split())

    @property
    def words_after(self) -> int:
        """Words of the text that Shift+Enter put in the heading's own paragraph."""
        if not self.line.lead:
            return 0
        return max(0, self.line.words - count_words(self.line.lead))


@frozen
class Outline:
    """The sections found, in the pack's order, and for each other one what looks like it.

    `candidates` maps a section's id to the headings near it that were not taken, best first.
    """

    found: tuple[HeadingFound, ...]
    candidates: Mapping[str, tuple[HeadingFound, ...]]


def find_sections(lines: Sequence[Line], modele: Modele, body_end: int) -> tuple[HeadingFound, ...]:
    """The sections found among the lines before position `body_end`, in the pack's order."""
    return _searched(lines, modele, body_end).in_order()


def read_outline(lines: Sequence[Line], modele: Modele, body_end: int) -> Outline:
    """The sections found among the lines before position `body_end`, and the near misses.

    The very words first: under a heading style, then under the look of a heading, then on a line
    of their own. Else a heading whose words are near. Each line serves once.
    """
    search = _searched(lines, modele, body_end)
    return Outline(search.in_order(), search.candidates())


def _searched(lines: Sequence[Line], modele: Modele, body_end: int) -> _Search:
    search = _Search(modele, [line for line in lines[:body_end] if _may_be_heading(line)])
    search.take()
    return search


def _may_be_heading(line: Line) -> bool:
    return line.toc is None and line.alone and bool(line.text.strip())


class _Search:
    """One search through one document: what is taken by now, and by which section."""

    def __init__(self, modele: Modele, lines: Sequence[Line]) -> None:
        self._sections = modele.sections
        self._lines = [(line, Wording.of(line.title)) for line in lines]
        self._names = {section.id: Names.of(section) for section in modele.sections}
        self._rank = {section.id: n for n, section in enumerate(modele.sections)}
        self._parents = dict(_parents(modele.sections))
        self._found: dict[str, HeadingFound] = {}
        self._taken: set[int] = set()
        self._usual: Mapping[int, int] = {}
        self._likeness: dict[tuple[str, str], int] = {}

    def in_order(self) -> tuple[HeadingFound, ...]:
        return tuple(self._found[s.id] for s in self._sections if s.id in self._found)

    def take(self) -> None:
        """Every section that can be found.

        Where headings can be told from text, a near heading comes before a mere line of the text
        that says the very title: it may be the cell of a table or an item of a list.
        """
        exact = {
            section.id: [line for line, text in self._lines if self._is(section, text)]
            for section in self._sections
        }
        headings = {name: [x for x in those if _evidence(x)] for name, those in exact.items()}
        self._usual = dict(_usual_levels(self._sections, headings))
        self._take_exact(headings)
        plain = sum(bool(those) for name, those in exact.items() if name not in self._found)
        if len(self._found) > plain:
            self._take_near()
        self._take_exact(exact)
        self._take_near()

    def _take_exact(self, exact: Mapping[str, Sequence[Line]]) -> None:
        """Sections whose very title stands there; the ones that leave no doubt first."""
        for doubtful in (False, True):
            for section in self._by_rank():
                lines = [line for line in exact[section.id] if line.index not in self._taken]
                if not lines or section.id in self._found:
                    continue
                best = self._best(section, lines)
                if doubtful or len(best) == 1:
                    self._take(section, self._in_place(section, best), EXACT)

    def _take_near(self) -> None:
        """Sections whose title is nearly that of a heading, the nearest pairs first."""
        for near in sorted(self._near(NEAR_MISS), key=lambda near: -near.score):
            if near.section.id not in self._found and near.line.index not in self._taken:
                self._found[near.section.id] = near
                self._taken.add(near.line.index)

    def candidates(self) -> dict[str, tuple[HeadingFound, ...]]:
        near = sorted(self._near(CANDIDATE), key=lambda near: -near.score)
        return {
            section.id: tuple(c for c in near if c.section.id == section.id)[:_MOST_CANDIDATES]
            for section in self._sections
            if section.id not in self._found
        }

    def _is(self, section: Section, text: Wording) -> bool:
        return text.joined in self._names[section.id].whole

    def _by_rank(self) -> list[Section]:
        """Whole parts first: they tell where their sub-sections are to be looked for."""
        return sorted(self._sections, key=lambda section: section.niveau)

    def _like(self, section: Section, line: Line, text: Wording) -> int:
        """How alike the section's names and the line are: headings are gone through three times."""
        pair = (section.id, line.title)
        if pair not in self._likeness:
            self._likeness[pair] = self._names[section.id].likeness(text)
        return self._likeness[pair]

    def _best(self, section: Section, lines: Sequence[Line]) -> list[Line]:
        """The lines that most look like the heading of that section."""
        keys = [(_evidence(line), -self._misfit(section, line)) for line in lines]
        return [line for line, key in zip(lines, keys, strict=True) if key == max(keys)]

    def _misfit(self, section: Section, line: Line) -> int:
        """How far the heading's level is from the one that headings of this rank have here."""
        return abs(self._deeper(section, line))

    def _deeper(self, section: Section, line: Line) -> int:
        usual = self._usual.get(section.niveau)
        return 0 if line.heading is None or usual is None else line.heading - usual

    def _in_place(self, section: Section, lines: Sequence[Line]) -> Line:
        """The line that keeps the pack's order; the last one for what ends the document."""
        after, before = self._bounds(section)
        fitting = [line for line in lines if after < line.index < before] or list(lines)
        return fitting[-1] if self._rank[section.id] == len(self._sections) - 1 else fitting[0]

    def _bounds(self, section: Section) -> tuple[float, float]:
        rank = self._rank[section.id]
        places = {self._rank[name]: found.line.index for name, found in self._found.items()}
        after = max((index for r, index in places.items() if r < rank), default=-1)
        before = min((i for r, i in places.items() if r > rank and i > after), default=None)
        return after, float("inf") if before is None else before

    def _take(self, section: Section, line: Line, likeness: int) -> None:
        score = likeness - self._doubt(section, line)
        self._found[section.id] = HeadingFound(section, line, max(1, score))
        self._taken.add(line.index)

    def _doubt(self, section: Section, line: Line) -> int:
        """What speaks against it besides the words: a deeper level, another part of the plan."""
        deeper = max(0, self._deeper(section, line))
        return _PER_LEVEL * deeper + (_ELSEWHERE if self._is_elsewhere(section, line) else 0)

    def _is_elsewhere(self, section: Section, line: Line) -> bool:
        """Whether a sub-section stands outside the part that the pack puts it in."""
        parent = self._found.get(self._parents.get(section.id, ""))
        if parent is None or section.id == parent.section.id:
            return False
        following = [
            found.line.index
            for found in self._found.values()
            if found.section.niveau <= parent.section.niveau
            and found.line.index > parent.line.index
        ]
        return not parent.line.index < line.index < min(following, default=line.index + 1)

    def _near(self, least: int) -> Iterator[HeadingFound]:
        headings = [
            (line, text)
            for line, text in self._lines
            if line.heading is not None and line.index not in self._taken
        ]
        for section in self._sections:
            if section.id in self._found:
                continue
            for line, text in headings:
                score = self._like(section, line, text) - self._doubt(section, line)
                if score >= least:
                    yield HeadingFound(section, line, min(score, EXACT - 1))


def _parents(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Each section with the one that holds it in the pack."""
    holders: list[Section] = []
    for section in sections:
        while holders and holders[-1].niveau >= section.niveau:
            holders.pop()
        if holders:
            yield section.id, holders[-1].id
        holders.append(section)


def _usual_levels(
    sections: Sequence[Section], exact: Mapping[str, Sequence[Line]]
) -> Iterator[tuple[int, int]]:
    """The level that headings of each rank of the pack have in this document, where enough tell.

    Who keeps « Titre 1 » for the title of the document writes every part in « Titre 2 ».
    """
    for rank in {section.niveau for section in sections}:
        only = [exact[s.id][0] for s in sections if s.niveau == rank and len(exact[s.id]) == 1]
        levels = Counter(line.heading for line in only if line.heading is not None)
        for level, count in levels.most_common(1):
            if count >= _ENOUGH_TO_TELL:
                yield rank, level


def _evidence(line: Line) -> int:
    if line.level is not None:
        return 2
    return 1 if line.look is not None else 0


def section_end(
    heading: HeadingFound, lines: Sequence[Line], start: int, found: Sequence[HeadingFound]
) -> int:
    """The position just after the section that `heading` opens at position `start` of `lines`.

    That is the next section of the pack of its level or higher, or the next heading of its level
    or higher that the pack does not know. The pack's levels prevail over those of the styles: who
    typed every title in « Titre 1 », or in bold, still put the sub-sections inside their section.
    `lines` end where the annexes begin.
    """
    own = heading.section.niveau
    known = {other.line.index: other.section.niveau for other in found}
    tells = _levels_tell(lines, known)
    for position in range(start + 1, len(lines)):
        line = lines[position]
        if line.toc is not None:
            continue
        if line.index in known:
            if known[line.index] <= own:
                return position
        elif _closes(line, heading.line, equal=tells):
            return position
    return len(lines)


def _closes(line: Line, opening: Line, *, equal: bool) -> bool:
    """Whether a heading that the pack does not know ends the section of `opening`.

    What only looks like a heading ends one that was told the same way, numbered like it.
    """
    if line.heading is None or opening.heading is None:
        return False
    if line.level is not None and opening.level is not None:
        return line.level <= opening.level
    if not line.alone:
        return False
    if line.heading < opening.heading:
        return True
    return equal and line.heading == opening.heading and _numbered(line) == _numbered(opening)


def _levels_tell(lines: Iterable[Line], known: Mapping[int, int]) -> bool:
    """Whether looks tell parts from sub-parts; not where every title is in the same bold."""
    looks = {line.look for line in lines if line.look is not None and line.toc is None}
    of_parts = {line.look for line in lines if known.get(line.index) == 1 and line.look is not None}
    of_others = {
        line.look for line in lines if known.get(line.index, 1) > 1 and line.look is not None
    }
    return len(looks) > 1 and len(of_parts) == 1 and not of_parts & of_others


def _numbered(line: Line) -> bool:
    text = folded(line.text).strip(" .:-–—")
    return bool(line.number) or without_numbering(line.text) != text
