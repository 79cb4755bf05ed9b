"""What can go on a slide, out of the learner's own words: sentences, bold words (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dossier_builder.domain.wording import count_words

A_CHOISIR = "[votre idée clé]"
"""Stands where nothing of the text could be chosen."""

_LONGEST = 105  # characters of a point: two lines of large text
_WORDS = range(4, 19)
_BOLD_WORDS = range(3, 15)
_END = re.compile(r"(?<=[.!?…])[ \u00a0\u202f]*[»”)]?\s+(?=[«“(]?\s*[A-ZÀ-ÖØ-ÞŒ])")
# « M. Exemple », « cf. », « p. 12 »: a point that ends no sentence.
_ABBREVIATION = re.compile(r"(?:^|[\s(«’'])(?:[A-ZÀ-ÖØ-Þ]|M|MM|Mme|Mlle|Dr|cf|p|pp|ex|art|n°)\.$")
_NUMBER = re.compile(
    r"^\s*(?:(?i:partie|chapitre)\s+)?(?:"
    r"(?:\d{1,2}|[IVX]{1,4})(?:(?:\.\d{1,2})+[.)]?\s+|[.)]\s*(?=\D)|\s*[–—:-]\s+|\s+(?=[A-ZÀ-ÖØ-Þ]))"
    r"|[A-Ha-h](?:[.)]\s+|\s*[–—:-]\s+))"
)
_CAPTION = re.compile(r"^\s*(?:figure|fig\.?|image|photo|schéma|illustration)\s*\d*\s*[–—:.-]*\s*",
                      re.IGNORECASE)  # fmt: skip
_NOTE_CALL = re.compile(r"[a-zà-ÿ]\d")  # the call of a footnote, in the text of a PDF
_REFERENCE = re.compile(
    r"\s*\((?:voir\s+|cf\.?\s+)?(?:annexe|figure|tableau)s?\b[^)]*\)", re.IGNORECASE
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, with their marks."""
    rest, start = " ".join(text.split()), 0
    for found in _END.finditer(rest):
        before = rest[start : found.start()]
        if _ABBREVIATION.search(before):
            continue
        yield rest[start : found.end()].strip()
        start = found.end()
    if rest[start:].strip():
        yield rest[start:].strip()


def fits(sentence: str) -> bool:
    """Whether a sentence is short enough for a slide, and says something by itself."""
    return (
        len(sentence) <= _LONGEST
        and count_words(sentence) in _WORDS
        and not sentence.endswith((":", ",", ";"))
        and sentence[0].isupper() | (sentence[0] in "«“")
        and not _NOTE_CALL.search(sentence)
        and sentence.count("«") == sentence.count("»")
        and sentence.count("(") == sentence.count(")")
    )


def is_bold_point(text: str) -> bool:
    """Whether words that the learner made bold can stand alone."""
    return count_words(text) in _BOLD_WORDS and len(text) <= _LONGEST


def shortened(sentence: str) -> str:
    """The beginning of a sentence that is too long, cut at a word: « … » says that it goes on."""
    if len(sentence) <= _LONGEST:
        return sentence
    head = sentence[: _LONGEST - 1]
    for mark in (" ; ", " : ", ", "):
        at = head.rfind(mark)
        if at > _LONGEST // 2:
            head = head[:at]
            break
    else:
        head = head.rpartition(" ")[0]
    return f"{head.rstrip(' ,;:–-')}\u00a0…"


def best(paragraphs: Iterable[str]) -> str:
    """One sentence for a stretch of text: the one that tells most, else the first one, cut."""
    split = _split(paragraphs)
    ranked = _ranked(split)
    if ranked:
        n, rank = ranked[0]
        return split[n][rank]
    firsts = (found[0] for found in split)
    whole = (one for one in firsts if count_words(one) >= _WORDS.start and not _LEANS.match(one))
    return next((shortened(one) for one in whole if one[0].isupper()), "")


def several(paragraphs: Iterable[str], most: int) -> tuple[str, ...]:
    """Up to `most` sentences that tell most, no two of one paragraph, in the order of the text."""
    split = _split(paragraphs)
    chosen: list[tuple[int, int]] = []
    for place in _ranked(split):
        if len(chosen) < most and place[0] not in {n for n, _ in chosen}:
            chosen.append(place)
    return tuple(split[n][rank] for n, rank in sorted(chosen))


def _split(paragraphs: Iterable[str]) -> list[list[str]]:
    split = ([_tidy(one) for one in sentences(text)] for text in paragraphs)
    return [[one for one in found if one] for found in split if any(found)]


def _ranked(split: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The places of the sentences that fit a slide, the most telling first."""
    places = [(n, rank) for n, found in enumerate(split) for rank in range(len(found))]
    worth = {at: _tells(split[at[0]][at[1]], at[1]) for at in places if fits(split[at[0]][at[1]])}
    return sorted((at for at in worth if worth[at] >= 0), key=lambda at: (-worth[at], at))


def _tells(sentence: str, rank: int) -> float:
    """What a sentence is worth alone: what the learner did, a figure, and not « Ensuite, il… »."""
    return (
        2.0 * bool(_DEED.search(sentence))
        + 1.0 * bool(_FIGURE.search(sentence))
        + 1.0 * (rank == 0)
        - 1.0 * (len(sentence) < _TERSE)
        - 3.0 * bool(_SHOWS.search(sentence))
        - 1.5 * bool(_POINTS_BACK.search(sentence))
        - 5.0 * bool(_LEANS.match(sentence))
    )


_TERSE = 40  # characters below which a sentence says little
_DEED = re.compile(r"\bj(?:’|')(?:ai|avais)\b|\bje\s+(?!ne\b)\w", re.IGNORECASE)
_SHOWS = re.compile(r"\b(?:tableau|figure|annexe|graphique)s?\s+\d", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_POINTS_BACK = re.compile(r"\b(?:cet(?:te)?|ces?|cela|là|celui|celle|ci-dess\w+)\b", re.IGNORECASE)
# What only makes sense after the sentence before it.
_LEANS = re.compile(
    r"(?:[«“]\s*)?(?:Ces?|Cet(?:te)?|Cela|C’est|Ça|Ils?|Elles?|Celle|Celui|Ceux|Leurs?|Sa|Son|Ses|"
    r"Mais|Or|Donc|Ainsi|Ensuite|Puis|Enfin|Pourtant|Cependant|Et|Ou|En effet|De même|Là|Alors|"
    r"(?:La |Le )?(?:premi(?:er|ère)|deuxième|seconde?|troisième)|Deux|Trois|L’autre|D’autres|"
    r"Tableau|Figure|Annexe|Source)\b"
)


def _tidy(sentence: str) -> str:
    """Without what only points elsewhere: (annexe 2)."""
    return _REFERENCE.sub("", sentence).strip()


def bare_title(heading: str) -> str:
    """A heading without the number that was typed before it."""
    text = " ".join(heading.split())
    return _NUMBER.sub("", text, count=1) or text


def bare_caption(caption: str) -> str:
    """A caption without « Figure 3 – »."""
    text = " ".join(caption.split())
    return _CAPTION.sub("", text, count=1) or text
