"""A folder to write in, packs made by hand, and the list of problems as text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

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
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.inputs import LoadedDossier, load_dossier
from dossier_builder.packs import UnknownModeleError

SOURCE = Source(document="Essai", statut="infere", date=dt.date(2026, 11, 23))
TITRE = Titre(
    id="cip",
    intitule="Conseiller en insertion professionnelle",
    sigle="CIP",
    niveau=5,
    activites_types=tuple(
        ActiviteType(numero=n, ccp=f"ccp{n}", intitule=f"Activité {n}") for n in (1, 2, 3)
    ),
    source=SOURCE,
)
CCP2 = Modele(
    id="cip/ccp2",
    version="1",
    intitule="Dossier projet CCP2",
    sigle="CCP2",
    titre=TITRE,
    ccp="ccp2",
    annexes=AnnexesModele(source=SOURCE),
    sections=(
        Section(id="introduction", titre="Introduction", source=SOURCE),
        Section(id="contexte", titre="Contexte : la structure", alias=("Le cadre",), source=SOURCE),
        Section(id="conclusion", titre="Conclusion", source=SOURCE),
    ),
    champs=(
        Champ(id="titre", intitule="Titre du projet", type="texte", exemple='"Mon projet"'),
        Champ(id="sous_titre", intitule="Sous-titre", type="texte", obligatoire=False),
        Champ(id="structure", intitule="Structure", type="texte", obligatoire=False),
        Champ(id="periode", intitule="Période", type="periode", obligatoire=False),
        Champ(id="mots_cles", intitule="Mots-clés", type="liste_textes", obligatoire=False),
    ),
    gabarit=Path("gabarit.docx"),
)
DPP = Modele(
    id="cip/dpp",
    version="1",
    intitule="Dossier de pratique professionnelle",
    sigle="DPP",
    titre=TITRE,
    annexes=AnnexesModele(source=SOURCE),
    champs=(
        Champ(id="diplomes", intitule="Diplômes", type="liste_diplomes", obligatoire=False),
        Champ(id="declaration", intitule="Déclaration", type="declaration", obligatoire=False),
        Champ(id="date", intitule="Date", type="date"),
    ),
    formulaire=Formulaire(
        boites=(
            Boite(
                id="taches",
                numero=1,
                intitule="Décrivez les tâches ou opérations que vous avez effectuées",
                alias=("Tâches et conditions",),
            ),
            Boite(id="moyens", numero=2, intitule="Précisez les moyens utilisés"),
            Boite(id="avec_qui", numero=3, intitule="Avec qui avez-vous travaillé ?"),
            Boite(
                id="complements",
                numero=5,
                intitule="Informations complémentaires (facultatif)",
                obligatoire=False,
            ),
        ),
        source=SOURCE,
    ),
    gabarit=Path("gabarit.docx"),
)
MODELES = {CCP2.id: CCP2, DPP.id: DPP}

CANDIDAT = """\
nom_naissance: Exemple
prenom: Camille
voie: formation
vise: titre
"""
DOSSIER = """\
modele: cip/ccp2
titre: Mon projet
"""


def load(identifier: str) -> Modele:
    """Stand for packs.load_modele: same error for an unknown pack."""
    if identifier not in MODELES:
        raise UnknownModeleError(identifier, tuple(MODELES))
    return MODELES[identifier]


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """Bytes of a small real image."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind)
    return buffer.getvalue()


class Dossiers:
    """A dossier's folder in the making; `write` adds a file and returns self."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.write("dossier.yaml", DOSSIER).write("candidat.yaml", CANDIDAT)

    def write(self, name: str, content: str | bytes) -> Dossiers:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def load(self) -> LoadedDossier:
        return load_dossier(self.folder, load)

    def problems(self) -> tuple[InputProblem, ...]:
        with pytest.raises(InputsError) as caught:
            self.load()
        assert caught.value.exit_code == 3
        return caught.value.problems

    def said(self) -> list[str]:
        """Problems as `file:line:column message | aide`, with ordinary spaces.

        Files are named from the dossier's folder.
        """
        prefix = f"{self.folder}/"
        lines = (f"{p.place} {p.message} | {p.aide}" for p in self.problems())
        return [line.replace(prefix, "").replace("\xa0", " ") for line in lines]


@pytest.fixture
def dossier(tmp_path: Path) -> Dossiers:
    return Dossiers(tmp_path / "dossier")


@pytest.fixture
def image() -> Callable[..., bytes]:
    return picture


@pytest.fixture
def modele_ccp2() -> Modele:
    return CCP2
