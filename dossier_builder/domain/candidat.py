"""Who the learner is and what they present: candidat.yaml, shared by their dossiers."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import model_validator

from dossier_builder.domain.written import Written

Voie = Literal["formation", "apprentissage", "vae"]


class Periode(Written):
    """A span of days, both included; raises a validation error when it ends before it starts."""

    debut: dt.date
    fin: dt.date

    @model_validator(mode="after")
    def _in_order(self) -> Periode:
        if self.fin < self.debut:
            msg = "la fin précède le début"
            raise ValueError(msg)
        return self


class PeriodeEntreprise(Written):
    """A period in company; `heures` is informative (the programme gives hours both ways)."""

    structure: str
    ville: str = ""
    debut: dt.date
    fin: dt.date
    heures: int | None = None
    ccp: str | None = None


class CcpAcquis(Written):
    """A CCP already held, with the date of the jury."""

    ccp: str
    date: dt.date


class Session(Written):
    """The exam session the dossier is for."""

    date: dt.date
    lieu: str = ""


class Centre(Written):
    """The training centre."""

    nom: str
    ville: str = ""


class Candidat(Written):
    """The learner: identity, path, what is presented, session, centre, periods in company.

    `noms_autorises` are people who agree to be named in the dossiers: tutors, colleagues.
    """

    nom_naissance: str
    nom_usage: str = ""
    prenom: str
    adresse: str = ""
    voie: Voie
    vise: Literal["titre"] | tuple[str, ...] = "titre"
    ccp_acquis: tuple[CcpAcquis, ...] = ()
    session: Session | None = None
    centre: Centre | None = None
    periodes: tuple[PeriodeEntreprise, ...] = ()
    noms_autorises: tuple[str, ...] = ()

    @property
    def nom(self) -> str:
        """The name in use: nom d'usage when there is one."""
        return self.nom_usage or self.nom_naissance

    def vise_ccp(self, ccp: str) -> bool:
        """Whether the session covers that CCP."""
        return self.vise == "titre" or ccp in self.vise


class Diplome(Written):
    """A line of the form's table « Titres, diplômes, CQP, attestations de formation »."""

    intitule: str
    organisme: str
    date: dt.date


class Declaration(Written):
    """Place and date of the déclaration sur l'honneur; the signature is made by hand."""

    lieu: str
    date: dt.date
