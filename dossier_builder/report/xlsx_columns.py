"""The sheets of the workbook and the titles of their columns, for who writes and who reads it."""

from __future__ import annotations

from typing import Literal

from dossier_builder.values import frozen

PROMOTION = "Promotion"
DOCUMENTS = "Documents"
CONSTATS = "Constats"
MANQUANTS = "Manquants"
RESSEMBLANCES = "Ressemblances"
LISEZMOI = "Lisez-moi"
CONSERVE = "Conservé"
RECORD = "_dossier"
OURS = (PROMOTION, DOCUMENTS, CONSTATS, MANQUANTS, RESSEMBLANCES, LISEZMOI, CONSERVE, RECORD)

Role = Literal["ours", "choice", "hand", "hidden"]
"""Ours: written anew at each run. Choice: ours until the trainer changes it, then hers. Hand: never
written by us. Hidden: ours, for the next run.
"""

NOM, PRENOM, VOIE, VISE = "Nom", "Prénom", "Voie", "Visé"
DABORD, MESSAGE = "D’abord", "Message à envoyer"
DECISION, NOTES, CLE = "Décision du formateur", "Vos notes", "Clé"
APPRENANT, FICHIER, GENRE = "Apprenant", "Fichier", "Genre"
RETENUE, A_ATTRIBUER, ATTRIBUE = "Version retenue", "À attribuer", "Attribué à"
VERDICT, PAGES, CONFIANCE, PREUVE = "Verdict", "Pages comptées", "Confiance", "D’après"
REGLE, CODE, GRAVITE, PAGE = "Règle", "Code", "Gravité", "Page"
CONSTAT, REMEDE, DEROGATION = "Constat", "Comment corriger", "Dérogation"
DOSSIER, REMARQUE = "Dossier", "Remarque"
APPRENANT_A, FICHIER_A, PAGE_A, TEXTE_A = "Apprenant A", "Fichier A", "Page A", "Passage A"
APPRENANT_B, FICHIER_B, PAGE_B, TEXTE_B = "Apprenant B", "Fichier B", "Page B", "Passage B"
MOTS = "Mots communs"


EVERY_ROW = "*"
"""In the hidden sheet, the key under which the titles of our columns stand."""


@frozen
class Column:
    """One column; `width` in characters, `verdict`: its words are coloured."""

    title: str
    width: int
    role: Role = "ours"
    wrap: bool = True
    verdict: bool = False


@frozen
class Table:
    """A sheet that has a row of titles: `keys` are the columns that name a row.

    `frozen` is how many columns stay in sight; `height` that of every row, in points, None for
    what the text takes.
    """

    sheet: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    rows: tuple[dict[str, str | int], ...]
    frozen: int = 0
    height: float | None = None

    def key(self, row: dict[str, str | int]) -> str:
        """What names a row from one run to the next."""
        return key_of(tuple(str(row.get(title, "")) for title in self.keys))


def key_of(parts: tuple[str, ...]) -> str:
    """The parts of a row's key in one text."""
    return " | ".join(" ".join(part.split()) for part in parts)


KEYS: dict[str, tuple[str, ...]] = {
    PROMOTION: (CLE,),
    DOCUMENTS: (FICHIER,),
    CONSTATS: (FICHIER, REGLE, PAGE, CONSTAT),
    MANQUANTS: (APPRENANT, DOSSIER),
    RESSEMBLANCES: (FICHIER_A, PAGE_A, FICHIER_B, PAGE_B, TEXTE_A),
}
"""What names a row of each sheet."""
