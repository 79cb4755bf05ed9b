"""What was taken out of a document before an engine or a parser saw it (SUR001)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NatureRetiree = Literal[
    "image",
    "modele",
    "objet",
    "sous_document",
    "partie_importee",
    "donnees",
    "champ",
    "cadre",
    "media",
    "autre_lien",
    "macros",
    "image_demesuree",
    "javascript",
    "lancement",
    "fichier_joint",
]
"""The first ten lead outside the document; the others are active or enormous content."""

LIENS: frozenset[NatureRetiree] = frozenset(
    {
        "image", "modele", "objet", "sous_document", "partie_importee", "donnees", "champ",
        "cadre", "media", "autre_lien",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Retire:
    """One thing taken out, or never run; `cible` is the host or the file's name, "" unknown.

    Never a whole path: it tells the name of the person whose computer it was.
    """

    nature: NatureRetiree
    cible: str = ""
