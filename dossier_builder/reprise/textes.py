"""A docx → the Markdown of each of its units: sections, examples of the form, annexes.

The generated docx and the one that comes back both go through here, and only here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dossier_builder.domain.blocks import Block, Picture
from dossier_builder.inputs.word_blocks import read_blocks
from dossier_builder.inputs.word_source import WordPicture, WordSource
from dossier_builder.ooxml import Element, text_of
from dossier_builder.pipeline.word_cover import cover_texts
from dossier_builder.pipeline.word_document import WordDocument
from dossier_builder.pipeline.word_form import read_word_form
from dossier_builder.pipeline.word_parts import Part, cut
from dossier_builder.reprise.markdown import write_markdown
from dossier_builder.reprise.outside import Outside, outside
from dossier_builder.reprise.short_texts import Short, short_texts
from dossier_builder.values import frozen

IMAGES = "images"


@frozen
class Unit:
    """One unit as a docx says it: its title, whether its heading is there, its Markdown."""

    titre: str
    texte: str
    titre_present: bool = True


@frozen
class Stranger:
    """A part under a heading that the pack does not know; `dans`: the unit that it stands in."""

    titre: str
    texte: str
    dans: str


@frozen
class Texts:
    """All that a docx says; `units` in the order of the document, `outside` what is of none."""

    units: Mapping[str, Unit]
    strangers: tuple[Stranger, ...]
    shorts: Mapping[str, Short]
    outside: tuple[Outside, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class Pictures:
    """The pictures of a docx by the path that Markdown gives them; none is written here."""

    found: dict[str, bytes] = field(default_factory=dict)

    def keep(self, document: WordDocument, picture: WordPicture) -> Path | None:
        """The path of a picture in the folder; None when it cannot be printed."""
        kept = document.keep(picture)
        if kept is None:
            return None
        name = f"{IMAGES}/word-{kept.name}"
        self.found[name] = picture.data
        return Path(name)


def texts_of(document: WordDocument, source: WordSource, pictures: Pictures) -> Texts:
    """Read every unit. `source` is the document's, told what our bookmarks stand for."""
    reading = _Reading(replace(document, source=source), pictures)
    parts = cut(reading.document)
    units: dict[str, Unit] = {}
    for part in parts.sections:
        units[f"section:{part.id}"] = reading.section(part)
    form = read_word_form(reading.document, reading.keep)
    for exemple in form.exemples if form else ():
        boites = document.modele.formulaire.boites if document.modele.formulaire else ()
        texts = [
            write_markdown(exemple.boites[boite.id], titre=boite.intitule)
            for boite in boites
            if exemple.boites.get(boite.id)
        ]
        key = f"exemple:{exemple.activite_type}-{exemple.numero}"
        units[key] = Unit(exemple.intitule, "\n".join(texts))
    if form:
        reading.notes += [note.message for made in form.ranges for note in made.notes]
        reading.notes += [problem.message for problem in form.avis]
    for part in parts.annexes:
        units[part.id] = Unit(part.titre, reading.text(part.elements, 1))
    cover = cover_texts(reading.document, parts.before)
    shorts = short_texts(document.modele, cover, form, parts.annexes)
    passed = tuple(outside(document, len(parts.before), lambda one: reading.text([one], 1)))
    notes = tuple(dict.fromkeys(reading.notes))
    return Texts(units, tuple(reading.strangers), shorts, passed, notes)


@dataclass(slots=True)
class _Reading:
    document: WordDocument
    pictures: Pictures
    strangers: list[Stranger] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def section(self, part: Part) -> Unit:
        """A section up to the first heading that is a part of nobody's; the rest is apart."""
        level = self.document.modele.section(part.id).niveau
        own, others = _split(part.elements, part.strange)
        for heading, elements in others:
            title = " ".join(text_of(heading).split())
            self.strangers.append(Stranger(title, self.text(elements, level), f"section:{part.id}"))
        return Unit(part.titre, self.text(own, level), part.heading is not None)

    def keep(self, picture: WordPicture) -> Path | None:
        """Where a picture of this document will be in the folder."""
        return self.pictures.keep(self.document, picture)

    def text(self, elements: Sequence[Element], level: int) -> str:
        made = read_blocks(
            self.document.source,
            elements,
            self.keep,
            base_level=level,
        )
        self.notes += [note.message for note in made.notes]
        return write_markdown(_whole_widths(made.blocks))


def _split(
    elements: Sequence[Element], headings: Sequence[Element]
) -> tuple[list[Element], list[tuple[Element, list[Element]]]]:
    own: list[Element] = []
    others: list[tuple[Element, list[Element]]] = []
    for element in elements:
        if element in headings:
            others.append((element, []))
        elif others:
            others[-1][1].append(element)
        else:
            own.append(element)
    return own, others


def _whole_widths(blocks: Sequence[Block]) -> list[Block]:
    """Widths to the nearest twentieth: a program rounds them as it saves."""
    return [
        replace(block, width=max(0.05, round(block.width * 20) / 20))
        if isinstance(block, Picture)
        else block
        for block in blocks
    ]


def in_order(before: Texts, after: Texts) -> Iterator[str]:
    """Units that stand elsewhere among the others than before."""
    old = [key for key in before.units if key in after.units]
    new = [key for key in after.units if key in before.units]
    longest = _longest_kept(old, new)
    yield from (key for key in old if key not in longest)


def _longest_kept(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The most units that kept their order: the others moved."""
    ranks = [old.index(key) for key in new]
    best: list[list[int]] = []
    for rank in ranks:
        before = max((one for one in best if one[-1] < rank), key=len, default=[])
        best.append([*before, rank])
    return {old[rank] for rank in max(best, key=len, default=[])}
