"""What is printed of a deposit: the proof of one document, the sheet of a session."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dossier_builder.render.imprime import render_printed
from dossier_builder.values import frozen

PREUVE, SESSION = "preuve", "session"
"""Values of the custom property `dossier.genre` of the two."""


@frozen
class FichierDepose:
    """One file of the deposit, with its fingerprint, which is cut in groups to be compared."""

    nom: str
    detail: str
    empreinte: str


@frozen
class Preuve:
    """All that a gabarit of the proof may use, by name; exactly one of the verdicts is true.

    `malgre` is the reason for which a document that is not conform was taken all the same.
    """

    candidat: str
    sigle: str
    genre: str
    titre: str
    depot: str
    date: str
    session: str
    centre: str
    conforme: bool
    a_corriger: bool
    a_verifier: bool
    malgre: str
    recu: str
    pages: str
    temoins: tuple[str, ...]
    verifie: tuple[str, ...]
    constats: tuple[str, ...]
    derogations: tuple[str, ...]
    non_verifie: tuple[str, ...]
    fichiers: tuple[FichierDepose, ...]
    empreinte: str
    mention: str


@frozen
class LigneDossier:
    """One dossier of a candidate; exactly one of the states is true."""

    sigle: str
    texte: str
    depose: bool = False
    refuse: bool = False
    manquant: bool = False


@frozen
class LigneCandidat:
    """One line of the session's sheet; exactly one of the three states is true."""

    rang: str
    nom: str
    parcours: str
    dossiers: tuple[LigneDossier, ...]
    a_cocher: tuple[str, ...]
    reste: tuple[str, ...]
    complet: bool = False
    incomplet: bool = False
    a_reprendre: bool = False


@frozen
class FeuilleSession:
    """All that a gabarit of the session's sheet may use, by name."""

    titre: str
    session: str
    date: str
    bilan: str
    candidats: tuple[LigneCandidat, ...]
    notes: tuple[str, ...]
    legende: str
    mention: str


def render_proof(proof: Preuve, gabarit: Path, *, date: dt.datetime) -> bytes:
    """The proof as a docx. Raises PackError (see `render_printed`)."""
    title = f"Preuve de dépôt – {proof.sigle} – {proof.candidat}"
    return render_printed(proof, gabarit, title=title, genre=PREUVE, date=date)


def render_session(sheet: FeuilleSession, gabarit: Path, *, date: dt.datetime) -> bytes:
    """The session's sheet as a docx. Raises PackError (see `render_printed`)."""
    return render_printed(sheet, gabarit, title=sheet.titre, genre=SESSION, date=date)
