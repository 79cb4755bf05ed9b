from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.domain.facts import BoxFound, ExempleFound, FormFacts
from dossier_builder.domain.modele import Formulaire
from dossier_builder.domain.place import Place
from dossier_builder.facts.content import Line
from dossier_builder.facts.form import read_form
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE

from .form_builder import (
    ACTIVITIES,
    CLICK,
    HEADINGS,
    TITLE,
    TYPE_HERE,
    Example,
    Form,
    lines_of,
    placed,
)


@pytest.fixture(scope="module")
def formulaire() -> Formulaire:
    found = load_modele("cip/dpp", CATALOGUE).formulaire
    assert found is not None
    return found


def read(form: Form, folder: Path, formulaire: Formulaire) -> FormFacts:
    found = read_form(lines_of(form, folder), formulaire)
    assert found is not None
    return found


def box(example: ExempleFound, identifier: str) -> BoxFound:
    return next(b for b in example.boites if b.id == identifier)


@pytest.mark.parametrize("controls", [True, False])
def test_a_filled_form_is_read_with_and_without_content_controls(
    *, controls: bool, tmp_path: Path, formulaire: Formulaire
) -> None:
    form = read(Form(controls=controls), tmp_path, formulaire)
    assert form.couverture == {
        "nom_naissance": "EXEMPLE",
        "nom_usage": "",
        "prenom": "Camille",
        "adresse": "1 rue des Modèles 00000 Valfictive",
        "titre": TITLE,
    }
    assert form.modalites == {"formation": True, "vae": False}
    assert form.declaration == {"fait_a": "Valfictive", "le": "26/02/2027"}
    assert [(e.activite_type, e.activite_intitule, e.numero) for e in form.exemples] == [
        (number, title, 1) for number, title in ACTIVITIES.items()
    ]
    for example in form.exemples:
        assert example.intitule == "Conduire un premier accueil"
        states = [b.etat for b in example.boites]
        assert states == ["remplie", "remplie", "remplie", "remplie", "vide"]
    tasks = box(form.exemples[0], "taches")
    assert tasks.texte == "J’ai reçu seize personnes et reformulé leur demande."
    assert tasks.mots == 8


def test_box_indexes_are_those_of_the_paragraphs_inside(
    tmp_path: Path, formulaire: Formulaire
) -> None:
    lines = lines_of(Form(), tmp_path)
    form = read_form(lines, formulaire)
    assert form is not None
    tasks = box(form.exemples[1], "taches")
    assert tasks.paragraphe is not None
    assert lines[tasks.paragraphe].text.startswith("1. Décrivez")
    assert [lines[n].text for n in tasks.paragraphes] == ["", Example().taches, ""]
    assert lines[form.exemples[1].paragraphe].text == "Activité-type "
    assert form.declaration_paragraphe is not None
    assert lines[form.declaration_paragraphe].text.startswith("Fait à")


def test_the_sommaire_gives_no_example(tmp_path: Path, formulaire: Formulaire) -> None:
    one = Form(exemples=(Example(2, intitule="Suivre un parcours"),))
    form = read(one, tmp_path, formulaire)
    assert [(e.activite_type, e.intitule) for e in form.exemples] == [(2, "Suivre un parcours")]


def test_a_form_without_example_is_a_form(tmp_path: Path, formulaire: Formulaire) -> None:
    assert read(Form(exemples=()), tmp_path, formulaire).exemples == ()


@pytest.mark.parametrize("controls", [True, False])
def test_placeholders_are_told_from_what_is_written(
    *, controls: bool, tmp_path: Path, formulaire: Formulaire
) -> None:
    blank = Example(
        taches="",
        moyens=TYPE_HERE,
        avec_qui="Cliquez ou appuyez ici pour entrer du texte.",
        entreprise=TYPE_HERE,
        periode=f"Du\u00a0:\t{CLICK}\tau\u00a0:\t{CLICK}",
        complements=TYPE_HERE,
        intitule="Cliquez ici pour entrer l’intitulé de l’exemple",
        activite_intitule="Cliquez ici pour entrer l’intitulé de l’activité",
    )
    form = read(
        Form(
            nom_naissance="Entrez votre nom de naissance ici.",
            titre="Cliquez ici pour entrer l’intitulé du titre professionnel visé.",
            exemples=(blank,),
            fait_a=TYPE_HERE,
            le="Cliquez ici pour choisir une date",
            controls=controls,
        ),
        tmp_path,
        formulaire,
    )
    example = form.exemples[0]
    assert [b.etat for b in example.boites] == ["vide", *["espace_reserve"] * 4]
    assert {b.mots for b in example.boites} == {0}
    assert (example.intitule, example.activite_intitule) == ("", "")
    assert box(example, "moyens").texte == TYPE_HERE
    assert form.couverture["nom_naissance"] == form.couverture["titre"] == ""
    assert form.declaration == {"fait_a": "", "le": ""}


