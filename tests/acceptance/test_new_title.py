"""A title added by data alone: a folder of YAML, no line of Python, and the whole line works."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from .runs import dossier, findings

TITRE = """\
id: cav
intitule: Conseiller en accueil de voyageurs (titre fictif)
sigle: CAV
niveau: 5
source: {document: Référentiel fictif, statut: centre, date: 2026-11-23}
activites_types:
  - numero: 1
    ccp: ccp1
    intitule: Accueillir les voyageurs et les orienter
    competences:
      - {numero: 1, intitule: Renseigner un voyageur}
  - numero: 2
    ccp: ccp2
    intitule: Organiser le service en gare
    competences:
      - {numero: 2, intitule: Préparer une journée d’affluence}
"""
RAPPORT = """\
id: cav/rapport
version: "1"
etend: _commun
intitule: Rapport d’activité
sigle: RAPPORT
ccp: ccp2
sources:
  centre: {document: Règlement fictif du centre, statut: centre, date: 2026-11-23}
pages: {min: 4, max: 9, hors: [annexes], source: centre}
champs:
  - {id: titre, intitule: Titre du rapport, type: texte, exemple: '"Une gare, un été"'}
  - {id: date, intitule: Date, type: date}
sections:
  - id: gare
    titre: La gare et ses voyageurs
    mots_min: 50
    source: centre
  - id: journee
    titre: Une journée d’affluence
    alias: [La journée du départ]
    mots_min: 50
    source: centre
  - id: bilan
    titre: Bilan
    numerotee: false
    source: centre
regles:
  - {id: deux-parties, controle: SEC004, gravite: erreur, parametres: {nombre: 2}, source: centre}
