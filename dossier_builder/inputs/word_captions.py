"""« Figure 1 – … », « Tableau 2 : … »: captions, by their style, their field or as typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from dossier_builder.domain.blocks import Block, Inline, Paragraph, Picture, Table
from dossier_builder.inputs.inline_tidy import one_line, plain, text_of_runs, without_start
from dossier_builder.inputs.word_source import Reading
from dossier_builder.ooxml import Element, qn
from dossier_builder.values import frozen

Kind = Literal["figure", "tableau"]

_STYLES = frozenset(
    ("caption", "légende", "legende", "légende de tableau", "illustration", "figure index heading")
)
_LABEL = re.compile(
    r"\s*(?P<word>tableau|table|figure|fig\.?|illustration|image|photographie|photo|schéma|"
    r"graphique|carte|encadré)\s*(?:n°\s*)?(?P<number>\d{1,3})(?![\d,.]*\d)\s*"
    r"(?P<sep>[:.–—-]*)\s*",
    re.IGNORECASE,
)
_TABLES = frozenset(("tableau", "table"))
_PRINTED_AGAIN = frozenset(("tableau", "table", "figure", "fig", "illustration", "image"))
_LONGEST = 60  # words: beyond, a paragraph that begins by « Figure 2 » is a sentence


@frozen
class Caption:
    """A caption: what it is of (None when it does not say), its words less « Figure 1 – »."""

    kind: Kind | None
    inlines: tuple[Inline, ...]
    whole: tuple[Inline, ...]
    identifier: str | None


def has_caption_style(paragraph: Element, reading: Reading) -> bool:
    """Whether the paragraph's style is one of captions."""
    return reading.source.styles.name_of(paragraph).lower() in _STYLES


def caption_of(paragraph: Element, inlines: Sequence[Inline], reading: Reading) -> Caption | None:
    """The caption that a paragraph of these inlines is, if it is one."""
    styled = has_caption_style(paragraph, reading)
    sequence = _sequence(paragraph)
    whole = one_line(plain(inlines))
    text = text_of_runs(whole)
    label = _LABEL.match(text)
    if not text.strip() or len(text.split()) > _LONGEST:
        return None
    if not styled and (label is None or not (sequence or _typed(label, text))):
        return None
    if sequence == "annexe":
        return None
    identifier = _identifier(paragraph, reading)
    if label is None:
        return Caption(None, whole, whole, identifier)
    return _labelled(whole, label, identifier, reading.labels)


def typed_caption(inlines: Sequence[Inline], labels: list[str]) -> Caption | None:
    """The caption that a text is by its words alone; its label goes to `labels`."""
    whole = one_line(inlines)
    text = text_of_runs(whole)
    label = _LABEL.match(text)
    if label is None or not _typed(label, text) or len(text.split()) > _LONGEST:
        return None
    return _labelled(whole, label, None, labels)


def _labelled(
    whole: tuple[Inline, ...], label: re.Match[str], identifier: str | None, labels: list[str]
) -> Caption:
    word = label["word"].lower().rstrip(".")
    kind: Kind = "tableau" if word in _TABLES else "figure"
    own = whole
    if word in _PRINTED_AGAIN:
        own = one_line(without_start(whole, label.end()))
        labels.append(label[0])
    if not own and identifier is None:
        identifier = f"{kind}-{label['number']}"
    return Caption(kind, own, whole, identifier)


def with_captions(blocks: Sequence[Block | Caption]) -> tuple[Block, ...]:
    """Each caption given to its figure or table; one that has none is a paragraph."""
    made: list[Block | Caption] = list(blocks)
    for index, caption in enumerate(made):
        if isinstance(caption, Caption):
            place = _place(made, index, caption.kind)
            if place is None:
                made[index] = Paragraph(caption.whole)
                continue
            owner = made[place]
            if isinstance(owner, Picture | Table):
                made[place] = replace(owner, caption=caption.inlines, identifier=caption.identifier)
    return tuple(block for block in made if not isinstance(block, Caption))


def _place(blocks: Sequence[Block | Caption], index: int, kind: Kind | None) -> int | None:
    """Below a figure, above a table; the other way round where there is none."""
    places = (index + 1, index - 1) if kind == "tableau" else (index - 1, index + 1)
    return next((place for place in places if _waits(blocks, place, kind)), None)


def _waits(blocks: Sequence[Block | Caption], place: int, kind: Kind | None) -> bool:
    """Whether a figure or table stands there that has no caption yet."""
    block = blocks[place] if 0 <= place < len(blocks) else None
    if not isinstance(block, Picture | Table) or block.caption or block.identifier is not None:
        return False
    return kind is None or isinstance(block, Table if kind == "tableau" else Picture)


def _typed(label: re.Match[str], text: str) -> bool:
    """Whether it reads as a caption: a sign after the number, or nothing more."""
    return bool(label["sep"]) or label.end() == len(text)


def _sequence(paragraph: Element) -> str:
    """The name that its SEQ field counts (`Figure`, `Tableau`), in lower case; "" for none."""
    codes = [element.text or "" for element in paragraph.iter(qn("w:instrText"))]
    codes += [element.get(qn("w:instr"), "") for element in paragraph.iter(qn("w:fldSimple"))]
    found = re.search(r"\bSEQ\s+(\w+)", "".join(codes))
    return found[1].lower() if found else ""


def _identifier(paragraph: Element, reading: Reading) -> str | None:
    for mark in paragraph.iter(qn("w:bookmarkStart")):
        reference = reading.source.references.get(mark.get(qn("w:name"), ""))
        if reference is not None and reference.kind != "annexe":
            return reference.target
    return None
