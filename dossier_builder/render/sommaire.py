"""Sommaire and list of annexes: real TOC fields whose entries we write ourselves.

Word can update them; no engine has to. `w:updateFields` and `w:dirty` are never set: Word would
ask at each opening. Page numbers come in afterwards (`fill`): they are physical pages, the cover
is page 1, and their number of digits moves nothing (right tab beyond the entry's right indent).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dossier_builder.ooxml import (
    Element,
    Numbering,
    Styles,
    paragraphs,
    printed_numbers,
    qn,
    text_of,
)
from dossier_builder.render import styles as names
from dossier_builder.render.additions import Additions
from dossier_builder.render.markup import bookmark, el, field, open_paragraph, run, tab
from dossier_builder.render.styles import StyleIds
from dossier_builder.values import frozen

PageNumbers = Mapping[str, int]
"""Physical page of each heading, from 1, by the name of its bookmark."""

DEPTH = 3
_UNKNOWN = "00"
_BUILT_IN = re.compile(r"heading ([1-9])", re.IGNORECASE)
_PAGEREF = re.compile(r"PAGEREF _Toc1(\d{8})\b")
_ANNEX = "annexe"


@frozen
class HeadingBookmark:
    """A heading and the bookmark that gives its page back; `name`: letters and digits only.

    `number` is what Word prints before it (`2.1`), "" when nothing; `level` from 1, 0 for the
    title of an annex that stays out of the sommaire.
    """

    name: str
    text: str
    number: str
    level: int
    annex: bool


def mark_headings(
    body: Element, styles: Styles, numbering: Numbering, additions: Additions, *, outline: bool
) -> tuple[HeadingBookmark, ...]:
    r"""Give every heading of the body its two bookmarks, in document order.

    `titre7` comes back from both engines as a PDF destination (LibreOffice spells `_` as `5F`);
    `_Toc100000007` is the one that the fields use, hidden in Word. `outline`: the sommaire is
    made of outline levels (`\u`), not of the built-in headings alone.
    """
    every = [entry.element for entry in paragraphs(body)]
    labels = printed_numbers(every, styles, numbering)
    found: list[HeadingBookmark] = []
    for paragraph, label in zip(every, labels, strict=True):
        level, annex = _level(paragraph, styles, outline=outline)
        text = " ".join(text_of(paragraph).split(" ")).strip()
        if level is None or not text:
            continue
        number = len(found) + 1
        heading = HeadingBookmark(f"titre{number}", text, label, level, annex)
        _mark(paragraph, heading.name, number, additions)
        found.append(heading)
    return tuple(found)


def _level(paragraph: Element, styles: Styles, *, outline: bool) -> tuple[int | None, bool]:
    """The level in the sommaire (0: out of it, None: no heading), and whether it is an annex."""
    style = styles.of_paragraph(paragraph)
    name = style.name.lower() if style else ""
    annex = name == names.ANNEX_TITLE.lower()
    if outline:
        level = styles.heading_level(paragraph)
        return (level if level and level <= DEPTH else (0 if annex else None)), annex
    built_in = _BUILT_IN.fullmatch(name)
    if built_in and int(built_in[1]) <= DEPTH:
        return int(built_in[1]), False
    return (0 if annex else None), annex


def _mark(paragraph: Element, name: str, number: int, additions: Additions) -> None:
    for bookmarked in (name, _toc(number)):
        start, end = bookmark(additions.next_id(), bookmarked)
        place = 0
        while place < len(paragraph) and paragraph[place].tag in _BEFORE_TEXT:
            place += 1
        paragraph.insert(place, start)
        paragraph.append(end)


_BEFORE_TEXT = (qn("w:pPr"), qn("w:bookmarkStart"))


def _toc(number: int) -> str:
    return f"_Toc1{number:08d}"


def sommaire(
    headings: Sequence[HeadingBookmark], styles: StyleIds, *, outline: bool, depth: int = DEPTH
) -> list[Element]:
    """The TOC field of the document, one paragraph per heading down to `depth`."""
    code = f'TOC \\o "1-{depth}" \\h \\z' + (" \\u" if outline else "")
    entries = [
        (number, heading, styles.paragraph(names.TOC[heading.level - 1]))
        for number, heading in enumerate(headings, 1)
        if 1 <= heading.level <= depth
    ]
    return _field(code, entries, styles)


def annex_list(headings: Sequence[HeadingBookmark], styles: StyleIds) -> list[Element]:
    """The table of the SEQ fields « Annexe »: no list separator, which depends on the locale."""
    entries = [
        (number, heading, styles.paragraph(names.ANNEX_LIST))
        for number, heading in enumerate(headings, 1)
        if heading.annex
    ]
    return _field('TOC \\h \\z \\c "Annexe"', entries, styles)


def _field(
    code: str, entries: Sequence[tuple[int, HeadingBookmark, Element]], styles: StyleIds
) -> list[Element]:
    made = []
    for number, heading, paragraph in entries:
        link = el("w:hyperlink", anchor=_toc(number), history=1)
        if heading.number:
            spaced = _spaced(heading)
            link.extend([run(heading.number), run(" ") if spaced else tab()])
        link.extend([run(heading.text), tab(), *field(f"PAGEREF {_toc(number)} \\h", _UNKNOWN)])
        paragraph.append(link)
        made.append(paragraph)
    if not made:
        made = [styles.paragraph(names.TOC[0])]
    open_paragraph(
        made[0],
        el("w:r", el("w:fldChar", fldCharType="begin")),
        el("w:r", el("w:instrText", f" {code} ")),
        el("w:r", el("w:fldChar", fldCharType="separate")),
    )
    made[-1].append(el("w:r", el("w:fldChar", fldCharType="end")))
    # LibreOffice saves « page break before » as a break inside the paragraph when it follows a
    # TOC at once, and dxpdf then leaves a blank page: an empty line keeps the two apart.
    return [*made, styles.paragraph(names.AFTER_TABLE)]


def _spaced(heading: HeadingBookmark) -> bool:
    """A number longer than figures (« Partie 1 – ») is followed by a space, as in the heading."""
    return any(c.isalpha() for c in heading.number)


def fill(document: Element, pages: PageNumbers) -> None:
    """Write the page numbers into the PAGEREF fields; what has no page yet keeps two zeros."""
    for code in document.iter(qn("w:instrText")):
        match = _PAGEREF.search(code.text or "")
        if match is None:
            continue
        page = pages.get(f"titre{int(match[1])}")
        holder = code.getparent()
        if holder is None:
            continue
        for sibling in holder.itersiblings(qn("w:r")):
            shown = sibling.find(qn("w:t"))
            if shown is not None:
                shown.text = _UNKNOWN if page is None else str(page)
                break


__all__ = [
    "DEPTH",
    "HeadingBookmark",
    "PageNumbers",
    "annex_list",
    "fill",
    "mark_headings",
    "sommaire",
]
