"""The form's sommaire, whose page numbers are typed by hand, read against what the form holds.

Titles of examples stand in several cells, so its lines are matched with the examples and the
parts as they were found, not with headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from dossier_builder.domain.facts import ActiviteAnnoncee, ExempleFound, TocEntry
from dossier_builder.domain.modele import Formulaire
from dossier_builder.domain.wording import folded
from dossier_builder.facts import form_texts as texts
from dossier_builder.facts.content import Line
from dossier_builder.facts.form_placeholders import Placeholders
from dossier_builder.facts.form_texts import Entry
from dossier_builder.facts.form_words import Phrase, Words, numbered, phrase, value
from dossier_builder.values import frozen

# Of 100: the same title with a typing error is above 95, two titles of one family below 70.
_SAME_TITLE = 90
_PARTS = (texts.DIPLOMES, texts.DECLARATION, texts.DOCUMENTS, texts.ANNEXES)
_GLYPH = re.compile(r"^\s*[\ue000-\uf8ff►▶▸➢➤▪]")
_PAGE_ONLY = re.compile(r"^\s*(?:p(?:age)?\s?\.?)?\s*(\d{1,3})?\s*\.?\s*$", re.IGNORECASE)
_PAGE_AT_END = re.compile(
    r"(?:\t|[.…·_]{2,}|\s{2,}|\s)\s*\bp(?:age)?\s?\.?\s*(\d{1,3})?\s*$"
    r"|(?:\t|[.…·_]{2,}|\s{3,})\s*(\d{1,3})\s*$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"[\s.…·_\t]+$")


@frozen
class FormToc:
    """The sommaire's lines that announce something; the activités-types that are not there."""

    entries: tuple[TocEntry, ...]
    absentes: tuple[ActiviteAnnoncee, ...]


@frozen
class _Row:
    line: Line
    text: str
    page: int | None


def read_form_toc(
    entries: Sequence[Entry], examples: Sequence[ExempleFound], formulaire: Formulaire
) -> FormToc | None:
    """What the sommaire of the form announces; None when the form has lost its sommaire."""
    title = next((n for n, e in enumerate(entries) if e.words.words == texts.SOMMAIRE), None)
    if title is None:
        return None
    region = _region(entries, title, examples)
    placeholders = Placeholders.of(formulaire.espaces_reserves)
    parts = _parts(entries, entries[title].line, region)
    if not any(line.style for line in region):
        # Printed lines of a PDF cut the titles and mix the columns.
        return FormToc(tuple(_of_printed(region, examples, parts)), ())
    reader = _Reader(examples, placeholders, parts)
    for row in _rows(region):
        reader.take(row)
    return FormToc(reader.announced(), tuple(reader.absent))


def _region(
    entries: Sequence[Entry], title: int, examples: Sequence[ExempleFound]
) -> tuple[Line, ...]:
    """The lines below « Sommaire », to the page that opens the examples or to the first one."""
    first = min((e.paragraphe for e in examples), default=None)
    taken: list[Line] = []
    opened = 0
    for entry in entries[title + 1 :]:
        if first is not None and entry.line.index >= first:
            break
        if entry.opens(texts.EXEMPLES):
            opened += 1
        if opened > 1:  # the sommaire announces the part, then its own page opens it
            break
        taken.append(entry.line)
    return tuple(taken)


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    """The titles of the sommaire, each with the page typed beside it, on its line or below."""
    waiting: _Row | None = None
    for line in lines:
        if not line.text.strip():
            continue
        alone = _PAGE_ONLY.match(line.text)
        if alone:
            if waiting and waiting.page is None and alone[1]:
                waiting = _Row(waiting.line, waiting.text, int(alone[1]))
            continue
        if waiting:
            yield waiting
        text, page = line.text, None
        match = _PAGE_AT_END.search(text)
        if match:
            text = text[: match.start()]
            number = match[1] or match[2]
            page = int(number) if number else None
        waiting = _Row(line, _LEADERS.sub("", text), page)
    if waiting:
        yield waiting


def _parts(entries: Sequence[Entry], sommaire: Line, region: Sequence[Line]) -> dict[int, Line]:
    """Rank of a part → the line that opens it in the document, the sommaire left out."""
    inside = {line.index for line in region} | {sommaire.index}
    found: dict[int, Line] = {}
    for entry in entries:
        if entry.line.index in inside or entry.line.index < sommaire.index:
            continue
        for rank, part in enumerate(_PARTS):
            # « Annexes » alone opens its page: the words in brackets are another paragraph.
            opens = entry.opens(part) or (
                part is texts.ANNEXES and entry.words.words == texts.ANNEXES[:1]
            )
            if opens:
                found.setdefault(rank, entry.line)
    return found