def test_the_prompt_of_a_centre_is_known_by_its_content_control(formulaire: Formulaire) -> None:
    lines = [Line(0, HEADINGS["moyens"]), Line(1, "Dites vos outils.", reserved=True)]
    assert _boxes(lines, formulaire)["moyens"] == "espace_reserve"
    long = " ".join(["J’ai préparé la séance avec la grille de la structure."] * 3)
    filled = [Line(0, HEADINGS["moyens"]), Line(1, long, reserved=True)]
    assert _boxes(filled, formulaire)["moyens"] == "remplie"


def test_a_picture_alone_fills_the_box(formulaire: Formulaire) -> None:
    lines = [Line(0, HEADINGS["moyens"]), Line(1, "", picture=True)]
    assert _boxes(lines, formulaire)["moyens"] == "remplie"
    assert _boxes([Line(0, HEADINGS["moyens"]), Line(1, "")], formulaire)["moyens"] == "vide"


def test_text_typed_beside_a_placeholder_fills_the_box(
    tmp_path: Path, formulaire: Formulaire
) -> None:
    example = Example(moyens=f"Le logiciel de suivi.\n{TYPE_HERE}")
    form = read(Form(exemples=(example,), controls=False), tmp_path, formulaire)
    means = box(form.exemples[0], "moyens")
    assert (means.etat, means.texte, means.mots) == ("remplie", "Le logiciel de suivi.", 4)


@pytest.mark.parametrize(
    ("entreprise", "periode", "etat", "manque"),
    [
        ("Cap Exemple", "Du : 5 au : 23 octobre 2026", "remplie", ()),
        ("Cap Exemple", "trois semaines en octobre 2026", "remplie", ()),
        ("Cap Exemple", "Du 05/10/2026 au jj/mm/aaaa", "vide", ("la date de fin",)),
        ("Cap Exemple", "Du :\t\tau :\t", "vide", ("la date de début", "la date de fin")),
        ("Cap Exemple", "", "vide", ("la date de début", "la date de fin")),
        ("", "Du 5 au 23 octobre", "vide", ("le nom de l’entreprise",)),
        (TYPE_HERE, "Du 5 au 23 octobre", "espace_reserve", ("le nom de l’entreprise",)),
    ],
)
def test_the_context_needs_the_enterprise_and_the_period(
    entreprise: str,
    periode: str,
    etat: str,
    manque: tuple[str, ...],
    tmp_path: Path,
    formulaire: Formulaire,
) -> None:
    example = Example(entreprise=entreprise, periode=periode)
    form = read(Form(exemples=(example,)), tmp_path, formulaire)
    context = box(form.exemples[0], "contexte")
    assert (context.etat, context.manque) == (etat, manque)


def test_examples_misnumbered_repeated_and_missing(tmp_path: Path, formulaire: Formulaire) -> None:
    examples = (
        Example(1, "n°1"),
        Example(1, "n° 1"),
        Example(None, "N 3"),
        Example(1, "nº 4 –"),
        Example(3, "n° "),
    )
    form = read(Form(exemples=examples), tmp_path, formulaire)
    assert [(e.activite_type, e.numero) for e in form.exemples] == [
        (1, 1),
        (1, 1),
        (1, 3),
        (1, 4),
        (3, None),
    ]
    assert {e.intitule for e in form.exemples} == {"Conduire un premier accueil"}


def test_a_missing_box_is_absent_and_the_next_keeps_its_text(
    tmp_path: Path, formulaire: Formulaire
) -> None:
    examples = (Example(sans=frozenset({"moyens"})), Example(2, sans=frozenset({"taches"})))
    form = read(Form(exemples=examples), tmp_path, formulaire)
    assert [b.etat for b in form.exemples[0].boites][:3] == ["remplie", "absente", "remplie"]
    assert [b.etat for b in form.exemples[1].boites][:3] == ["absente", "remplie", "remplie"]
    assert box(form.exemples[0], "avec_qui").texte == Example().avec_qui


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        {box: text.partition(" ")[2] for box, text in HEADINGS.items()},
        {box: text.upper() for box, text in HEADINGS.items()},
        {box: text.replace("’", "'").replace("é", "e") for box, text in HEADINGS.items()},
        {**HEADINGS, "moyens": "2) Précisez les moyens employés :"},
    ],
)
def test_text_under_its_heading_in_the_same_cell(
    headings: dict[str, str], tmp_path: Path, formulaire: Formulaire
) -> None:
    form = read(Form(same_cell=True, headings=headings), tmp_path, formulaire)
    assert len(form.exemples) == 3
    for example in form.exemples:
        assert [b.etat for b in example.boites] == [*["remplie"] * 4, "vide"]
        assert box(example, "moyens").texte == Example().moyens


def test_sub_titles_of_the_learner_are_no_boxes(tmp_path: Path, formulaire: Formulaire) -> None:
    text = "Contexte\nUne jeune femme venue sans rendez-vous.\nMoyens\nUn bureau."
    form = read(Form(exemples=(Example(taches=text), Example(2))), tmp_path, formulaire)
    assert len(form.exemples) == 2
    assert box(form.exemples[0], "taches").texte == text


