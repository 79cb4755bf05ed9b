"""How alike two names are: case, accents, order, hyphens and a slip of the keyboard do not count.

Pure. A name is compared as the set of its words; whoever compares decides what is close enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache

from dossier_builder.domain.wording import folded
from dossier_builder.rules.nom import split_name
from dossier_builder.values import frozen

_PARTICLES = frozenset({"de", "du", "des", "d", "l", "le", "la", "el", "al", "van", "von", "da"})
_CAMEL = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+")
# A slip is forgiven in a word of five letters (« Alex » and « Alexa » are two people), two in one
# of eight.
_ONE_SLIP, _TWO_SLIPS = 5, 8
_SHORTEST_RUN = 8
"""Letters of a whole name written in one piece (« dupontalex ») for it to be looked for."""
# Words of file and folder names that are nobody's.
_NOISE = frozenset(
    {
        "ccp", "dpp", "dp", "cip", "dossier", "dossiers", "projet", "professionnel",
        "professionnelle", "pratique", "version", "v", "vf", "final", "finale", "definitif",
        "definitive", "def", "copie", "copy", "rapport", "titre", "corrige", "corrigee", "annexe",
        "annexes", "signe", "signee", "ok", "brouillon", "relu", "relue", "session", "pdf", "docx",
        "doc", "odt", "rendu", "depot", "promo", "promotion", "groupe", "modifie", "nouveau",
        "nouvelle", "dernier", "derniere", "janvier", "fevrier", "mars", "avril", "mai", "juin",
        "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "scan", "mme", "mr",
        "document", "fichier", "fichiers", "conforme", "complet", "fini", "vae", "formation",
    }
)  # fmt: skip


class Degree(IntEnum):
    """How surely a text names a learner; from CLOSE on, by surname and first name."""

    NONE = 0
    PART = 1
    SURNAME = 2
    INITIAL = 3
    CLOSE = 4
    EXACT = 5


@frozen
class Name:
    """The folded words of a surname and of a first name, particles left out."""

    nom: tuple[str, ...]
    prenom: tuple[str, ...]

    @classmethod
    def of(cls, nom: str, prenom: str) -> Name:
        """The name of these two parts."""
        return cls(_significant(nom), _significant(prenom))

    @property
    def words(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.nom, *self.prenom)

    @property
    def is_whole(self) -> bool:
        """Whether it has a surname and a first name."""
        return bool(self.nom and self.prenom)


@frozen
class Choice:
    """The key found, None when in doubt; whose it may be, the likeliest first; how surely."""

    cle: str | None
    suggestions: tuple[str, ...]
    degree: Degree


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text: « DupontAlex_ccp2 » is dupont, alex, ccp."""
    return tuple(_LETTERS.findall(folded(_CAMEL.sub(" ", text))))


def name_in(text: str) -> Name | None:
    """The whole name that a file or a folder shows by its capitals: « DUPONT Alex CCP2 v3 »."""
    parts = _CAMEL.sub(" ", re.sub(r"[_\W]+", " ", re.sub(r"[-‑’']", "-", text)))
    kept = [word for word in parts.split() if _LETTERS.fullmatch(word)]
    kept = [word for word in kept if folded(word) not in _NOISE and len(word) > 1]
    capitals = [word == word.upper() for word in kept]
    if not any(capitals) or all(capitals) or not all(word[:1].isupper() for word in kept):
        return None
    found = split_name(" ".join(kept))
    return Name.of(found.nom, found.prenom) if found and found.prenom else None


def compared(learner: Name, given: Name) -> Degree:
    """How surely a name that was read is the learner's."""
    if not given.words or not learner.words:
        return Degree.NONE
    same_parts = {"".join(learner.nom), "".join(learner.prenom)}
    if set(given.words) == set(learner.words) or same_parts == {
        "".join(given.nom),
        "".join(given.prenom),
    }:
        return Degree.EXACT
    surname = _any_in(learner.nom, given.words)
    first = _any_in(learner.prenom, given.words)
    if surname and first:
        held = _all_in(given.words, learner.words) or _all_in(learner.words, given.words)
        return Degree.CLOSE if held else Degree.PART
    if surname and not given.is_whole and _all_in(learner.nom, given.words):
        return Degree.SURNAME
    return Degree.PART if surname else Degree.NONE


def found_in(learner: Name, text: str) -> Degree:
    """How surely a text that holds other words too names the learner."""
    words = words_of(text)
    run = "".join(words)
    whole = ("".join(learner.words), "".join((*learner.prenom, *learner.nom)))
    exact = learner.is_whole and set(learner.words) <= set(words)
    if exact or any(len(one) >= _SHORTEST_RUN and one in run for one in whole if learner.is_whole):
        return Degree.EXACT
    surname, first = _all_in(learner.nom, words), _any_in(learner.prenom, words)
    if not surname:
        return Degree.PART if first else Degree.NONE
    if first:
        return Degree.CLOSE
    if any(len(word) == 1 and word == learner.prenom[0][:1] for word in words if learner.prenom):
        return Degree.INITIAL
    return Degree.SURNAME if set(learner.nom) <= set(words) else Degree.PART


def choose(degrees: Mapping[str, Degree], namesakes: Mapping[str, int]) -> Choice:
    """The one learner whom nothing else can be taken for, or the suggestions.

    `namesakes` tells how many learners have the same surname: alone, a surname names one person.
    """
    best = max(degrees.values(), default=Degree.NONE)
    if best is Degree.NONE:
        return Choice(None, (), best)
    first = [key for key, degree in degrees.items() if degree is best]
    named = best >= Degree.INITIAL or (best is Degree.SURNAME and namesakes[first[0]] == 1)
    if len(first) == 1 and named:
        return Choice(first[0], (), best)
    ordered = sorted((k for k, d in degrees.items() if d), key=lambda key: -degrees[key])
    return Choice(None, tuple(ordered), best)


def namesakes(names: Mapping[str, Name]) -> dict[str, int]:
    """How many of these people have that person's surname, or one a slip away."""
    return {
        key: sum(_all_in(name.nom, other.nom) for other in names.values())
        for key, name in names.items()
    }


def _significant(text: str) -> tuple[str, ...]:
    words = words_of(text)
    return tuple(word for word in words if word not in _PARTICLES) or words


def _all_in(words: Sequence[str], among: Sequence[str]) -> bool:
    """Whether each word has its own like among the others."""
    left = list(among)
    for word in words:
        like = next((one for one in left if one == word), None) or next(
            (one for one in left if _alike(word, one)), None
        )
        if like is None:
            return False
        left.remove(like)
    return bool(words)


def _any_in(words: Iterable[str], among: Sequence[str]) -> bool:
    return any(_alike(word, one) for word in words for one in among)


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shortest = min(len(one), len(other))
    allowed = 2 if shortest >= _TWO_SLIPS else 1
    if shortest < _ONE_SLIP or not _may_be_alike(one, other, allowed):
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _may_be_alike(one: str, other: str, slips: int) -> bool:
    """Most words are told apart by their letters, without the library: a slip changes two."""
    if abs(len(one) - len(other)) > slips or len(_letters(one) ^ _letters(other)) > 2 * slips:
        return False
    mine, theirs = Counter(one), Counter(other)
    return max((mine - theirs).total(), (theirs - mine).total()) <= slips


@lru_cache(maxsize=4096)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)
