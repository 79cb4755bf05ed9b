"""Put the pages on the look of a document: what is blank, what stands alone, how full pages are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dossier_builder.domain.presentation import PageFound, Presentation
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.measured import Measured
from dossier_builder.facts.pdf_look import body_look
from dossier_builder.facts.running_lines import text_lines
from dossier_builder.pdf import PdfDocumentFacts, PdfPage, TextLine

# A page of nothing but rules under its header and over its footer has so many outlines at most.
_RULES = 4
# A chart or a frame has more outlines than the rules of a table.
_DRAWN = 20
# A heading this low on its page, with nothing below, is alone at its foot; a title on a page of
# its own stands higher.
_FOOT = 0.6
# A heading runs over this many printed lines.
_HEADING_LINES = 3


def read_presentation(
    content: Content,
    lines: Sequence[Line],
    body: Sequence[Line],
    printed: PdfDocumentFacts | None,
) -> Presentation:
    """The look of a document whose `lines` are placed; `body` leaves out those of the annexes.

    `printed` shows its pages, None when nothing was laid out.
    """
    measured = content.measured
    places = _Places(lines)
    text = _text_of_pages(printed) if printed else {}
    return Presentation(
        paragraphes=measured.paragraphes,
        formats=tuple(
            replace(one, page=one.page or places.from_index(one.debut)) for one in measured.formats
        ),
        images=tuple(
            one if one.page else replace(one, page=places.before(one.paragraphe))
            for one in measured.images
        ),
        vides=None
        if measured.vides is None
        else tuple(replace(run, page=places.before(run.paragraphe)) for run in measured.vides),
        blanches=tuple(_blank(measured, places, printed, text)) if printed else (),
        titres_seuls=tuple(_alone(measured, body, printed, text)) if printed else (),
        pages=tuple(_page(page, text.get(page.number, [])) for page in printed.pages)
        if printed
        else (),
    )


class _Places:
    """The pages of the paragraphs that have one, by their index."""

    def __init__(self, lines: Sequence[Line]) -> None:
        placed = [(line.index, line.place.page) for line in lines if line.place is not None]
        self._indexes = [index for index, _ in placed]
        self._pages = [page for _, page in placed]

    def before(self, index: int | None) -> int | None:
        """The page of that paragraph, or of the nearest one before it."""
        rank = 0 if index is None else bisect_right(self._indexes, index)
        return self._pages[rank - 1] if rank else None

    def from_index(self, index: int) -> int | None:
        """The page of that paragraph, or of the nearest one after it."""
        rank = bisect_left(self._indexes, index)
        return self._pages[rank] if rank < len(self._pages) else None


def _text_of_pages(printed: PdfDocumentFacts) -> Mapping[int, list[TextLine]]:
    """Page → the lines of its text, running headers and footers left out."""
    pages: dict[int, list[TextLine]] = defaultdict(list)
    for line in text_lines(printed.pages, body_look(printed.pages).size):
        pages[line.page].append(line)
    return pages


def _page(page: PdfPage, lines: Sequence[TextLine]) -> PageFound:
    drawn = page.images > 0 or page.paths > _DRAWN
    return PageFound(page.number, _rows(lines), max((x.bottom for x in lines), default=0.0), drawn)


def _rows(lines: Sequence[TextLine]) -> int:
    """The lines as people count them: the cells of a row of a table are one."""
    rows, foot = 0, 0.0
    for line in sorted(lines, key=lambda x: x.top):
        if line.top >= foot:
            rows += 1
            foot = line.bottom
    return rows


def _blank(
    measured: Measured,
    places: _Places,
    printed: PdfDocumentFacts,
    text: Mapping[int, list[TextLine]],
) -> Iterator[int]:
    """Pages that print nothing: in a docx, only those that its own breaks leave so.

    A page that one engine leaves blank may not be so in Word; two breaks without anything between
    are, everywhere.
    """
    empty = [
        page.number
        for page in printed.pages
        if not text.get(page.number) and not page.images and page.paths <= _RULES
    ]
    if measured.vides is None:  # a PDF
        yield from empty
        return
    for gap in dict.fromkeys(measured.gaps):
        first = (places.before(gap.before) or 0) if gap.before is not None else 0
        last = places.from_index(gap.after) if gap.after is not None else None
        last = last or len(printed.pages) + 1
        allowed = measured.gaps.count(gap)
        yield from [number for number in empty if first < number < last][:allowed]


def _alone(
    measured: Measured,
    body: Sequence[Line],
    printed: PdfDocumentFacts,
    text: Mapping[int, list[TextLine]],
) -> Iterator[int]:
    """Headings that end a page, their text on the next one; no break is meant between."""
    printing = frozenset(measured.printing)
    shown = [line for line in body if line.text.strip() or line.index in printing]
    for rank, line in enumerate(shown[:-1]):
        following = shown[rank + 1]
        if line.heading is None or line.kind in {"tableau", "zone", "sommaire"}:
            continue
        place, after = line.place, following.place
        if place is None or after is None or after.page != place.page + 1 or place.top < _FOOT:
            continue
        if line.index in measured.kept or _breaks_between(measured, line, following):
            continue
        page = printed.pages[place.page - 1]
        below = [x for x in text.get(place.page, ()) if x.top > place.top]
        if len(below) < _HEADING_LINES and not _drawn_below(page, place.top):
            yield line.index


def _breaks_between(measured: Measured, line: Line, following: Line) -> bool:
    return any(n in measured.breaking for n in range(line.index, following.index + 1))


def _drawn_below(page: PdfPage, top: float) -> bool:
    return page.paths > _DRAWN or any(picture.bottom > top for picture in page.pictures)
