"""The papers of an oral test: their values → a docx, in gabarits that a centre may restyle.

`depot` says what is in them; here it is only laid in the gabarit, as any other text.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dossier_builder.render.imprime import lay_in
from dossier_builder.values import frozen

KIND = "oral"
"""Value of the custom property `dossier.genre` by which these papers are known again."""


@frozen
class QuestionView:
    """A question, what the jury listens for, the pages where the dossier answers ("" if none)."""

    question: str
    attendu: str = ""
    pages: str = ""


@frozen
class CompetenceView:
    """A competence, the pages that show it, its questions."""

    numero: str
    intitule: str
    pages: str
    questions: tuple[QuestionView, ...] = ()


@frozen
class Ligne:
    """A row of the grid; the jury writes in its last column."""

    minutes: str
    intitule: str
    competence: str = ""
    pages: str = ""
    questions: tuple[str, ...] = ()


@frozen
class Feuille:
    """All that a gabarit of either paper may use, by name; texts may be empty."""

    epreuve: str
    candidat: str
    dossier: str
    date: str
    session: str
    nature: str = ""
    source: str = ""
    durees: tuple[str, ...] = ()
    generales: tuple[QuestionView, ...] = ()
    competences: tuple[CompetenceView, ...] = ()
    presentation: tuple[Ligne, ...] = ()
    entretien: tuple[Ligne, ...] = ()


def render_oral(feuille: Feuille, gabarit: Path, *, titre: str, date: dt.datetime) -> bytes:
    """The paper as a docx that carries its fonts. Raises PackError (gabarit)."""
    return lay_in(feuille, gabarit, title=titre, genre=KIND, date=date).to_bytes()
