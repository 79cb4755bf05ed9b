"""Where the form may stay empty: a prompt left there is no fault, only untidy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.form_blocks import Block
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_texts import Entry
from dossier_builder.facts.form_words import phrase, value

_NOM_USAGE, _PRENOM = phrase("Nom d’usage"), phrase("Prénom")


def optional_prompts(
    entries: Sequence[Entry], blocks: Sequence[Block], placeholders: Placeholders
) -> tuple[int, ...]:
    """Indexes of the paragraphs that still show a prompt in an optional place.

    These are « Nom d’usage », « Chantier, atelier, service », the sommaire (unused activités-types
    stay in it), the table of diplomas and that of documents.
    """
    places = sorted(set(_optional_places(entries, blocks)))
    return tuple(
        entries[n].line.index
        for n in places
        if value(text := entries[n].line.text)
        and (entries[n].line.reserved or placeholders.are_in(text))
    )


def _optional_places(entries: Sequence[Entry], blocks: Sequence[Block]) -> Iterator[int]:
    first = blocks[0].start if blocks else len(entries)
    after = blocks[-1].end if blocks else 0
    yield from _between(entries, _NOM_USAGE, (_PRENOM,), 0, first)
    yield from _between(entries, texts.SOMMAIRE, (), 0, first)
    for block in blocks:
        yield from _between(entries, texts.SERVICE, (texts.PERIODE,), block.start, block.end)
    ends = (texts.DECLARATION, texts.ANNEXES)
    yield from _between(entries, texts.DIPLOMES, ends, after, len(entries))
    yield from _between(entries, texts.DOCUMENTS, ends, after, len(entries))


def _between(
    entries: Sequence[Entry],
    opening: tuple[str, ...],
    ends: Sequence[tuple[str, ...]],
    start: int,
    stop: int,
) -> Iterator[int]:
    """Positions from the text that opens a place to one that ends it."""
    inside = False
    for n in range(start, stop):
        if inside and any(entries[n].opens(end) for end in ends):
            inside = False
        inside = inside or entries[n].opens(opening)
        if inside:
            yield n
