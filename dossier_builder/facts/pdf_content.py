"""A PDF → Content: printed lines, headings by the outline, by the sommaire or by their look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier_builder.domain.facts import Properties
from dossier_builder.domain.place import Place
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.facts.content import Content, Line, TocKind
from dossier_builder.facts.declared import declared
from dossier_builder.facts.looks import Look, Looked, levels, reads_as_heading, stands_out
from dossier_builder.facts.pdf_form import measure_pdf
from dossier_builder.facts.pdf_look import body_look, heading_group, joined, look_of, stands_apart
from dossier_builder.facts.pdf_people import read_people
from dossier_builder.facts.running_lines import FOOTER_TOP, HEADER_BOTTOM, text_lines
from dossier_builder.facts.toc import mark_announced
from dossier_builder.facts.typed_toc import LIST_TITLES, SOMMAIRE_TITLES, mark_typed
from dossier_builder.pdf import OutlineEntry, PdfDocumentFacts, TextLine
from dossier_builder.values import frozen

__all__ = ["FOOTER_TOP", "HEADER_BOTTOM", "read_pdf"]

_LEADER = re.compile(r"[.…·_ ]{3,}\s*\d{1,3}\s*$|\s{2,}\d{1,3}\s*$|\t\d{1,3}\s*$")
_PAGE_AT_END = re.compile(r"\s\d{1,3}\s*$")
_TOC_TITLES = SOMMAIRE_TITLES | set(LIST_TITLES)
# A heading or an entry of the sommaire runs over this many printed lines at most.
_MOST_LINES = 3


def read_pdf(printed: PdfDocumentFacts) -> Content:
    """The PDF's lines in reading order, headings joined when they run over several lines."""
    body = body_look(printed.pages)
    lines = tuple(text_lines(printed.pages, body.size))
    read = tuple(_lines(lines, body, printed.outline))
    return Content(
        format="pdf",
        measured=measure_pdf(printed.pages, lines),
        lines=mark_announced(_with_looks(mark_typed([line for line, _ in read]), read, body)),
        printed=printed,
        personnes=read_people(printed, lines),
        properties=Properties(
            titre=printed.title,
            langue=printed.language,
            application=printed.creator,
            declared=declared(printed.information),
        ),
    )


def _with_looks(
    lines: Sequence[Line], read: Sequence[tuple[Line, Look]], body: Look
) -> tuple[Line, ...]:
    """The same lines, those that only look like headings with the level of their look."""
    candidates = [
        Looked(n, line.text, look, line.level)
        for n, (line, (_, look)) in enumerate(zip(lines, read, strict=True))
        if line.toc is None and line.alone and (line.level is not None or stands_out(look, body))
    ]
    found = levels(candidates)
    return tuple(
        replace(line, look=found[n]) if n in found else line for n, line in enumerate(lines)
    )


def _lines(
    lines: Sequence[TextLine], body: Look, entries: Sequence[OutlineEntry]
) -> Iterator[tuple[Line, Look]]:
    outlined = _outlined(lines, entries, body)
    toc: TocKind | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        titled = outlined.get(index)
        group = lines[index : index + titled.lines] if titled else heading_group(lines, index, body)
        text = joined(group)
        name = without_numbering(text)
        if name in _TOC_TITLES:
            toc = "annexes" if "annexe" in name else "sommaire"
        elif toc and (titled or not (_is_toc_line(text) or _continues_toc(lines, index, body))):
            toc = None
        in_toc = toc if toc and name not in _TOC_TITLES else None
        if in_toc:
            group, text = [line], line.text  # entries are joined by their pages
        yield (
            Line(
                index=index,
                text=text,
                kind="sommaire" if in_toc else "titre" if titled else "corps",
                level=titled.level if titled else None,
                toc=in_toc,
                place=Place(line.page, line.top),
                alone=bool(titled)
                or _looks_like_heading(group, body)
                or (not outlined and stands_apart(lines, index)),
            ),
            look_of(line),
        )
        index += len(group)


@frozen
class _Titled:
    """A heading of the outline: its level, on how many printed lines it stands."""

    level: int
    lines: int


def _outlined(
    lines: Sequence[TextLine], entries: Sequence[OutlineEntry], body: Look
) -> Mapping[int, _Titled]:
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
            (not _looks_like_heading([lines[n]], body), abs(lines[n].top - entry.place.top), n)
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
        if same_page and _unspaced(joined(group)) == wanted:
            return count
    return 0


def _unspaced(text: str) -> str:
    return without_numbering(text).replace(" ", "")


def _looks_like_heading(group: Sequence[TextLine], body: Look) -> bool:
    look = look_of(group[0])
    return look.size >= body.size - 1 and reads_as_heading(joined(group)) and stands_out(look, body)


def _is_toc_line(text: str) -> bool:
    return bool(_LEADER.search(text) or _PAGE_AT_END.search(text))


def _continues_toc(lines: Sequence[TextLine], index: int, body: Look) -> bool:
    """A long entry, or the title of a part without a page: one of the next lines has its page."""
    line = lines[index]
    if folded(line.text) in _TOC_TITLES:
        return False
    following = [x for x in lines[index + 1 : index + _MOST_LINES] if x.page == line.page]
    if any(_LEADER.search(x.text) for x in following):
        return True
    # A page after one space may be a figure of the text: believed below what is no title only.
    plain = not stands_out(look_of(line), body) or line.bold
    return plain and bool(following) and _PAGE_AT_END.search(following[0].text) is not None
