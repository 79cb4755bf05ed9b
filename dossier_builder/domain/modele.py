"""A rule pack as data: what a trainer or the ministry expects of one kind of dossier.

Written by people in templates/<titre>/<kind>/modele.yaml, validated and merged by `packs`; plain
values from there on, since reports hold them and are read back where nothing is validated.
Every limit and required section carries a `Source`: what we inferred can fail nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, ClassVar, Literal

from dossier_builder.values import frozen

Statut = Literal["programme", "officiel", "centre", "infere"]
Gravite = Literal["erreur", "avertissement", "information"]
PartHors = Literal["couverture", "sommaire", "annexes"]
BoiteId = Literal["taches", "moyens", "avec_qui", "contexte", "complements"]


class OfPack:
    """Base of what stands in a pack: how pydantic validates the ones that are read as written."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {
        "extra": "forbid",
        "str_strip_whitespace": True,
    }


@frozen(kw_only=True)
class Source(OfPack):
    """Where a rule comes from; shown beside every finding."""

    document: str
    statut: Statut
    date: dt.date
    detail: str = ""


@frozen(kw_only=True)
class Competence(OfPack):
    """One competence of an activité-type; `alias` are wordings met in other sources.

    `mots_cles` are expressions that tell of it under other words: all the words of one of them,
    near one another, are enough.
    """

    numero: int
    intitule: str
    alias: tuple[str, ...] = ()
    mots_cles: tuple[str, ...] = ()


@frozen(kw_only=True)
class ActiviteType(OfPack):
    """An activité-type of the title, which is also a CCP (certificat de compétences)."""

    numero: int
    ccp: str
    intitule: str
    alias: tuple[str, ...] = ()
    competences: tuple[Competence, ...] = ()


@frozen(kw_only=True)
class DossierAttendu(OfPack):
    """A dossier that candidates to the title hand in: the id of its pack.

    Expected of those who present `ccp` (None: of all), by one of `voies` (empty: by any).
    `accepte` names other packs whose documents stand for it.
    """

    modele: str
    ccp: str | None = None
    voies: tuple[Literal["formation", "apprentissage", "vae"], ...] = ()
    accepte: tuple[str, ...] = ()


@frozen(kw_only=True)
class PieceACocher(OfPack):
    """A piece of the session that only a person can see: on paper, or in another folder.

    Asked of those who come by one of `voies` (empty: by any). `sigle` is its short name.
    """

    sigle: str
    intitule: str
    voies: tuple[Literal["formation", "apprentissage", "vae"], ...] = ()


@frozen(kw_only=True)
class Titre(OfPack):
    """A titre professionnel of the ministry (templates/<titre>/titre.yaml).

    `par_defaut`: the title that a form means when its cover names none.
    """

    id: str
    intitule: str
    sigle: str
    niveau: int
    code_ministere: str = ""
    rncp: str = ""
    activites_types: tuple[ActiviteType, ...] = ()
    dossiers: tuple[DossierAttendu, ...] = ()
    pieces_a_cocher: tuple[PieceACocher, ...] = ()
    par_defaut: bool = False
    source: Source


@frozen(kw_only=True)
class Pages(OfPack):
    """The limit on counted pages; `hors` names the parts of the document that do not count."""

    min: int | None = None
    max: int | None = None
    hors: tuple[PartHors, ...] = ("annexes",)
    source: Source


@frozen(kw_only=True)
class Caracteres(OfPack):
    """The limit on characters, spaces included; `hors` names the parts that do not count."""

    min: int | None = None
    max: int | None = None
    hors: tuple[PartHors, ...] = ("couverture", "sommaire", "annexes")
    source: Source


@frozen(kw_only=True)
class Section(OfPack):
    """A section the document must or may hold; `pages` is its budget, in pages."""

    id: str
    titre: str
    niveau: int = 1
    numerotee: bool = True
    obligatoire: bool = True
    alias: tuple[str, ...] = ()
    mots_min: int | None = None
    pages: tuple[float, float] | None = None
    competences: tuple[int, ...] = ()
    aide: str = ""
    questions: tuple[str, ...] = ()
    source: Source


