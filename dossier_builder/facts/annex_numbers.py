"""How annexes are numbered in headings and cited in sentences: « Annexe 2 », « annexes II et IV ».

Pure: text → numbers. Roman figures I to XX and letters A to H count as numbers, in capitals only
(« l’annexe a été lue » cites nothing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ROMAN_NUMBERS = {
    name: value
    for value, name in enumerate(
        (
            "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
            "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
        ),
        start=1,
    )
}  # fmt: skip
_LETTERS = {letter: value for value, letter in enumerate("ABCDEFGH", start=1)}
_N = r"(?:[nN]\s?°\s?)?"
_ONE = r"(?:\d{1,2}|[IVX]{1,5}|[A-H])(?![\w’'])"
_HEADING = re.compile(rf"^\s*(?i:annexe)\s*{_N}(?P<numero>{_ONE})(?P<reste>.*)$", re.DOTALL)
_JOINED = rf"(?:\s*(?:,|et|ou|à|-|–)\s*{_N}{_ONE})"
_SEVERAL = re.compile(rf"\b(?i:annexes)\s+{_N}({_ONE}{_JOINED}*)")
# After one « annexe », only « et 3 » before a stop: « l’annexe 1 et 2 ateliers » cites 1.
_SINGLE = re.compile(
    rf"\b(?i:annexe)\s+{_N}({_ONE}(?:(?:\s*(?:et|ou|à|-|–)\s*{_N}{_ONE})+(?=\s*(?:[).,;:]|$)))?)"
)
_NUMBER = re.compile(_ONE)
_RANGE = re.compile(rf"({_ONE})\s*(?:à|-|–)\s*{_N}({_ONE})")
_LONGEST_RANGE = 20
# « l’annexe 2 de l’arrêté du … »: an annex of another text.
_ELSEWHERE = re.compile(
    r"^\s*(?:de\s+l[’']\s?|de\s+la\s+|du\s+|des\s+|d[’']un\s+|d[’']une\s+)"
    r"(?:arrêté|décret|loi|code|règlement|circulaire|convention|directive|référentiel|"
    r"instruction|accord|ordonnance|cerfa)\b",
    re.IGNORECASE,
)


def annex_number(printed: str) -> int | None:
    """The number of a line that begins with « Annexe N »; None when it does not."""
    match = _HEADING.match(printed)
    return _value(match["numero"]) if match else None


def rest_of_heading(printed: str) -> str | None:
    """What follows « Annexe N » at the head of a line; None when it does not begin so."""
    match = _HEADING.match(printed)
    return match["reste"].strip() if match and _value(match["numero"]) is not None else None


def cited_numbers(text: str) -> Iterator[int]:
    """The annexes of this document that a text cites, ranges unfolded.

    « annexe 3 », « annexes 2 et 4 », « annexes 1 à 3 », « annexe n° 2 »; not « annexe 2 de
    l’arrêté », not « l’annexe précédente », not « annexe 2026 ».
    """
    for pattern in (_SEVERAL, _SINGLE):
        for match in pattern.finditer(text):
            if not _ELSEWHERE.match(text[match.end() :]):
                yield from _numbers(match[1])


def _numbers(text: str) -> Iterator[int]:
    """« 2 et 4 » → 2, 4; « 1 à 3 » → 1, 2, 3."""
    found = {value for token in _NUMBER.findall(text) if (value := _value(token)) is not None}
    for low_token, high_token in _RANGE.findall(text):
        low, high = _value(low_token), _value(high_token)
        if low is not None and high is not None and 0 < high - low < _LONGEST_RANGE:
            found.update(range(low, high + 1))
    yield from sorted(found)


def _value(token: str) -> int | None:
    if token.isdecimal():
        return int(token)
    return _ROMAN_NUMBERS.get(token) or _LETTERS.get(token)
