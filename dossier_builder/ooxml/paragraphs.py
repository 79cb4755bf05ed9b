"""The enumeration that numbers the paragraphs of a document: Paragraph.index everywhere.

Every `w:p` counts, in document order: those of tables, content controls and text boxes too.
A text box is stored twice (`mc:Choice` for Word 2010 and after, `mc:Fallback` in VML for the
others): the two copies of a paragraph are one paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from dossier_builder.ooxml.names import Element, qn
from dossier_builder.values import frozen

_P = qn("w:p")
_ALTERNATE = qn("mc:AlternateContent")
_CHOICE = qn("mc:Choice")
_FALLBACK = qn("mc:Fallback")


@frozen
class NumberedParagraph:
    """Paragraph `index` (from 0): `element` is the one to read, `twins` its `mc:Fallback` copies.

    `depth` tells where it lies: 0 in the flow, 1 in a text box, 2 in a text box of a text box.
    """

    index: int
    element: Element
    twins: tuple[Element, ...] = ()
    depth: int = 0

    @property
    def copies(self) -> tuple[Element, ...]:
        """The element and its twins."""
        return (self.element, *self.twins)


def paragraphs(root: Element) -> tuple[NumberedParagraph, ...]:
    """The paragraphs below `root` (a `w:document`, a header, a note…), numbered from 0.

    Where a fallback has more paragraphs than its choice, the surplus joins the last of them;
    where the choice has none, the fallback's count as if they stood in the flow.
    """
    groups: list[_Group] = []
    _collect(root, groups, 0)
    return tuple(
        NumberedParagraph(index, group.element, tuple(group.twins), group.depth)
        for index, group in enumerate(groups)
    )


@dataclass(slots=True)
class _Group:
    element: Element
    depth: int
    twins: list[Element]


def _collect(element: Element, groups: list[_Group], depth: int) -> None:
    """Append the paragraphs of `element` in document order (recursion is bounded by the parser)."""
    for child in element:
        if child.tag == _ALTERNATE:
            _collect_alternate(child, groups, depth)
        elif child.tag == _P:
            groups.append(_Group(child, depth, []))
            _collect(child, groups, depth + 1)
        elif len(child):
            _collect(child, groups, depth)


def _collect_alternate(element: Element, groups: list[_Group], depth: int) -> None:
    start = len(groups)
    for branch in element.iterchildren(_CHOICE, _FALLBACK):
        if len(groups) == start:  # the first branch that holds paragraphs gives the numbers
            _collect(branch, groups, depth)
            continue
        copies: list[_Group] = []
        _collect(branch, copies, depth)
        last = len(groups) - 1
        for offset, copy in enumerate(copies):
            groups[min(start + offset, last)].twins.extend([copy.element, *copy.twins])
