"""The lines of the ministry's form → the places to fill (pure), by its fixed texts alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dossier_builder.domain.form_places import (
    PARTS,
    ContextField,
    CoverField,
    ExamplePlaces,
    FormPlaces,
    Part,
    SommairePlaces,
    Span,
)
from dossier_builder.domain.modele import Formulaire
from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.content import Line
from dossier_builder.facts.form_blocks import Block, find_blocks
from dossier_builder.facts.form_cover import CHOICES, LABELS, cover_end
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_texts import Entry, entries_of, is_form
from dossier_builder.facts.form_words import Phrase, value

_PART_TEXTS: dict[Part, Phrase] = dict(
    zip(PARTS, (texts.DIPLOMES, texts.DECLARATION, texts.DOCUMENTS, texts.ANNEXES), strict=True)
)
_CONTEXT: tuple[tuple[ContextField, Phrase], ...] = (
    ("entreprise", texts.ENTREPRISE),
    ("service", texts.SERVICE),
    ("periode", texts.PERIODE),
)
_PAGE = re.compile(r"^\s*(?:p(?:age)?\s?\.?)?\s*\d{0,3}\s*\.?\s*$", re.IGNORECASE)
_GLYPH = re.compile(r"^\s*[\ue000-\uf8ff►▶▸➢➤▪]")
_NEAR = 4  # « Intitulé de l’exemple n° 1 »: the word comes early in the line


def find_places(lines: Sequence[Line], formulaire: Formulaire) -> FormPlaces | None:
    """Where a docx of the form is to be filled; None when it is not the form."""
    entries = entries_of(lines)
    if not is_form(entries):
        return None
    blocks = find_blocks(entries, formulaire)
    first = blocks[0].start if blocks else len(entries)
    after = blocks[-1].end if blocks else 0
    placeholders = Placeholders.of(formulaire.espaces_reserves)
    end = cover_end(entries, first)
    parties = _parts(entries, after)
    statement = parties.get("declaration")
    inside = range(statement.start, statement.end) if statement else range(0)
    return FormPlaces(
        couverture=_cover(entries, end),
        modalites={
            name: entry.line.index
            for name, label in CHOICES
            for entry in entries[end - 1 :: -1]
            if _holds(entry, label)
        },
        sommaire=_sommaire(entries, first),
        presentation=next(
            (e.line.index for e in entries[:first] if e.words.words == texts.PRESENTATION), None
        ),
        intercalaire=_opening(entries, first),
        exemples=tuple(_example(entries, block) for block in blocks),
        parties=parties,
        soussigne=_first(entries, inside, texts.SOUSSIGNE),
        fait_a=_first(entries, inside, texts.FAIT_A),
        zones=tuple(e.line.index for e in entries if e.line.index in inside and _floats(e)),
        reserves=frozenset(
            e.line.index for e in entries if value(e.line.text) and _prompts(e, placeholders)
        ),
    )


def _prompts(entry: Entry, placeholders: Placeholders) -> bool:
    """Whether what it shows is a prompt, or text that the form's sommaire leaves to replace."""
    return placeholders.are_in(entry.line.text) or not placeholders.written(entry.line)


def _floats(entry: Entry) -> bool:
    return entry.line.kind == "zone"


def _holds(entry: Entry, label: Phrase) -> bool:
    return any(entry.words.starts_with(label, at) for at in range(len(entry.words.words)))


def _index(entries: Sequence[Entry], at: int) -> int:
    """The paragraph of that entry; the one after the last for a position past the end."""
    return entries[at].line.index if at < len(entries) else entries[-1].line.index + 1


def _cover(entries: Sequence[Entry], end: int) -> dict[CoverField, Span]:
    """Each label with what follows it, to the next label."""
    marks: list[tuple[int, CoverField]] = [
        (at, name)
        for at, entry in enumerate(entries[:end])
        for name, label in LABELS
        if entry.words.starts_with(label)
    ]
    stop = next(
        (n for n, e in enumerate(entries[:end]) if e.words.starts_with(texts.MODALITE)), end
    )
    ends = [at for at, _ in marks[1:]] + [stop]
    found: dict[CoverField, Span] = {}
    for (at, name), until in zip(marks, ends, strict=True):
        found.setdefault(name, Span(_index(entries, at), _index(entries, min(until, stop))))
    return found


