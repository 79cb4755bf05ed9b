"""A PDF → Content: printed lines with their look, headings by the outline or by the look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.domain.facts import Properties
from dossier_builder.domain.place import Place
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
# From one line of a heading to the next, in heights of its ink (0.7 of the size): up to 1.8 lines.
_LINE_PITCH = 2.6
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
    outlined = _outlined(lines, entries, body_size)
    toc: TocKind | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        titled = outlined.get(index)
        group = lines[index : index + titled.lines] if titled else None
        group = group or _heading_group(lines, index, body_size)
        text = " ".join(part.text for part in group)
        name = without_numbering(text)
        if name in _TOC_TITLES:
            toc = "annexes" if "annexe" in name else "sommaire"
        elif toc and (titled or not (_is_toc_line(text) or _continues_toc(lines, index))):
            toc = None
        in_toc = toc if toc and name not in _TOC_TITLES else None
        yield Line(
            index=index,
            text=text,
            kind="sommaire" if in_toc else "titre" if titled else "corps",
            level=titled.level if titled else None,
            toc=in_toc,
            place=Place(line.page, line.top),
            alone=bool(titled) or len(group) > 1 or _looks_like_heading(line, body_size),
        )
        index += len(group)


@dataclass(frozen=True, slots=True)
class _Titled:
    """A heading of the outline: its level, on how many printed lines it stands."""

    level: int
    lines: int


def _outlined(
    lines: Sequence[TextLine], entries: Sequence[OutlineEntry], body_size: float
) -> dict[int, _Titled]:
    """Position of the first printed line of each title of the outline.

    Where the words stand several times on the page, the one that looks like a heading is it,
    then the nearest to where the outline leads.
    """
    by_page: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(position)
    found: dict[int, _Titled] = {}
    for entry in entries:
        if entry.place is None:
            continue
        candidates = [
            (not _looks_like_heading(lines[n], body_size), abs(lines[n].top - entry.place.top), n)
            for n in by_page.get(entry.place.page, ())
            if n not in found and _printed_on(lines, n, entry.title)
        ]
        if candidates:
            start = min(candidates)[-1]
            found[start] = _Titled(entry.level, _printed_on(lines, start, entry.title))
    return found


def _printed_on(lines: Sequence[TextLine], start: int, title: str) -> int:
    """On how many printed lines the title stands from `start`; 0 when it does not.

    Spaces do not matter: where a PDF has none (dxpdf, Skia), pdfium guesses them, and misses some.
    """
    wanted = _unspaced(title)
    for count in range(1, _MOST_LINES + 1):
        group = lines[start : start + count]
        same_page = len(group) == count and group[-1].page == group[0].page
        if same_page and _unspaced(" ".join(part.text for part in group)) == wanted:
            return count
    return 0


def _unspaced(text: str) -> str:
    return without_numbering(text).replace(" ", "")


def _heading_group(lines: Sequence[TextLine], start: int, body_size: float) -> Sequence[TextLine]:
    """The line, with those that follow it in the same large type: one heading over two lines."""
    first = lines[start]
    group = [first]
    if not _looks_like_heading(first, body_size) or first.size <= body_size * _LARGER:
        return group
    for line in lines[start + 1 :]:
        height = max(line.bottom - line.top, group[-1].bottom - group[-1].top)
        close = line.top - group[-1].top < height * _LINE_PITCH
        same = line.page == first.page and line.size == first.size and line.bold == first.bold
        if not (same and close) or len(group) >= _MOST_LINES:
            break
        group.append(line)
    return group


def _looks_like_heading(line: TextLine, body_size: float) -> bool:
    short = len(line.text.split()) <= _HEADING_WORDS and not line.text.rstrip().endswith((",", ";"))
    return short and (line.size > body_size * _LARGER or line.bold)


def _is_toc_line(text: str) -> bool:
    return bool(_LEADER.search(text) or _PAGE_AT_END.search(text))


def _continues_toc(lines: Sequence[TextLine], index: int) -> bool:
    """A long entry, or the title of a part without a page: one of the next lines has its page."""
    following = lines[index + 1 : index + _MOST_LINES]
    return folded(lines[index].text) not in _TOC_TITLES and any(
        line.page == lines[index].page and _LEADER.search(line.text) for line in following
    )
