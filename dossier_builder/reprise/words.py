"""Counting words, to prove that none was lost between a document and the folder made of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dossier_builder.domain.blocks import (
    Block,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Run,
    Table,
)

_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def words(text: str) -> Counter[str]:
    """The words of a text; capitals, apostrophes and hyphens make no difference."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return Counter(_WORD.findall(plain.casefold()))


def total(texts: Iterable[str]) -> Counter[str]:
    """The words of several texts."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(words(text))
    return found


def text_of_blocks(blocks: Sequence[Block]) -> Iterator[str]:  # noqa: C901 - one case per block
    """Every text of these blocks: captions, cells and notes; not alternative texts."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from _texts(block.inlines)
            case ListBlock():
                for item in block.items:
                    yield from text_of_blocks(item)
            case Quote():
                yield from text_of_blocks(block.blocks)
            case Picture():
                yield from _texts(block.caption)
            case Table():
                yield from _texts(block.caption)
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from _texts(cell)
            case PageBreak():
                pass


def references_of(blocks: Sequence[Block]) -> Iterator[Reference]:  # noqa: C901 - one case per block
    """The marks `{annexe:id}` of these blocks: numbers that printing puts in."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from _references(block.inlines)
            case ListBlock():
                for item in block.items:
                    yield from references_of(item)
            case Quote():
                yield from references_of(block.blocks)
            case Picture():
                yield from _references(block.caption)
            case Table():
                yield from _references(block.caption)
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from _references(cell)
            case PageBreak():
                pass


def _references(inlines: Sequence[Inline]) -> Iterator[Reference]:
    for inline in inlines:
        if isinstance(inline, Reference):
            yield inline
        elif isinstance(inline, Footnote):
            for paragraph in inline.paragraphs:
                yield from _references(paragraph.inlines)


def _texts(inlines: Sequence[Inline]) -> Iterator[str]:
    """The text without notes, then each note: a word is never cut by a change of look."""
    text = ""
    for inline in inlines:
        if isinstance(inline, Run):
            text += inline.text
        elif isinstance(inline, LineBreak | Reference):
            text += " "
        else:
            for paragraph in inline.paragraphs:
                yield from _texts(paragraph.inlines)
    yield text