def test_a_mention_of_an_example_in_the_text_opens_none(
    tmp_path: Path, formulaire: Formulaire
) -> None:
    more = "Exemple de courrier en annexe.\nActivité-type 3 : voir plus loin."
    form = read(Form(exemples=(Example(complements=more), Example(2))), tmp_path, formulaire)
    assert [(e.activite_type, e.numero) for e in form.exemples] == [(1, 1), (2, 1)]
    assert box(form.exemples[0], "complements").texte == more


@pytest.mark.parametrize(
    ("formation", "vae", "expected"),
    [
        ("☐", "☒", {"formation": False, "vae": True}),
        ("☑", "☑", {"formation": True, "vae": True}),
        ("☐", "☐", {"formation": False, "vae": False}),
        ("X", "", {"formation": True, "vae": False}),
        ("", "x", {"formation": False, "vae": True}),
        ("[ ]", "[x]", {"formation": False, "vae": True}),
        ("\uf0a8", "\uf0fe", {"formation": False, "vae": True}),
        ("þ", "¨", {"formation": True, "vae": False}),
        ("", "", {}),
    ],
)
def test_the_ticked_path(
    formation: str,
    vae: str,
    expected: dict[str, bool],
    tmp_path: Path,
    formulaire: Formulaire,
) -> None:
    form = read(Form(formation=formation, vae=vae, exemples=()), tmp_path, formulaire)
    assert form.modalites == expected


@pytest.mark.parametrize("floating", [True, False])
@pytest.mark.parametrize(
    ("fait_a", "le"),
    [("Le Mans", "12 mars 2027"), ("Valfictive", ""), ("", "12/03/2027"), ("", "")],
)
def test_the_declaration_in_text_boxes_or_over_the_dots(
    *, floating: bool, fait_a: str, le: str, tmp_path: Path, formulaire: Formulaire
) -> None:
    form = read(Form(fait_a=fait_a, le=le, floating=floating), tmp_path, formulaire)
    assert form.declaration == {"fait_a": fait_a, "le": le}


def test_dots_are_no_answer(tmp_path: Path, formulaire: Formulaire) -> None:
    form = read(Form(fait_a="......", le="…………", floating=False), tmp_path, formulaire)
    assert form.declaration == {"fait_a": "", "le": ""}


def test_pages_run_from_the_title_to_the_last_line(tmp_path: Path, formulaire: Formulaire) -> None:
    lines = lines_of(Form(exemples=(Example(), Example(2))), tmp_path)
    body = next(n for n, line in enumerate(lines) if line.text == "professionnelle")
    places = [
        ("Activité-type ", Place(5, 0.075)),
        ("3. Avec", Place(7, 0.075)),
        ("5. Inf", Place(7, 0.4825)),
        ("Activité-type ", Place(8, 0.075)),
        ("5. Inf", Place(8, 0.905)),
        ("Titres, dipl", Place(9, 0.1)),
    ]
    form = read_form((*lines[:body], *placed(lines[body:], places)), formulaire)
    assert form is not None
    assert [(e.page, e.pages) for e in form.exemples] == [(5, 2.5), (8, 1.0)]
    assert [box(e, "avec_qui").page for e in form.exemples] == [7, 8]


def test_pages_are_unknown_without_places(tmp_path: Path, formulaire: Formulaire) -> None:
    form = read(Form(), tmp_path, formulaire)
    assert {(e.page, e.pages) for e in form.exemples} == {(None, None)}


def test_other_dossiers_are_no_form(formulaire: Formulaire) -> None:
    texts = [
        "Dossier projet CCP2",
        "Titre professionnel visé : Conseiller en insertion professionnelle",
        "Activité-type 2 Accompagner les personnes",
        "Exemple n° 1 Un premier entretien",
        "Contexte",
        "Période d’exercice : octobre 2026",
        "Déclaration sur l’honneur",
        "Annexes",
    ]
    assert read_form([Line(n, t) for n, t in enumerate(texts)], formulaire) is None
    assert read_form((), formulaire) is None


def test_an_example_of_the_form_put_in_annex_makes_no_form(formulaire: Formulaire) -> None:
    texts = [*HEADINGS.values(), "Nom de l’entreprise, organisme ou association", "Chantier"]
    assert read_form([Line(n, t) for n, t in enumerate(texts)], formulaire) is None


def _boxes(lines: list[Line], formulaire: Formulaire) -> dict[str, str]:
    """The states of the boxes of lone lines, among enough of the form's texts."""
    marks = ("Nom de naissance", "Modalité d’accès", "Titre professionnel visé")
    around = [*marks, "Validation des Acquis de l’Expérience (VAE)", "Présentation du dossier"]
    after = ["Titres, diplômes, CQP, attestations de formation", "Je soussigné(e)"]
    texts = [Line(0, t) for t in around] + lines + [Line(0, t) for t in after]
    form = read_form([replace(line, index=n) for n, line in enumerate(texts)], formulaire)
    assert form is not None
    return {b.id: b.etat for b in form.exemples[0].boites}
