"""What a learner can write in Markdown, as values that `render` turns into Word."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from dossier_builder.values import frozen

Alignment = Literal["left", "center", "right"]


@frozen
class Run:
    """Text of one look; `link` is the address behind it, if any."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str | None = None


@frozen
class LineBreak:
    """A forced new line within a paragraph."""


@frozen
class Reference:
    """`{annexe:contrat}`: printed as « annexe 2 » once the numbers are known."""

    kind: Literal["annexe", "figure", "tableau"]
    target: str


@frozen
class Footnote:
    """A note at this place of the text; its paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@frozen
class Paragraph:
    """A paragraph of running text."""

    inlines: tuple[Inline, ...]


@frozen
class Heading:
    """A sub-heading; `level` counts from 1 below the section's own heading."""

    level: int
    inlines: tuple[Inline, ...]


@frozen
class ListBlock:
    """A list; each item is made of blocks, so lists nest."""

    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


@frozen
class Table:
    """A table with one header row; each cell is a sequence of inlines."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[Alignment, ...]
    caption: tuple[Inline, ...] = ()
    identifier: str | None = None


@frozen
class Picture:
    """An image of its own paragraph; `width` is a share of the text width, 0 < width <= 1."""

    path: Path
    alternative: str
    caption: tuple[Inline, ...] = ()
    identifier: str | None = None
    width: float = 1.0


@frozen
class Quote:
    """A quotation set apart."""

    blocks: tuple[Block, ...]


@frozen
class PageBreak:
    """The next block starts on a new page."""


Inline = Run | LineBreak | Reference | Footnote
Block = Paragraph | Heading | ListBlock | Table | Picture | Quote | PageBreak
