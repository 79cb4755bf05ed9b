"""Ids that copies of a block of somebody's form would repeat: Word repairs a file that does."""

from __future__ import annotations

from dossier_builder.ooxml import Element, qn

_ID = qn("w:id")
_CONTROL = qn("w:sdtPr")
_PARAGRAPH_ID = qn("w14:paraId")
_FIRST_FREE = 1000


def unique_ids(document: Element) -> None:
    """Give the controls, drawings and paragraphs of copies ids of their own (in place)."""
    controls = [e for e in document.iter(_ID) if _parent_tag(e) == _CONTROL]
    _renumber(controls, qn("w:val"))
    _renumber(list(document.iter(qn("wp:docPr"))), "id")
    seen: set[str] = set()
    for element in document.iter(qn("w:p"), qn("w:tr")):
        identifier = element.get(_PARAGRAPH_ID)
        if identifier is None:
            continue
        if identifier in seen and _in_flow(element):
            del element.attrib[_PARAGRAPH_ID]
        seen.add(identifier)


def _renumber(elements: list[Element], attribute: str) -> None:
    numbers = [int(e.get(attribute, "0")) for e in elements]
    following = max([_FIRST_FREE, *numbers]) + 1
    seen: set[int] = set()
    for element, number in zip(elements, numbers, strict=True):
        if number in seen:
            element.set(attribute, str(following))
            seen.add(following)
            following += 1
        seen.add(number)


def _parent_tag(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _in_flow(element: Element) -> bool:
    """The two copies of a floating text share their id on purpose."""
    return next(element.iterancestors(qn("w:txbxContent")), None) is None
