"""A cohort's texts → passages that two learners share, and texts that many share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice

from dossier_builder.domain.cohorte import Passage, TexteCommun
from dossier_builder.domain.prose import Prose
from dossier_builder.rules.ressemblances.centre_texts import Common, set_aside
from dossier_builder.rules.ressemblances.runs import LEAST_WORDS, Chain, shared_passages
from dossier_builder.rules.ressemblances.seeds import Seeds, winnowed
from dossier_builder.rules.ressemblances.words import Text, Vocabulary
from dossier_builder.values import frozen

MOST_PASSAGES = 200
"""The longest are told: beyond, nobody reads."""

SHOWN_CHARACTERS = 4_000
"""Of each side of a passage; a cell of a workbook holds eight times that."""

# A sequence that comes back in one document is looked at this many times.
_PLACES = 3
# Beyond this many places, each one is compared with the first and not with every other.
_MANY = 8

# Hashes held in one set: some 25 MB.
_AT_ONCE = 400_000

# One sequence kept alone cannot be LEAST_WORDS long.
_LEAST_SEEDS = 2

Place = tuple[int, int]
"""Rank of a text, rank of a word in it."""


@frozen
class Compared:
    """A document to compare: its rank in Report.documents, whose it is, what they wrote."""

    document: int
    apprenant: str
    prose: Prose


@frozen
class Ressemblances:
    """What a cohort's documents share, the longest first."""

    passages: tuple[Passage, ...] = ()
    textes_communs: tuple[TexteCommun, ...] = ()


def compare(documents: Sequence[Compared]) -> Ressemblances:
    """Compare every document with those of other learners, and never with the learner's own.

    A text shared by more than a third of the learners, and by four at least, is the centre's: it
    is told once, and no passage is made of it.
    """
    documents = sorted(documents, key=lambda one: one.document)
    vocabulary = Vocabulary()
    texts = [Text.of(one.prose, vocabulary) for one in documents]
    owners = [one.apprenant for one in documents]
    seeds = [winnowed(text.ids) for text in texts]
    learners = _learners(seeds, owners)
    common = set_aside(texts, seeds, learners, len(set(owners)))
    chains = _chains(texts, owners, _places(seeds, learners))
    return Ressemblances(
        passages=tuple(islice(_passages(documents, texts, chains), MOST_PASSAGES)),
        textes_communs=tuple(_common_text(documents, texts, one) for one in common),
    )


def _learners(seeds: Sequence[Seeds], owners: Sequence[str]) -> dict[int, int]:
    """Hash → how many learners have it, for those of two at least.

    In several passes where there are many, so that few are held at once.
    """
    of: dict[str, list[int]] = defaultdict(list)
    for text, owner in enumerate(owners):
        of[owner].append(text)
    passes = 1 + sum(len(kept.hashes) for kept in seeds) // _AT_ONCE
    learners: dict[int, int] = {}
    for rank in range(passes):
        seen: set[int] = set()
        for own in of.values():
            hashes = set().union(*(seeds[text].hashes for text in own))
            if passes > 1:
                hashes = {value for value in hashes if value % passes == rank}
            for value in seen & hashes:
                learners[value] = learners.get(value, 1) + 1
            seen |= hashes
    return learners


def _places(seeds: Sequence[Seeds], learners: Mapping[int, int]) -> Mapping[int, list[Place]]:
    """Hash → where it stands, in the order of the texts."""
    places: dict[int, list[Place]] = defaultdict(list)
    for text, kept in enumerate(seeds):
        times: dict[int, int] = defaultdict(int)
        for position, value in kept:
            count = learners.get(value)
            # What many have is found as well by one sequence in so many.
            if count is None or value % (count // _MANY + 1):
                continue
            if times[value] < _PLACES:
                times[value] += 1
                places[value].append((text, position))
    return places


def _chains(
    texts: Sequence[Text], owners: Sequence[str], places: Mapping[int, list[Place]]
) -> Iterator[tuple[int, int, Chain]]:
    """The passages of every two texts of different learners that may share one."""
    meetings: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for group in places.values():
        few = len(group) <= _MANY
        for (one, first), (other, second) in (
            combinations(group, 2) if few else ((group[0], place) for place in group[1:])
        ):
            if owners[one] != owners[other]:
                meetings[one, other].append((first, second))
    for (one, other), met in meetings.items():
        if len(met) < _LEAST_SEEDS:
            continue
        for chain in shared_passages(texts[one].ids, texts[other].ids, met):
            yield one, other, chain


def _passages(
    documents: Sequence[Compared],
    texts: Sequence[Text],
    chains: Iterator[tuple[int, int, Chain]],
) -> Iterator[Passage]:
    longest = sorted(chains, key=lambda found: (-found[2].shared, found[:2], found[2].first))
    for one, other, chain in longest:
        words = sum(texts[one].count(run.first, run.first + run.length) for run in chain.runs)
        if words < LEAST_WORDS:
            continue
        yield Passage(
            premier=documents[one].document,
            page_premier=texts[one].page(chain.first[0]),
            second=documents[other].document,
            page_second=texts[other].page(chain.second[0]),
            mots=words,
            texte=_shown(texts[one].between(*chain.first)),
            texte_second=_shown(texts[other].between(*chain.second)),
        )


def _common_text(
    documents: Sequence[Compared], texts: Sequence[Text], common: Common
) -> TexteCommun:
    text = texts[common.text]
    return TexteCommun(
        apprenants=common.apprenants,
        document=documents[common.text].document,
        page=text.page(common.first),
        mots=text.count(common.first, common.end),
        texte=_shown(text.between(common.first, common.end)),
    )


def _shown(text: str) -> str:
    """The beginning of a text too long to be read in a cell."""
    if len(text) <= SHOWN_CHARACTERS:
        return text
    return text[:SHOWN_CHARACTERS].rsplit(" ", 1)[0] + " […]"
