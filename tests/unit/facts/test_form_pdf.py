from __future__ import annotations

from pathlib import Path

import pytest

from dossier_builder.domain.facts import FormFacts
from dossier_builder.domain.modele import Formulaire
from dossier_builder.facts.form import read_form
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE

from .form_builder import Form, build, printed

COVER = """
1,0.10 | DOSSIER PROFESSIONNEL (DP)
Nom de naissance ► EXEMPLE
Nom d’usage ►
Prénom ► Camille
Adresse ► 1 rue des Modèles
00000 Valfictive
TITRE PROFESSIONNEL VISÉ
Conseiller en insertion
professionnelle
MODALITÉ D’ACCÈS :
☐ Parcours de formation
☒ Validation des Acquis de l’Expérience (VAE)
2,0.10 | Présentation du dossier
Le dossier professionnel (DP) constitue un élément du système de validation
3,0.10 | SOMMAIRE
Exemples de pratique professionnelle
Activité-type 1 Accueillir les personnes p. 5
Exemple n° 1 Conduire un accueil p. 5
Déclaration sur l’honneur p. 9
Annexes (Si le RC le prévoit) p. 10
4,0.30 | EXEMPLES DE PRATIQUE
PROFESSIONNELLE
"""
EXAMPLE = """
5,0.075 | Activité-type 1 Accueillir pour analyser la demande des personnes et poser
les bases d’un diagnostic partagé
Exemple n° 1 ► Conduire un premier
accueil
1. Décrivez les tâches ou opérations que vous avez effectuées, et dans quelles
conditions :
J’ai reçu seize personnes
et reformulé leur demande.
DOSSIER PROFESSIONNEL-Version Traitement de texte – Version du 11/09/2017 Page 5
6,0.09 | DOSSIER PROFESSIONNEL (DP)
2. Précisez les moyens utilisés :
3. Avec qui avez-vous travaillé ?
Cliquez ici pour taper du texte.
4. Contexte
Nom de l’entreprise, Mission locale
organisme ou association
de Valfictive
Chantier, atelier, service ► Accueil
Période d’exercice ► Du : 05/10/2026 au : 23/10/2026
Une équipe de huit conseillères.
7,0.2 | 5. Informations complémentaires (facultatif)
8,0.1 | Titres, diplômes, CQP, attestations de formation
"""
STATEMENT = """
9,0.1 | Déclaration sur l’honneur
9,0.3 | Je soussigné(e) [prénom et nom] ......................................,
déclare sur l’honneur que les renseignements fournis dans ce dossier sont exacts
9,0.5 | Fait à ............................ le ............................
9,0.6 | pour faire valoir ce que de droit.
9,0.7 | Signature :
9,0.505 | Valfictive 26/02/2027
9,0.305 | Camille EXEMPLE
10,0.1 | Documents illustrant la pratique professionnelle
"""


@pytest.fixture(scope="module")
def formulaire() -> Formulaire:
    found = load_modele("cip/dpp", CATALOGUE).formulaire
    assert found is not None
    return found


@pytest.fixture(scope="module")
def form(formulaire: Formulaire) -> FormFacts:
    found = read_form(printed(COVER + EXAMPLE + STATEMENT), formulaire)
    assert found is not None
    return found


def test_the_cover_of_a_pdf(form: FormFacts) -> None:
    assert form.couverture == {
        "nom_naissance": "EXEMPLE",
        "nom_usage": "",
        "prenom": "Camille",
        "adresse": "1 rue des Modèles 00000 Valfictive",
        "titre": "Conseiller en insertion professionnelle",
    }
    assert form.modalites == {"formation": False, "vae": True}


