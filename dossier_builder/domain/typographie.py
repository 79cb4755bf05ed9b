"""French typography of the sentences that the program prints: no-break spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NBSP = "\u00a0"
_BEFORE = re.compile(r"(?<=\S) (?=[:;!?»%€](?:\s|$|[.,/)»…]))")
_AFTER = re.compile(r"(?<=«) ")
_PAGE = re.compile(r"\b(pp?\.|n°) (?=\d)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def insecable(text: str) -> str:
    """The same sentence with no-break spaces where French wants them; nothing else changes."""
    text = _BEFORE.sub(_NBSP, text)
    text = _AFTER.sub(_NBSP, text)
    return _PAGE.sub(rf"\1{_NBSP}", text)


def espaces_imprimees(text: str) -> str:
    """The same text as a dossier prints it: `insecable`, and no line end within a number."""
    return _THOUSANDS.sub(_NBSP, insecable(text))


def espaces_tapees(text: str) -> str:
    """The printed text as people type it: less the no-break spaces that printing puts back."""
    printed = espaces_imprimees(text.replace(_NBSP, " "))
    return "".join(
        " " if mine == _NBSP == theirs else mine for mine, theirs in zip(text, printed, strict=True)
    )


def nombre(value: float, digits: int = 1) -> str:
    """A number as the French write it: `3,2`; a whole number without decimals."""
    rounded = round(value, digits) + 0.0  # no « -0 »
    return f"{rounded:.{digits}f}".removesuffix("." + "0" * digits).replace(".", ",")


def pluriel(count: int, singular: str, plural: str | None = None) -> str:
    """`1 page`, `2 pages`, `0 page`: French takes the plural from 2."""
    return f"{count} {singular if abs(count) < 2 else plural or singular + 's'}"  # noqa: PLR2004 - the French rule


def enumeration(words: Sequence[str], last: str = "et") -> str:
    """`a`, `a et b`, `a, b et c`."""
    if len(words) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plages(pages: Sequence[int]) -> str:
    """Page numbers in short: `3`, `3 à 6`, `3 et 5 à 7`; empty for none. Sorted, once each."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return enumeration([str(r[0]) if len(r) == 1 else f"{r[0]} à {r[-1]}" for r in runs])
