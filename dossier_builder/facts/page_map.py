"""Which pages are cover, sommaire, body and annexes in one layout, and how long parts are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dossier_builder.domain.place import Place
from dossier_builder.facts.annex_boundary import Boundary
from dossier_builder.facts.content import Line
from dossier_builder.facts.pagination import PageMap
from dossier_builder.facts.typed_toc import is_list_title, is_sommaire_title

# A cover holds few words: title, names, dates, centre. A page of text holds 300 or more.
_COVER_WORDS = 150
# Words beside the sommaire's own that make its page a page of the body as well.
_OTHER_WORDS = 80
# The text area of a page with usual margins (2 to 2.5 cm of 29.7), in shares of the height.
_BODY_TOP = 0.075
_BODY_BOTTOM = 0.92


def map_pages(
    lines: Sequence[Line], boundary: Boundary | None, sections: Collection[int] = ()
) -> PageMap:
    """The page map of placed lines; `boundary` opens the annexes.

    `sections` are the indexes of the lines that open a section of the pack.
    """
    pages = _by_page(lines)
    start = boundary.line.place.page if boundary and boundary.line.place else None
    return PageMap(
        couverture=_cover(pages, sections),
        sommaire=_toc_pages(pages),
        annexes_debut=start,
        annexes_partagee=boundary is not None and _shares_page(lines, boundary),
        annexes_fin=_end(lines, boundary),
        annexes_preuve=_proof(boundary),
    )


def _proof(boundary: Boundary | None) -> str:
    if boundary is None or boundary.line.place is None:
        return ""
    place = boundary.line.place
    height = "haut" if place.top < 1 / 3 else "milieu" if place.top < 2 / 3 else "bas"
    return f"{boundary.preuve}, {height} de la p. {place.page}"


def _end(lines: Sequence[Line], boundary: Boundary | None) -> int | None:
    """The last page of annexes that are not the end: where the body goes on, a page counts."""
    if boundary is None or boundary.fin is None:
        return None
    place = lines[boundary.fin].place
    return place.page - 1 if place else None


def _by_page(lines: Sequence[Line]) -> dict[int, list[Line]]:
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.place is not None and line.text.strip():
            pages.setdefault(line.place.page, []).append(line)
    return pages


def _cover(pages: dict[int, list[Line]], sections: Collection[int]) -> tuple[int, ...]:
    """Page 1 when it has few words, opens no section, has no sommaire, and others follow."""
    first = pages.get(1, [])
    if not first or len(pages) == 1:
        return ()
    if any(line.toc or line.index in sections for line in first):
        return ()
    return () if sum(line.words for line in first) > _COVER_WORDS else (1,)


def _toc_pages(pages: dict[int, list[Line]]) -> tuple[int, ...]:
    return tuple(
        number
        for number, lines in sorted(pages.items())
        if any(line.toc for line in lines)
        and sum(line.words for line in lines) <= _OTHER_WORDS
        and not any(line.level is not None and not _titles_a_list(line) for line in lines)
    )


def _titles_a_list(line: Line) -> bool:
    return is_sommaire_title(line) or is_list_title(line)


def _shares_page(lines: Sequence[Line], boundary: Boundary) -> bool:
    """Whether text of the body stands on the page where the annexes begin."""
    place = boundary.line.place
    if place is None:
        return False
    return any(
        line.place is not None and line.place.page == place.page and line.text.strip()
        for line in lines[: boundary.position]
    )


def position(place: Place) -> float:
    """A place as a number of pages from the start, margins taken off: 3.5 is half of page 4."""
    share = (place.top - _BODY_TOP) / (_BODY_BOTTOM - _BODY_TOP)
    return place.page - 1 + min(1.0, max(0.0, share))


def length(start: Place | None, end: Place | None) -> float | None:
    """Pages, in fractions, between two places; None when one is unknown."""
    if start is None or end is None:
        return None
    return round(max(0.0, position(end) - position(start)), 1)
