"""What a person writes in oral.yaml: everything optional, since a centre completes our file.

`oral` merges the files into the complete types of domain.oral. The JSON Schema of oral.yaml is
generated from `OralEcrit`.
"""

from __future__ import annotations

from pydantic import Field

from dossier_builder.domain.modele import Source
from dossier_builder.domain.oral import Duree, Question
from dossier_builder.domain.written import Written
from dossier_builder.packs.ecrit import Identifiant


class EpreuveEcrite(Written):
    """Une épreuve orale ; reprise par son `id`, elle modifie celle qui est déjà décrite."""

    id: Identifiant
    intitule: str | None = None
    dossier: str | None = Field(
        default=None, description="Le modèle du document présenté, comme cip/ccp2."
    )
    ccp: str | None = Field(default=None, description="Le CCP sur lequel porte l’épreuve.")
    presentation: Duree | None = Field(
        default=None, description="La présentation du candidat ; absente : il ne présente rien."
    )
    entretien: Duree | None = Field(default=None, description="L’entretien avec le jury.")
    rappels: tuple[str, ...] | None = Field(
        default=None, description="Conseils mis dans les notes de l’orateur."
    )
    generales: tuple[Question, ...] | None = Field(
        default=None, description="Questions sur l’ensemble, sans compétence précise."
    )


class OralEcrit(Written):
    """Le contenu d’un fichier oral.yaml."""

    titre: str = Field(description="Le titre professionnel, comme cip.")
    source: Source | None = Field(default=None, description="D’où viennent les questions.")
    epreuves: tuple[EpreuveEcrite, ...] = ()
    questions: tuple[Question, ...] = Field(
        default=(), description="Questions probables ; elles passent avant celles déjà écrites."
    )
    remplace_questions: bool = Field(
        default=False, description="true : les questions déjà écrites ne sont pas reprises."
    )
