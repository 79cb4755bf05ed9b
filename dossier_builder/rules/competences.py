"""The matrix of competences: where each one of the referential shows in the text (pure).

A competence is told by its wording, under any form of its words, or by one of the expressions
that the title gives for it. What only announces (cover, sommaire, introduction, conclusion, a list
of competences) is no evidence: a learner shows a competence in what they did.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.domain.modele import Competence, Modele, Section
from dossier_builder.domain.radicaux import stems
from dossier_builder.domain.wording import count_words
from dossier_builder.rules.extent import body
from dossier_builder.values import frozen

# A passage is read over this many words: a paragraph of a docx, five lines of a PDF.
_PASSAGE_WORDS = 60
# A mention is one passage; to be at work on it takes more, unless a title says it.
_ENOUGH_PASSAGES = 2
# The pack's own section for the competence needs but a trace of its words.
_TRACE = 0.25
SEUIL = 0.6
"""Share of the wording of a competence that a passage holds to tell it."""
_SENTENCE_LINES = 3
_SENTENCE_END = re.compile(r"[.;:!?…](?:\s|$)|\n")


@frozen
class CompetenceVue:
    """One row of the matrix: a competence and the pages that show it, the best first.

    `vue` is false where nothing does; `pages` may then hold the page of a mere mention.
    """

    competence: Competence
    vue: bool
    pages: tuple[int, ...] = ()


_NOTHING: frozenset[str] = frozenset()


@frozen
class _Passage:
    """A stretch of text: its stems, those of each sentence, its page, its first paragraph.

    `end` is the rank of the first paragraph after it; `heading` the stems of the heading that
    opens it, empty when it is running text.
    """

    stems: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    page: int | None
    index: int
    end: int
    heading: frozenset[str]


def matrix(
    facts: Facts, modele: Modele, *, seuil: float = SEUIL, sauf: Collection[str] = ()
) -> tuple[CompetenceVue, ...]:
    """Competence × pages, in the referential's order; empty where the title names none.

    `seuil` is the share of a competence's wording that a passage must hold; `sauf` are ids of
    sections that only list competences.
    """
    weights = _weights(modele)
    if facts.formulaire is not None:
        return tuple(_rows_of_form(facts, modele, weights, seuil))
    read = _Reader(_paragraphs(facts, modele, sauf), printed=facts.format == "pdf")
    return tuple(
        _row(competence, facts, modele, read, _Meaning.of(competence, weights, seuil))
        for competence in _expected(modele)
    )


def _expected(modele: Modele) -> tuple[Competence, ...]:
    """The competences of the pack's CCP, all those of the title where it is of none."""
    types = modele.titre.activites_types if modele.titre else ()
    chosen = [t for t in types if modele.ccp in {None, t.ccp}]
    return tuple(competence for activite in chosen for competence in activite.competences)


def _weights(modele: Modele) -> dict[str, float]:
    """What each stem tells: « insertion », said of every competence, tells none of them."""
    types = modele.titre.activites_types if modele.titre else ()
    seen = Counter(
        stem for activite in types for one in activite.competences for stem in stems(one.intitule)
    )
    return {stem: 1 / count for stem, count in seen.items()}


@frozen
class _Meaning:
    """The words that tell a competence: its wordings with their weights, and its expressions."""

    wordings: tuple[dict[str, float], ...]
    expressions: tuple[frozenset[str], ...]
    seuil: float

    @classmethod
    def of(cls, competence: Competence, weights: dict[str, float], seuil: float) -> _Meaning:
        wordings = (stems(text) for text in (competence.intitule, *competence.alias))
        return cls(
            tuple({stem: weights.get(stem, 1.0) for stem in wording} for wording in wordings),
            tuple(stems(text) for text in competence.mots_cles),
            seuil,
        )

    def score(self, words: frozenset[str]) -> float:
        """From 0 to 1: the part of the best wording that is there."""
        return max((_share(wording, words) for wording in self.wordings), default=0.0)

    def told_by(self, words: frozenset[str]) -> bool:
        """Whether a title says it."""
        return self.score(words) >= self.seuil or bool(self._expressions_in(words))

    def told_in(self, passage: _Passage) -> bool:
        """Whether a passage says it: most of its wording, or an expression in one sentence."""
        if self.score(passage.stems) >= self.seuil:
            return True
        near = self._expressions_in(passage.stems)
        return any(one <= sentence for one in near for sentence in passage.sentences)

    def _expressions_in(self, words: frozenset[str]) -> list[frozenset[str]]:
        return [expression for expression in self.expressions if expression <= words]


def _share(wording: dict[str, float], words: frozenset[str]) -> float:
    """The share of the wording's weight that these words hold."""
    there = wording.keys() & words
    if not there:
        return 0.0
    return sum(wording[stem] for stem in there) / sum(wording.values())


class _Reader:
    """The passages of some paragraphs: each begins at a paragraph and holds enough words."""

    def __init__(self, paragraphs: Sequence[Paragraph], *, printed: bool) -> None:
        self.passages = tuple(_passages(paragraphs, printed=printed))

    def telling(self, meaning: _Meaning) -> list[_Passage]:
        """The passages that tell it, none overlapping the one before.

        Each is the last one to begin before its words: its page is where they are.
        """
        told = [meaning.told_in(passage) for passage in self.passages]
        found: list[_Passage] = []
        free = 0
        for start, passage in enumerate(self.passages):
            if start >= free and told[start]:
                free = passage.end
                same = itertools.takewhile(lambda n: told[n], range(start, free))
                found.append(self.passages[max(same)])
        return found


