"""What `suivre` knows of a dossier at one moment: the last save, its figures, those before it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dossier_builder.domain.report import DocumentReport
from dossier_builder.values import frozen

Phase = Literal["enregistrement", "calcul", "estimation", "confirme", "absent"]
"""A save under way; its figures being made; a quick engine's; the last word; no file there."""


@frozen
class Chiffres:
    """What one save was found to be. `pages` are the counted pages, None when they are not sure.

    `temoin` is what the quick engine itself counted, whatever was made of it.
    """

    date: dt.datetime
    rapport: DocumentReport
    pages: int | None = None
    temoin: int | None = None


@frozen
class Suivi:
    """One state of the screen. `numero` is the save's, from 1; `definitif`: no better will come.

    `chiffres` are those of the last save that has some, `avant` those of the save before it.
    `ouvert_dans` names the program that has the file open, "" for none. `note` is French.
    """

    fichier: str
    phase: Phase
    date: dt.datetime
    numero: int = 0
    definitif: bool = False
    chiffres: Chiffres | None = None
    avant: Chiffres | None = None
    ouvert_dans: str = ""
    note: str = ""
