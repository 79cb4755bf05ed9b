"""Tables: columns as wide as their text asks, header row repeated, rows kept whole."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dossier_builder.domain.blocks import Alignment, Inline, Table
from dossier_builder.ooxml import Element
from dossier_builder.render import styles as names
from dossier_builder.render.inlines import InlineWriter, plain_text
from dossier_builder.render.markup import add_property, el
from dossier_builder.render.styles import StyleIds

_CHARACTER = 100  # twips: an average character of the 9.5 pt text of tables
_BOLD_CHARACTER = 112
_PADDING = 260  # twips: both margins of a cell, and a little air
_LONG_WORD = 18  # beyond this a word may be cut: the column does not follow


def write(table: Table, inlines: InlineWriter, styles: StyleIds, width: int) -> Element:
    """The `w:tbl` of that width in twips; captions and spacing are the caller's business."""
    widths = column_widths(table, width)
    rows = [_row(table.header, table, widths, inlines, styles, header=True)]
    rows += [_row(cells, table, widths, inlines, styles) for cells in table.rows]
    return el(
        "w:tbl",
        el(
            "w:tblPr",
            el("w:tblStyle", val=styles(names.TABLE)),
            el("w:tblW", w=sum(widths), type="dxa"),
            el("w:tblLayout", type="fixed"),
            el(
                "w:tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0,
                noHBand=0, noVBand=1,
            ),
        ),
        el("w:tblGrid", *(el("w:gridCol", w=column) for column in widths)),
        *rows,
    )  # fmt: skip


def _row(
    cells: Sequence[Sequence[Inline]],
    table: Table,
    widths: Sequence[int],
    inlines: InlineWriter,
    styles: StyleIds,
    *,
    header: bool = False,
) -> Element:
    properties = el("w:trPr", el("w:cantSplit"), el("w:tblHeader") if header else None)
    made = el("w:tr", properties)
    for index, column in enumerate(widths):
        content = cells[index] if index < len(cells) else ()
        paragraph = styles.paragraph(
            names.TABLE_HEADER if header else names.TABLE_TEXT, *inlines.write(content)
        )
        alignment: Alignment = table.alignments[index] if index < len(table.alignments) else "left"
        if alignment != "left":
            add_property(paragraph, el("w:jc", val=alignment))
        cell_properties = el("w:tcPr", el("w:tcW", w=column, type="dxa"))
        if header:
            cell_properties.append(el("w:vAlign", val="bottom"))
        made.append(el("w:tc", cell_properties, paragraph))
    return made


def column_widths(table: Table, width: int) -> list[int]:
    """Widths in twips that add up to `width`: no word is cut, long texts share what is left."""
    count = max(len(table.header), *(len(row) for row in table.rows), 1)
    least: list[float] = []
    wanted: list[float] = []
    for index in range(count):
        header = plain_text(table.header[index]) if index < len(table.header) else ""
        texts = [plain_text(row[index]) if index < len(row) else "" for row in table.rows]
        words = [min(len(w), _LONG_WORD) for text in texts for w in text.split()]
        heads = [min(len(w), _LONG_WORD) for w in header.split()]
        least.append(
            max(max(words, default=1) * _CHARACTER, max(heads, default=1) * _BOLD_CHARACTER)
            + _PADDING
        )
        longest = max([len(header) * _BOLD_CHARACTER, *(len(t) * _CHARACTER for t in texts)])
        volume = math.sqrt(sum(map(len, texts)) / max(1, len(texts))) * 8 * _CHARACTER
        wanted.append(max(least[-1], min(longest + _PADDING, volume + _PADDING)))
    if sum(least) >= width:
        shares = [width * share / sum(least) for share in least]
    else:
        spare = width - sum(least)
        extra = [w - m for w, m in zip(wanted, least, strict=True)]
        total = sum(extra)
        weights = [e / total if total else 1 / count for e in extra]
        shares = [m + spare * weight for m, weight in zip(least, weights, strict=True)]
    widths = [int(share) for share in shares]
    widths[-1] += width - sum(widths)
    return widths
