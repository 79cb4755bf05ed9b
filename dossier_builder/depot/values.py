"""What passes between the stages of a deposit: what is asked, what is refused, what was put away.

Demande → (refusal) → Pret, with its files → (store) → Depose.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier_builder.depot.manifest import Manifeste
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.submission import EngineChoice

Role = Literal["pdf", "source", "sans_annexes", "annexes"]


@dataclass(frozen=True, slots=True)
class Reglages:
    """How to deposit: where, when, with which engines and packs, and what the user asked for.

    `malgre` is the reason for taking a document that is not conform, "" for none.
    """

    vers: Path
    now: dt.datetime
    moteur: EngineChoice = "auto"
    packs: Path | None = None
    malgre: str = ""
    annexes_a_part: bool = False
    en_zip: bool = False


@dataclass(frozen=True, slots=True)
class Demande:
    """One document to put away, whose it is, and what the check says of it, exemptions included.

    `dossier` is the name of its owner's folder. `word` is the Word file of the same work when
    `source` is its PDF: it is put away beside it, unchecked.
    """

    rapport: DocumentReport
    source: Path
    nom: str
    prenom: str
    dossier: str
    word: Path | None = None

    @property
    def affiche(self) -> str:
        """« EXEMPLE Camille »."""
        return f"{self.nom.upper()} {self.prenom}".strip() or self.dossier

    @property
    def sigle(self) -> str:
        """« CCP2 »; the kind's folder is named after it."""
        return self.rapport.modele.sigle if self.rapport.modele else ""


@dataclass(frozen=True, slots=True)
class Fichier:
    """One file of a deposit: its name, its bytes, what is said of it (French)."""

    nom: str
    role: Role
    data: bytes
    pages: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Ancien:
    """A deposit that is there already; `manifeste` None when it cannot be read any more."""

    numero: int
    lieu: Path
    manifeste: Manifeste | None

    @property
    def phrase(self) -> str:
        """« le n° 1 du 20/11/2026 »."""
        day = f" du {self.manifeste.date:%d/%m/%Y}" if self.manifeste else ""
        return f"le n° {self.numero}{day}"


@dataclass(frozen=True, slots=True)
class Refus:
    """Why a document was not taken, and what to do about it first (French sentences).

    `ancien` is the deposit of the very same document, made earlier in spite of the check.
    """

    motif: str
    raisons: tuple[str, ...] = ()
    ancien: Ancien | None = None


@dataclass(frozen=True, slots=True)
class Depose:
    """A deposit on the disk; `deja`: it was there already, of the same document.

    `remarques` are French sentences on what its files are not, or hold besides.
    """

    lieu: Path
    numero: int
    date: dt.datetime
    fichiers: tuple[Fichier, ...] = ()
    remplace: Ancien | None = None
    malgre: str = ""
    deja: bool = False
    remarques: tuple[str, ...] = ()


Issue = Depose | Refus
"""What became of one Demande."""
