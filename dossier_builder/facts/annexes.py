"""The annexes: where they begin, which are there, which are listed, which the text cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier_builder.domain.facts import AnnexFacts, AnnexFound, AnnexMention
from dossier_builder.domain.modele import AnnexesModele
from dossier_builder.domain.wording import folded
from dossier_builder.facts.content import Line

_NUMBERED = re.compile(r"^annexe\s*(?:n\s?°\s?)?(?P<numero>\d{1,2})\b(?P<reste>.*)$", re.DOTALL)
_LIST_TITLES = (
    "liste des annexes",
    "table des annexes",
    "sommaire des annexes",
    "index des annexes",
)
# « annexe 3 », « annexes 2 et 4 », « annexes 1 à 3 », « annexe n° 2 ».
_CITED = re.compile(
    r"\bannexes?\s+(?:n\s?°\s?)?(\d{1,2}(?:\s*(?:,|et|ou|à|a|-)\s*(?:n\s?°\s?)?\d{1,2})*)"
)
_NUMBER = re.compile(r"\d{1,2}")
_RANGE = re.compile(r"(\d{1,2})\s*(?:à|a|-)\s*(\d{1,2})")
_LONGEST_RANGE = 20


@dataclass(frozen=True, slots=True)
class Boundary:
    """The line that opens the annexes: its position in the document, and the sentence of proof."""

    position: int
    line: Line
    preuve: str


def find_boundary(lines: Sequence[Line], annexes: AnnexesModele) -> Boundary | None:
    """The first heading that opens the annexes; None where there are none.

    A heading is a line with a heading level, or one of its own that says just « Annexes » or
    begins with « Annexe 1 ». Never a line of the sommaire, never a list of annexes, never a
    mention in running text.
    """
    names = {folded(name) for name in annexes.titres}
    for certain in (True, False):
        for position, line in enumerate(lines):
            if line.toc is not None or (line.level is None) == certain or not line.alone:
                continue
            if _opens(line, names, certain=certain):
                opener = "le titre" if certain else "la ligne"
                text = " ".join(line.printed.split())[:60]
                return Boundary(position, line, f"ouvertes par {opener} « {text} »")
    return None


def _opens(line: Line, names: set[str], *, certain: bool) -> bool:
    text = folded(line.text).strip(" .:-–—")
    if not text or text.startswith(_LIST_TITLES):
        return False
    if text in names:
        return True
    numbered = _NUMBERED.match(folded(line.printed))
    if numbered is None:
        return False
    # Without a heading style, « Annexe 1 » must open the line and be followed by a title, or end.
    rest = numbered["reste"].strip()
    return certain or not rest or rest[0] in ":-–—." or len(rest) > 2  # noqa: PLR2004 - a title


def read_annexes(
    lines: Sequence[Line], boundary: Boundary | None, annexes: AnnexesModele, last_page: int
) -> AnnexFacts:
    """Annexes there, listed and cited. `last_page` ends the last annex."""
    body = lines[: boundary.position] if boundary else lines
    after = lines[boundary.position :] if boundary else ()
    return AnnexFacts(
        presentes=tuple(_present(after, annexes, last_page)),
        listees=_listed(lines),
        citees=tuple(_citations(body)),
    )


def _present(lines: Sequence[Line], annexes: AnnexesModele, last_page: int) -> Iterator[AnnexFound]:
    headings = [line for line in lines if _is_annex_heading(line, annexes, lines)]
    for rank, line in enumerate(headings):
        numbered = _NUMBERED.match(folded(line.printed))
        page = line.place.page if line.place else last_page
        following = headings[rank + 1] if rank + 1 < len(headings) else None
        end = following.place.page if following and following.place else last_page + 1
        yield AnnexFound(
            numero=int(numbered["numero"]) if numbered else None,
            titre=line.printed,
            paragraphe=line.index,
            page=page,
            pages=max(1, end - page),
        )


def _is_annex_heading(line: Line, annexes: AnnexesModele, lines: Sequence[Line]) -> bool:
    """A numbered « Annexe N »; where none is numbered, the headings of the highest level."""
    if line.toc is not None or not line.alone or not line.text.strip():
        return False
    text = folded(line.printed)
    if _NUMBERED.match(text):
        return line.level is not None or len(text.split()) <= 20  # noqa: PLR2004 - a heading, not a sentence
    if any(_NUMBERED.match(folded(other.printed)) and other.toc is None for other in lines):
        return False
    names = {folded(name) for name in annexes.titres}
    level = min((o.level for o in lines if o.level is not None), default=None)
    return line.level is not None and line.level == level and text not in names


def _listed(lines: Sequence[Line]) -> tuple[AnnexMention, ...] | None:
    """The lines of the list of annexes; None when the document has no such list."""
    listed = [line for line in lines if line.toc == "annexes" and line.text.strip()]
    title = next(
        (n for n, line in enumerate(lines) if folded(line.text).startswith(_LIST_TITLES)), None
    )
    if not listed and title is None:
        return None
    if not listed and title is not None:
        listed = _following_lines(lines[title + 1 :])
    return tuple(_mentions(listed))


def _following_lines(lines: Sequence[Line]) -> list[Line]:
    """The « Annexe N … » lines just below a title « Liste des annexes » without a field."""
    found = []
    for line in lines:
        if not line.text.strip():
            continue
        if not _NUMBERED.match(folded(line.printed)) or line.level is not None:
            break
        found.append(line)
    return found


def _mentions(lines: Sequence[Line]) -> Iterator[AnnexMention]:
    for line in lines:
        match = _NUMBERED.match(folded(line.printed))
        if match:
            yield _mention(int(match["numero"]), line, line.text)


def _citations(lines: Sequence[Line]) -> Iterator[AnnexMention]:
    for line in lines:
        if line.toc is not None or line.level is not None:
            continue
        if _NUMBERED.match(folded(line.printed)) and len(line.text.split()) < 12:  # noqa: PLR2004 - a line of a typed list of annexes cites nothing
            continue
        for text in (line.text, *line.notes):
            for match in _CITED.finditer(folded(text)):
                for numero in _numbers(match[1]):
                    yield _mention(numero, line, text)


def _numbers(text: str) -> Iterator[int]:
    """« 2 et 4 » → 2, 4; « 1 à 3 » → 1, 2, 3."""
    found = {int(n) for n in _NUMBER.findall(text)}
    for low, high in _RANGE.findall(text):
        if 0 < int(high) - int(low) < _LONGEST_RANGE:
            found.update(range(int(low), int(high) + 1))
    yield from sorted(found)


def _mention(numero: int, line: Line, text: str) -> AnnexMention:
    return AnnexMention(
        numero=numero,
        paragraphe=line.index,
        page=line.place.page if line.place else None,
        extrait=" ".join(text.split())[:120],
    )
