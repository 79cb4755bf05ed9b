"""How a text report may look: colours or none, bars or plain words, how wide."""

from __future__ import annotations

from typing import Literal

from dossier_builder.values import frozen

Role = Literal["titre", "bon", "mauvais", "attention", "discret"]
_CODES: dict[Role, str] = {
    "titre": "1",
    "bon": "32",
    "mauvais": "31",
    "attention": "33",
    "discret": "2",
}


@frozen
class Style:
    """`couleur`: ANSI colours; `texte_seul`: no bar, no column (screen readers)."""

    couleur: bool = False
    texte_seul: bool = False
    largeur: int = 88

    def paint(self, text: str, role: Role) -> str:
        """The text in the colour of its role, unchanged without colours."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self.couleur and text else text
