"""Names that the learner asks to hide, wherever they stand, civility or not; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from dossier_builder.domain.wording import folded
from dossier_builder.rules.people.names import NameSeen

_LETTER = r"[^\W\d_]"
# Combining marks, and signs without a width that Word or a web page leaves inside words.
_INSIDE = r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*"
_JOINT = r"[ \t\n\u00a0\u202f\u2009'’\-\u2010\u2011]+"
_LIGATURES = {"oe": "(?:oe|œ|Œ)", "ae": "(?:ae|æ|Æ)"}
_ACCENTED = {
    base: "".join(
        chr(code)
        for code in range(0xC0, 0x250)
        if unicodedata.normalize("NFKD", chr(code))[:1].casefold() == base
    )
    for base in "abcdefghijklmnopqrstuvwxyz"
}


def name_pattern(name: str) -> str:
    """A regular expression for every writing of a name: case, accents, hyphens, invisible signs."""
    words = re.split(r"[\s'\-]+", folded(name).strip())
    return _JOINT.join(_word_pattern(word) for word in words if word)


def _word_pattern(word: str) -> str:
    pieces = re.findall("oe|ae|.", word)
    return _INSIDE.join(_LIGATURES.get(piece) or _letter_pattern(piece) for piece in pieces)


def writings_of(letter: str) -> str:
    """A folded letter, its capital, and both with every accent; anything else as it is."""
    marks = _ACCENTED.get(letter)
    return letter if marks is None else f"{letter}{letter.upper()}{marks}"


def _letter_pattern(letter: str) -> str:
    return f"[{writings_of(letter)}]" if letter in _ACCENTED else re.escape(letter)


class DeclaredNames:
    """The declared names as one search; each is looked for whole, in either order of its words."""

    def __init__(self, names: Sequence[str]) -> None:
        variants = {folded(way): way for name in names for way in _ways(name) if way.strip()}
        ordered = sorted(variants.values(), key=len, reverse=True)
        alternatives = "|".join(name_pattern(way) for way in ordered)
        self._pattern = (
            re.compile(rf"(?<!{_LETTER})(?:{alternatives})(?!{_LETTER})") if ordered else None
        )

    def find(self, text: str) -> Iterator[NameSeen]:
        """Where one of them stands, written as a name is: its first letter a capital."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            if match.group()[:1].isupper():
                yield NameSeen("", match.group(), match.start(), match.end(), declare=True)


def _ways(name: str) -> Iterator[str]:
    words = name.split()
    yield name
    if len(words) > 1:
        yield " ".join((*words[1:], words[0]))
        yield NameSeen("", name, 0, 0).famille
