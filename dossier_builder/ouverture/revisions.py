"""Accepting every tracked change (ISO/IEC 29500-1 §17.13.5), so that both engines print the same.

LibreOffice prints deleted text, dxpdf does not, and refuses a whole file on a deleted field code.
"""

from __future__ import annotations

from dossier_builder.ooxml import Element, qn

_P, _PPR, _RPR, _TR, _TRPR, _TBL, _TC, _SECTPR = (
    qn(n) for n in ("w:p", "w:pPr", "w:rPr", "w:tr", "w:trPr", "w:tbl", "w:tc", "w:sectPr")
)
_GONE = frozenset((qn("w:del"), qn("w:moveFrom")))
_KEPT = frozenset((qn("w:ins"), qn("w:moveTo")))
_MARK_HOLDERS = frozenset((_RPR, _TRPR, qn("w:numPr"), qn("m:ctrlPr")))
"""Where an insertion or a deletion is a sign about its holder, and not a wrapper of content."""
_RECORDS = frozenset(
    qn(n)
    for n in (
        "w:pPrChange", "w:rPrChange", "w:sectPrChange", "w:tblPrChange", "w:tblGridChange",
        "w:trPrChange", "w:tcPrChange", "w:tblPrExChange", "w:numberingChange", "w:cellIns",
        "w:cellMerge", "w:moveFromRangeStart", "w:moveFromRangeEnd", "w:moveToRangeStart",
        "w:moveToRangeEnd", "w:customXmlInsRangeStart", "w:customXmlInsRangeEnd",
        "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd", "w:customXmlMoveFromRangeStart",
        "w:customXmlMoveFromRangeEnd", "w:customXmlMoveToRangeStart", "w:customXmlMoveToRangeEnd",
        "w:delText", "w:delInstrText",
    )
)  # fmt: skip
"""What only says how things were, or that they moved: dropped."""
_CELL_GONE = qn("w:cellDel")
_CHANGES = tuple(_GONE | _KEPT | _RECORDS | {_CELL_GONE})
_ANCHORS = frozenset((qn("w:bookmarkStart"), qn("w:bookmarkEnd")))


def accept_changes(root: Element) -> bool:
    """Accept every change below `root` (in place); whether there was one.

    Bookmarks of deleted paragraphs go to the paragraph that follows; those of deleted rows and
    cells go with them.
    """
    found = list(root.iter(*_CHANGES))
    if not found:
        return False
    ending_paragraphs, dead = _dead(found)
    for element in found:
        _accept(element)
    for element in dead:
        _remove_row_or_cell(element)
    for paragraph in ending_paragraphs:
        _merge_with_next(paragraph)
    return True


def _dead(found: list[Element]) -> tuple[list[Element], list[Element]]:
    """Paragraphs whose mark is deleted; deleted rows and cells (read before anything changes)."""
    paragraphs: list[Element] = []
    rows: list[Element] = []
    for element in found:
        holder = element.getparent()
        owner = None if holder is None else holder.getparent()
        if holder is None or owner is None:
            continue
        if element.tag == _CELL_GONE or (element.tag in _GONE and holder.tag == _TRPR):
            rows.append(owner)
        elif element.tag in _GONE and holder.tag == _RPR and owner.tag == _PPR:
            paragraph = owner.getparent()
            if paragraph is not None:
                paragraphs.append(paragraph)
    return paragraphs, rows


def _accept(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in _KEPT and parent.tag not in _MARK_HOLDERS:
        unwrap(element, list(element))
    elif element.tag in _GONE and parent.tag not in _MARK_HOLDERS:
        for anchor in [child for child in element if child.tag in _ANCHORS]:
            element.addprevious(anchor)
        parent.remove(element)
    else:
        parent.remove(element)


def unwrap(element: Element, content: list[Element]) -> None:
    """Put `content` (descendants of `element`) in the place of `element`."""
    for child in content:
        element.addprevious(child)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove_row_or_cell(element: Element) -> None:
    """Take a row or a cell out, and a table with its last row; a cell keeps a last paragraph."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if element.tag == _TC and parent.tag == _TR and parent.find(_TC) is None:
        _remove_row_or_cell(parent)
    elif element.tag == _TR and parent.tag == _TBL and parent.find(f".//{_TR}") is None:
        holder = parent.getparent()
        if holder is not None:
            holder.remove(parent)
            if holder.tag == _TC and holder.find(_P) is None:
                holder.append(holder.makeelement(_P))


def _merge_with_next(paragraph: Element) -> None:
    """Join a paragraph whose mark is gone to the next one, whose properties prevail.

    Before a table, an empty one goes; the last of a cell or of the body has nowhere to go and
    stays.
    """
    following = paragraph.getnext()
    parent = paragraph.getparent()
    if following is None or parent is None or following.tag == _SECTPR:
        return
    content = [child for child in paragraph if child.tag != _PPR]
    target: Element | None = following
    if following.tag != _P:
        if any(child.tag not in _ANCHORS for child in content):
            return
        target = next(following.iter(_P), None)
    if target is None:
        return
    properties = target.find(_PPR)
    position = 0 if properties is None else target.index(properties) + 1
    for offset, child in enumerate(content):
        target.insert(position + offset, child)
    parent.remove(paragraph)