def _of_printed(
    region: Sequence[Line], examples: Sequence[ExempleFound], parts: dict[int, Line]
) -> Iterator[TocEntry]:
    """What the lines of a PDF announce: a title that is found whole, then the next « p. N »."""
    words = [(w, line) for line in region for w in Words.of(line.text).words]
    stream = [w for w, _ in words]
    wanted = [(e.intitule, phrase(e.intitule), e.page) for e in examples]
    wanted += [(" ".join(p), p, _page(parts[n])) for n, p in enumerate(_PARTS) if n in parts]
    found: list[tuple[int, int, str, int | None]] = []
    taken: set[int] = set()
    for title, looked_for, page in wanted:
        start = next((n for n in _places(stream, looked_for) if n not in taken), None)
        if start is not None:
            taken.add(start)
            found.append((start, start + len(looked_for), title, page))
    found.sort()
    for rank, (start, end, title, page) in enumerate(found):
        stop = found[rank + 1][0] if rank + 1 < len(found) else len(stream)
        number = next(
            (int(b) for a, b in pairwise(stream[end:stop]) if a == "p" and b.isdecimal()), None
        )
        if number is not None:
            line = words[start][1]
            yield TocEntry(title, number, page, line.index, _page(line))


def _places(stream: Sequence[str], wanted: Phrase) -> Iterator[int]:
    if wanted:
        for n in range(len(stream) - len(wanted) + 1):
            if tuple(stream[n : n + len(wanted)]) == wanted:
                yield n


class _Reader:
    """One pass over the sommaire: which activité-type its lines are about by now."""

    def __init__(
        self,
        examples: Sequence[ExempleFound],
        placeholders: Placeholders,
        parts: dict[int, Line],
    ) -> None:
        self._examples = examples
        self._placeholders = placeholders
        self._parts = parts
        self._rank = 0
        self._activity: int | None = None
        self._past_examples = False
        self.absent: list[ActiviteAnnoncee] = []
        self._found: list[TocEntry] = []
        self._optional: set[int] = set()

    def announced(self) -> tuple[TocEntry, ...]:
        """What the sommaire announces; the numbers of the others do for the rest.

        An activité-type begins where its first example does; parts that are optional may be
        announced without a page.
        """
        rest = [e for e in self._found if e.paragraphe not in self._optional]
        numbered = any(e.announced is not None for e in rest)
        return tuple(e for e in self._found if e in rest or e.announced is not None or not numbered)

    def take(self, row: _Row) -> None:
        """Match one line; those that nobody filled announce nothing."""
        entry = Entry.of(row.line, row.text)
        part = next((n for n, p in enumerate(_PARTS) if entry.opens(p)), None)
        if part is not None:
            self._past_examples = True
            line = self._parts.get(part)
            if line is not None:
                if _PARTS[part] is not texts.DECLARATION:
                    self._optional.add(row.line.index)
                self._add(row, row.text, _page(line))
        elif entry.opens(texts.EXEMPLES):
            return
        elif self._is_example(row, entry):
            self._example(row, entry)
        elif not self._past_examples or entry.words.starts_with(texts.ACTIVITE_TYPE):
            # After the parts that close the form come the titles of its annexes.
            self._activite(row, entry)

    def _is_example(self, row: _Row, entry: Entry) -> bool:
        if _GLYPH.match(row.text) or entry.words.starts_with(texts.EXEMPLE):
            return True
        return "exemple" in entry.words.words[:4] and not self._title(row.text)

    def _title(self, text: str) -> str:
        """What the learner wrote of a title; "" when it is a placeholder."""
        return value(self._placeholders.without(value(text)))

    def _example(self, row: _Row, entry: Entry) -> None:
        head = numbered(entry.words, texts.EXEMPLE)
        title = self._title(head.rest if head else row.text)
        number = head.number if head else None
        named = [e for e in self._examples if title and _alike(title, e.intitule)]
        here = [e for e in self._examples if e.activite_type == self._activity]
        counted = [e for e in here if number is not None and e.numero == number]
        both = [e for e in named if e in counted] or [e for e in named if e in here]
        example = next(iter((*both, *named, *counted)), None)
        if example is not None:
            self._add(row, title or row.text, example.page)

    def _activite(self, row: _Row, entry: Entry) -> None:
        self._rank += 1
        head = numbered(entry.words, texts.ACTIVITE_TYPE)
        title = self._title(head.rest if head else row.text)
        number = head.number if head and head.number is not None else None
        example = next(
            (
                e
                for e in self._examples
                if (title and _alike(title, e.activite_intitule))
                or (number is not None and e.activite_type == number)
            ),
            None,
        )
        self._activity = example.activite_type if example else (number or self._rank)
        if example is not None:
            self._optional.add(row.line.index)
            self._add(row, title or row.text, example.page)
        elif title and any(e.activite_intitule for e in self._examples):
            self.absent.append(
                ActiviteAnnoncee(number or self._rank, title, row.line.index, _page(row.line))
            )

    def _add(self, row: _Row, text: str, target: int | None) -> None:
        self._found.append(
            TocEntry(
                text=" ".join(value(text).split()),
                announced=row.page,
                target_page=target,
                paragraphe=row.line.index,
                page=_page(row.line),
            )
        )


def _page(line: Line) -> int | None:
    return line.place.page if line.place else None


def _alike(mine: str, theirs: str) -> bool:
    return bool(theirs) and fuzz.ratio(folded(mine), folded(theirs)) >= _SAME_TITLE
