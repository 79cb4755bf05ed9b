"""Which sections of the pack are in the document, under which words, and where they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from dossier_builder.domain.modele import Modele, Section
from dossier_builder.domain.wording import without_numbering
from dossier_builder.facts.content import Line

# Below this likeness (0 to 100) two titles are different titles: « Conclusion » against
# « Introduction » is 55, a missing letter in a long title is above 95.
NEAR_MISS = 88.0
EXACT = 100


@dataclass(frozen=True, slots=True)
class HeadingFound:
    """The heading that was taken for a section, and how alike the words are (100: the same)."""

    section: Section
    line: Line
    score: int


def find_sections(lines: Sequence[Line], modele: Modele, body_end: int) -> tuple[HeadingFound, ...]:
    """The sections found among the lines before index position `body_end`, in the pack's order.

    Headings by style come first; a line of its own that says exactly the title is a heading too,
    when nobody used styles. Each line serves once.
    """
    candidates = [
        line for line in lines[:body_end] if line.toc is None and line.alone and line.text.strip()
    ]
    styled = [line for line in candidates if line.level is not None]
    taken: set[int] = set()
    found: dict[str, HeadingFound] = {}
    for lines_to_try, least in ((styled, EXACT), (candidates, EXACT), (styled, NEAR_MISS)):
        for section in modele.sections:
            if section.id in found:
                continue
            best = _best(section, [line for line in lines_to_try if line.index not in taken], least)
            if best is not None:
                found[section.id] = best
                taken.add(best.line.index)
    return tuple(found[s.id] for s in modele.sections if s.id in found)


def _best(section: Section, lines: Sequence[Line], least: float) -> HeadingFound | None:
    names = [without_numbering(name) for name in (section.titre, *section.alias)]
    best: HeadingFound | None = None
    for line in lines:
        text = without_numbering(line.text)
        score = max((_likeness(name, text) for name in names), default=0.0)
        if score >= least and (best is None or score > best.score):
            best = HeadingFound(section, line, round(score))
    return best


def _likeness(name: str, text: str) -> float:
    if name == text:
        return EXACT
    # 100 is kept for the very same words.
    return min(EXACT - 1, fuzz.ratio(name, text)) if text else 0.0


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
    for position in range(start + 1, len(lines)):
        line = lines[position]
        if line.toc is not None:
            continue
        if line.index in known:
            if known[line.index] <= own:
                return position
            continue
        if heading.line.level is not None and (line.level or 10) <= heading.line.level:
            return position
    return len(lines)
