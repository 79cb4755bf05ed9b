"""Markdown blocks → paragraphs and tables of the body (or of a cell of the form)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier_builder.domain.blocks import (
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
from dossier_builder.ooxml import Element
from dossier_builder.render import pictures, tables
from dossier_builder.render import styles as names
from dossier_builder.render.additions import Additions
from dossier_builder.render.inlines import InlineWriter, Target
from dossier_builder.render.markup import add_property, bookmark, el, run
from dossier_builder.render.markup import field as word_field
from dossier_builder.render.numbering import Numbered
from dossier_builder.render.styles import StyleIds
from dossier_builder.values import frozen

_PICTURE_HEIGHT = 0.8  # of the text height: the caption keeps its place on the page
_NOTES = ("source :", "sources :", "lecture :", "note de lecture :", "champ :")


@frozen
class Frame:
    """Where blocks are written: room in twips, and which styles sub-headings take.

    `numbered` is False where headings carry no number (introduction, conclusion).
    """

    width: int
    height: int
    headings: tuple[str, ...]
    numbered: bool = True


@dataclass(slots=True)
class BlockWriter:
    """Writes blocks one after the other; a page break waits for the next paragraph."""

    styles: StyleIds
    additions: Additions
    inlines: InlineWriter
    numbered: Numbered
    _break: bool = field(default=False)

    def write(self, blocks: Sequence[Block], frame: Frame) -> list[Element]:
        """The elements of these blocks; after a table there is always a paragraph."""
        made: list[Element] = []
        previous: Block | None = None
        for block in blocks:
            made += self._block(block, frame, previous)
            previous = block
        return made

    def paragraph(self, style: str, *content: Element) -> Element:
        """A paragraph of that style, on a new page if a break is waiting."""
        made = self.styles.paragraph(style, *content)
        if self._break:
            add_property(made, el("w:pageBreakBefore"))
            self._break = False
        return made

    def heading(self, style: str, inlines: Sequence[Inline], *, numbered: bool) -> Element:
        """A heading; without its number where the part has none (`w:numId` 0)."""
        made = self.paragraph(style, *self.inlines.write(inlines))
        if not numbered:
            add_property(made, el("w:numPr", el("w:ilvl", val=0), el("w:numId", val=0)))
            add_property(made, el("w:ind", left=0, firstLine=0))
        return made

    def break_page(self) -> None:
        """The next paragraph starts on a new page."""
        self._break = True

    def _block(self, block: Block, frame: Frame, previous: Block | None) -> list[Element]:
        made: list[Element] = []
        match block:
            case Paragraph():
                after_figure = isinstance(previous, Table | Picture) and _is_source(block)
                style = names.SOURCE if after_figure else names.BODY
                made = [self.paragraph(style, *self.inlines.write(block.inlines))]
            case Heading():
                style = frame.headings[min(block.level, len(frame.headings)) - 1]
                made = [self.heading(style, block.inlines, numbered=frame.numbered)]
            case ListBlock():
                made = self._list(block, frame, 0)
            case Quote():
                made = self._quote(block, frame)
            case Table():
                made = self._table(block, frame)
            case Picture():
                made = self._picture(block, frame)
            case PageBreak():
                self.break_page()
        return made

    def _quote(self, quote: Quote, frame: Frame) -> list[Element]:
        made = []
        for block in quote.blocks:
            if isinstance(block, Paragraph):
                made.append(self.paragraph(names.QUOTE, *self.inlines.write(block.inlines)))
            else:
                made += self._block(block, frame, None)
        return made

    def _list(self, block: ListBlock, frame: Frame, depth: int) -> list[Element]:
        level = min(depth, len(names.BULLETS) - 1)
        style = (names.NUMBERS if block.ordered else names.BULLETS)[level]
        counter = self.additions.ordered_list(level, block.start) if block.ordered else None
        made: list[Element] = []
        for item in block.items:
            first, *rest = item if item and isinstance(item[0], Paragraph) else (None, *item)
            content = self.inlines.write(first.inlines) if isinstance(first, Paragraph) else []
            opening = self.paragraph(style, *content)
            if counter is not None:
                reference = el("w:numPr", el("w:ilvl", val=level), el("w:numId", val=counter))
                add_property(opening, reference)
            made.append(opening)
            for inner in rest:
                if isinstance(inner, ListBlock):
                    made += self._list(inner, frame, depth + 1)
                elif isinstance(inner, Paragraph):
                    text = self.inlines.write(inner.inlines)
                    made.append(self.paragraph(names.CONTINUED[level], *text))
                elif inner is not None:
                    made += self._block(inner, frame, None)
        return made

    def _table(self, table: Table, frame: Frame) -> list[Element]:
        made = []
        target = self.numbered.of(table)
        if table.caption or target:
            made.append(self._caption(names.TABLE_CAPTION, "Tableau", target, table.caption))
        elif self._break:
            made.append(self.paragraph(names.AFTER_TABLE))
        made.append(tables.write(table, self.inlines, self.styles, frame.width))
        made.append(self.paragraph(names.AFTER_TABLE))
        return made

    def _picture(self, picture: Picture, frame: Frame) -> list[Element]:
        width = int(frame.width * min(1.0, max(0.05, picture.width))) * pictures.EMU_PER_TWIP
        height = int(frame.height * _PICTURE_HEIGHT) * pictures.EMU_PER_TWIP
        image = pictures.load(picture.path, print_width_emu=width)
        target = self.numbered.of(picture)
        captioned = bool(picture.caption or target)
        drawn = self.image(image, picture.alternative, pictures.fitted(image, width, height))
        made = [self.paragraph(names.FIGURE if captioned else names.FIGURE_ALONE, drawn)]
        if captioned:
            made.append(self._caption(names.CAPTION, "Figure", target, picture.caption))
        return made

    def image(
        self,
        image: pictures.Image,
        alternative: str,
        size: tuple[int, int],
        *,
        framed: bool = False,
    ) -> Element:
        """A run that shows the image at that size in EMU."""
        relation = self.additions.picture(image.data, image.extension)
        identifier = self.additions.next_drawing()
        return pictures.drawing(relation, identifier, alternative, size, framed=framed)

    def _caption(
        self, style: str, word: str, target: Target | None, caption: Sequence[Inline]
    ) -> Element:
        content: list[Element] = []
        if target:
            start, end = bookmark(self.additions.next_id(), target.bookmark)
            label = [
                run(f"{word}\u00a0"),
                *word_field(f"SEQ {word} \\* ARABIC", f"{target.number}"),
            ]
            content = [start, *label, end]
            if caption:
                content.append(run(" – "))
        return self.paragraph(style, *content, *self.inlines.write(caption))


def _is_source(paragraph: Paragraph) -> bool:
    first = paragraph.inlines[0] if paragraph.inlines else None
    if not isinstance(first, Run):
        return False
    return first.text.replace("\u00a0", " ").lower().startswith(_NOTES)
