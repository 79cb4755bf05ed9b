"""How people write the titles of the parts: aliases, slips, case, typography, numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from random import Random
from typing import Literal

from dossier_builder.domain.modele import Section

Variante = Literal["modele", "alias", "faute", "casse", "typographie"]
Numerotation = Literal["", "1.", "I.", "1)", "Partie 1 :", "Chapitre I –", "A.", "1 -"]

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LONG_WORD = 6


def title(section: Section, variante: Variante, rng: Random) -> str:
    """The section's title as somebody may have typed it."""
    if variante == "alias" and section.alias:
        return rng.choice(section.alias)
    if variante == "faute":
        return _slip(section.titre, rng)
    if variante == "casse":
        return rng.choice((section.titre.upper(), section.titre.lower(), section.titre.title()))
    if variante == "typographie":
        return _typed(section.titre, rng)
    return section.titre


def _slip(text: str, rng: Random) -> str:
    """One letter lost, doubled or swapped inside a long word."""
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if len(word) >= _LONG_WORD and word.isalpha()]
    if not places:
        return text
    n = rng.choice(places)
    word = words[n]
    at = rng.randrange(2, len(word) - 2)
    words[n] = rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


def _typed(text: str, rng: Random) -> str:
    """Straight apostrophes, no accents, no-break spaces, a colon or a full stop at the end."""
    text = text.replace("’", "'")
    choice = rng.choice(("capitales", "deux-points", "point", "décomposé"))
    if choice == "capitales":
        plain = unicodedata.normalize("NFD", text)
        return "".join(c for c in plain if not unicodedata.combining(c)).upper()
    if choice == "deux-points":
        return text.replace(" ", "\u00a0", 2) + "\u00a0:"
    if choice == "point":
        return text.replace(" ", "  ", 1) + "."
    return unicodedata.normalize("NFD", text)


def numbers(sections: Sequence[Section], scheme: Numerotation) -> dict[str, str]:
    """What is typed before each title, by section id; unnumbered sections have nothing."""
    found: dict[str, str] = {}
    first = second = 0
    for section in sections:
        if not scheme or not section.numerotee:
            found[section.id] = ""
        elif section.niveau == 1:
            first, second = first + 1, 0
            found[section.id] = _first(scheme, first)
        else:
            second += 1
            found[section.id] = _second(scheme, first, second)
    return found


def _first(scheme: Numerotation, n: int) -> str:
    return {
        "1.": f"{n}. ",
        "I.": f"{_ROMAN[n - 1]}. ",
        "1)": f"{n}) ",
        "Partie 1 :": f"Partie {n} : ",
        "Chapitre I –": f"Chapitre {_ROMAN[n - 1]} – ",
        "A.": f"{'ABCDEFGH'[n - 1]}. ",
        "1 -": f"{n} - ",
    }[scheme]


def _second(scheme: Numerotation, first: int, n: int) -> str:
    return {
        "1.": f"{first}.{n} ",
        "I.": f"{'ABCDEFGH'[n - 1]}. ",
        "1)": f"{'abcdefgh'[n - 1]}) ",
        "Partie 1 :": f"{first}.{n}. ",
        "Chapitre I –": f"{_ROMAN[first - 1]}.{n} ",
        "A.": f"{n}. ",
        "1 -": f"{first}-{n} ",
    }[scheme]
