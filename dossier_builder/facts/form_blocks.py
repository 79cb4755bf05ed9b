"""Where each example of the form stands: box headings first, then the titles above them.

The sommaire repeats « Activité-type 1 » and « Exemple n° 1 »; the headings of boxes stand in
examples only. So an example is a run of box headings, and its titles are looked for above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.domain.modele import Boite, Formulaire
from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.form_texts import Entry
from dossier_builder.facts.form_words import Numbered, Phrase, Words, numbered, phrase, value
from dossier_builder.values import frozen

# A fixed text cut by the end of a printed line, or reworded at its end, is known by these words.
_BEGINNING = 3
_REWORDED = 5
# « Contexte » is a word that a learner may use as a sub-title: it needs more than itself.
_SHORT = 2
# Titles run over a few lines; further up stands the sommaire, or another example.
_TITLE_LINES = 12
_PARTS = (texts.SOMMAIRE, texts.PRESENTATION, texts.EXEMPLES, *texts.AFTER_EXAMPLES)


@frozen
class BoxHeading:
    """A box's heading: entries `start` to `end` excluded, and what is written after it there."""

    boite: Boite
    start: int
    end: int
    rest: str


@frozen
class Title:
    """« Activité-type 1 » or « Exemple n° 1 », at an entry, with the title that follows."""

    start: int
    number: int | None
    title: str


@frozen
class Block:
    """An example: entries `start` to `end` excluded."""

    start: int
    end: int
    headings: tuple[BoxHeading, ...]
    activite: Title | None
    exemple: Title | None


def find_blocks(entries: Sequence[Entry], formulaire: Formulaire) -> tuple[Block, ...]:
    """The examples, in document order."""
    runs = _runs(tuple(_headings(entries, formulaire)))
    blocks: list[Block] = []
    above = 0
    for run in runs:
        activite, exemple = _titles(entries, above, run[0].start)
        start = _start(entries, run, activite, exemple)
        blocks.append(Block(start, 0, run, activite, exemple))
        above = run[-1].end
    ends = [block.start for block in blocks[1:]]
    if blocks:
        ends.append(_after_examples(entries, above))
    return tuple(
        Block(b.start, end, b.headings, b.activite, b.exemple)
        for b, end in zip(blocks, ends, strict=True)
    )


def _runs(headings: Sequence[BoxHeading]) -> list[tuple[BoxHeading, ...]]:
    """Headings whose numbers grow: a number that does not grow opens another example."""
    runs: list[list[BoxHeading]] = []
    for heading in headings:
        if runs and heading.boite.numero > runs[-1][-1].boite.numero:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    return [tuple(run) for run in runs]


def _headings(entries: Sequence[Entry], formulaire: Formulaire) -> Iterator[BoxHeading]:
    known = [(boite, phrase_of(boite)) for boite in formulaire.boites]
    last: BoxHeading | None = None
    for at, entry in enumerate(entries):
        if entry.blank or entry.line.toc is not None or (last is not None and at < last.end):
            continue
        for boite, wanted in known:
            heading = _heading(entries, at, boite, wanted, last.boite.numero if last else 0)
            if heading is not None:
                yield heading
                last = heading
                break


def phrase_of(boite: Boite) -> Phrase:
    """The heading's words; « (facultatif) » may be left out of them."""
    words = phrase(boite.intitule)
    return words[:-1] if words[-1:] == texts.FACULTATIF else words


def _heading(
    entries: Sequence[Entry], at: int, boite: Boite, wanted: Phrase, previous: int
) -> BoxHeading | None:
    entry = entries[at]
    if boite.id == "contexte" and previous < boite.numero and entry.opens(texts.ENTREPRISE):
        return BoxHeading(boite, at, at, "")  # its heading is lost, its first field is there
    skip = entry.numbering
    shared = entry.words.shared(wanted, skip)
    if shared == len(wanted):
        rest = _without_optional(entry.words.after(skip + shared))
        known = len(wanted) > _SHORT or _stands_alone(entries, at, boite, previous, rest)
        return BoxHeading(boite, at, at + 1, rest) if known else None
    if shared < _BEGINNING:
        return None
    return _cut(entries, at, boite, wanted, shared) or _reworded(entry, at, boite, shared)


def _cut(
    entries: Sequence[Entry], at: int, boite: Boite, wanted: Phrase, shared: int
) -> BoxHeading | None:
    """A heading that goes on in the next line (a PDF in large type)."""
    entry, following = entries[at], _next(entries, at)
    if entry.numbering + shared < len(entry.words.words) or following is None:
        return None
    words = entries[following].words
    if not words.starts_with(wanted[shared:]):
        return None
    rest = _without_optional(words.after(len(wanted) - shared))
    return BoxHeading(boite, at, following + 1, rest)


