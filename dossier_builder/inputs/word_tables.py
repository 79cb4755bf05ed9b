"""A table of Word → a table of one header row; or its blocks, where it only lays out the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from dossier_builder.domain.blocks import (
    Alignment,
    Block,
    Heading,
    Inline,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from dossier_builder.inputs.inline_tidy import one_line, plain, text_of_runs
from dossier_builder.inputs.word_source import WordSource
from dossier_builder.ooxml import Element, child_value, qn
from dossier_builder.values import frozen

_TR, _TC, _P, _SDT, _SDT_CONTENT = (qn(n) for n in ("w:tr", "w:tc", "w:p", "w:sdt", "w:sdtContent"))
_TCPR, _TRPR, _PPR = qn("w:tcPr"), qn("w:trPr"), qn("w:pPr")
_WRAPPERS = frozenset(qn(n) for n in ("w:ins", "w:moveTo", "w:customXml"))
# A cell as long as this is a page laid out in columns, not an entry of a table.
_PAGE_WORDS, _PAGE_BLOCKS = 150, 4
_ALIGNMENTS: dict[str, Alignment] = {"center": "center", "right": "right", "end": "right"}
_SENTENCE_END = (".", ";", ":", "!", "?", ",", "…", "»")

ReadCell = Callable[[Sequence[Element]], tuple[Block, ...]]


@frozen
class _Cell:
    blocks: tuple[Block, ...]
    alignment: Alignment


def table_blocks(table: Element, source: WordSource, read: ReadCell) -> Iterator[Block]:
    """The blocks that a table makes: itself, then the pictures and tables that its cells held."""
    rows = [list(_cells(row, source, read)) for row in rows_of(table)]
    columns = max((len(row) for row in rows), default=0)
    cells = [cell for row in rows for cell in row]
    if columns < 2 or any(_is_page(cell) for cell in cells):  # noqa: PLR2004 - a table has columns
        for cell in cells:
            yield from cell.blocks
        return
    flats = [[_flat(cell.blocks) for cell in row] for row in rows]
    kept = [row for row in flats if any(row)]
    if kept:
        lines = [(*row, *((),) * (columns - len(row))) for row in kept]
        header = tuple(one_line(plain(cell)) for cell in lines[0])
        alignments = tuple(_alignment(rows, column) for column in range(columns))
        yield Table(header, tuple(lines[1:]), alignments)
    for cell in cells:
        yield from _apart(cell.blocks)


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those of controls too; deleted ones left out."""
    for child in table:
        if child.tag == _TR:
            properties = child.find(_TRPR)
            if properties is None or properties.find(qn("w:del")) is None:
                yield child
        elif child.tag == _SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None:
                yield from rows_of(content)
        elif child.tag in _WRAPPERS:
            yield from rows_of(child)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, those of controls too."""
    for child in row:
        if child.tag == _TC:
            yield child
        elif child.tag == _SDT:
            content = child.find(_SDT_CONTENT)
            if content is not None:
                yield from cells_of(content)
        elif child.tag in _WRAPPERS:
            yield from cells_of(child)


def _cells(row: Element, source: WordSource, read: ReadCell) -> Iterator[_Cell]:
    """A cell over several columns is followed by empty ones; so is what lies before the first."""
    empty = _Cell((), "left")
    properties = row.find(_TRPR)
    for _ in range(_whole(child_value(properties, "w:gridBefore"), 0)):
        yield empty
    for cell in cells_of(row):
        content = [child for child in cell if child.tag != _TCPR]
        yield _Cell(read(content), _cell_alignment(cell, source))
        span = _whole(child_value(cell.find(_TCPR), "w:gridSpan"), 1)
        for _ in range(span - 1):
            yield empty


def _is_page(cell: _Cell) -> bool:
    if any(isinstance(block, Heading) for block in cell.blocks):
        return True
    words = len(text_of_runs(_flat(cell.blocks)).split())
    return len(cell.blocks) >= _PAGE_BLOCKS and words > _PAGE_WORDS


def _flat(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    """The text of a cell on one line: Markdown's cells have no other."""
    made: list[Inline] = []
    for text in _texts(blocks):
        if made:
            last = text_of_runs(made).rstrip()
            made.append(Run(" " if last.endswith(_SENTENCE_END) else " · "))
        made += text
    return one_line(made)


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.inlines
            case ListBlock():
                for number, item in enumerate(block.items, start=block.start):
                    first, *rest = [*_texts(item)] or [()]
                    mark = f"{number}. " if block.ordered else "• "
                    yield (Run(mark), *first)
                    yield from rest
            case Quote():
                yield from _texts(block.blocks)
            case Table() | Picture() | PageBreak():
                pass


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """What a cell of Markdown cannot hold."""
    for block in blocks:
        if isinstance(block, Table | Picture):
            yield block
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _apart(item)
        elif isinstance(block, Quote):
            yield from _apart(block.blocks)


def _cell_alignment(cell: Element, source: WordSource) -> Alignment:
    paragraph = next((p for p in cell.iter(_P) if "".join(map(str, p.itertext())).strip()), None)
    if paragraph is None:
        return "left"
    own = child_value(paragraph.find(_PPR), "w:jc")
    chain = source.styles.chain(source.styles.of_paragraph(paragraph))
    styled = (child_value(style.properties, "w:jc") for style in chain)
    value = own or next((found for found in styled if found), "left")
    return _ALIGNMENTS.get(value, "left")


def _alignment(rows: Sequence[Sequence[_Cell]], column: int) -> Alignment:
    """What most cells of the column below the header do."""
    body = rows[1:] or rows
    seen = Counter(
        row[column].alignment for row in body if len(row) > column and row[column].blocks
    )
    return seen.most_common(1)[0][0] if seen else "left"


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and int(text) < 64 else default  # noqa: PLR2004 - Word's most columns