def _passages(paragraphs: Sequence[Paragraph], *, printed: bool) -> Iterator[_Passage]:
    words = [stems(p.text) for p in paragraphs]
    counts = [count_words(p.text) for p in paragraphs]
    sentences: list[tuple[frozenset[str], ...]]
    if printed:  # lines: a sentence goes on over some of them
        sentences = [
            (frozenset().union(*words[n : n + _SENTENCE_LINES]),) for n in range(len(words))
        ]
    else:
        sentences = [tuple(map(stems, _SENTENCE_END.split(p.text))) for p in paragraphs]
    for start, paragraph in enumerate(paragraphs):
        end, count = start, 0
        while end < len(paragraphs) and count < _PASSAGE_WORDS:
            count += counts[end]
            end += 1
        yield _Passage(
            frozenset().union(*words[start:end]),
            tuple(itertools.chain.from_iterable(sentences[start:end])),
            paragraph.page,
            paragraph.index,
            end,
            words[start] if paragraph.level is not None else _NOTHING,
        )


def _paragraphs(facts: Facts, modele: Modele, sauf: Collection[str]) -> tuple[Paragraph, ...]:
    """The text where competences show: neither cover nor sommaire, nor what only announces."""
    silent = _silent_sections(modele) | set(sauf)
    aside = {*facts.pagination.couverture, *facts.pagination.sommaire}
    opens = {s.paragraphe: s for s in facts.sections if s.paragraphe is not None}
    kept: list[Paragraph] = []
    here, left = "", 0
    for paragraph in body(facts):
        section = opens.get(paragraph.index)
        if section is not None:
            here, left = section.id, section.mots or 0
        elif left <= 0:  # all the words of the section are read: what follows is not of it
            here = ""
        left -= paragraph.words
        elsewhere = here in silent or paragraph.kind == "sommaire" or paragraph.page in aside
        if paragraph.text.strip() and not elsewhere:
            kept.append(paragraph)
    return tuple(kept)


def _silent_sections(modele: Modele) -> set[str]:
    """What announces and sets the scene: sections that the pack gives to no competence.

    Where the pack gives none to any section, those without a number: introduction, conclusion.
    """
    if not any(section.competences for section in modele.sections):
        return {section.id for section in modele.sections if not section.numerotee}
    silent: set[str] = set()
    holders: list[Section] = []
    for section in modele.sections:
        while holders and holders[-1].niveau >= section.niveau:
            holders.pop()
        holders.append(section)
        if not any(holder.competences for holder in holders):
            silent.add(section.id)
    return silent


def _row(
    competence: Competence, facts: Facts, modele: Modele, read: _Reader, meaning: _Meaning
) -> CompetenceVue:
    own = _own_section(competence, facts, modele, read, meaning)
    telling = read.telling(meaning)
    titled = any(meaning.told_by(passage.heading) for passage in read.passages if passage.heading)
    pages = _pages([*own, *(passage.page for passage in telling)])
    seen = bool(own) or titled or len(telling) >= _ENOUGH_PASSAGES
    return CompetenceVue(competence, seen, pages)


def _own_section(
    competence: Competence, facts: Facts, modele: Modele, read: _Reader, meaning: _Meaning
) -> list[int | None]:
    """The pages of the sections that the pack gives to this competence, where a trace of it is."""
    linked = [s for s in modele.sections if competence.numero in s.competences]
    fewest = min((len(s.competences) for s in linked), default=0)
    names = {s.id for s in linked if len(s.competences) == fewest}
    pages: list[int | None] = []
    for section in facts.sections:
        if section.id in names and section.paragraphe is not None and section.mots:
            start, end = _bounds(section.paragraphe, facts)
            inside = [p for p in read.passages if start < p.index < end]
            if any(meaning.score(passage.stems) >= _TRACE for passage in inside):
                pages.append(section.page)
    return pages


def _bounds(start: int, facts: Facts) -> tuple[int, float]:
    after = (s.paragraphe for s in facts.sections if s.paragraphe is not None)
    return start, min((index for index in after if index > start), default=float("inf"))


def _rows_of_form(
    facts: Facts, modele: Modele, weights: dict[str, float], seuil: float
) -> Iterator[CompetenceVue]:
    """In the form: each competence in the boxes of its own activité-type's examples."""
    exemples = facts.formulaire.exemples if facts.formulaire else ()
    places = {p.index: p for p in facts.paragraphs}
    for activite in modele.titre.activites_types if modele.titre else ():
        examples = [e for e in exemples if e.activite_type == activite.numero]
        if not examples or modele.ccp not in {None, activite.ccp}:
            continue
        inside = [
            places[index]
            for example in examples
            for box in example.boites
            for index in box.paragraphes
            if index in places and places[index].text.strip()
        ]
        titles = [(stems(example.intitule), example.page) for example in examples]
        read = _Reader(inside, printed=facts.format == "pdf")
        for competence in activite.competences:
            meaning = _Meaning.of(competence, weights, seuil)
            named = [page for words, page in titles if meaning.told_by(words)]
            found = [*named, *(passage.page for passage in read.telling(meaning))]
            yield CompetenceVue(competence, bool(found), _pages(found))


def _pages(found: Iterable[int | None]) -> tuple[int, ...]:
    """Each page once, in the order of merit."""
    return tuple(dict.fromkeys(page for page in found if page is not None))
