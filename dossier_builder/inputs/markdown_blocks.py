"""A learner's Markdown text → domain blocks, split at its `#` titles; problems with their places.

`read_markdown` is the one way in; the marks themselves are in markdown_parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it.token import Token

from dossier_builder.domain import limits
from dossier_builder.domain.blocks import (
    Block,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Run,
)
from dossier_builder.errors import InputProblem
from dossier_builder.inputs.markdown_inlines import InlineReader, place_in, plain_text
from dossier_builder.inputs.markdown_notes import Notes
from dossier_builder.inputs.markdown_parser import parser
from dossier_builder.inputs.markdown_pictures import read_picture
from dossier_builder.inputs.markdown_tables import (
    Caption,
    broken_table,
    caption_of,
    read_table,
)
from dossier_builder.inputs.places import Place, Problems, SourceText
from dossier_builder.inputs.references import Citation, Identified
from dossier_builder.values import frozen

# What finds the file of an image: its path as written and where → the file, or what is wrong.
PictureFinder = Callable[[str, Place], Path | InputProblem]

_DEEPEST_HEADING = 3
_GLUED_HEADING = re.compile(r"^(#{2,6})[^\s#]", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@frozen
class Part:
    """The blocks under one `#` title; `titre` is None for what comes before the first."""

    titre: str | None
    place: Place
    blocks: tuple[Block, ...]


@frozen
class MarkdownText:
    """What a text holds. `parts` is never empty: the first has no title."""

    parts: tuple[Part, ...]
    identified: tuple[Identified, ...]
    citations: tuple[Citation, ...]


def read_markdown(source: SourceText, find: PictureFinder, problems: Problems) -> MarkdownText:
    """Read one text; what is wrong goes to `problems`, the rest is read all the same."""
    for index, line in enumerate(source.lines):
        if found := _CONTROL.search(line):
            place = source.place(index, found.start())
            message = f"caractère invisible (U+{ord(found.group()):04X}) dans le texte"
            problems.add(place.problem(message, "Effacez-le, puis retapez ce qui l’entoure."))
    tokens = parser().parse(source.text, {})
    reader = _Reader(source, find, problems)
    return reader.read(tokens)


@dataclass(slots=True)
class _Reader:
    """One text on its way; the lists fill as it is read."""

    source: SourceText
    find: PictureFinder
    problems: Problems
    identified: list[Identified] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notes: Notes = field(init=False)
    inlines: InlineReader = field(init=False)

    def __post_init__(self) -> None:
        self.notes = Notes(self.source, self.problems, self.citations)
        self.inlines = InlineReader(self.source, self.problems, self.citations, self.notes.called)

    def read(self, tokens: Sequence[Token]) -> MarkdownText:
        self._check_nesting(tokens)
        self.notes.define(tokens)
        titles = [i for i, token in enumerate(tokens) if _is_part_title(token)]
        starts = [0, *(i + 3 for i in titles)]  # heading_open, inline, heading_close
        ends = [*titles, len(tokens)]
        parts = [
            Part(
                self._title(tokens[start - 2]) if start else None,
                place_in(self.source, tokens[start - 2]) if start else self.source.place(0),
                self._blocks(tokens[start:end], nested=False),
            )
            for start, end in zip(starts, ends, strict=True)
        ]
        self.notes.check_all_called()
        return MarkdownText(tuple(parts), tuple(self.identified), tuple(self.citations))

    def _blocks(self, tokens: Sequence[Token], *, nested: bool) -> tuple[Block, ...]:
        made: list[Block] = []
        caption: Caption | None = None
        for token, inner in _groups(tokens):
            if token.type == "table_open":
                table = read_table(inner, caption, self.inlines)
                self._identify(caption)
                caption = None
                made.append(table)
                continue
            made.extend(self._loose_caption(caption))
            caption = None
            if token.type == "paragraph_open":
                caption = caption_of(inner[0], self.inlines)
            if caption is None:
                made.extend(self._block(token, inner, nested=nested))
        made.extend(self._loose_caption(caption))
        return tuple(made)

    def _block(self, token: Token, inner: Sequence[Token], *, nested: bool) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield from self._paragraph(inner[0])
            case "heading_open":
                yield from self._heading(token, inner[0], nested=nested)
            case "bullet_list_open" | "ordered_list_open":
                items = (self._item(within) for _, within in _groups(inner))
                ordered = token.type == "ordered_list_open"
                start = token.attrGet("start")
                yield ListBlock(ordered, int(start) if start is not None else 1, tuple(items))
            case "blockquote_open":
                yield Quote(self._blocks(inner, nested=True))
            case "fence":
                yield self._code(token)
            case "page_break":
                if nested:
                    self._say(
                        token,
                        "un saut de page ne va pas dans une liste ou une citation",
                        "Placez « [saut de page] » seul sur sa ligne, hors de la liste.",
                    )
                yield PageBreak()
            case "hr":
                self._say(
                    token,
                    f"trait horizontal « {token.markup} » non imprimé",
                    "Supprimez cette ligne ; pour changer de page, écrivez « [saut de page] ».",
                )
            case "footnote_reference_open":
                pass  # printed where it is called
            case other:  # pragma: no cover - a rule of the parser that nobody reads
                msg = f"unexpected block token {other}"
                raise AssertionError(msg)

    def _paragraph(self, block: Token) -> Iterator[Block]:
        picture = read_picture(block, self.source, self.find, self.problems, self._caption)
        if picture is not None:
            identified, blocks = picture
            self.identified.extend(identified)
            yield from blocks
            return
        if self.notes.defined_with_a_space(block):
            return
        if problem := broken_table(block, self.source):
            self.problems.add(problem)
        for found in _GLUED_HEADING.finditer(block.content):
            index = (block.map or [0])[0] + block.content.count("\n", 0, found.start())
            marks = found[1]
            self.problems.add(
                self.source.place(index).problem(
                    f"il manque une espace après « {marks} »",
                    f"Pour un titre, écrivez « {marks} Mon titre ».",
                )
            )
        inlines = self.inlines.read(block)
        if inlines:
            yield Paragraph(inlines)

    def _heading(self, token: Token, block: Token, *, nested: bool) -> Iterator[Block]:
        level = int(token.tag[1:])
        if nested:
            self._say(
                token,
                "un titre ne va pas dans une liste ou une citation",
                "Sortez-le de la liste ou de la citation, ou mettez-le en **gras**.",
            )
        elif level > _DEEPEST_HEADING:
            self._say(
                token,
                f"titre trop profond : « {token.markup} »",
                "Seuls « ## » et « ### » sont des sous-titres. Exemple : ### Mon sous-titre",
            )
        inlines = self._title_inlines(block)
        if not inlines:
            self._say(
                token,
                f"titre vide : « {token.markup} » sans texte",
                "Écrivez un titre après les dièses, ou supprimez cette ligne.",
            )
        yield Heading(max(level - 1, 1), inlines)

    def _title(self, block: Token) -> str:
        return plain_text(self._title_inlines(block))

    def _title_inlines(self, block: Token) -> tuple[Inline, ...]:
        reader = InlineReader(self.source, self.problems, self.citations, self._no_note_in_title)
        return reader.read(block)

    def _no_note_in_title(self, label: str, place: Place) -> Footnote | None:
        self.notes.called(label, place)
        aide = "Appelez la note dans le texte qui suit : elle paraîtrait aussi dans le sommaire."
        self.problems.add(place.problem("un titre ne peut pas porter de note", aide))
        return None

    def _item(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        return self._blocks(tokens, nested=True) or (Paragraph(()),)

    def _code(self, token: Token) -> Paragraph:
        first, end = token.map or [0, 0]
        if end - first < 2 or token.markup not in self.source.line(end - 1):  # noqa: PLR2004 - an opening and a closing line
            self._say(
                token,
                f"le bloc ouvert par « {token.markup} » n’est pas refermé",
                f"Ajoutez une ligne « {token.markup} » à la fin du bloc.",
            )
        inlines: list[Inline] = []
        for line in token.content.removesuffix("\n").split("\n"):
            inlines += [Run(line, code=True), LineBreak()]
        return Paragraph(tuple(inlines[:-1]))

    def _caption(self, block: Token) -> tuple[Inline, ...]:
        """Inlines of an image's caption, which is Markdown too."""
        children: list[Token] = []
        parser().inline.parse(block.content, parser(), {}, children)
        block.children = children
        return self.inlines.read(block)

    def _identify(self, caption: Caption | None) -> None:
        if caption is not None and caption.identifier is not None:
            self.identified.append(Identified("tableau", caption.identifier, caption.place))

    def _loose_caption(self, caption: Caption | None) -> Iterator[Block]:
        """A caption that no table follows: plain text, unless an identifier shows the intent."""
        if caption is None:
            return
        if caption.identifier is not None:
            self.problems.add(
                caption.place.problem(
                    "cette légende de tableau n’est suivie d’aucun tableau",
                    "Placez-la juste avant le tableau (une ligne vide entre les deux), dont voici "
                    "la forme : | Colonne 1 | Colonne 2 | puis | --- | --- |",
                )
            )
        yield Paragraph(caption.whole)

    def _check_nesting(self, tokens: Sequence[Token]) -> None:
        nested = (token for token in tokens if token.level > limits.MARKDOWN_NESTING)
        deepest = next((token for token in nested if token.map), None)
        if deepest is not None:
            self._say(
                deepest,
                "listes ou citations trop imbriquées",
                "Gardez au plus trois niveaux de listes.",
            )

    def _say(self, token: Token, message: str, aide: str) -> None:
        place = self.source.place((token.map or [0])[0])
        self.problems.add(place.problem(message, aide))


def _is_part_title(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h1" and token.level == 0


def _groups(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Each block at the outer level, with the tokens inside it."""
    start = depth = 0
    for index, token in enumerate(tokens):
        if depth == 0:
            start = index
        depth += token.nesting
        if depth == 0:
            yield tokens[start], tokens[start + 1 : index]
