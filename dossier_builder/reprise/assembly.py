"""Pieces of a document → the texts of a folder: sections, annexes, what found no place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from dossier_builder.domain.blocks import Block, Heading, ListBlock, Paragraph, Picture, Quote, Run
from dossier_builder.domain.modele import Section
from dossier_builder.domain.typographie import insecable
from dossier_builder.domain.wording import without_numbering
from dossier_builder.facts.content import Line
from dossier_builder.inputs.inline_tidy import text_of_runs
from dossier_builder.inputs.loading import A_CLASSER
from dossier_builder.inputs.word_blocks import WordRange
from dossier_builder.inputs.word_source import ImportNote
from dossier_builder.reprise.folder import AnnexeEcrite
from dossier_builder.reprise.pictures import free_name, slug
from dossier_builder.reprise.plan import Piece
from dossier_builder.reprise.rewriting import trimmed, typed_number, without_typed_numbers
from dossier_builder.reprise.words import text_of_blocks, total
from dossier_builder.values import frozen

NO_TITLE = "Sans titre"


class DocumentText(Protocol):
    """The text of a document by the positions of its lines."""

    def read(self, positions: Collection[int], *, base_level: int = 1) -> WordRange:
        """The blocks of these lines."""

    def printed(self) -> Iterator[tuple[int, str]]:
        """Position and text of everything that the document prints."""


@frozen
class Part:
    """One Markdown file to be: its blocks; `titre` is its `# …` line.

    An example has `boites` instead: the name of each box and its blocks, and a `tete` before them.
    """

    fichier: str
    blocks: tuple[Block, ...] = ()
    titre: str | None = None
    boites: tuple[tuple[str, tuple[Block, ...]], ...] = ()
    tete: str = ""

    @property
    def sections(self) -> tuple[tuple[str | None, tuple[Block, ...]], ...]:
        """What is written, under its `# …` lines."""
        return (*(() if self.boites else ((self.titre, self.blocks),)), *self.boites)

    def changed(self, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Part:
        """The same, its blocks changed."""
        boites = tuple((name, change(blocks)) for name, blocks in self.boites)
        return replace(self, blocks=change(self.blocks), boites=boites)


@frozen
class Row:
    """A line of the table of what went where; `page` is None where it is not known."""

    source: str
    fichier: str
    mots: int
    page: int | None = None


@dataclass(slots=True)
class Assembly:
    """The folder in the making. `printed_again` are texts that printing puts back by itself."""

    text: DocumentText
    lines: Sequence[Line]
    parts: list[Part] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    annexes: list[AnnexeEcrite] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)
    notes: list[ImportNote] = field(default_factory=list)
    printed_again: list[str] = field(default_factory=list)
    _before: str = ""

    def add(self, pieces: Sequence[Piece]) -> None:
        """Read and place these pieces, in order."""
        for piece in pieces:
            if piece.role == "section" and piece.section is not None:
                self._section(piece, piece.section)
            elif piece.role == "annexe":
                self._annexe(piece)
            elif piece.role == "hors":
                self.put_aside(piece.positions, heading=piece.heading)
            elif piece.role == "titre_annexes" and piece.heading is not None:
                self.printed_again.append(piece.heading.printed)

    def _section(self, piece: Piece, section: Section) -> None:
        heading = piece.heading
        assert heading is not None  # noqa: S101 - a section is opened by its heading
        level = heading.heading or 1
        blocks = self._without_heading(self.blocks(piece.positions, level), heading)
        if section.numerotee:
            blocks = without_typed_numbers(blocks, self.printed_again)
        titre = None
        written = " ".join(heading.title.split())
        number = typed_number(written)
        if without_numbering(heading.title) == without_numbering(section.titre):
            self.printed_again.append(heading.printed)
        else:
            titre = written[len(number) :].strip()
            self.printed_again += [number, heading.number]
        fichier = f"sections/{section.id}.md"
        self.parts.append(Part(fichier, raised(trimmed(blocks)), titre))
        self._tell(heading, heading.printed, fichier, blocks)

    def _annexe(self, piece: Piece) -> None:
        """An annex: a picture alone stays a file, the rest is Markdown."""
        heading = piece.heading
        blocks = self.blocks(piece.positions, (heading.heading or 1) if heading else 1)
        titre = piece.titre
        if heading is not None:
            blocks = self._without_heading(blocks, heading)
            self.printed_again.append(heading.printed)
        blocks = raised(trimmed(blocks))
        if not titre:
            titre, blocks = _title_below(blocks)
        identifier = free_name(slug(titre, default="annexe"), [a.id for a in self.annexes])
        if len(blocks) == 1 and isinstance(image := blocks[0], Picture) and not image.caption:
            fichier = image.path.as_posix()
            self.annexes.append(AnnexeEcrite(identifier, fichier, titre, image.alternative))
        else:
            fichier = f"annexes/{identifier}.md"
            self.annexes.append(AnnexeEcrite(identifier, fichier, titre))
            self.parts.append(Part(fichier, blocks or (Paragraph((Run("[à compléter]"),)),)))
        self._tell(heading, heading.printed if heading else titre, fichier, blocks)

    def put_aside(self, positions: Sequence[int], *, heading: Line | None, titre: str = "") -> None:
        """What found no place goes to a-classer.md, under its own heading or where it came from."""
        level = heading.heading if heading is not None and heading.heading else 1
        blocks = trimmed(self.blocks(positions, max(0, level - 1)))
        if not blocks:
            return
        shown = heading.printed if heading is not None else titre
        if heading is None:
            shown = shown or (f"Après « {self._before} »" if self._before else "Au début")
            self.loose.append(Heading(1, (Run(insecable(shown)),)))
        self.loose += blocks
        first = next((self.lines[n] for n in positions if self.lines[n].text.strip()), None)
        self._tell(first, shown, A_CLASSER, blocks)

    def set_aside(self, titre: str, blocks: Sequence[Block], line: Line | None) -> None:
        """Blocks that were read already and have no place."""
        self.loose += [Heading(1, (Run(titre),)), *blocks]
        self._tell(line, titre, A_CLASSER, blocks)

    def blocks(self, positions: Collection[int], level: int) -> tuple[Block, ...]:
        """The blocks of these lines, what they said along the way kept."""
        read = self.text.read(positions, base_level=level)
        self.notes += read.notes
        self.printed_again += read.labels
        return read.blocks

    def _without_heading(self, blocks: tuple[Block, ...], heading: Line) -> tuple[Block, ...]:
        """The blocks less the heading that opens them."""
        wanted = without_numbering(heading.title)
        for rank, block in enumerate(blocks[:4]):
            if not isinstance(block, Heading | Paragraph):
                continue
            if without_numbering(text_of_runs(block.inlines)) == wanted:
                return (*blocks[:rank], *blocks[rank + 1 :])
        return blocks

    def _tell(self, line: Line | None, source: str, fichier: str, blocks: Sequence[Block]) -> None:
        page = line.place.page if line is not None and line.place is not None else None
        mots = total(text_of_blocks(blocks)).total()
        self.rows.append(Row(source, fichier, mots, page))
        self._before = source


def _title_below(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """« Annexe 1 » alone on its line: its title is the short line below."""
    if blocks and isinstance(first := blocks[0], Heading | Paragraph):
        text = text_of_runs(first.inlines).strip()
        if text and len(text.split()) <= 15 and not text.endswith("."):  # noqa: PLR2004 - a title
            return text, blocks[1:]
    return NO_TITLE, blocks


def raised(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same, its highest headings of the first rank: a level may be skipped in a document."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    up = min(levels, default=1) - 1
    return tuple(
        Heading(block.level - up, block.inlines) if isinstance(block, Heading) else block
        for block in blocks
    )


def moved(files: dict[str, bytes], parts: Sequence[Part], assembly: Assembly) -> None:
    """Annexes that are one picture have their file in annexes/, unless a text shows it too."""
    shown = {path for p in parts for _, blocks in p.sections for path in _pictures(blocks)}
    given = [annexe.fichier for annexe in assembly.annexes]
    for rank, annexe in enumerate(assembly.annexes):
        old = annexe.fichier
        if not old.startswith("images/") or old in shown or given.count(old) > 1:
            continue
        name = f"annexes/{annexe.id}{Path(old).suffix}"
        files[name] = files.pop(old)
        assembly.annexes[rank] = replace(annexe, fichier=name)
        assembly.rows = [
            replace(row, fichier=name) if row.fichier == old else row for row in assembly.rows
        ]


def _pictures(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block.path.as_posix()
        elif isinstance(block, Quote):
            yield from _pictures(block.blocks)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _pictures(item)
