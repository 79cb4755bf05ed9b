"""Numbers of annexes, figures and tables, settled before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier_builder.domain.blocks import Block, ListBlock, Picture, Quote, Table
from dossier_builder.domain.dossier import Annexe, Dossier
from dossier_builder.domain.modele import BoiteId, Modele
from dossier_builder.render.inlines import Target
from dossier_builder.values import frozen

BOXES: tuple[BoiteId, ...] = ("taches", "moyens", "avec_qui", "contexte", "complements")
"""The boxes of the ministry's form, in the order they are printed."""


@frozen
class Numbered:
    """What is numbered: by kind and name for references, by identity for captions."""

    targets: dict[tuple[str, str], Target]
    by_block: dict[int, Target]

    def of(self, block: Table | Picture) -> Target | None:
        """The number of a table or figure; None when it has neither caption nor name."""
        return self.by_block.get(id(block))


def annex_bookmark(annexe: Annexe) -> str:
    """The bookmark of an annex's title: letters and digits, so that both engines give it back."""
    return f"annexe{annexe.numero}"


def number(dossier: Dossier, modele: Modele) -> Numbered:
    """Number the annexes as dossier.yaml orders them, figures and tables as they are printed."""
    targets = {
        ("annexe", annexe.id): Target(annexe.numero, annex_bookmark(annexe))
        for annexe in dossier.annexes
    }
    by_block: dict[int, Target] = {}
    counts = {"figure": 0, "tableau": 0}
    for block in _all_blocks(_in_print_order(dossier, modele)):
        if isinstance(block, (Table, Picture)) and (block.caption or block.identifier):
            kind = "tableau" if isinstance(block, Table) else "figure"
            counts[kind] += 1
            target = Target(counts[kind], f"{kind}{counts[kind]}")
            by_block[id(block)] = target
            if block.identifier:
                targets[kind, block.identifier] = target
    return Numbered(targets, by_block)


def _in_print_order(dossier: Dossier, modele: Modele) -> Iterator[Block]:
    written = {section.id: section for section in dossier.sections}
    for section in modele.sections:
        if section.id in written:
            yield from written[section.id].blocks
    for exemple in dossier.exemples:
        for boite in BOXES:
            yield from exemple.boites.get(boite, ())
    for annexe in dossier.annexes:
        yield from annexe.blocks


def _all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from _all_blocks(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _all_blocks(item)
