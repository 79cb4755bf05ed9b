"""The annexes: where they begin, which are there, which are listed, which the text cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten

from dossier_builder.domain.facts import AnnexFacts, AnnexFound, AnnexMention
from dossier_builder.domain.modele import AnnexesModele
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.annex_numbers import annex_number, cited_numbers, rest_of_heading
from dossier_builder.facts.content import Line
from dossier_builder.facts.typed_toc import announces_page, is_list_title

# A heading that nobody styled: longer lines are sentences.
_HEADING_WORDS = 20
_PARENTHESIS = re.compile(r"\s*\(.*\)$")
_CUT = re.compile(r"\bannexes?(?:\s+n\s?°?)?(?:\s+\d{1,2}\s*(?:,|et|ou|à))?\s*$", re.IGNORECASE)
_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ]")


@dataclass(frozen=True, slots=True)
class Boundary:
    """The line that opens the annexes: its position in the document, and the sentence of proof."""

    position: int
    line: Line
    preuve: str


def find_boundary(lines: Sequence[Line], annexes: AnnexesModele) -> Boundary | None:
    """The first heading that opens the annexes; None where there are none.

    A heading is a line with a heading level, or one of its own that says just « Annexes » or
    begins with « Annexe 1 » as a title does. Never a line of the sommaire, never a list of
    annexes, never a mention in running text.
    """
    names = _names(annexes)
    lists = _typed_lists(lines)
    for styled in (True, False):
        for position, line in enumerate(lines):
            if (line.level is not None) != styled or not _may_be_heading(line):
                continue
            if position not in lists and _opens(line, names):
                opener = "le titre" if styled else "la ligne"
                text = shorten(line.printed, 60, placeholder="…")
                return Boundary(position, line, f"ouvertes par {opener} « {text} »")
    return None


def _names(annexes: AnnexesModele) -> frozenset[str]:
    return frozenset(folded(name) for name in annexes.titres)


def _may_be_heading(line: Line) -> bool:
    return line.toc is None and line.alone and bool(line.text.strip()) and not is_list_title(line)


def _opens(line: Line, names: frozenset[str]) -> bool:
    text = folded(line.text).strip(" .:-–—")
    alone = _PARENTHESIS.sub("", without_numbering(line.text))
    if text in names or alone in names:
        return True
    if line.level is not None:
        return annex_number(line.printed) is not None
    return _reads_as_title(line.printed)


def _reads_as_title(printed: str) -> bool:
    """« Annexe 1 – Contrat », « Annexe 1 Contrat »; not « Annexe 1 présente le contrat. »."""
    rest = rest_of_heading(printed)
    if rest is None or len(printed.split()) > _HEADING_WORDS:
        return False
    if not rest:
        return True
    titled = rest[0] in ":-–—.)(/" or _CAPITAL.match(rest) is not None
    return titled and not printed.rstrip().endswith((".", ";", ","))


def _typed_lists(lines: Sequence[Line]) -> frozenset[int]:
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
        debut=boundary.line.index if boundary else None,
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
    lists = _typed_lists(lines)
    possible = [line for n, line in enumerate(lines) if n not in lists and _may_be_heading(line)]
    numbered = [line for line in possible if annex_number(line.printed) is not None]
    if any(line.level is not None for line in numbered):
        # Where some have a heading style, the same words without one are a mention.
        numbered = [line for line in numbered if line.level is not None]
    else:
        numbered = [line for line in numbered if _reads_as_title(line.printed)]
    if numbered:
        previous: int | None = None
        for line in numbered:
            number = annex_number(line.printed)
            if number != previous:  # « Annexe 1 (suite) » goes on
                yield line
            previous = number
        return
    names = _names(annexes)
    styled = [line for line in possible if line.level is not None]
    styled = [line for line in styled if folded(line.text).strip(" .:-–—") not in names]
    level = min((line.level for line in styled if line.level is not None), default=None)
    yield from (line for line in styled if line.level == level)


def _listed(lines: Sequence[Line]) -> tuple[AnnexMention, ...] | None:
    """The lines of the list of annexes; None when the document has no such list."""
    listed = [line for line in lines if line.toc == "annexes" and line.text.strip()]
    listed += [lines[n] for n in sorted(_typed_lists(lines))]
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
        texts = (*(() if _reads_as_title(line.printed) else (text,)), *line.notes)
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
