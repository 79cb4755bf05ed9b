"""What a document says, before any page is known: the same shape for a docx and for a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from dossier_builder.domain.facts import Paragraph, ParagraphKind, Properties
from dossier_builder.domain.personnes import Personnes
from dossier_builder.domain.place import Place
from dossier_builder.domain.submission import DocumentFormat
from dossier_builder.domain.wording import count_words
from dossier_builder.facts.measured import Measured
from dossier_builder.pdf import PdfDocumentFacts
from dossier_builder.values import frozen

TocKind = Literal["sommaire", "annexes"]

# The lines of a long dossier, each asked for its words by all that looks for a heading.
_REMEMBERED = 8_192


@frozen
class Line:
    """One paragraph of a docx, or one printed line of a PDF.

    `number` is the number Word prints before it (« 2.1 »), "" when none. `toc` tells that it is
    a line of the sommaire or of the list of annexes. `notes` holds the texts of the footnotes it
    calls. `bookmarks` are those that start in it, `target` the bookmark it links to (sommaire).
    `cell` is the rank of its table and of its cell in the document, None outside tables.
    `reserved`: inside a content control that still shows its placeholder; `help`: the help of a
    place of a start file, which is nobody's text. `place` is known at once for a PDF, later for a
    docx. `alone`: standing on its own, so that it may be a heading. `look`: the level that its
    look or the sommaire gives it, where no style does. `picture`: it holds an image (docx). `lead`
    is its first line when Shift+Enter ends it and it looks like a heading: the text follows in the
    same paragraph.
    """

    index: int
    text: str
    kind: ParagraphKind = "corps"
    style: str = ""
    level: int | None = None
    number: str = ""
    toc: TocKind | None = None
    notes: tuple[str, ...] = ()
    bookmarks: tuple[str, ...] = ()
    target: str | None = None
    cell: tuple[int, int] | None = None
    reserved: bool = False
    help: bool = False
    place: Place | None = None
    alone: bool = True
    picture: bool = False
    look: int | None = None
    lead: str = ""

    @property
    def title(self) -> str:
        """What it says as a heading."""
        return self.lead or self.text

    @property
    def heading(self) -> int | None:
        """The level of the heading that it is, by its style or else by its look."""
        return self.look if self.level is None else self.level

    @property
    def printed(self) -> str:
        """The line as a reader sees it, its number first."""
        text = _on_one_line(self.text)
        return f"{self.number} {text}".strip() if self.number else text

    @property
    def words(self) -> int:
        """Words that count: headings, sommaire and help left out, footnotes with their text."""
        if self.level is not None or self.toc is not None or self.help:
            return 0
        return count_words(self.text) + sum(count_words(note) for note in self.notes)

    def at(self, place: Place | None) -> Line:
        """The same line, placed."""
        return self if place == self.place else replace(self, place=place)

    def as_paragraph(self) -> Paragraph:
        """The fact that checks read."""
        return Paragraph(
            index=self.index,
            text=self.text,
            kind=self.kind,
            style=self.style,
            level=self.level,
            place=self.place,
            words=self.words,
            notes=self.notes,
            aspect=self.look,
            reserve=self.reserved,
            aide=self.help,
        )


@lru_cache(maxsize=_REMEMBERED)
def _on_one_line(text: str) -> str:
    return " ".join(text.split())


@frozen
class WordRecord:
    """What Word wrote of its own pages: evidence only when it is of the text as it is now.

    `words` and `characters` (spaces included) are those of that time, None where it says nothing.
    `places` are Word's own places of the paragraphs, by their index; empty when they do not add
    up to `pages`. `trace` says (French) what shows that the text was changed since, "" if nothing.
    """

    pages: int
    application: str
    words: int | None
    characters: int | None = None
    places: Mapping[int, Place] = field(default_factory=lambda: MappingProxyType({}))
    trace: str = ""


@frozen
class Content:
    """A document's lines in order, with what its package says of itself.

    `fonts` are the families it asks for, `embedded` those whose files travel with it.
    `numbered` tells that each page has a PAGE field in its header or footer (docx). `printed` is
    the PDF read. `measured` is its look.
    """

    format: DocumentFormat
    lines: tuple[Line, ...]
    properties: Properties
    fonts: frozenset[str] = frozenset()
    embedded: frozenset[str] = frozenset()
    record: WordRecord | None = None
    changes_accepted: bool = False
    numbered: bool = False
    printed: PdfDocumentFacts | None = None
    measured: Measured = field(default_factory=Measured)
    personnes: Personnes | None = None
