"""List items of Word, each with a depth, → lists that nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier_builder.domain.blocks import Block, ListBlock, Paragraph
from dossier_builder.inputs.word_source import WordSource
from dossier_builder.ooxml import Element, list_place

_LAST_FIGURE = re.compile(r"(\d+)\D*$")
# Word's own styles of lists are each a list of one level.
_DEPTH = re.compile(r"(?:list|liste) (?:bullet|number|à puces|à numéros) ([2-5])", re.IGNORECASE)
_CONTINUED = re.compile(r"list continue ?(\d)?|liste continue ?(\d)?", re.IGNORECASE)


@dataclass(slots=True)
class Item:
    """One item: its depth, the list it is of (`w:numId`), its number when it has one."""

    depth: int
    ordered: bool
    owner: str
    number: int
    blocks: list[Block] = field(default_factory=list)


def item_of(paragraph: Element, source: WordSource) -> Item | None:
    """The item that a paragraph opens, if it is one."""
    identifier, depth = list_place(paragraph, source.styles, source.numbering)
    found = source.numbering.lists.get(identifier or "")
    if found is None or identifier is None or identifier == "0":
        return None
    level = found.levels.get(depth)
    if level is None or level.format == "none":
        return None
    named = _DEPTH.fullmatch(source.styles.name_of(paragraph))
    depth = max(depth, int(named[1]) - 1) if named else depth
    printed = source.numbers.get(paragraph, "")
    figure = _LAST_FIGURE.search(printed)
    return Item(depth, level.format != "bullet", identifier, int(figure[1]) if figure else 1)


def continues(paragraph: Element, source: WordSource) -> bool:
    """Whether a paragraph goes on with the item before it, by its style."""
    return bool(_CONTINUED.fullmatch(source.styles.name_of(paragraph)))


def lists_of(items: Sequence[Item]) -> tuple[ListBlock, ...]:
    """The lists that these items make, one after the other at the outer depth."""
    made: list[ListBlock] = []
    rest = list(items)
    while rest:
        head = rest[0]
        members: list[tuple[Item, list[Item]]] = []
        while rest and _belongs(rest[0], members, head):
            item = rest.pop(0)
            if members and item.depth > head.depth:
                members[-1][1].append(item)
            else:
                members.append((item, []))
        blocks = tuple(
            (*(item.blocks or [Paragraph(())]), *lists_of(inner)) for item, inner in members
        )
        made.append(ListBlock(head.ordered, head.number if head.ordered else 1, blocks))
    return tuple(made)


def _belongs(item: Item, members: Sequence[tuple[Item, list[Item]]], head: Item) -> bool:
    """Whether an item is of the list that `head` opens; deeper ones are of its last item."""
    if not members or item.depth > head.depth:
        return True
    if item.depth < head.depth or item.ordered != head.ordered:
        return False
    return not item.ordered or item.owner == head.owner or item.number == head.number + len(members)
