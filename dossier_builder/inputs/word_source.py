"""What reading a Word text back needs: the document, where pictures go, what could not be kept.

The reverse of `render`: `read_blocks` (word_blocks) turns the body of a docx into the blocks that
Markdown gives. `reprise` builds on it; nothing here decides what belongs to which section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from dossier_builder.domain.blocks import Footnote, Reference
from dossier_builder.inputs.markdown_parser import REFERENCE_KINDS
from dossier_builder.ooxml import (
    Element,
    NoteCall,
    Numbering,
    Package,
    Relationship,
    Styles,
    paragraphs,
    printed_numbers,
    qn,
)
from dossier_builder.values import frozen

_OWN_BOOKMARK = re.compile(rf"({'|'.join(REFERENCE_KINDS)})[1-9]\d*")
_BOOKMARK, _NAME, _INSTRUCTION, _SIMPLE = (
    qn(n) for n in ("w:bookmarkStart", "w:name", "w:instrText", "w:fldSimple")
)


@frozen
class WordPicture:
    """An image of the document: its bytes, the name of its part, what it shows in words."""

    data: bytes
    name: str
    alternative: str


PictureSink = Callable[[WordPicture], Path | None]
"""Keeps an image and says where (the path that Markdown will hold); None: it cannot be printed."""


@frozen
class WordHeading:
    """That a paragraph is a heading of that level; `first_line`: only up to its first line end."""

    level: int
    first_line: bool = False


Headings = Callable[[Element], WordHeading | None]


@frozen
class ImportNote:
    """What could not be kept as it was (a French sentence), and the text that it concerns."""

    message: str
    texte: str = ""


@frozen
class WordSource:
    """A docx ready to be read. The elements given to `read_blocks` are descendants of `document`.

    `references` gives, for each of our bookmarks (`figure3`, `annexe2`), what a text cites by it.
    """

    package: Package
    document: Element
    styles: Styles
    numbering: Numbering
    numbers: Mapping[Element, str]
    notes: Mapping[NoteCall, Element]
    links: Mapping[str, Mapping[str, Relationship]]
    references: Mapping[str, Reference]

    @classmethod
    def of(
        cls,
        package: Package,
        document: Element | None = None,
        references: Mapping[str, Reference] | None = None,
    ) -> WordSource:
        """The source; `document` is the root of its main part, as the caller may have changed it.

        Without `references`, each bookmark of ours in a caption is cited under its own name.
        Raises UnreadableError when a part is damaged.
        """
        root = package.xml(package.document_name) if document is None else document
        styles, numbering = Styles.of(package), Numbering.of(package)
        numbered = [paragraph.element for paragraph in paragraphs(root)]
        printed = printed_numbers(numbered, styles, numbering)
        return cls(
            package=package,
            document=root,
            styles=styles,
            numbering=numbering,
            numbers=dict(zip(numbered, printed, strict=True)),
            notes=MappingProxyType(_notes(package)),
            links=MappingProxyType(_links(package)),
            references=own_references(root) if references is None else references,
        )


@dataclass(slots=True)
class Reading:
    """One reading on its way: the source, what the caller wants, and the notes met so far.

    `part` is the kind of part being read (`document`, `footnotes`, `endnotes`): the identifiers of
    links and pictures are its own. `labels` are the « Figure 1 – » that printing puts back.
    """

    source: WordSource
    pictures: PictureSink
    headings: Headings
    base_level: int
    skip: frozenset[Element]
    part: str = "document"
    found: list[ImportNote] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    waiting: list[Footnote] = field(default_factory=list)

    def note(self, message: str, text: str = "") -> None:
        """Say what could not be kept."""
        self.found.append(ImportNote(message, " ".join(text.split())))

    def relation(self, identifier: str | None) -> Relationship | None:
        """A relationship of the part being read."""
        return self.source.links.get(self.part, {}).get(identifier or "")


def own_references(root: Element) -> Mapping[str, Reference]:
    """The bookmarks that our captions and annex titles carry, each cited under its own name."""
    found: dict[str, Reference] = {}
    for mark in root.iter(_BOOKMARK):
        name = mark.get(_NAME, "")
        own = _OWN_BOOKMARK.fullmatch(name)
        paragraph = mark.getparent()
        if own is None or paragraph is None or f"SEQ {own[1]}" not in _codes(paragraph):
            continue
        kind = next(kind for kind in REFERENCE_KINDS if kind == own[1])
        found[name] = Reference(kind, name)
    return MappingProxyType(found)


def _codes(paragraph: Element) -> str:
    """The codes of a paragraph's fields, their words as our own captions write them."""
    written = [element.text or "" for element in paragraph.iter(_INSTRUCTION)]
    written += [element.get(qn("w:instr"), "") for element in paragraph.iter(_SIMPLE)]
    return re.sub(r"SEQ\s+(\w+)", lambda found: f"SEQ {found[1].lower()}", "".join(written))


def _notes(package: Package) -> dict[NoteCall, Element]:
    """Footnotes and endnotes by their calls, separators left out."""
    found: dict[NoteCall, Element] = {}
    for kind in ("footnote", "endnote"):
        name = package.related(f"{kind}s")
        if name is not None:
            for note in package.xml(name).iterchildren(qn(f"w:{kind}")):
                if note.get(qn("w:type"), "normal") == "normal":
                    call = NoteCall("footnote" if kind == "footnote" else "endnote", _id(note))
                    found[call] = note
    return found


def _id(element: Element) -> str:
    return element.get(qn("w:id"), "")


def _links(package: Package) -> dict[str, Mapping[str, Relationship]]:
    parts = {"document": package.document_name}
    for kind in ("footnotes", "endnotes"):
        if name := package.related(kind):
            parts[kind] = name
    return {
        kind: MappingProxyType({link.id: link for link in package.relationships(name)})
        for kind, name in parts.items()
    }