@frozen(kw_only=True)
class Champ(OfPack):
    """A short field of dossier.yaml, printed on the cover or in the form."""

    id: str
    intitule: str
    type: Literal["texte", "date", "periode", "liste_diplomes", "declaration", "liste_textes"]
    obligatoire: bool = True
    aide: str = ""
    exemple: str = ""


@frozen(kw_only=True)
class AnnexesModele(OfPack):
    """How the annexes of the kind are announced, and how long they may be."""

    titres: tuple[str, ...] = ("Annexes", "Annexe")
    pages_max: int | None = None
    pages_max_par_annexe: int | None = None
    source: Source


@frozen(kw_only=True)
class Boite(OfPack):
    """A box of the ministry's form: its fixed heading, and how a learner names it in Markdown.

    `questions` help a learner to write it, `mots_min` is a length to aim at; no rule reads either.
    """

    id: BoiteId
    numero: int
    intitule: str
    alias: tuple[str, ...] = ()
    obligatoire: bool = True
    aide: str = ""
    questions: tuple[str, ...] = ()
    mots_min: int | None = None


@frozen(kw_only=True)
class Formulaire(OfPack):
    """The ministry's form for the dossier professionnel: one block per example."""

    exemples_min: int = 1
    exemples_max: int = 3
    boites: tuple[Boite, ...]
    textes_fixes: tuple[str, ...] = ()
    espaces_reserves: tuple[str, ...] = ()
    source: Source


@frozen(kw_only=True)
class Regle(OfPack):
    """One rule: a check of the catalogue with its severity, parameters and wording.

    `parametres` is validated by the check's own type when the pack is loaded. `source` is that of
    the limit or section it checks when the pack gives none here. `active: false` in a pack that
    extends another turns the inherited rule off.
    """

    id: str
    controle: str
    gravite: Gravite
    parametres: dict[str, Any] = field(default_factory=dict)
    message: str | None = None
    aide: str | None = None
    source: Source | None = None
    active: bool = True


@frozen(kw_only=True)
class CentreModele(OfPack):
    """The centre whose pack it is: its name and logo on the covers that learners leave empty."""

    nom: str
    ville: str = ""
    logo: Path | None = None


@frozen(kw_only=True)
class DepotModele(OfPack):
    """How the files that are handed in are named: words of `MOTS_DE_DEPOT` between braces."""

    nom: str = "{sigle}_{NOM}_{Prenom}_{session}"


MOTS_DE_DEPOT = ("sigle", "genre", "NOM", "Nom", "Prenom", "session", "centre", "numero")
"""What a pattern of file names may hold: `CCP2`, `ccp2`, the name, `2026-12-07`, the centre, the
number of the deposit.
"""


@frozen(kw_only=True)
class Modele(OfPack):
    """A kind of dossier, its packs merged: everything `render` and `rules` need to know."""

    id: str
    version: str
    intitule: str
    sigle: str
    titre: Titre | None = None
    centre: CentreModele | None = None
    ccp: str | None = None
    pages: Pages | None = None
    caracteres: Caracteres | None = None
    annexes: AnnexesModele
    sections: tuple[Section, ...] = ()
    champs: tuple[Champ, ...] = ()
    formulaire: Formulaire | None = None
    regles: tuple[Regle, ...] = ()
    espaces_reserves: tuple[str, ...] = ()
    depot: DepotModele = DepotModele()
    gabarit: Path
    dossiers: tuple[Path, ...] = ()

    def section(self, identifier: str) -> Section:
        """The section of that id; raises KeyError when the pack has none."""
        for section in self.sections:
            if section.id == identifier:
                return section
        raise KeyError(identifier)
