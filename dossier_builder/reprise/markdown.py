"""Blocks → the Markdown that a learner edits: read again by `inputs`, it gives the same blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dossier_builder.domain.blocks import (
    Alignment,
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
    Run,
    Table,
)
from dossier_builder.inputs.inline_tidy import one_line
from dossier_builder.reprise.markdown_text import Notes, inline_markdown

_RULES: dict[Alignment, str] = {"left": "---", "center": ":---:", "right": "---:"}
_DEEPEST = 2
_SAFE_PATH = re.compile(r"[\w./-]+")


def write_markdown(blocks: Sequence[Block], *, titre: str | None = None) -> str:
    """The Markdown of these blocks, footnotes at the end; `titre` is its first line, `# …`.

    What Markdown cannot hold is written nearest to it: a heading within a list in bold, a line
    break in a cell as a space. The paths of pictures are written as they are.
    """
    return write_parts([(titre, blocks)])


def write_parts(parts: Sequence[tuple[str | None, Sequence[Block]]]) -> str:
    """The same for a text of several parts, each under its `# …` line (the boxes of an example)."""
    writer = _Writer()
    made: list[str] = []
    for titre, blocks in parts:
        body = writer.blocks(blocks, nested=False)
        made += [f"# {writer.line([Run(titre)])}"] if titre else []
        made += [body] if body else []
    made += writer.definitions()
    return "\n\n".join(made) + "\n" if made else ""


@dataclass(slots=True)
class _Writer:
    """One text being written; its notes gather."""

    notes: Notes = field(default_factory=Notes)

    def blocks(self, blocks: Sequence[Block], *, nested: bool) -> str:
        made: list[str] = []
        marker = 0
        for before, block in pairwise([None, *blocks]):
            if block is None:
                continue
            # Two lists of a kind that follow one another stay two by another sign.
            again = isinstance(block, ListBlock) and isinstance(before, ListBlock)
            marker = 1 - marker if again else 0
            text = self.block(block, marker, nested=nested)
            made += [text] if text else []
        return "\n\n".join(made)

    def block(self, block: Block, marker: int, *, nested: bool) -> str:  # noqa: PLR0911 - one case per block
        match block:
            case Paragraph():
                return inline_markdown(block.inlines, self.notes)
            case Heading():
                return self._heading(block, nested=nested)
            case ListBlock():
                return self._list(block, marker)
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case Quote():
                inner = self.blocks(block.blocks, nested=True)
                return (
                    "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""
                )
            case PageBreak():
                return "" if nested else "[saut de page]"

    def line(self, inlines: Sequence[Inline]) -> str:
        """Inlines on one line."""
        return inline_markdown(one_line(inlines), self.notes, opens=False)

    def definitions(self) -> list[str]:
        """The notes; a note in a note is written in brackets where it was called."""
        made = []
        for number, note in enumerate(self.notes.called, start=1):
            paragraphs = [inline_markdown(_flat(p.inlines), Notes()) for p in note.paragraphs]
            text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
            made.append(f"[^{number}]: " + _indented(text, "    "))
        return made

    def _heading(self, heading: Heading, *, nested: bool) -> str:
        notes = [one for one in heading.inlines if isinstance(one, Footnote)]
        inlines = [one for one in heading.inlines if not isinstance(one, Footnote)]
        late = "".join(
            f"\n\n{inline_markdown(p.inlines, self.notes)}" for n in notes for p in n.paragraphs
        )
        if nested:
            runs = [Run(one.text, bold=True) if isinstance(one, Run) else one for one in inlines]
            return self.line(runs) + late
        text = self.line(inlines)
        if not text:
            return late.strip()
        text = re.sub(r"(?<!\\)#(#*)$", r"\\#\1", text)
        return "#" * (1 + min(max(heading.level, 1), _DEEPEST)) + f" {text}{late}"

    def _list(self, block: ListBlock, marker: int) -> str:
        items = []
        loose = any(not _is_short(item) for item in block.items)
        for number, item in enumerate(block.items, start=block.start):
            sign = f"{number}{'.)'[marker]}" if block.ordered else "-*"[marker]
            content = [one for one in item if one != Paragraph(())]
            text = self.blocks(content, nested=True)
            if not loose:
                text = text.replace("\n\n", "\n")
            items.append(f"{sign} {_indented(text, ' ' * (len(sign) + 1))}".rstrip())
        return ("\n\n" if loose else "\n").join(items)

    def _table(self, table: Table) -> str:
        columns = max(len(table.header), *(len(row) for row in table.rows), 0)
        if not columns:
            return ""
        left: Alignment = "left"
        alignments = (*table.alignments, *(left,) * columns)[:columns]
        rules = "| " + " | ".join(_RULES[a] for a in alignments) + " |"
        caption = ""
        if table.caption or table.identifier:
            caption = f"Tableau : {self.line(table.caption)}"
            caption = f"{caption.strip()}{_identifier(table.identifier)}\n\n"
        lines = [self._row(table.header, columns), rules]
        lines += [self._row(row, columns) for row in table.rows]
        return caption + "\n".join(lines)

    def _row(self, cells: Sequence[Sequence[Inline]], columns: int) -> str:
        texts = [self.line(cell).replace("|", "\\|") for cell in cells]
        texts += [""] * (columns - len(texts))
        return "| " + " | ".join(texts) + " |"

    def _picture(self, picture: Picture) -> str:
        path = picture.path.as_posix()
        target = path if _SAFE_PATH.fullmatch(path) else f"<{path}>"
        title = ""
        if picture.caption:
            caption = self.line(picture.caption)
            title = ' "' + re.sub(r'([\\"&])', r"\\\1", caption) + '"'
        alternative = re.sub(r"([\\`*_\[\]{}<>&!])", r"\\\1", " ".join(picture.alternative.split()))
        attributes = [f"#{picture.identifier}"] if picture.identifier else []
        if picture.width < 1:
            attributes.append(f"largeur={round(picture.width * 100, 1):g}%")
        marks = f"{{{' '.join(attributes)}}}" if attributes else ""
        return f"![{alternative}]({target}{title}){marks}"


def _identifier(identifier: str | None) -> str:
    return f" {{#{identifier}}}" if identifier else ""


def _indented(text: str, indent: str) -> str:
    """Every line but the first indented, blank ones left blank."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{indent}{line}" if line else "" for line in rest)])


def _is_short(item: Sequence[Block]) -> bool:
    """Whether an item goes without blank lines: a paragraph, and bullets below it."""
    first, *rest = item or (Paragraph(()),)
    bullets = all(
        isinstance(one, ListBlock) and not one.ordered and all(map(_is_short, one.items))
        for one in rest
    )
    return isinstance(first, Paragraph) and len(rest) < 2 and bullets  # noqa: PLR2004 - one list


def _flat(inlines: Sequence[Inline]) -> list[Inline]:
    """A note's inlines, the notes that it calls in brackets."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Footnote):
            made.append(Run(" ("))
            for paragraph in inline.paragraphs:
                made += [*_flat(paragraph.inlines), LineBreak()]
            made.append(Run(")"))
        else:
            made.append(inline)
    return made
