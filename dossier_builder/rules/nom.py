"""A person's name in its two parts, and how its words are written; pure, and quick to import."""

from __future__ import annotations

import re
from typing import NamedTuple

from dossier_builder.domain.wording import folded

PARTICLES = frozenset({"de", "du", "des", "d", "le", "la", "el", "al", "ben", "van", "von", "da"})
CIVILITY = re.compile(r"^(?:M\.|Mr\.?|Mme\.?|Mlle\.?|Monsieur|Madame|Mademoiselle)\s+(?=\S)")
_LEAST_WORDS, _MOST_WORDS = 2, 5
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-‑][^\W\d_]+)*")


class Nom(NamedTuple):
    """A person's name; what the cover does not tell is ""."""

    nom: str
    prenom: str


def split_name(text: str, *, surname_first: bool = False) -> Nom | None:
    """« Camille EXEMPLE », « EXEMPLE Camille », « Camille Exemple »: surname and first name.

    Capitals tell the surname; without them (or with nothing but them) the order does.
    """
    words = name_words(text)
    if not words:
        return None
    capitals = [len(word) > 1 and word == word.upper() for word in words]
    if any(capitals) and not all(capitals):
        marked = [n for n, capital in enumerate(capitals) if capital]
        start, end = marked[0], marked[-1] + 1
        while start and folded(words[start - 1]) in PARTICLES:
            start -= 1
        return Nom(" ".join(words[start:end]), " ".join([*words[:start], *words[end:]]))
    if surname_first or all(capitals):
        size = 1 + next(n for n, word in enumerate(words) if folded(word) not in PARTICLES)
        return Nom(" ".join(words[:size]), " ".join(words[size:]))
    return Nom(" ".join(words[1:]), words[0]) if len(words) > 1 else Nom(words[0], "")


def name_words(text: str) -> list[str]:
    """The words of a name at the start of a text: up to a sign, a figure or a small word."""
    kept: list[str] = []
    for word in CIVILITY.sub("", text.strip(" .,;:–—-|_…")).split():
        bare = word.strip(".,;:()|_…")
        if not (is_word_of_name(bare) or (bare and folded(bare) in PARTICLES)):
            break
        kept.append(bare)
        if word[-1] in ",;:()|" or len(kept) == _MOST_WORDS:
            break
    while kept and folded(kept[-1]) in PARTICLES:
        kept.pop()
    return kept


def is_name(text: str) -> bool:
    """« Camille Exemple », « EXEMPLE Camille », « Camille de l’Exemple »."""
    words = CIVILITY.sub("", text).strip(" .,;:–—-").split()
    plain = [word for word in words if folded(word) not in PARTICLES]
    return (
        _LEAST_WORDS <= len(plain) <= _MOST_WORDS
        and words[0] == plain[0]
        and all(map(is_word_of_name, plain))
    )


def is_word_of_name(text: str) -> bool:
    """« Camille », « l’Exemple », « EXEMPLE »: a word with a capital."""
    name = text[2:] if text[:2] in {"l’", "l'", "d’", "d'"} else text
    return bool(_WORD.fullmatch(name)) and name[:1].isupper()