def _reworded(entry: Entry, at: int, boite: Boite, shared: int) -> BoxHeading | None:
    """A heading whose end was changed: known by its number, or by more of its words."""
    own_number = entry.numbering and entry.words.words[0] == str(boite.numero)
    if shared < _REWORDED and not own_number:
        return None
    _, _, rest = entry.line.text.partition(":")
    return BoxHeading(boite, at, at + 1, rest.strip())


def _stands_alone(
    entries: Sequence[Entry], at: int, boite: Boite, previous: int, rest: str
) -> bool:
    """Whether a heading of one or two words is the form's, and no sub-title of the learner's."""
    entry = entries[at]
    optional = texts.FACULTATIF[0] in entry.words.words
    if boite.id == "contexte":
        following = _next(entries, at)
        inside = phrase(rest)[:3] == texts.ENTREPRISE[:3]
        if inside or (following is not None and entries[following].opens(texts.ENTREPRISE)):
            return previous < boite.numero
    if optional:
        return True
    is_numbered = entry.words.words[0] == str(boite.numero)
    return not rest and (previous == boite.numero - 1) and (is_numbered or not boite.obligatoire)


def _without_optional(rest: str) -> str:
    """What follows a heading, « (facultatif) » and the punctuation left out."""
    words = Words.of(rest)
    return value(words.after(1) if words.starts_with(texts.FACULTATIF) else rest)


def _next(entries: Sequence[Entry], at: int) -> int | None:
    """The next entry that holds something."""
    following = range(at + 1, len(entries))
    return next((n for n in following if entries[n].words.words), None)


def _titles(entries: Sequence[Entry], above: int, first: int) -> tuple[Title | None, Title | None]:
    """The activité-type and the example named last between two runs of boxes, near the second."""
    window = _window(entries, above, first)
    exemple = _named(entries, window, first, texts.EXEMPLE)
    limit = exemple.start if exemple else first
    activite = _named(entries, window, limit, texts.ACTIVITE_TYPE)
    if activite is not None and exemple is None:
        return _parted(activite)
    return activite, exemple


def _parted(activite: Title) -> tuple[Title, Title | None]:
    """Both titles printed on one line, as some PDFs give them."""
    words = Words.of(activite.title)
    for at in range(len(words.words) - 2):
        if not words.starts_with((*texts.EXEMPLE, "n"), at):
            continue
        here = numbered(
            Words.of(words.text[words.ends[at] - len(texts.EXEMPLE[0]) :]), texts.EXEMPLE
        )
        if here is not None and here.number is not None:
            above = " ".join(words.text[: words.ends[at] - len(texts.EXEMPLE[0])].split())
            exemple = Title(activite.start, here.number, here.rest)
            return Title(activite.start, activite.number, above), exemple
    return activite, None


def _window(entries: Sequence[Entry], above: int, first: int) -> list[int]:
    """Entries that may be titles: after the last part of the form, a few lines before the box."""
    window: list[int] = []
    for at in range(first - 1, above - 1, -1):
        entry = entries[at]
        if not entry.words.words or (entry.line.toc is not None and entry.line.style):
            continue
        if any(entry.opens(part) for part in _PARTS) or len(window) == 2 * _TITLE_LINES:
            break
        window.append(at)
    return window[::-1]


def _named(entries: Sequence[Entry], window: list[int], limit: int, name: Phrase) -> Title | None:
    near = [n for n in window if n < limit][-_TITLE_LINES:]
    for at in reversed(near):
        head = numbered(entries[at].words, name)
        if head is not None:
            return _title(entries, head, at, [n for n in near if n > at])
    return None


def _title(entries: Sequence[Entry], head: Numbered, at: int, following: list[int]) -> Title:
    """The title runs to the next title or box; the number may stand in a cell of its own."""
    number, pieces = head.number, [head.rest]
    for n in following:
        words = entries[n].words
        alone = len(words.words) == 1 and words.words[0].isdecimal()
        if number is None and not any(pieces) and alone:
            number = int(words.words[0])
        else:
            pieces.append(value(words.text))
    return Title(at, number, " ".join(filter(None, pieces)))


def _start(
    entries: Sequence[Entry],
    run: tuple[BoxHeading, ...],
    activite: Title | None,
    exemple: Title | None,
) -> int:
    """The first line of the example: its activité-type, unless that stands on a page apart."""
    first = exemple.start if exemple else run[0].start
    if activite is None:
        return first
    here, there = entries[activite.start].line.place, entries[first].line.place
    apart = here is not None and there is not None and here.page != there.page
    return first if apart else activite.start


def _after_examples(entries: Sequence[Entry], last: int) -> int:
    """Where the parts that follow the last example begin."""
    for at in range(last, len(entries)):
        if any(entries[at].opens(part) for part in texts.AFTER_EXAMPLES):
            return at
    return len(entries)
