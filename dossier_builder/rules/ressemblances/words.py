"""A document as numbers, one a word: case, accents and punctuation do not count."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from dossier_builder.domain.prose import RETIRE, PageEcrite, Prose
from dossier_builder.domain.typographie import insecable
from dossier_builder.domain.wording import count_words, folded
from dossier_builder.values import frozen

BARRIER = 0
"""Where something was taken out: equal to nothing, not even to itself."""

_TOKEN = re.compile(rf"[^\W_]+|{RETIRE}")
_CUT = insecable(" […] ")


class Vocabulary(dict[str, int]):
    """Word as written → its number, the same for « Élève » and « eleve »; grows as it is asked."""

    def __init__(self) -> None:
        super().__init__({RETIRE: BARRIER})
        self._numbers: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        number = self._numbers.setdefault(folded(word), len(self._numbers) + 1)
        self[word] = number
        return number


@frozen
class _Shown:
    """The text itself, and where its words and pages start in it."""

    texte: str
    words: array[int]
    ends: array[int]
    pages_start: tuple[int, ...]
    pages: tuple[int | None, ...]


@dataclass(slots=True)
class Text:
    """The words of one document. `ids` is written upon: what is set aside becomes BARRIER.

    The text is unpacked again for the few documents that have something to show.
    """

    prose: Prose
    ids: array[int]
    _shown: _Shown | None = None

    @classmethod
    def of(cls, prose: Prose, vocabulary: Vocabulary) -> Text:
        """Number the words."""
        words = _TOKEN.findall(_joined(prose.pages()))
        return cls(prose, array("I", map(vocabulary.__getitem__, words)))

    def between(self, first: int, end: int) -> str:
        """The text of the words from `first` up to `end`, on one line."""
        return " ".join(self._piece(first, end).replace(RETIRE, _CUT).split())

    def count(self, first: int, end: int) -> int:
        """How many words these are, as people count them."""
        return count_words(self._piece(first, end))

    def page(self, word: int) -> int | None:
        """The physical page of a word."""
        shown = self._show()
        return shown.pages[bisect_right(shown.pages_start, shown.words[word]) - 1]

    def _piece(self, first: int, end: int) -> str:
        shown = self._show()
        return shown.texte[shown.words[first] : shown.ends[end - 1]]

    def _show(self) -> _Shown:
        if self._shown is None:
            pages = self.prose.pages()
            texte = _joined(pages)
            self._shown = _Shown(
                texte=texte,
                words=array("I", (match.start() for match in _TOKEN.finditer(texte))),
                ends=array("I", (match.end() for match in _TOKEN.finditer(texte))),
                pages_start=(0, *accumulate(len(page.texte) + 1 for page in pages)),
                pages=tuple(page.page for page in pages),
            )
        return self._shown


def _joined(pages: Sequence[PageEcrite]) -> str:
    return "\n".join(page.texte for page in pages)
