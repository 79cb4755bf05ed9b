"""A Word start file → the dossier that it is, as a folder is read (see `source`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from dossier_builder.domain.blocks import Picture, Reference, Run, Table
from dossier_builder.domain.depart import is_place
from dossier_builder.domain.dossier import Annexe, Dossier, SectionRedigee, Valeur
from dossier_builder.domain.typographie import insecable
from dossier_builder.domain.wording import folded, without_numbering
from dossier_builder.errors import InputProblem
from dossier_builder.inputs import LoadedDossier
from dossier_builder.inputs.places import Place
from dossier_builder.inputs.word_blocks import WordRange, read_blocks
from dossier_builder.ooxml import text_of
from dossier_builder.pipeline.word_cover import read_cover
from dossier_builder.pipeline.word_document import WordDocument, not_recognised, open_word
from dossier_builder.pipeline.word_form import read_word_form
from dossier_builder.pipeline.word_parts import Part, Parts, cut
from dossier_builder.pipeline.word_strays import Strays, find_strays

_SHOWN = 60  # characters of a text that a notice quotes


def load_word(path: Path, roots: tuple[Path, ...], room: Path) -> LoadedDossier:
    """Read a docx as a dossier; its pictures go into `room`, which must outlive the render.

    Raises UnreadableError, UnknownKindError (nothing of a dossier in it), UsageError (a PDF).
    """
    document = open_word(path, roots, room)
    parts = cut(document)
    strays = find_strays(document, parts.before)
    parts = _with_strays(parts, strays)
    form = read_word_form(document)
    if not parts.sections and form is None:
        raise not_recognised(path)
    cover = read_cover(document, parts.before)
    sections, ranges = _sections(document, parts)
    annexes, more = _annexes(document, parts)
    ranges += more
    champs: dict[str, Valeur] = {**cover.champs}
    avis = [*cover.avis, *_misplaced(document, parts, strays), *_strange(document, parts)]
    if form is not None:
        champs |= form.champs
        ranges += form.ranges
        avis += form.avis
    avis += _changed(path, ranges)
    dossier = Dossier(
        dossier=path.parent,
        modele=document.modele.id,
        candidat=cover.candidat,
        champs=champs,
        sections=sections,
        exemples=form.exemples if form else (),
        annexes=annexes,
        avis=tuple(avis),
    )
    return LoadedDossier(_cited(dossier), document.modele)


def _sections(
    document: WordDocument, parts: Parts
) -> tuple[tuple[SectionRedigee, ...], list[WordRange]]:
    found = {part.id: part for part in parts.sections}
    made: list[SectionRedigee] = []
    ranges: list[WordRange] = []
    for section in document.modele.sections:
        part = found.get(section.id)
        if part is None:
            made.append(SectionRedigee(section.id, None, (), present=False))
            continue
        read = read_blocks(document.source, part.elements, document.keep, base_level=section.niveau)
        own = part.titre if folded(part.titre) != folded(section.titre) else None
        if own and without_numbering(own) == without_numbering(section.titre):
            own = None  # the number was typed
        made.append(SectionRedigee(section.id, own or None, read.blocks, present=True))
        ranges.append(read)
    return tuple(made), ranges


def _annexes(document: WordDocument, parts: Parts) -> tuple[tuple[Annexe, ...], list[WordRange]]:
    made: list[Annexe] = []
    ranges: list[WordRange] = []
    for part in parts.annexes:
        read = read_blocks(document.source, part.elements, document.keep)
        if read.blocks or not (is_place(part.titre) or _is_band(document, part)):
            annexe = Annexe(part.id, len(made) + 1, part.titre, blocks=read.blocks)
            made.append(annexe)
            ranges.append(read)
    return tuple(made), ranges


def _is_band(document: WordDocument, part: Part) -> bool:
    """A title that announces the annexes, and nothing under it."""
    return any(folded(part.titre) == folded(name) for name in document.modele.annexes.titres)


def _with_strays(parts: Parts, strays: Strays) -> Parts:
    """What was typed between the sommaire and the first section, at the head of that section."""
    if not parts.sections:
        return parts
    first = parts.sections[0]
    first = replace(first, elements=(*strays.after, *first.elements))
    return replace(parts, sections=(first, *parts.sections[1:]))


def _misplaced(document: WordDocument, parts: Parts, strays: Strays) -> Iterable[InputProblem]:
    """What was typed before the first section: kept in it, or on the cover and printed nowhere."""
    where = Place(document.path.name)
    kept = strays.after if parts.sections else ()
    if kept:
        title = document.modele.section(parts.sections[0].id).titre
        text = next((t for e in kept if (t := " ".join(text_of(e).split()))), "")
        shown = f"« {text[:_SHOWN]} »" if text else "un tableau ou une image"
        yield where.problem(
            f"{shown} est avant la première partie : placé au début de « {title} »",
            "Dans Word, coupez ce passage et collez-le sous le titre de sa partie.",
        )
    lost = strays.earlier
    if not parts.sections:
        lost += tuple(t for e in strays.after if (t := " ".join(text_of(e).split())))
    for text in lost:
        yield where.problem(
            f"« {text[:_SHOWN]} » n’est dans aucune partie ni aucune case : il n’est pas repris",
            "Dans Word, coupez ce passage et collez-le à sa place.",
        )


def _strange(document: WordDocument, parts: Parts) -> Iterable[InputProblem]:
    """Headings as high as a part that are no part of the pack: kept where they stand."""
    for part in parts.sections:
        title = document.modele.section(part.id).titre
        for heading in part.strange:
            text = " ".join(text_of(heading).split())
            yield Place(document.path.name).problem(
                f"le titre « {text} » n’est pas une partie attendue : il devient un sous-titre de "
                f"« {title} »"
            )


def _changed(path: Path, ranges: Iterable[WordRange]) -> Iterable[InputProblem]:
    """What Word holds and a dossier cannot print."""
    for note in dict.fromkeys(note for read in ranges for note in read.notes):
        text = f" (« {note.texte[:_SHOWN]} »)" if note.texte else ""
        yield InputProblem(path.name, None, None, insecable(f"{note.message}{text}"))


def _cited(dossier: Dossier) -> Dossier:
    """References to what is not there any more become plain words; a name is given once."""
    names: set[tuple[str, str]] = {("annexe", annexe.id) for annexe in dossier.annexes}
    seen: set[tuple[str, str]] = set()

    def once(block: Any) -> Any:
        if isinstance(block, Table | Picture) and block.identifier is not None:
            key = ("tableau" if isinstance(block, Table) else "figure", block.identifier)
            if key in seen:
                return replace(block, identifier=None)
            seen.add(key)
        return block

    def settled(value: Any) -> Any:
        if isinstance(value, Reference) and (value.kind, value.target) not in names | seen:
            number = value.target.removeprefix(value.kind).strip("-")
            return Run(f"{value.kind}\u00a0{number}")
        return value

    made = _each(dossier, once)
    return _each(made, settled)


def _each(dossier: Dossier, change: Any) -> Dossier:
    return replace(
        dossier,
        sections=tuple(replace(s, blocks=_mapped(s.blocks, change)) for s in dossier.sections),
        exemples=tuple(
            replace(e, boites={name: _mapped(blocks, change) for name, blocks in e.boites.items()})
            for e in dossier.exemples
        ),
        annexes=tuple(replace(a, blocks=_mapped(a.blocks, change)) for a in dossier.annexes),
    )


def _mapped(value: Any, change: Any) -> Any:
    """The same blocks with `change` applied to every one and to what they hold."""
    if isinstance(value, tuple):
        return tuple(_mapped(one, change) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = change(value)
    if changed is not value and not isinstance(changed, type(value)):
        return changed
    held = {f.name: getattr(changed, f.name) for f in fields(changed)}
    inner = {
        name: _mapped(part, change) if isinstance(part, tuple) else part
        for name, part in held.items()
    }
    moved = {name: part for name, part in inner.items() if part is not held[name]}
    return replace(changed, **moved) if moved else changed