"""
FORMULAIRE = """\
id: cav/dp
version: "1"
etend: dp
intitule: Dossier professionnel du titre fictif
sigle: DP
"""
TEXT = (
    "Le vendredi 3 juillet, la gare a reçu deux fois plus de voyageurs qu’un jour ordinaire. "
    "J’avais préparé l’affluence avec l’équipe : trois points d’accueil, des files séparées, une "
    "annonce toutes les dix minutes. À 17 h, un train supprimé a tout changé. « Où dormons-nous "
    "ce soir ? » m’a demandé une famille. J’ai repris la liste des hébergements, j’ai appelé, et "
    "j’ai noté chaque réponse pour la collègue qui prenait la suite. "
)
PARTS = {"gare": 6, "journee": 7, "bilan": 1}
"""Section → paragraphs: some two pages of text, with a cover and a sommaire before them."""


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packs that a centre writes."""
    root = tmp_path_factory.mktemp("modèles")
    files = {
        "cav/titre.yaml": TITRE,
        "cav/rapport/modele.yaml": RAPPORT,
        "cav/dp/modele.yaml": FORMULAIRE,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def folder(packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report made by `dossier nouveau`, then written."""
    place = tmp_path_factory.mktemp("apprenante") / "rapport"
    ended = dossier(
        *("nouveau", place, "--modele", "cav/rapport", "--modeles", packs),
        *("--nom", "Exemple", "--prenom", "Camille", "--titre", "Une gare, un été"),
    )
    assert ended.code == 0, ended.said
    for section, paragraphs in PARTS.items():
        path = place / "sections" / f"{section}.md"
        path.write_text("\n\n".join([TEXT * 2] * paragraphs), encoding="utf-8")
    return place


def verified(folder: Path, packs: Path, target: Path) -> Mapping[str, Any]:
    ended = dossier(
        *("verifier", folder, "--modeles", packs, "--moteur", "dxpdf"),
        *("--format", f"json:{target}"),
    )
    assert ended.code in {0, 1}, ended.said
    (document,) = json.loads(target.read_text(encoding="utf-8"))["documents"]
    return dict(document)


def test_the_new_packs_are_listed_and_right(packs: Path) -> None:
    listed = dossier("modele", "lister", "--modeles", packs)
    assert listed.code == 0, listed.said
    assert "cav/rapport" in listed.said
    assert "cav/dp" in listed.said
    assert dossier("modele", "verifier", packs).code == 0


def test_the_new_title_s_folder_asks_for_its_own_sections(folder: Path) -> None:
    names = {path.name for path in (folder / "sections").iterdir()}
    assert names == {"gare.md", "journee.md", "bilan.md"}
    assert "modele: cav/rapport" in (folder / "dossier.yaml").read_text(encoding="utf-8")


def test_the_new_title_is_built(folder: Path, packs: Path) -> None:
    ended = dossier("generer", folder, "--modeles", packs, "--moteur", "dxpdf")
    assert ended.code == 0, ended.said
    assert "conforme" in ended.said
    docx = folder / "rendu" / "RAPPORT - EXEMPLE Camille.docx"
    assert docx.with_suffix(".pdf").is_file()
    text = zipfile.ZipFile(docx).read("word/document.xml").decode("utf-8")
    assert "Conseiller en accueil de voyageurs" in text
    assert "Une journée d’affluence" in text


def test_the_new_title_is_judged_by_its_own_rules(
    folder: Path, packs: Path, tmp_path: Path
) -> None:
    report = verified(folder, packs, tmp_path / "r.json")
    assert (report["modele"], report["verdict"]) == ("cav/rapport", "conforme")
    assert {section["id"] for section in report["sections"] if section["page"]} == set(PARTS)
    judged = {regle["regle"]: regle["statut"] for regle in report["regles"]}
    assert judged["pages-hors-annexes"] == judged["deux-parties"] == "reussie"


def test_a_fault_under_the_new_title_is_the_centre_s_finding(
    folder: Path, packs: Path, tmp_path: Path
) -> None:
    (tmp_path / "sections").mkdir()
    for name in ("dossier.yaml", "sections/gare.md", "sections/bilan.md"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "candidat.yaml").write_bytes((folder.parent / "candidat.yaml").read_bytes())
    report = verified(tmp_path, packs, tmp_path / "r.json")
    assert report["verdict"] == "non_conforme"
    assert set(findings(report, "erreur")) == {"SEC004"}


def test_the_ministry_s_form_serves_the_new_title(packs: Path, tmp_path: Path) -> None:
    place = tmp_path / "dp"
    ended = dossier(
        *("nouveau", place, "--modele", "cav/dp", "--modeles", packs),
        *("--nom", "Exemple", "--prenom", "Camille"),
    )
    assert ended.code == 0, ended.said
    names = sorted(path.name for path in (place / "exemples").iterdir())
    assert names == ["at1-1.md", "at2-1.md"]
    report = verified(place, packs, tmp_path / "vide.json")
    assert set(findings(report, "erreur")) == {"DPP002", "TXT001"}
    for name in names:
        (place / "exemples" / name).write_text(
            "---\nintitule: Recevoir une famille\nentreprise: Gare de Valfictive\n"
            "periode: {debut: 2026-07-01, fin: 2026-07-31}\n---\n"
            f"# Tâches\n{TEXT}\n\n# Moyens\nUne liste d’adresses.\n\n# Avec qui\nMa collègue.\n",
            encoding="utf-8",
        )
    report = verified(place, packs, tmp_path / "rempli.json")
    assert report["verdict"] == "conforme"
    assert findings(report, "erreur") == {}


def test_a_built_report_is_recognised_without_its_name(folder: Path, packs: Path) -> None:
    """The docx says of which kind it is: nobody has to."""
    dossier("generer", folder, "--modeles", packs, "--moteur", "dxpdf")
    docx = next((folder / "rendu").glob("*.docx"))
    ended = dossier("verifier", docx, "--modeles", packs, "--moteur", "dxpdf")
    assert "RAPPORT - Rapport d’activité" in ended.said