def _sommaire(entries: Sequence[Entry], first: int) -> SommairePlaces | None:
    title = next((n for n, e in enumerate(entries) if e.words.words == texts.SOMMAIRE), None)
    if title is None or title >= first:
        return None
    opening: int | None = None
    activites: list[int] = []
    exemples: list[int] = []
    parties: dict[Part, int] = {}
    for entry in entries[title + 1 : first]:
        index = entry.line.index
        part = next((p for p in PARTS if entry.opens(_PART_TEXTS[p])), None)
        part = part or ("annexes" if entry.words.words == texts.ANNEXES[:1] else None)
        if entry.opens(texts.EXEMPLES):
            if opening is not None:
                break  # the page that opens the examples
            opening = index
        elif part is not None:
            parties.setdefault(part, index)
        elif not parties and value(entry.line.text) and not _PAGE.match(entry.line.text):
            (exemples if _announces_example(entry) else activites).append(index)
    return SommairePlaces(
        entries[title].line.index, opening, tuple(activites), tuple(exemples), parties
    )


def _announces_example(entry: Entry) -> bool:
    words = entry.words.words
    named = "exemple" in words[:_NEAR] and not entry.words.starts_with(texts.ACTIVITE_TYPE)
    return bool(_GLYPH.match(entry.line.text)) or named


def _opening(entries: Sequence[Entry], first: int) -> int | None:
    """« Exemples de pratique professionnelle », the last one before the first example."""
    found = [e.line.index for e in entries[:first] if e.opens(texts.EXEMPLES)]
    return found[-1] if len(found) > 1 else None


def _example(entries: Sequence[Entry], block: Block) -> ExamplePlaces:
    starts = [heading.start for heading in block.headings]
    titles = [block.exemple.start] if block.exemple else []
    activite = None
    if block.activite is not None:
        until = min([*titles, *starts], default=block.end)
        activite = Span(_index(entries, block.activite.start), _index(entries, until))
    exemple = None
    if block.exemple is not None:
        exemple = Span(_index(entries, block.exemple.start), _index(entries, starts[0]))
    return ExamplePlaces(
        bloc=Span(_index(entries, block.start), _index(entries, block.end)),
        activite=activite,
        exemple=exemple,
        boites={
            heading.boite.id: Span(
                _index(entries, heading.start),
                _index(entries, min([s for s in starts if s > heading.start], default=block.end)),
            )
            for heading in block.headings
        },
        contexte=_context(entries, block),
    )


def _context(entries: Sequence[Entry], block: Block) -> dict[ContextField, Span]:
    heading = next((h for h in block.headings if h.boite.id == "contexte"), None)
    if heading is None:
        return {}
    end = min([h.start for h in block.headings if h.start > heading.start], default=block.end)
    marks = [
        (at, name)
        for at in range(heading.start, end)
        for name, label in _CONTEXT
        if entries[at].opens(label)
    ]
    ends = [at for at, _ in marks[1:]] + [end]
    return {
        name: Span(_index(entries, at), _index(entries, until))
        for (at, name), until in zip(marks, ends, strict=True)
    }


def _parts(entries: Sequence[Entry], after: int) -> dict[Part, Span]:
    """The parts that follow the examples, each to the next one."""
    marks: list[tuple[int, Part]] = []
    for at in range(after, len(entries)):
        entry = entries[at]
        for part, text in _PART_TEXTS.items():
            alone = part == "annexes" and entry.words.words == texts.ANNEXES[:1]
            if (entry.opens(text) or alone) and part not in {name for _, name in marks}:
                marks.append((at, part))
                break
    ends = [at for at, _ in marks[1:]] + [len(entries)]
    return {
        part: Span(_index(entries, at), _index(entries, until))
        for (at, part), until in zip(marks, ends, strict=True)
    }


def _first(entries: Iterable[Entry], inside: range, wanted: Phrase) -> int | None:
    return next((e.line.index for e in entries if e.line.index in inside and e.opens(wanted)), None)
