"""The words of a line, compared as the ministry's form is read: no case, accent or punctuation.

A form that went through Google Docs, LibreOffice or a PDF keeps its words and loses the rest:
apostrophes, spaces, glyphs, capitals. So its fixed texts are looked for word by word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dossier_builder.domain.wording import folded
from dossier_builder.values import frozen

# Letters and figures apart: « n°1 », « Activité-type1 ».
_WORD = re.compile(r"[^\W\d_]+|\d+")
# Private use (Wingdings 3) and the arrows that stand in their place after a round trip.
_GLYPHS = re.compile(r"[\ue000-\uf8ff►▶▸➢➤◢◣•▪]")
_LEADERS = re.compile(r"[.…_·]{3,}|…+|_{2,}")
_LEADING = " :;,.?!–—-›>=°º)\t\n"
_ORDINAL = frozenset({"n", "no", "nr", "num", "numero"})

Phrase = tuple[str, ...]


@frozen
class Words:
    """A text with its words, folded; `ends[n]` is where word n ends in `text`."""

    text: str
    words: Phrase
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text; it is composed first (NFC), so that accents stay in their word."""
        text = unicodedata.normalize("NFC", text)
        found = list(_WORD.finditer(text))
        return cls(text, tuple(_fold(m.group()) for m in found), tuple(m.end() for m in found))

    def shared(self, wanted: Phrase, at: int = 0) -> int:
        """How many words of the phrase follow one another from word `at` on."""
        count = 0
        for mine, theirs in zip(self.words[at:], wanted, strict=False):
            if mine != theirs:
                break
            count += 1
        return count

    def starts_with(self, wanted: Phrase, at: int = 0) -> bool:
        """Whether the whole phrase stands there."""
        return self.shared(wanted, at) == len(wanted)

    def after(self, count: int) -> str:
        """What follows the first `count` words, as written."""
        return self.text[self.ends[count - 1] :] if count else self.text


@frozen
class Numbered:
    """« Exemple n° 2 – Conduire un atelier »: its number, None when there is none, and the rest."""

    number: int | None
    rest: str


def phrase(text: str) -> Phrase:
    """The words of a fixed text."""
    return Words.of(text).words


def numbered(words: Words, name: Phrase) -> Numbered | None:
    """A line that starts with that name and maybe a number; None when it does not."""
    if not words.starts_with(name):
        return None
    at = len(name)
    if at < len(words.words) and words.words[at] in _ORDINAL:
        at += 1
    if at < len(words.words) and words.words[at].isdecimal() and len(words.words[at]) <= 2:  # noqa: PLR2004 - a year is no number of example
        return Numbered(int(words.words[at]), value(words.after(at + 1)))
    # « Exemple » then neither « n° » nor a figure nor the end: a sentence, not a heading.
    if at == len(name) and value(words.after(at)):
        return None
    return Numbered(None, value(words.after(at)))


def value(text: str) -> str:
    """What stands in a field: glyphs, dot leaders and the punctuation after the label left out."""
    text = _LEADERS.sub(" ", _GLYPHS.sub(" ", text))
    text = " ".join(text.split()).lstrip(_LEADING)
    return text if _WORD.search(text) else ""


@lru_cache(maxsize=20_000)
def _fold(word: str) -> str:
    return folded(word)
