"""What Word wrote in a docx about its own pages: their number, and where each of them began.

`docProps/app.xml` holds the number; `w:lastRenderedPageBreak` (ISO/IEC 29500-1 §17.3.3.13) stands
at the first run of each page that Word laid out. Where both agree, Word tells the page of each
paragraph without any engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dossier_builder.domain.place import Place
from dossier_builder.facts.content import WordRecord
from dossier_builder.ooxml import (
    Element,
    NumberedParagraph,
    Package,
    app_properties,
    is_on,
    qn,
)

_OFFICE = "Microsoft"
_P, _R, _TR, _TC, _T = qn("w:p"), qn("w:r"), qn("w:tr"), qn("w:tc"), qn("w:t")
_PPR, _SECTPR, _TYPE, _VAL = qn("w:pPr"), qn("w:sectPr"), qn("w:type"), qn("w:val")
_RENDERED, _BR, _TXBX = qn("w:lastRenderedPageBreak"), qn("w:br"), qn("w:txbxContent")
_FALLBACK = qn("mc:Fallback")
_NEW_PAGE = frozenset({"nextPage", "oddPage", "evenPage"})
_DRAWN = frozenset((qn("w:drawing"), qn("w:pict"), qn("w:object")))
# The text area of a page with usual margins (2 to 2.5 cm of 29.7), in shares of the height.
_BODY_TOP, _BODY_BOTTOM = 0.085, 0.90


def read_record(
    package: Package, root: Element, numbered: Sequence[NumberedParagraph]
) -> WordRecord | None:
    """Word's own record; None where Word wrote none, or wrote the 1 of what it never laid out.

    `places` is empty where the page breaks that Word rendered do not add up to its own count.
    """
    app = app_properties(package)
    if app.pages is None or app.pages <= 1 or not app.application.startswith(_OFFICE):
        return None
    walk = _Walk(_section_starts(root))
    walk.read(root)
    places = walk.places(numbered) if walk.page == app.pages else {}
    return WordRecord(
        pages=app.pages,
        application=app.application,
        words=app.words,
        characters=app.characters,
        places=places,
        trace=_trace(package, walk),
    )


def _trace(package: Package, walk: _Walk) -> str:
    """Why the record is of an older state than the text (French), "" when nothing says so."""
    if walk.page == 1:
        return "un autre logiciel a retiré les sauts de page que Word avait notés"
    entries = {entry.filename: entry.date_time for entry in package.archive.infolist()}
    text, record = entries.get(package.document_name), entries.get("docProps/app.xml")
    if text is not None and record is not None and text > record:
        return "le texte a été changé après lui par un autre logiciel"
    return ""


def _section_starts(root: Element) -> tuple[bool, ...]:
    """For each section but the first, whether it begins on a new page (§17.6.22: by default)."""
    kinds = []
    for properties in root.iter(_SECTPR):
        kind = properties.find(_TYPE)
        kinds.append(kind is None or kind.get(_VAL, "nextPage") in _NEW_PAGE)
    return tuple(kinds[1:])


@dataclass(slots=True)
class _Walk:
    """One walk over the body: the page that Word was on, and how much it had printed there."""

    section_starts: tuple[bool, ...]
    page: int = 1
    fresh: bool = False  # a break was met, and nothing printed since
    printed: int = 0  # characters on the current page
    section: int = 0
    starts: dict[Element, tuple[int, int]] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)

    def read(self, element: Element) -> None:
        """Take the breaks and the texts below `element`, in order."""
        for child in element:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TR:
                self._row(child)
            elif tag != _FALLBACK and len(child):
                self.read(child)

    def _row(self, row: Element) -> None:
        """The cells of a row stand side by side: the longest tells where the row ends."""
        start, furthest = (self.page, self.printed, self.fresh), (self.page, self.printed)
        for cell in row.iter(_TC):
            if next(cell.iterancestors(_TR), None) is not row:
                continue
            self.page, self.printed, self.fresh = start[0], furthest[1], start[2]
            if furthest[0] != start[0]:
                self.printed = start[1]
            self.read(cell)
            furthest = max(furthest, (self.page, self.printed))
        if furthest != start[:2]:
            self.page, self.printed = furthest
            self.fresh = False

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(_PPR)
        if properties is not None and is_on(properties.find(qn("w:pageBreakBefore"))):
            self._break()
        self._runs(paragraph, paragraph)
        self.starts.setdefault(paragraph, (self.page, self.printed))
        if properties is not None and properties.find(_SECTPR) is not None:
            if self.section < len(self.section_starts) and self.section_starts[self.section]:
                self._break()
            self.section += 1

    def _runs(self, element: Element, paragraph: Element) -> None:
        for child in element:
            tag = child.tag
            if tag == _RENDERED:
                if not self.fresh:
                    self._break()
                self.fresh = False
            elif tag == _BR:
                # In a cell Word ignores it, and writes a rendered one where a page did begin.
                if child.get(_TYPE) == "page" and next(child.iterancestors(_TC), None) is None:
                    self._break()
            elif tag == _T:
                self._print(paragraph, len(child.text or ""))
            elif tag in _DRAWN:
                self._print(paragraph, 0)
                self._boxes(child)
            elif tag not in (_FALLBACK, _PPR) and len(child):
                self._runs(child, paragraph)

    def _boxes(self, drawn: Element) -> None:
        """The paragraphs of text boxes are where their anchor is, whatever they hold."""
        for box in drawn.iter(_TXBX):
            for paragraph in box.iter(_P):
                self.starts.setdefault(paragraph, (self.page, self.printed))

    def _break(self) -> None:
        self.page += 1
        self.printed = 0
        self.fresh = True

    def _print(self, paragraph: Element, characters: int) -> None:
        self.starts.setdefault(paragraph, (self.page, self.printed))
        self.printed += characters
        self.fresh = False
        self.sizes[self.page] = max(self.sizes.get(self.page, 0), self.printed)

    def places(self, numbered: Sequence[NumberedParagraph]) -> Mapping[int, Place]:
        """Paragraph.index → its place; the height is a guess, by the text that stands above."""
        found = {}
        for paragraph in numbered:
            start = next((self.starts[c] for c in paragraph.copies if c in self.starts), None)
            if start is None:
                continue
            page, above = start
            share = above / max(1, self.sizes.get(page, 0))
            top = _BODY_TOP + min(1.0, share) * (_BODY_BOTTOM - _BODY_TOP)
            found[paragraph.index] = Place(page, round(top, 3))
        return found
