"""A small dossier that holds every kind of block, built in code, by a plainly fictitious person."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from dossier_builder.domain.blocks import (
    Footnote,
    Heading,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Run,
    Table,
)
from dossier_builder.domain.candidat import Candidat, Centre, Declaration, Diplome, Periode, Session
from dossier_builder.domain.dossier import Annexe, Dossier, Exemple, SectionRedigee
from dossier_builder.domain.modele import (
    ActiviteType,
    AnnexesModele,
    Boite,
    Champ,
    Formulaire,
    Modele,
    Section,
    Source,
    Titre,
)
from dossier_builder.resources import templates_root

SOURCE = Source(document="Essai", statut="programme", date=dt.date(2026, 11, 23))
TITRE = Titre(
    id="cip",
    intitule="Conseiller en insertion professionnelle",
    sigle="CIP",
    niveau=5,
    activites_types=(
        ActiviteType(numero=1, ccp="ccp1", intitule="Accueillir pour analyser la demande"),
        ActiviteType(numero=2, ccp="ccp2", intitule="Accompagner les personnes"),
    ),
    source=SOURCE,
)


def text(words: str) -> Paragraph:
    return Paragraph((Run(words),))


@pytest.fixture(scope="session")
def png(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("images") / "figure.png"
    Image.new("RGB", (640, 320), "#1d4e5f").save(path, dpi=(200, 200))
    return path


@pytest.fixture(scope="session")
def modele() -> Modele:
    return Modele(
        id="cip/ccp2",
        version="2026.1",
        intitule="Dossier projet CCP2",
        sigle="CCP2",
        titre=TITRE,
        ccp="ccp2",
        annexes=AnnexesModele(source=SOURCE),
        sections=(
            Section(id="introduction", titre="Introduction", numerotee=False, source=SOURCE),
            Section(id="contexte", titre="Contexte de la structure", source=SOURCE),
            Section(id="accompagnement", titre="Accompagnement", source=SOURCE),
            Section(
                id="accompagnement-projet", titre="Élaborer le projet", niveau=2, source=SOURCE
            ),
            Section(id="conclusion", titre="Conclusion", numerotee=False, source=SOURCE),
        ),
        champs=(
            Champ(id="titre", intitule="Titre", type="texte"),
            Champ(id="territoire", intitule="Territoire", type="texte", obligatoire=False),
        ),
        gabarit=templates_root() / "_commun" / "gabarit.docx",
    )


@pytest.fixture(scope="session")
def candidat() -> Candidat:
    return Candidat(
        nom_naissance="Modèle",
        prenom="Sacha",
        adresse="1 rue des Exemples, 00000 Valfictive",
        voie="formation",
        session=Session(date=dt.date(2027, 3, 15), lieu="Valfictive"),
        centre=Centre(nom="Centre Les Exemples", ville="Valfictive"),
    )


@pytest.fixture(scope="session")
def dossier(candidat: Candidat, png: Path) -> Dossier:
    note = Footnote(
        (Paragraph((Run("Une note, avec un "), Run("lien", link="https://ex.test/n"))),)
    )
    table = Table(
        header=((Run("Indicateur"),), (Run("Valeur"),)),
        rows=(((Run("Taux de chômage"),), (Run("9,1 %"),)), ((Run("Emplois"),), (Run("12"),))),
        alignments=("left", "right"),
        caption=(Run("Le bassin"),),
        identifier="bassin",
    )
    picture = Picture(png, "Courbe du bassin", (Run("La courbe"),), "courbe", 0.6)
    nested = ListBlock(
        ordered=True,
        start=3,
        items=(
            (
                text("Troisième"),
                ListBlock(ordered=False, start=1, items=((text("Détail"), text("Suite")),)),
            ),
            (text("Quatrième"),),
        ),
    )
    context = (
        Paragraph(
            (
                Run("Du texte "), Run("gras", bold=True), Run(" et "), Run("penché", italic=True),
                Run(" : voir "), Reference("tableau", "bassin"), Run(", "),
                Reference("figure", "courbe"), Run(" et "), Reference("annexe", "contrat"),
                note, Run("."), LineBreak(), Run("Un "), Run("site", link="https://ex.test/a?b=1&c=2"),
                Run(", un "), Run("code", code=True), Run(" et une flèche →."),
            )
        ),
        Heading(1, (Run("Le public"),)),
        table,
        text("Source : chiffres construits pour l’exemple."),
        picture,
        nested,
        Quote((text("Je veux retravailler vite."),)),
        PageBreak(),
        text("Après le saut."),
        ListBlock(ordered=True, start=1, items=((text("Un"),), (text("Deux"),))),
    )  # fmt: skip
    return Dossier(
        dossier=png.parent,
        modele="cip/ccp2",
        candidat=candidat,
        champs={
            "titre": "« Reprendre la main » & <avancer> {{ ensemble }}",
            "structure": "Mission locale de Valfictive",
            "periode": Periode(debut=dt.date(2026, 11, 16), fin=dt.date(2026, 12, 11)),
            "date": dt.date(2027, 2, 22),
            "territoire": "Pays des Exemples",
        },
        sections=(
            SectionRedigee("introduction", None, (text("Bonjour."),), present=True),
            SectionRedigee("contexte", None, context, present=True),
            SectionRedigee("accompagnement", "Accompagner Mme M.", (), present=True),
            SectionRedigee("accompagnement-projet", None, (text("Le projet."),), present=True),
            SectionRedigee("conclusion", None, (), present=False),
        ),
        annexes=(
            Annexe(
                "contrat", 1, "Contrat anonymisé", blocks=(Heading(1, (Run("Objet"),)), text("A"))
            ),
            Annexe("affiche", 2, "Affiche", fichier=png, texte_alternatif="Une affiche bleue"),
        ),
    )


@pytest.fixture(scope="session")
def formulaire(modele: Modele) -> Modele:
    """The kind whose gabarit is the ministry's form."""
    return replace(
        modele,
        id="cip/dpp",
        intitule="Dossier professionnel",
        sections=(),
        ccp=None,
        formulaire=Formulaire(
            boites=(Boite(id="taches", numero=1, intitule="Tâches"),), source=SOURCE
        ),
        gabarit=templates_root() / "dp" / "gabarit.docx",
    )


@pytest.fixture(scope="session")
def dpp(dossier: Dossier) -> Dossier:
    """Two examples of an activité-type, one of another; the first box holds a table."""
    blocks = dossier.sections[1].blocks
    table = next(b for b in blocks if isinstance(b, Table))
    boites = {
        "taches": (
            text("Avant le tableau."),
            Heading(1, (Run("Une étape"),)),
            table,
            text("Après."),
        ),
        "moyens": (text("Des moyens."),),
        "avec_qui": (text("Une équipe."),),
    }
    span = Periode(debut=dt.date(2026, 10, 5), fin=dt.date(2026, 10, 23))
    return replace(
        dossier,
        modele="cip/dpp",
        sections=(),
        exemples=(
            Exemple(1, 1, "Accueillir & informer", "Maison", "Accueil", span, boites),  # type: ignore[arg-type]
            Exemple(1, 2, "Analyser", "Maison", "Accueil", None, {}),
            Exemple(2, 1, "Accompagner", "Maison", "Suivi", span, {}),
        ),
        champs={
            "diplomes": (Diplome(intitule="Bac", organisme="Académie", date=dt.date(2014, 7, 4)),),
            "declaration": Declaration(lieu="Valfictive", date=dt.date(2027, 2, 26)),
            "documents": ("Fiche de préparation",),
        },
    )
