"""Fixed texts of the ministry's form that are no longer what they were.

They are looked for word by word in the whole of the text, so that neither case, spaces, glyphs
nor the cut of paragraphs matter (a small capital comes out of a PDF as a capital).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from dossier_builder.domain.facts import TexteAltere
from dossier_builder.domain.modele import Formulaire
from dossier_builder.facts.form_blocks import Block, phrase_of
from dossier_builder.facts.form_texts import Entry, is_running
from dossier_builder.facts.form_words import Phrase, Words, phrase
from dossier_builder.pdf import PdfDocumentFacts

_VERSION = re.compile(r"version\s+du\s+(\d{2}/\d{2}/\d{4})", re.IGNORECASE)
# Below this likeness (0 to 100) the text was taken out, and not altered. A label of a few words
# is like many others: only its absence is told.
_ALTERED = 75
_FEW_WORDS = 4
# « Je soussigné(e) [prénom et nom] »: what stands in brackets is where the candidate writes.
_BRACKETS = re.compile(r"\[prénom et nom\]")


def read_version(printed: PdfDocumentFacts) -> str:
    """The date of the form's version that its footers tell (« 11/09/2017 »), "" when none does."""
    for page in printed.pages:
        match = _VERSION.search(page.text)
        if match:
            return match[1]
    return ""


def altered_texts(
    entries: Sequence[Entry], blocks: Sequence[Block], formulaire: Formulaire
) -> tuple[TexteAltere, ...]:
    """The fixed texts that are not there word for word, in the pack's order, then box headings."""
    return (*_fixed(entries, formulaire), *_headings(entries, blocks))


def _fixed(entries: Sequence[Entry], formulaire: Formulaire) -> Iterator[TexteAltere]:
    text = f" {' '.join(word for entry in entries for word in entry.words.words)} "
    known = [words for text in formulaire.textes_fixes if (words := phrase(text))]
    free = [e for e in entries if not any(e.words.starts_with(words) for words in known)]
    for expected in formulaire.textes_fixes:
        wanted = phrase(_BRACKETS.sub("", expected))
        if not wanted or is_running(Words.of(expected)) or f" {' '.join(wanted)} " in text:
            continue
        yield _altered(expected, wanted, free)


def _altered(expected: str, wanted: Phrase, entries: Sequence[Entry]) -> TexteAltere:
    """The text that stands in its place, when there is one that looks like it."""
    if len(wanted) >= _FEW_WORDS:
        near = process.extractOne(
            " ".join(wanted),
            [" ".join(entry.words.words) for entry in entries],
            scorer=fuzz.ratio,
            score_cutoff=_ALTERED,
        )
        if near is not None:
            line = entries[near[2]].line
            page = line.place.page if line.place else None
            return TexteAltere(expected, " ".join(line.text.split()), line.index, page)
    return TexteAltere(expected, "", None, None)


def _headings(entries: Sequence[Entry], blocks: Sequence[Block]) -> Iterator[TexteAltere]:
    for block in blocks:
        for heading in block.headings:
            if heading.end == heading.start:
                continue
            words = [w for e in entries[heading.start : heading.end] for w in e.words.words]
            skip = 1 if words[:1] == [str(heading.boite.numero)] else 0
            wanted = phrase_of(heading.boite)
            if tuple(words[skip : skip + len(wanted)]) != wanted:
                line = entries[heading.start].line
                page = line.place.page if line.place else None
                read = " ".join(line.text.split())
                yield TexteAltere(heading.boite.intitule, read, line.index, page)
