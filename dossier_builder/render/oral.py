"""The papers of an oral test: their values → a docx, in gabarits that a centre may restyle.

`depot` says what is in them; here it is only laid in the gabarit, as any other text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path

from dossier_builder.render.assembly import with_fonts, with_settings, with_types
from dossier_builder.render.fonts import embedded
from dossier_builder.render.gabarit import fill
from dossier_builder.render.properties import with_plain_properties
from dossier_builder.render.views import escaped
from dossier_builder.resources import fonts

KIND = "oral"
"""Value of the custom property `dossier.genre` by which these papers are known again."""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, what the jury listens for, the pages where the dossier answers ("" if none)."""

    question: str
    attendu: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class CompetenceView:
    """A competence, the pages that show it, its questions."""

    numero: str
    intitule: str
    pages: str
    questions: tuple[QuestionView, ...] = ()


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row of the grid; the jury writes in its last column."""

    minutes: str
    intitule: str
    competence: str = ""
    pages: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
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
    values = {one.name: escaped(getattr(feuille, one.name)) for one in fields(feuille)}
    package = fill(gabarit, values, ())
    package = with_fonts(with_settings(with_types(package, {})), embedded(fonts()))
    custom = {"dossier.genre": KIND}
    package = with_plain_properties(
        package, title=titre, author="dossier_builder", custom=custom, date=date
    )
    return package.to_bytes()
