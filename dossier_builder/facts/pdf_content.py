"""A PDF → Content: printed lines with their look, headings by the outline or by the look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dossier_builder.domain.facts import Place, Properties
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.content import Content, Line, TocKind
from dossier_builder.facts.declared import declared
from dossier_builder.facts.typed_toc import LIST_TITLES, SOMMAIRE_TITLES, mark_typed
from dossier_builder.pdf import OutlineEntry, PdfDocumentFacts, TextLine, outline, own_properties

# Headers and footers lie within these shares of the height: 2 cm of 29.7 is 0.067.
HEADER_BOTTOM = 0.075
FOOTER_TOP = 0.92
# A heading is printed larger than the body, or is bold and short.
_LARGER = 1.12
_HEADING_WORDS = 20
_LEADER = re.compile(r"[.…·_ ]{3,}\s*\d{1,3}\s*$|\s{2,}\d{1,3}\s*$|\t\d{1,3}\s*$")
_PAGE_AT_END = re.compile(r"\s\d{1,3}\s*$")
_TOC_TITLES = SOMMAIRE_TITLES | set(LIST_TITLES)
# A heading or an entry of the sommaire runs over this many printed lines at most.
_MOST_LINES = 3


def read_pdf(path: Path, printed: PdfDocumentFacts) -> Content:
    """The PDF's lines in reading order, headings joined when they run over several lines."""
    lines = [line for page in printed.pages for line in page.lines if _in_body(line)]
    body_size = _body_size(lines)
    entries = outline(path)
    return Content(
        format="pdf",
        lines=mark_typed(tuple(_lines(lines, body_size, entries))),
        properties=Properties(
            titre=printed.title,
            langue=printed.language,
            application=printed.creator,
            declared=declared(own_properties(path)),
        ),
    )


def _in_body(line: TextLine) -> bool:
    return line.top > HEADER_BOTTOM and line.bottom < FOOTER_TOP


def _body_size(lines: Sequence[TextLine]) -> float:
    """The size in which most characters are printed, in points; 0.0 without text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _lines(
    lines: Sequence[TextLine], body_size: float, entries: Sequence[OutlineEntry]
) -> Iterator[Line]:
    outlined = _by_title(entries)
    toc: TocKind | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        group = _outlined_group(lines, index, outlined) or _heading_group(lines, index, body_size)
        text = " ".join(part.text for part in group)
        name = without_numbering(text)
        if name in _TOC_TITLES:
            toc = "annexes" if "annexe" in name else "sommaire"
        elif toc and not _is_toc_line(text) and not _continues_toc(lines, index):
            toc = None
        in_toc = toc if toc and name not in _TOC_TITLES else None
        level = None if in_toc else _level(text, line, outlined)
        yield Line(
            index=index,
            text=text,
            kind="sommaire" if in_toc else "titre" if level is not None else "corps",
            level=level,
            toc=in_toc,
            place=Place(line.page, line.top),
            alone=level is not None or len(group) > 1 or _looks_like_heading(line, body_size),
        )
        index += len(group)


def _outlined_group(
    lines: Sequence[TextLine], start: int, outlined: dict[tuple[str, int], int]
) -> list[TextLine]:
    """The printed lines that make one title of the outline together; none when they do not."""
    for count in range(1, _MOST_LINES + 1):
        group = list(lines[start : start + count])
        same_page = len(group) == count and group[-1].page == group[0].page
        if same_page and _level(" ".join(part.text for part in group), group[0], outlined):
            return group
    return []


def _heading_group(lines: Sequence[TextLine], start: int, body_size: float) -> list[TextLine]:
    """The line, with those that follow it in the same large type: one heading over two lines."""
    first = lines[start]
    group = [first]
    if not _looks_like_heading(first, body_size) or first.size <= body_size * _LARGER:
        return group
    for line in lines[start + 1 :]:
        close = line.top - group[-1].bottom < (line.bottom - line.top) * 0.8
        same = line.page == first.page and line.size == first.size and line.bold == first.bold
        if not (same and close) or len(group) >= _MOST_LINES:
            break
        group.append(line)
    return group


def _looks_like_heading(line: TextLine, body_size: float) -> bool:
    short = len(line.text.split()) <= _HEADING_WORDS and not line.text.rstrip().endswith((",", ";"))
    return short and (line.size > body_size * _LARGER or line.bold)


def _by_title(entries: Sequence[OutlineEntry]) -> dict[tuple[str, int], int]:
    return {
        (without_numbering(entry.title), entry.place.page): entry.level
        for entry in entries
        if entry.place is not None
    }


def _level(text: str, line: TextLine, outlined: dict[tuple[str, int], int]) -> int | None:
    """The outline's level when the PDF has one; without outline there is none."""
    return outlined.get((without_numbering(text), line.page))


def _is_toc_line(text: str) -> bool:
    return bool(_LEADER.search(text) or _PAGE_AT_END.search(text))


def _continues_toc(lines: Sequence[TextLine], index: int) -> bool:
    """A long entry, or the title of a part without a page: one of the next lines has its page."""
    following = lines[index + 1 : index + _MOST_LINES]
    return folded(lines[index].text) not in _TOC_TITLES and any(
        line.page == lines[index].page and _LEADER.search(line.text) for line in following
    )
