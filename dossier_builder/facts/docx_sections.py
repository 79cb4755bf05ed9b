"""Paper and margins of the sections of a docx (`w:sectPr`, ISO/IEC 29500-1 §17.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.domain.presentation import PageFormat
from dossier_builder.ooxml import Element, NumberedParagraph, child_value, qn

_SECTION, _PROPERTIES = qn("w:sectPr"), qn("w:pPr")
_TWIPS_PER_CM = 1440 / 2.54
_CONTINUOUS = frozenset({"continuous", "nextColumn"})


def section_of(paragraph: Element) -> Element | None:
    """The section that ends with the paragraph, if one does."""
    properties = next(paragraph.iterchildren(_PROPERTIES), None)
    return None if properties is None else next(properties.iterchildren(_SECTION), None)


def last_section(root: Element) -> Element | None:
    """The properties of the last section: they stand at the end of the body."""
    return root.find(f"{qn('w:body')}/{_SECTION}")


def begins_a_page(section: Element | None) -> bool:
    """Whether a section begins on a new page, as it does unless it says otherwise."""
    return section is None or child_value(section, "w:type") not in _CONTINUOUS


def page_formats(numbered: Sequence[NumberedParagraph], root: Element) -> Iterator[PageFormat]:
    """One a section, in the document's order; those that say no size are left out."""
    start = 0
    ends = [(p.index, s) for p in numbered if (s := section_of(p.element)) is not None]
    last = last_section(root)
    if last is not None and numbered:
        ends.append((numbered[-1].index, last))
    for end, section in ends:
        found = _format(section, start, end)
        if found is not None:
            yield found
        start = end + 1


def _format(section: Element, start: int, end: int) -> PageFormat | None:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return None
    width, height = _cm(size, "w"), _cm(size, "h")
    if not width or not height:
        return None
    gutter = _cm(margins, "gutter")
    top, right, bottom, left = (_cm(margins, side) for side in ("top", "right", "bottom", "left"))
    return PageFormat(width, height, (abs(top), right, abs(bottom), left + gutter), start, end)


def _cm(element: Element, name: str) -> float:
    """A measure in twips, in centimetres; 0 when it is absent or no number."""
    try:
        return round(float(element.get(qn(f"w:{name}"), "0")) / _TWIPS_PER_CM, 2)
    except ValueError:
        return 0.0
