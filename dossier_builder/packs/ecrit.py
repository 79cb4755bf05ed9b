"""What a person writes in modele.yaml: everything optional, since a pack may extend another.

`merge` puts the packs of a chain together into the complete types of domain.modele.
The JSON Schema of modele.yaml is generated from `ModeleEcrit`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from dossier_builder.domain.modele import BoiteId, Gravite, PartHors, Statut
from dossier_builder.domain.written import Written

# Section ids are file names and rule ids are typed by people: nothing that a shell or Windows
# would take amiss.
_IDENTIFIANT = "^[a-z0-9]+([_-][a-z0-9]+)*$"


def _identifiant(text: str) -> str:
    if not re.fullmatch(_IDENTIFIANT, text):
        msg = (
            f"« {text} » n’est pas un identifiant : minuscules sans accent, chiffres et tirets, "
            "comme atelier-conception"
        )
        raise ValueError(msg)
    return text


Identifiant = Annotated[
    str, AfterValidator(_identifiant), Field(json_schema_extra={"pattern": _IDENTIFIANT})
]


class SourceEcrite(Written):
    """D’où vient une exigence ; `nom` reprend une source nommée du modèle, à compléter."""

    nom: str | None = Field(default=None, description="Nom d’une entrée de « sources ».")
    document: str | None = None
    statut: Statut | None = None
    date: dt.date | None = None
    detail: str | None = None


SourceOuNom = Annotated[
    str | SourceEcrite, Field(description="Une source, ou le nom d’une entrée de « sources ».")
]


class Element(Written):
    """Un élément d’une liste, reconnu par son `id` : le reprendre le modifie, ou le retire."""

    id: Identifiant
    active: bool = Field(default=True, description="false retire l’élément hérité.")
    supprimer: bool = Field(default=False, description="true retire l’élément hérité.")

    @property
    def removed(self) -> bool:
        """Whether the pack takes the inherited element away."""
        return self.supprimer or not self.active


class SectionEcrite(Element):
    """Une partie du dossier ; une nouvelle se place à la fin, ou selon `avant` ou `apres`."""

    titre: str | None = None
    niveau: Annotated[int, Field(ge=1, le=3)] | None = None
    numerotee: bool | None = None
    obligatoire: bool | None = None
    alias: tuple[str, ...] | None = Field(
        default=None, description="Autres titres acceptés ; ils s’ajoutent à ceux hérités."
    )
    mots_min: Annotated[int, Field(ge=0)] | None = None
    pages: tuple[float, float] | None = Field(
        default=None, description="Longueur conseillée, en pages : [minimum, maximum]."
    )
    competences: tuple[int, ...] | None = None
    aide: str | None = None
    questions: tuple[str, ...] | None = None
    source: SourceOuNom | None = None
    avant: str | None = Field(default=None, description="Placer avant cette section.")
    apres: str | None = Field(default=None, description="Placer après cette section.")


class ChampEcrit(Element):
    """Un champ court de dossier.yaml."""

    intitule: str | None = None
    type: (
        Literal["texte", "date", "periode", "liste_diplomes", "declaration", "liste_textes"] | None
    ) = None
    obligatoire: bool | None = None
    aide: str | None = None
    exemple: str | None = None


class RegleEcrite(Element):
    """Une règle : un contrôle, sa gravité, ses paramètres, ses mots."""

    controle: str | None = Field(default=None, description="Code du contrôle, comme PAG001.")
    gravite: Gravite | None = None
    parametres: dict[str, Any] | None = None
    message: str | None = None
    aide: str | None = None
    source: SourceOuNom | None = None


class BoiteEcrite(Element):
    """Une case du formulaire du ministère."""

    id: BoiteId
    numero: int | None = None
    intitule: str | None = None
    alias: tuple[str, ...] | None = None
    obligatoire: bool | None = None
    aide: str | None = None
    questions: tuple[str, ...] | None = Field(
        default=None, description="Questions qui aident à remplir la case."
    )
    mots_min: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="Longueur à viser, en mots ; aucune règle ne la contrôle."
    )


class PagesEcrites(Written):
    """La limite de pages ; `hors` nomme ce qui ne compte pas."""

    min: Annotated[int, Field(ge=1)] | None = None
    max: Annotated[int, Field(ge=1)] | None = None
    hors: tuple[PartHors, ...] | None = None
    source: SourceOuNom | None = None


class CaracteresEcrits(Written):
    """La limite de caractères, espaces comprises ; `hors` nomme ce qui ne compte pas."""

    min: Annotated[int, Field(ge=1)] | None = None
    max: Annotated[int, Field(ge=1)] | None = None
    hors: tuple[PartHors, ...] | None = None
    source: SourceOuNom | None = None


class AnnexesEcrites(Written):
    """Comment les annexes s’annoncent, et leur longueur."""

    titres: tuple[str, ...] | None = None
    pages_max: Annotated[int, Field(ge=1)] | None = None
    pages_max_par_annexe: Annotated[int, Field(ge=1)] | None = None
    source: SourceOuNom | None = None


class FormulaireEcrit(Written):
    """Le formulaire du dossier professionnel."""

    exemples_min: Annotated[int, Field(ge=0)] | None = None
    exemples_max: Annotated[int, Field(ge=1)] | None = None
    boites: tuple[BoiteEcrite, ...] = ()
    textes_fixes: tuple[str, ...] | None = None
    espaces_reserves: tuple[str, ...] | None = None
    source: SourceOuNom | None = None


class CentreEcrit(Written):
    """Le centre dont c’est le modèle."""

    nom: str
    ville: str = ""
    logo: str | None = Field(
        default=None, description="Image (PNG ou JPEG) à côté de modele.yaml, mise en couverture."
    )


class DepotEcrit(Written):
    """Comment se nomment les fichiers déposés par « dossier deposer »."""

    nom: str | None = Field(
        default=None,
        description="Par exemple {sigle}_{NOM}_{Prenom}_{session} ; aussi {genre}, {Nom}, "
        "{centre}, {numero}.",
    )


class ModeleEcrit(Written):
    """Le contenu d’un fichier modele.yaml."""

    id: str = Field(description="Le chemin du dossier sous la racine, comme cip/ccp2.")
    version: str | None = None
    etend: str | None = Field(default=None, description="Le modèle que celui-ci complète.")
    intitule: str | None = None
    sigle: str | None = None
    ccp: str | None = None
    gabarit: str | None = Field(
        default=None, description="Fichier Word, à côté de modele.yaml (gabarit.docx sinon)."
    )
    centre: CentreEcrit | None = Field(
        default=None, description="Nom et logo du centre, en couverture des dossiers."
    )
    depot: DepotEcrit | None = Field(default=None, description="Noms des fichiers déposés.")
    sources: dict[str, SourceEcrite] = Field(
        default_factory=dict, description="Sources nommées, à reprendre par leur nom."
    )
    source: SourceOuNom | None = Field(
        default=None, description="Source de ce que ce fichier fixe sans autre précision."
    )
    pages: PagesEcrites | None = None
    caracteres: CaracteresEcrits | None = None
    annexes: AnnexesEcrites | None = None
    sections: tuple[SectionEcrite, ...] = ()
    champs: tuple[ChampEcrit, ...] = ()
    formulaire: FormulaireEcrit | None = None
    regles: tuple[RegleEcrite, ...] = ()
    espaces_reserves: tuple[str, ...] | None = None
