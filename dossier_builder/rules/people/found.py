"""A piece of personal data seen in a text, and how to show it without giving it away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from dossier_builder.values import frozen

Genre = Literal[
    "nir", "iban", "naissance", "telephone", "courriel", "adresse", "france_travail", "caf", "siret"
]
_FIRST, _LAST = 2, 2


@frozen
class DonneeVue:
    """`texte` is the value as it was typed, between `debut` and `fin` of the text searched."""

    genre: Genre
    texte: str
    debut: int
    fin: int

    @property
    def cle(self) -> str:
        """The same for two writings of one value: letters and figures alone."""
        return key_of(self.texte)

    @property
    def masque(self) -> str:
        """Enough to find it, not enough to use it: « 2 85 … 42 »."""
        return _MASKS[self.genre](self.texte)


def key_of(text: str) -> str:
    """Letters and figures alone, a French telephone number as it is dialled in France."""
    plain = re.sub(r"[\W_]", "", text).casefold()
    return re.sub(r"^(?:0033|33)0?(?=[1-9]\d{8}$)", "0", plain)


def masked(text: str, seen: Sequence[DonneeVue]) -> str:
    """The text with every value masked."""
    for one in sorted(seen, key=lambda found: found.debut, reverse=True):
        text = text[: one.debut] + one.masque + text[one.fin :]
    return text


def _nir(text: str) -> str:
    plain = re.sub(r"\W", "", text)
    return f"{plain[0]} {plain[1:3]} … {plain[-2:]}"


def _iban(text: str) -> str:
    plain = re.sub(r"\W", "", text)
    return f"{plain[:4]} … {plain[-3:]}"


def _ends(text: str) -> str:
    plain = key_of(text).upper()
    return f"{plain[:_FIRST]} … {plain[-_LAST:]}"


def _mail(text: str) -> str:
    local, _, domain = text.partition("@")
    return f"{local[:1]}…@{domain[:1]}…"


def _address(text: str) -> str:
    return f"{' '.join(text.split()[:2])} …"


def _birth(text: str) -> str:
    year = re.search(r"\d{4}\s*$", text)
    return f"… {year.group().strip()}" if year else "…"


_MASKS = {
    "nir": _nir,
    "iban": _iban,
    "naissance": _birth,
    "telephone": _ends,
    "courriel": _mail,
    "adresse": _address,
    "france_travail": _ends,
    "caf": _ends,
    "siret": _ends,
}
