"""The annexes: which are there, which are listed, which the text cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier_builder.domain.facts import AnnexFacts, AnnexFound, AnnexMention
from dossier_builder.domain.modele import AnnexesModele
from dossier_builder.domain.wording import folded
from dossier_builder.facts.annex_boundary import Boundary
from dossier_builder.facts.annex_numbers import annex_number, cited_numbers
from dossier_builder.facts.annex_titles import (
    may_be_heading,
    names_of,
    reads_as_title,
    typed_lists,
)
from dossier_builder.facts.content import Line
from dossier_builder.facts.typed_toc import is_list_title

_CUT = re.compile(r"\bannexes?(?:\s+n\s?°?)?(?:\s+\d{1,2}\s*(?:,|et|ou|à))?\s*$", re.IGNORECASE)


def read_annexes(
    lines: Sequence[Line], boundary: Boundary | None, annexes: AnnexesModele, last_page: int
) -> AnnexFacts:
    """Annexes there, listed and cited. `last_page` ends the last annex of the document."""
    body: Sequence[Line] = lines
    after: Sequence[Line] = ()
    resumed = lines[boundary.fin] if boundary and boundary.fin is not None else None
    if boundary:
        end = len(lines) if boundary.fin is None else boundary.fin
        body = (*lines[: boundary.position], *lines[end:])
        after = lines[boundary.position : end]
    if resumed is not None and resumed.place is not None:
        last_page = resumed.place.page - 1
    return AnnexFacts(
        presentes=tuple(_present(after, annexes, last_page)),
        listees=_listed(lines),
        citees=tuple(_citations(body)),
        debut=boundary.line.index if boundary else None,
        fin=resumed.index if resumed else None,
    )


def _present(lines: Sequence[Line], annexes: AnnexesModele, last_page: int) -> Iterator[AnnexFound]:
    headings = list(_headings(lines, annexes))
    for rank, line in enumerate(headings):
        page = line.place.page if line.place else last_page
        following = headings[rank + 1] if rank + 1 < len(headings) else None
        end = following.place.page if following and following.place else last_page + 1
        yield AnnexFound(
            numero=annex_number(line.printed),
            titre=line.printed,
            paragraphe=line.index,
            page=page,
            pages=max(1, end - page),
        )


def _headings(lines: Sequence[Line], annexes: AnnexesModele) -> Iterator[Line]:
    """Numbered « Annexe N » headings; where none is numbered, those of the highest level."""
    lists = typed_lists(lines)
    possible = [line for n, line in enumerate(lines) if n not in lists and may_be_heading(line)]
    numbered = [line for line in possible if annex_number(line.printed) is not None]
    if any(line.level is not None for line in numbered):
        # Where some have a heading style, the same words without one are a mention.
        numbered = [line for line in numbered if line.level is not None]
    else:
        numbered = [line for line in numbered if reads_as_title(line.printed)]
    if numbered:
        previous: int | None = None
        for line in numbered:
            number = annex_number(line.printed)
            if number != previous:  # « Annexe 1 (suite) » goes on
                yield line
            previous = number
        return
    names = names_of(annexes)
    styled = [line for line in possible if line.level is not None]
    styled = [line for line in styled if folded(line.text).strip(" .:-–—") not in names]
    level = min((line.level for line in styled if line.level is not None), default=None)
    yield from (line for line in styled if line.level == level)


def _listed(lines: Sequence[Line]) -> tuple[AnnexMention, ...] | None:
    """The lines of the list of annexes; None when the document has no such list."""
    listed = [line for line in lines if line.toc == "annexes" and line.text.strip()]
    listed += [lines[n] for n in sorted(typed_lists(lines))]
    if not listed and not any(is_list_title(line) for line in lines):
        return None
    return tuple(
        _mention(number, line, line.text)
        for line in listed
        if (number := annex_number(line.printed)) is not None
    )


def _citations(lines: Sequence[Line]) -> Iterator[AnnexMention]:
    for n, line in enumerate(lines):
        if line.toc is not None or line.level is not None:
            continue
        text = line.text
        if _CUT.search(text) and n + 1 < len(lines):
            # A printed line of a PDF may end between « annexe » and its number.
            text = f"{text} {' '.join(lines[n + 1].text.split()[:3])}"
        texts = (*(() if reads_as_title(line.printed) else (text,)), *line.notes)
        for text in texts:
            for number in cited_numbers(text):
                yield _mention(number, line, text)


def _mention(numero: int, line: Line, text: str) -> AnnexMention:
    return AnnexMention(
        numero=numero,
        paragraphe=line.index,
        page=line.place.page if line.place else None,
        extrait=" ".join(text.split())[:120],
    )
