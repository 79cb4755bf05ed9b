"""Where each line of a document goes: cover, sommaire, sections, annexes, or nowhere known.

Works on the lines that `facts` reads, of a docx or of a PDF, and on the outline that checks use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from dossier_builder.domain.modele import Modele, Section
from dossier_builder.domain.wording import folded
from dossier_builder.facts.annex_boundary import Boundary
from dossier_builder.facts.annex_numbers import rest_of_heading
from dossier_builder.facts.annex_titles import typed_lists
from dossier_builder.facts.annexes import read_annexes
from dossier_builder.facts.content import Line
from dossier_builder.facts.outline import HeadingFound, read_outline, section_end
from dossier_builder.facts.typed_toc import is_list_title, is_sommaire_title
from dossier_builder.facts.views import body_lines
from dossier_builder.values import frozen

Role = Literal["garde", "sommaire", "section", "annexe", "titre_annexes", "hors"]

_LAST_PAGE = 10_000
_FORM_REMARK = "si le rc le prevoit"


@frozen
class Piece:
    """Lines that go together; `positions` are those of `facts`, the heading's own first.

    `heading` opens it; `section` when it is one of the pack, `titre` is what an annex is called.
    """

    role: Role
    positions: tuple[int, ...]
    heading: Line | None = None
    section: Section | None = None
    titre: str = ""


def plan(lines: Sequence[Line], boundary: Boundary | None, modele: Modele) -> tuple[Piece, ...]:
    """Every line in one piece, in the order of the document."""
    end = len(lines) if boundary is None or boundary.fin is None else boundary.fin
    annexed = range(boundary.position, end) if boundary else range(0)
    body = body_lines(tuple(lines), boundary)
    own = _sections(body, modele)
    sommaire = _sommaire(lines)
    cover = _cover(lines, sommaire, own, annexed)
    made: list[Piece] = []
    for role, key, group in _runs(lines, own, sommaire, cover, annexed):
        if role == "annexe" and boundary is not None:
            made += _annexes(lines, boundary, modele, group)
        else:
            made.append(_piece(role, key, group, lines))
    return tuple(made)


def _piece(
    role: Role, key: HeadingFound | int | None, group: Sequence[int], lines: Sequence[Line]
) -> Piece:
    if isinstance(key, HeadingFound):
        return Piece(role, tuple(group), key.line, key.section)
    opening = lines[group[0]]
    heading = opening if role == "hors" and opening.heading is not None else None
    return Piece(role, tuple(group), heading)


def _runs(
    lines: Sequence[Line],
    own: dict[int, HeadingFound],
    sommaire: frozenset[int],
    cover: int,
    annexed: range,
) -> Iterator[tuple[Role, HeadingFound | int | None, list[int]]]:
    """Positions that follow one another under the same role and heading."""
    run: list[int] = []
    before: tuple[Role, HeadingFound | int | None] | None = None
    part = 0
    for position, line in enumerate(lines):
        found = own.get(line.index)
        role: Role
        key: HeadingFound | int | None
        if position in annexed:
            role, key = "annexe", None
        elif position in sommaire:
            role, key = "sommaire", None
        elif position < cover:
            role, key = "garde", None
        elif found is not None:
            role, key = "section", found
        else:
            part += line.level is not None and line.toc is None
            role, key = "hors", part
        if before is not None and (role, key) != before and run:
            yield (*before, run)
            run = []
        run.append(position)
        before = (role, key)
    if before is not None and run:
        yield (*before, run)


def _sections(body: Sequence[Line], modele: Modele) -> dict[int, HeadingFound]:
    """Index of a line → the section that it is of.

    A heading that the pack does not know, after a sub-section and inside the same part, stays with
    that sub-section: the order of the text is kept.
    """
    outline = read_outline(body, modele, len(body))
    at = {line.index: position for position, line in enumerate(body)}
    starts = sorted((at[found.line.index], found) for found in outline.found)
    ranges = [(start, section_end(found, body, start, outline.found)) for start, found in starts]
    owners: dict[int, HeadingFound] = {}
    last: HeadingFound | None = None
    opening = dict(starts)
    for position, line in enumerate(body):
        last = opening.get(position, last)
        if last is not None and any(start <= position < end for start, end in ranges):
            owners[line.index] = last
    return owners


def _sommaire(lines: Sequence[Line]) -> frozenset[int]:
    """Positions of the sommaire, of the lists of annexes, and of their titles."""
    entries = {n for n, line in enumerate(lines) if line.toc is not None} | set(typed_lists(lines))
    titles = set()
    for n, line in enumerate(lines):
        if is_sommaire_title(line) or is_list_title(line):
            following = next((m for m in range(n + 1, len(lines)) if lines[m].text.strip()), None)
            if following in entries or not entries:
                titles.add(n)
    return frozenset(entries | titles)


def _cover(
    lines: Sequence[Line],
    sommaire: frozenset[int],
    own: dict[int, HeadingFound],
    annexed: range,
) -> int:
    """Where the cover ends: at the sommaire, a section, the second page or a styled heading."""
    for position, line in enumerate(lines):
        if position in sommaire or line.index in own or position in annexed:
            return position
        if line.place is not None and line.place.page > 1:
            return position
        if line.place is None and line.level is not None and position:
            return position
    return 0


def _annexes(
    lines: Sequence[Line], boundary: Boundary, modele: Modele, group: Sequence[int]
) -> Iterator[Piece]:
    """The annexes, each under its title; what comes before the first has no place."""
    facts = read_annexes(lines, boundary, modele.annexes, _LAST_PAGE)
    titles = {annexe.paragraphe for annexe in facts.presentes}
    starts = [n for n in group if lines[n].index in titles]
    ends = [*starts[1:], group[-1] + 1][: len(starts)]
    first = starts[0] if starts else group[-1] + 1
    if first > group[0]:
        opening, rest = lines[group[0]], tuple(range(group[0] + 1, first))
        written = any(_is_written(lines[n]) for n in rest)
        if written and not starts:
            yield Piece("annexe", (group[0], *rest), opening, titre=opening.text.strip())
            return
        yield Piece("titre_annexes", (group[0],), opening)
        if written:
            yield Piece("hors", rest)
    for start, end in zip(starts, ends, strict=True):
        rest_of = rest_of_heading(lines[start].printed)
        titre = lines[start].printed if rest_of is None else rest_of.lstrip(" :.-–—").strip()
        yield Piece("annexe", tuple(range(start, end)), lines[start], titre=titre)


def _is_written(line: Line) -> bool:
    """Whether a line below the title of the annexes says more than the form's own remark."""
    text = folded(line.text).strip(" ().")
    return line.picture or bool(text and text != _FORM_REMARK)
