"""Blocks settled for the place they go to: numbers typed in headings, names, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dossier_builder.domain.blocks import (
    Block,
    Footnote,
    Heading,
    Inline,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Run,
    Table,
)
from dossier_builder.inputs.inline_tidy import one_line, text_of_runs, without_start

# « 1. », « 2.3 », « II – », « Partie 1 : », « a) »: printing numbers the headings of a section.
_TYPED_NUMBER = re.compile(
    r"\s*(?:(?:partie|chapitre)\s+(?:\d{1,2}|[IVX]{1,5})\s*[:.–—-]\s*"
    r"|(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\s*[.)°/–—-]|[IVX]{1,5}\s*[.)/–—-]|[A-Ha-h]\s*[.)])\s+)+",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")

OnInlines = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def typed_number(text: str) -> str:
    """The number typed before a heading, with what separates it; "" when there is none."""
    found = _TYPED_NUMBER.match(text)
    return found[0] if found and found.end() < len(text) else ""


def without_typed_numbers(blocks: Sequence[Block], removed: list[str]) -> tuple[Block, ...]:
    """The same, headings less the numbers typed before them, which go to `removed`."""
    made: list[Block] = []
    for block in blocks:
        number = typed_number(text_of_runs(block.inlines)) if isinstance(block, Heading) else ""
        if isinstance(block, Heading) and number:
            removed.append(number)
            made.append(replace(block, inlines=one_line(without_start(block.inlines, len(number)))))
        else:
            made.append(block)
    return tuple(made)


def trimmed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same without page breaks at either end."""
    kept = list(blocks)
    while kept and isinstance(kept[0], PageBreak):
        del kept[0]
    while kept and isinstance(kept[-1], PageBreak):
        del kept[-1]
    return tuple(kept)


@dataclass(slots=True)
class Names:
    """The identifiers of figures and tables of a folder, each once."""

    given: Counter[tuple[str, str]] = field(default_factory=Counter)

    def settle(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks, an identifier that was already given numbered anew."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Picture() if block.identifier:
                return replace(block, identifier=self._free("figure", block.identifier))
            case Table() if block.identifier:
                return replace(block, identifier=self._free("tableau", block.identifier))
            case ListBlock():
                return replace(block, items=tuple(self.settle(item) for item in block.items))
            case Quote():
                return replace(block, blocks=self.settle(block.blocks))
        return block

    def _free(self, kind: str, identifier: str) -> str:
        self.given[kind, identifier] += 1
        count = self.given[kind, identifier]
        return identifier if count == 1 else self._free(kind, f"{identifier}-{count}")


def with_known_references(
    blocks: Sequence[Block], known: frozenset[tuple[str, str]], annexes: Sequence[str]
) -> tuple[Block, ...]:
    """The same, annexes cited by their rank (`#2`) under their names.

    A reference to what the folder does not hold is written as it was printed.
    """

    def one(inline: Inline) -> Inline:
        if isinstance(inline, Reference):
            return _resolved(inline, known, annexes)
        if isinstance(inline, Footnote):
            return Footnote(tuple(Paragraph(settled(p.inlines)) for p in inline.paragraphs))
        return inline

    def settled(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(map(one, inlines))

    return tuple(_on_inlines(block, settled) for block in blocks)


def _resolved(
    reference: Reference, known: frozenset[tuple[str, str]], annexes: Sequence[str]
) -> Inline:
    digits = _DIGITS.findall(reference.target)
    rank = int(digits[-1]) if digits else 0
    if reference.kind == "annexe" and reference.target.startswith("#") and rank <= len(annexes):
        return Reference("annexe", annexes[rank - 1])
    if (reference.kind, reference.target) in known:
        return reference
    return Run(f"{reference.kind} {rank}" if rank else reference.kind)


def _on_inlines(block: Block, change: OnInlines) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, inlines=change(block.inlines))
        case Picture():
            return replace(block, caption=change(block.caption))
        case Table():
            return replace(
                block,
                caption=change(block.caption),
                header=tuple(map(change, block.header)),
                rows=tuple(tuple(map(change, row)) for row in block.rows),
            )
        case ListBlock():
            items = tuple(tuple(_on_inlines(one, change) for one in item) for item in block.items)
            return replace(block, items=items)
        case Quote():
            return replace(block, blocks=tuple(_on_inlines(one, change) for one in block.blocks))
        case PageBreak():
            return block


def identified_in(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """What these blocks name: kind and identifier of figures and tables."""
    for block in blocks:
        if isinstance(block, Picture) and block.identifier:
            yield "figure", block.identifier
        elif isinstance(block, Table) and block.identifier:
            yield "tableau", block.identifier
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from identified_in(item)
        elif isinstance(block, Quote):
            yield from identified_in(block.blocks)
