"""How alike a title of the pack and a heading of the document are; pure.

100 is kept for the same words: case, accents, numbering, apostrophes, dashes, quotes and spaces do
not count. From NEAR_MISS on, a heading may be taken for the section, and the report says so. From
CANDIDATE on, it is shown to the person and not taken.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from dossier_builder.domain.modele import Section
from dossier_builder.domain.wording import without_numbering
from dossier_builder.values import frozen

EXACT = 100
NEAR_MISS = 88
CANDIDATE = 70
# Only the small words differ: « Analyse d’une pratique », « L’analyse de la pratique ».
_SMALL_WORDS_DIFFER = 97
# « Conclusions et perspectives »: the title, then something more.
_MORE = 90
# Two words of one title are the same word mistyped from this likeness on: « conclussion » is 95,
# « animer » against « analyser » 57, « prévention » against « présentation » 82.
_SAME_WORD = 84
_ONLY_WORD = 88
_SHORTEST_MISTYPED = 4
# One letter in a long title, be it in a small word: « Préparer e animer l’atelier ».
_SLIP = 95
# A title that loses its end keeps at least these words of it.
_BEGINNING_WORDS = 3
_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d")
SMALL_WORDS = frozenset(
    {
        "a", "au", "aux", "ce", "ces", "cette", "d", "dans", "de", "des", "du", "en", "et", "l",
        "la", "le", "les", "ma", "mes", "mon", "nos", "notre", "ou", "par", "pour", "s", "sa",
        "ses", "son", "sur", "un", "une", "vers",
    }
)  # fmt: skip
# After the whole title: a new clause, or words that change nothing.
_CLAUSE = re.compile(
    r"\s*(?:[:;,(/«\"“\[.–—|-]|et\b|&|(?:generale?s?|finale?s?|personnel(?:le)?s?)\b)"
)
# Before the title, where its number is written another way: « (4) », « § 4 », « N° 4 : ».
_OTHER_NUMBER = re.compile(
    r"^(?:[(\[]\s*(?:\d{1,2}|[ivx]{1,4}|[a-h])\s*[)\]]|§+\s*\d{1,2}(?:\.\d{1,2})*|n\s?°\s*\d{1,2}"
    r"|(?:axe|etape|sequence|volet|module|bloc|point|theme|partie|chapitre|section)"
    r"\s+(?:n\s?°\s?)?(?:\d{1,2}|[ivx]{1,4}|[a-h]))"
    r"\s*[.:)\-–—/]*\s*(?=\w)"
)
_CIRCLED = re.compile("^\\s*[\u2460-\u249b\u2776-\u2793]\\s*")
_SENTENCE_WORDS = 6
# « Conclusion du contrat »: the title and a complement; other figures: « 18 mois de suivi ».
_COMPLEMENT = 80
# The lines of a long dossier: each is read once for its kind, once for its sections.
_REMEMBERED = 8_192


@frozen
class Wording:
    """A title cut into words: `words` with their ends in `text`, `content` without small words.

    `figures` are the words of `content` with a figure, in order.
    """

    text: str
    words: tuple[tuple[str, int], ...]
    content: tuple[str, ...]
    figures: tuple[str, ...]
    joined: str
    sentence: bool = False

    @classmethod
    @lru_cache(maxsize=_REMEMBERED)
    def of(cls, title: str) -> Wording:
        """The title without its numbering, invisible characters left out."""
        visible = title
        if not title.isprintable():
            hidden = [ord(c) for c in set(title) if unicodedata.category(c) == "Cf"]
            visible = title.translate(dict.fromkeys(hidden))
        text = without_numbering(_CIRCLED.sub("", visible))
        text = _OTHER_NUMBER.sub("", text, count=1)
        words = tuple((match.group(), match.end()) for match in _WORD.finditer(text))
        content = tuple(word for word, _ in words if word not in SMALL_WORDS)
        return cls(
            text=text,
            words=words,
            content=content,
            figures=tuple(sorted(filter(_FIGURE.search, content))),
            joined="".join(word for word, _ in words),
            sentence=len(words) >= _SENTENCE_WORDS and title.rstrip().endswith((".", ";", ",")),
        )


@frozen
class Names:
    """The names of a section, its title first."""

    all: tuple[Wording, ...]
    whole: frozenset[str]

    @classmethod
    def of(cls, section: Section) -> Names:
        """The title and its aliases; a title that is a number keeps it."""
        all_names = (section.titre, *section.alias)
        wordings = tuple(Wording.of(name) for name in all_names)
        whole = {w.joined for w in wordings} | {Wording.of(f"x {n}").joined[1:] for n in all_names}
        return cls(wordings, frozenset(filter(None, whole)))

    def likeness(self, text: Wording) -> int:
        """The likeness, 0 to 100, of the nearest of the names."""
        if text.joined in self.whole:
            return EXACT
        if not text.content:
            return 0
        first = self.all[0].content[:1]
        return max((_near(name, text, first) for name in self.all), default=0)


def same_title(one: Wording, other: Wording) -> bool:
    """Whether the two say the same words, small words included."""
    return bool(one.joined) and one.joined == other.joined


def _near(name: Wording, text: Wording, first: tuple[str, ...]) -> int:
    if not name.content:
        return 0
    if name.content == text.content:
        return _SMALL_WORDS_DIFFER
    ratio = fuzz.ratio(name.joined, text.joined)
    if name.figures == text.figures:
        typed = _mistyped(name.content, text.content) or _slip(ratio)
        if typed or (len(text.content) >= _BEGINNING_WORDS and _begins(name, text)):
            return typed or _MORE
    elif len(name.content) == len(text.content):
        return _COMPLEMENT if ratio > _COMPLEMENT else 0
    if not text.sentence and _begins(text, name):
        # One word alone says little: it must be the word of the section, not of an alias.
        telling = len(name.content) > _BEGINNING_WORDS or (
            (len(name.content) > 1 or name.content == first) and _new_clause(text, name)
        )
        return _MORE if telling else _COMPLEMENT
    return min(NEAR_MISS - 1, round(max(ratio, _shared(name.content, text.content))))


def _slip(ratio: float) -> int:
    """The likeness of two long titles that a letter tells apart; else 0."""
    return min(_SMALL_WORDS_DIFFER, round(ratio)) if ratio >= _SLIP else 0


def _mistyped(name: tuple[str, ...], text: tuple[str, ...]) -> int:
    """The likeness of two titles of as many words, each the same but for its spelling; else 0."""
    if len(name) != len(text):
        return 0
    least = _ONLY_WORD if len(name) == 1 else _SAME_WORD
    total = weight = 0.0
    for one, other in zip(name, text, strict=True):
        likeness = _word_likeness(one, other)
        if likeness < least:
            return 0
        total += likeness * len(one)
        weight += len(one)
    return min(_SMALL_WORDS_DIFFER, round(total / weight))


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return EXACT
    if min(len(one), len(other)) < _SHORTEST_MISTYPED:
        return 0
    return fuzz.ratio(one, other)


def _begins(longer: Wording, shorter: Wording) -> bool:
    """Whether `longer` begins with the words of `shorter`, and then goes on."""
    return bool(_after(longer, shorter).strip())


def _new_clause(longer: Wording, shorter: Wording) -> bool:
    """« Conclusion : … », « Conclusion et … »; not « Conclusion du contrat »."""
    return _CLAUSE.match(_after(longer, shorter)) is not None


def _after(longer: Wording, shorter: Wording) -> str:
    """What follows the words of `shorter` at the head of `longer`; "" when they are not there."""
    wanted = list(shorter.content)
    for word, end in longer.words:
        if wanted and _word_likeness(wanted[0], word) >= _ONLY_WORD:
            wanted.pop(0)
        elif word not in SMALL_WORDS:
            return ""
        if not wanted:
            return longer.text[end:]
    return ""


def _shared(name: tuple[str, ...], text: tuple[str, ...]) -> float:
    """The share of their words that two titles have in common, 0 to 100."""
    common = len(set(name) & set(text))
    return 200 * common / (len(set(name)) + len(set(text)))
