"""The end of the line: what one run says of each document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from dossier_builder.domain.cohorte import Cohorte
from dossier_builder.domain.findings import Etape, Outcome, Verdict
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.prose import Prose
from dossier_builder.domain.repere import Repere
from dossier_builder.domain.sections import NonVerifie, SectionFound
from dossier_builder.errors import InputProblem
from dossier_builder.values import frozen


@frozen
class Erreur:
    """Why a document could not be checked (verdict `illisible`).

    `a_envoyer` is a sentence for the learner, ready to paste in a mail; "" when there is none.
    `refus` is a stable word when it was refused at the door (errors.Refus), else "".
    """

    code: str
    message: str
    aide: str
    exit_code: int
    problemes: tuple[InputProblem, ...] = ()
    a_envoyer: str = ""
    refus: str = ""


@frozen
class Identite:
    """Whose document it seems to be; `origine` says which part of it told the name."""

    nom: str
    prenom: str
    origine: Literal["proprietes", "formulaire", "couverture"]
    voie: str = ""
    vise: tuple[str, ...] = ()


PageGenre = Literal["garde", "sommaire", "comptee", "annexe", "hors_compte"]


@frozen
class PageVue:
    """One physical page, from 1, for the page map; `image`: it has no text that could be read."""

    page: int
    genre: PageGenre
    image: bool = False


@frozen
class DocumentReport:
    """One document: verdict, evidence, outcomes. `modele` is None when the kind is unknown.

    `session` is the exam date it declares. `pages` is its page map, empty when nothing was laid
    out; `vignettes` are small pictures (PNG) of the pages that have a finding, made on request.
    `empreinte` is the SHA-256 of the file, "" for a dossier folder. `prose` is the learner's own
    text, for the comparison within a cohort and nothing else; None unless it was asked for.
    `repere` is what it says of its learner, for the comparison with the same person's others.
    `modifie` is the date of its last change that the file itself keeps.
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
    identite: Identite | None = None
    pages: tuple[PageVue, ...] = ()
    vignettes: Mapping[int, bytes] = field(default_factory=dict)
    empreinte: str = ""
    prose: Prose | None = None
    repere: Repere | None = None
    modifie: dt.datetime | None = None


@frozen
class Synthese:
    """Counts of verdicts."""

    documents: int
    conformes: int
    non_conformes: int
    a_verifier: int
    illisibles: int


@frozen
class Report:
    """A run over one or many documents, in the order given. `date` is when it was made.

    `cohorte` is there when the run was over a promotion: its pieces name documents by rank.
    """

    version: str
    date: dt.datetime
    documents: tuple[DocumentReport, ...]
    cohorte: Cohorte | None = None

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
