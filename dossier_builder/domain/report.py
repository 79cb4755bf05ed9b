"""The end of the line: what one run says of each document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dossier_builder.domain.facts import NonVerifie, SectionFound
from dossier_builder.domain.findings import Etape, Outcome, Verdict
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Pagination
from dossier_builder.errors import InputProblem


@dataclass(frozen=True, slots=True)
class Erreur:
    """Why a document could not be checked (verdict `illisible`)."""

    code: str
    message: str
    aide: str
    exit_code: int
    problemes: tuple[InputProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document: verdict, evidence, outcomes. `modele` is None when the kind is unknown.

    `titre` is the title read in the document, `session` the exam date it declares.
    """

    fichier: str
    modele: Modele | None
    verdict: Verdict
    etape: Etape
    pagination: Pagination | None = None
    sections: tuple[SectionFound, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    non_verifie: tuple[NonVerifie, ...] = ()
    notes: tuple[str, ...] = ()
    session: dt.date | None = None
    erreur: Erreur | None = None


@dataclass(frozen=True, slots=True)
class Synthese:
    """Counts of verdicts."""

    documents: int
    conformes: int
    non_conformes: int
    a_verifier: int
    illisibles: int


@dataclass(frozen=True, slots=True)
class Report:
    """A run over one or many documents, in the order given. `date` is when it was made."""

    version: str
    date: dt.datetime
    documents: tuple[DocumentReport, ...]

    @property
    def synthese(self) -> Synthese:
        """The counts of verdicts, derived from the documents."""
        verdicts = [document.verdict for document in self.documents]
        return Synthese(
            documents=len(verdicts),
            conformes=verdicts.count("conforme"),
            non_conformes=verdicts.count("non_conforme"),
            a_verifier=verdicts.count("a_verifier"),
            illisibles=verdicts.count("illisible"),
        )