def test_the_example_of_a_pdf(form: FormFacts) -> None:
    (example,) = form.exemples
    assert (example.activite_type, example.numero, example.page) == (1, 1, 5)
    assert example.activite_intitule.endswith("et poser les bases d’un diagnostic partagé")
    assert example.intitule == "Conduire un premier accueil"
    states = {b.id: (b.etat, b.page) for b in example.boites}
    assert states == {
        "taches": ("remplie", 5),
        "moyens": ("vide", 6),
        "avec_qui": ("espace_reserve", 6),
        "contexte": ("remplie", 6),
        "complements": ("vide", 7),
    }
    tasks, context = example.boites[0], example.boites[3]
    assert tasks.texte == "J’ai reçu seize personnes\net reformulé leur demande."
    assert context.texte.splitlines() == [
        "Mission locale de Valfictive",
        "Accueil",
        "05/10/2026",
        "23/10/2026",
        "Une équipe de huit conseillères.",
    ]
    assert example.pages == 2.2


def test_the_declaration_of_a_pdf_lies_at_the_height_of_its_line(form: FormFacts) -> None:
    assert form.declaration == {"fait_a": "Valfictive", "le": "26/02/2027"}
    assert form.declaration_page == 9


def test_pages_of_pictures_at_the_end_count(formulaire: Formulaire) -> None:
    text = COVER + EXAMPLE.replace("8,0.1 | Titres", "11,0.1 | Titres")
    form = read_form(printed(text), formulaire)
    assert form is not None
    assert form.exemples[0].pages == 6.0


def test_both_titles_on_one_printed_line(formulaire: Formulaire) -> None:
    one = "5,0.075 | Activité-type 2 Accompagner Exemple n° 3 – Conduire un atelier"
    text = COVER + one + EXAMPLE[EXAMPLE.index("\n1. Décrivez") :]
    form = read_form(printed(text), formulaire)
    assert form is not None
    (example,) = form.exemples
    assert (example.activite_type, example.activite_intitule) == (2, "Accompagner")
    assert (example.numero, example.intitule) == (3, "Conduire un atelier")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("☒ Parcours de formation ☐ Validation des Acquis", {"formation": True, "vae": False}),
        ("Parcours de formation ☐ Validation des Acquis ☒", {"formation": False, "vae": True}),
        ("Parcours de formation ☒ Validation des Acquis", {"formation": True, "vae": False}),
        ("☒ Parcours de formation", {"formation": True}),
        ("Parcours de formation Validation des Acquis", {}),
    ],
)
def test_boxes_and_labels_on_one_line(
    line: str, expected: dict[str, bool], formulaire: Formulaire
) -> None:
    start = COVER.index("☐ Parcours")
    text = f"{COVER[:start]}{line}\n{COVER[COVER.index('2,0.10') :]}{EXAMPLE}"
    form = read_form(printed(text), formulaire)
    assert form is not None
    assert form.modalites == expected


@pytest.mark.libreoffice
def test_the_form_comes_back_from_other_programs(tmp_path: Path, formulaire: Formulaire) -> None:
    from dossier_builder.domain.submission import Submission
    from dossier_builder.facts.docx_content import read_docx
    from dossier_builder.facts.pdf_content import read_pdf
    from dossier_builder.layout import ENGINES
    from dossier_builder.layout.engine import LayoutJob
    from dossier_builder.pdf import read_pages

    form = Form(floating=False)
    source, pdf = build(form, tmp_path / "dp.docx"), tmp_path / "dp.pdf"
    list(ENGINES["libreoffice"].lay_out([LayoutJob(source, pdf)]))
    docx = read_form(read_docx(Submission("dp", source, "docx", None)).lines, formulaire)
    printed_form = read_form(read_pdf(read_pages(pdf)).lines, formulaire)
    assert docx is not None
    assert printed_form is not None
    assert printed_form.couverture == docx.couverture
    assert printed_form.modalites == docx.modalites
    assert printed_form.declaration == docx.declaration
    for mine, theirs in zip(printed_form.exemples, docx.exemples, strict=True):
        assert [(b.id, b.etat, b.mots) for b in mine.boites] == [
            (b.id, b.etat, b.mots) for b in theirs.boites
        ]
        assert (mine.activite_type, mine.intitule) == (theirs.activite_type, theirs.intitule)
        assert mine.pages is not None
        assert 0 < mine.pages < 2
