"""« Vouliez-vous dire … ? »: the closest of the names that are possible here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Below 65 of 100, rapidfuzz's ratio pairs words that a reader would not confuse.
_LEAST = 65.0
# A part must look more alike, and be long enough to mean something.
_LEAST_PART = 80.0
_SHORTEST_PART = 5
# More names than this would bury the remedy.
_MOST = 8


def folded(text: str) -> str:
    """The text as people compare it: no case, accents or punctuation, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


def closest(word: str, possible: Iterable[str]) -> str | None:
    """The possible name that looks most like `word`, if any looks like it."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import ratio

    found = process.extractOne(
        word, list(possible), scorer=ratio, processor=folded, score_cutoff=_LEAST
    )
    return found[0] if found else None


def closest_part(word: str, possible: Iterable[str]) -> str | None:
    """The possible name of which `word` looks like a part: « moyen utilisé » of a long heading."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import partial_ratio

    if len(word) < _SHORTEST_PART:
        return None
    found = process.extractOne(
        word, list(possible), scorer=partial_ratio, processor=folded, score_cutoff=_LEAST_PART
    )
    return found[0] if found else None


def did_you_mean(word: str, possible: Iterable[str]) -> str:
    """A French sentence: the closest name, else the possible ones, else nothing."""
    names = list(possible)
    name = closest(word, names)
    if name is not None:
        return f"Vouliez-vous dire « {name} » ?"
    if not names:
        return ""
    shown = ", ".join(f"« {known} »" for known in names[:_MOST])
    return f"Possible : {shown}{', …' if len(names) > _MOST else '.'}"
