"""Inline tokens of one block → domain inlines, with every problem at its line and column."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from dossier_builder.domain.blocks import Footnote, Inline, LineBreak, Reference, Run
from dossier_builder.inputs.markdown_parser import REFERENCE_KINDS, web_address
from dossier_builder.inputs.places import Place, Problems, SourceText
from dossier_builder.inputs.references import Citation
from dossier_builder.values import frozen

IMAGE_ALONE = (
    "Mettez l’image seule dans son paragraphe (une ligne vide avant et après) et citez-la dans le "
    "texte par {figure:identifiant}."
)


@dataclass(slots=True)
class _Look:
    """How many marks are open around the text being read."""

    bold: int = 0
    italic: int = 0
    link: str | None = None

    def run(self, text: str, *, code: bool = False) -> Run:
        return Run(text, self.bold > 0, self.italic > 0, code, self.link)


@frozen
class InlineReader:
    """Reads the inline tokens of one Markdown text.

    `footnote` gives the note of a label, None (with its own problem noted) when there is none.
    """

    source: SourceText
    problems: Problems
    citations: list[Citation]
    footnote: Callable[[str, Place], Footnote | None]

    def read(self, block: Token) -> tuple[Inline, ...]:
        """Inlines of an `inline` token."""
        look = _Look()
        return merged(
            inline for token in block.children or () for inline in self._one(token, block, look)
        )

    def _one(self, token: Token, block: Token, look: _Look) -> Iterator[Inline]:  # noqa: C901, PLR0912 - one case per token type
        match token.type:
            case "text" | "text_special" | "attributes":
                yield look.run(token.content)
            case "softbreak":
                yield look.run(" ")
            case "hardbreak":
                yield LineBreak()
            case "code_inline":
                yield look.run(token.content, code=True)
            case "strong_open" | "strong_close":
                look.bold += token.nesting
            case "em_open" | "em_close":
                look.italic += token.nesting
            case "link_open":
                look.link = self._address(token, block)
            case "link_close":
                look.link = None
            case "address":
                run = look.run(token.meta["text"])
                yield dataclasses.replace(run, link=web_address(token.meta["href"]))
            case "reference":
                yield self._reference(token, block, look)
            case "footnote_ref":
                place = place_in(self.source, block, token)
                note = self.footnote(token.meta["label"], place)
                if note is not None:
                    yield note
            case "image":
                self._say(token, block, "une image ne va pas dans une phrase", IMAGE_ALONE)
            case "problem":
                self._say(token, block, token.meta["message"], token.meta["aide"])
                yield look.run(token.content)
            case other:  # pragma: no cover - a rule of the parser that nobody reads
                msg = f"unexpected inline token {other}"
                raise AssertionError(msg)

    def _say(self, token: Token, block: Token, message: str, aide: str) -> None:
        self.problems.add(place_in(self.source, block, token).problem(message, aide))

    def _address(self, token: Token, block: Token) -> str | None:
        written = str(token.attrGet("href") or "")
        address = web_address(written)
        if address is None:
            aide = (
                "Un lien commence par https://, http:// ou mailto:. "
                "Exemple : [le site de l’Insee](https://www.insee.fr)"
            )
            if written.startswith("www."):
                aide = f"Écrivez https://{written}"
            self._say(
                token, block, f"l’adresse de ce lien n’est pas acceptée : « {written} »", aide
            )
        return address

    def _reference(self, token: Token, block: Token, look: _Look) -> Inline:
        kind, target = token.meta["word"], token.meta["target"]
        known = next((name for name in REFERENCE_KINDS if name == kind.lower()), None)
        place = place_in(self.source, block, token)
        self.citations.append(Citation(kind, target, token.content, place))
        if known is None:
            return look.run(token.content)
        return Reference(known, target)


def merged(inlines: Iterator[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring runs of the same look; drop empty ones."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Run):
            if not inline.text:
                continue
            if isinstance(last, Run) and dataclasses.replace(last, text=inline.text) == inline:
                joined[-1] = dataclasses.replace(last, text=last.text + inline.text)
                continue
        joined.append(inline)
    return tuple(joined)


def plain_text(inlines: Sequence[Inline]) -> str:
    """The text of runs alone."""
    return "".join(
        inline.text if isinstance(inline, Run) else " "
        for inline in inlines
        if isinstance(inline, (Run, LineBreak))
    ).strip()


def plain_text_of(image: Token) -> str:
    """The alternative text of an image: its label without marks."""
    return "".join(
        " " if token.type == "softbreak" else token.content for token in image.children or ()
    ).strip()


def place_in(source: SourceText, block: Token, token: Token | None = None) -> Place:
    """Where an inline token stands: its line, and its column found in that line.

    markdown-it gives the lines of a block and, through our rules, the offset in its content; the
    content has lost the marks of its containers (`> `, `- `), hence the search.
    """
    first = block.map[0] if block.map else 0
    offset = int(token.meta.get("offset", 0)) if token is not None else 0
    content = block.content
    index = first + content.count("\n", 0, offset)
    start = content.rfind("\n", 0, offset) + 1
    line = source.line(index)
    piece = content[start:].split("\n", 1)[0]
    column = line.find(piece, block.meta.get("column", 0))
    if column >= 0:
        return source.place(index, column + offset - start)
    # A cell with an escaped bar differs from its source: look for the mark itself.
    mark = content[offset : offset + 12].split("\n", 1)[0]
    column = line.find(mark) if mark else -1
    return source.place(index, column if column >= 0 else None)
