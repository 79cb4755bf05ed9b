"""The oral tests of a title as data: how long each one lasts, and what a jury is likely to ask.

Written by people in templates/<titre>/oral.yaml, loaded and merged by `packs`, used by `depot`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dossier_builder.domain.modele import Source
from dossier_builder.domain.written import Written

Minutes = Annotated[int, Field(ge=1, le=240)]


class Duree(Written):
    """How long a part of the test lasts, and who says so."""

    minutes: Minutes
    source: Source


class Question(Written):
    """A likely question; `attendu` is what the jury listens for.

    `competence` is None for a question on the whole. `sections` are ids of the pack's sections
    where the answer is, when they are narrower than those of the competence.
    """

    question: str
    attendu: str = ""
    competence: int | None = None
    sections: tuple[str, ...] = ()


class Epreuve(Written):
    """One oral test, the pieces of several files put together.

    `dossier` is the pack whose document the candidate presents or is questioned on, "" when it
    may be any. `presentation` is None when the candidate presents nothing. `ccp` limits the
    competences asked about; None: all those of the title. `rappels` go to the speaker's notes.
    """

    id: str
    intitule: str
    dossier: str = ""
    ccp: str | None = None
    presentation: Duree | None = None
    entretien: Duree
    rappels: tuple[str, ...] = ()
    generales: tuple[Question, ...] = ()


class Oral(Written):
    """Every test of a title and its questions; `source` is that of the questions."""

    titre: str
    source: Source
    epreuves: tuple[Epreuve, ...]
    questions: tuple[Question, ...] = ()
