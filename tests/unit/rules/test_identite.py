from __future__ import annotations

import pytest

from dossier_builder.domain.facts import Declared, FormFacts, Properties

from .facts_builder import PARAGRAPHS, facts, outcome, paragraph


def cover(*lines: str, declared: Declared | None = None) -> str:
    there = (*(paragraph(n, text, 1) for n, text in enumerate(lines)), *PARAGRAPHS[2:])
    properties = Properties(titre="x", declared=declared or Declared())
    return outcome("identite-du-candidat", facts(paragraphs=there, properties=properties)).statut


@pytest.mark.parametrize(
    "lines",
    [
        ("Camille EXEMPLE",),
        ("EXEMPLE Camille",),
        ("Jean-Noël D’EXEMPLE MODÈLE",),
        ("Présenté par Camille Exemple",),
        ("Dossier réalisé par : Camille Exemple",),
        ("Nom : Exemple", "Prénom : Camille"),
        ("Nom et prénom :", "Exemple Camille"),
        ("NOM DE NAISSANCE", "Exemple"),
        ("Candidate : Camille Exemple",),
    ],
)
def test_a_name_on_the_cover(lines: tuple[str, ...]) -> None:
    assert cover("Petit dossier", *lines) == "reussie"


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("Nom de la structure : Mission locale",),
        ("Nombre de pages : douze",),
        ("Nom :", "Prénom :"),
        ("Candidature au titre",),
    ],
)
def test_no_name_recognised_accuses_nobody(lines: tuple[str, ...]) -> None:
    assert cover("Petit dossier", *lines) == "non_evaluee"


def test_a_cover_without_a_word_names_nobody() -> None:
    assert cover() == "non_evaluee"


def test_a_name_on_another_page_is_not_on_the_cover() -> None:
    assert cover("Petit dossier") == "non_evaluee"


def test_the_declared_name_is_looked_for() -> None:
    declared = Declared(nom="D’Exemple", prenom="Élise")
    assert cover("ELISE D'EXEMPLE", declared=declared) == "reussie"
    assert cover("Élise Autre", declared=declared) == "echouee"


def test_what_is_missing_is_named() -> None:
    properties = Properties(declared=Declared(nom="Modèle", prenom="Camille"))
    (finding,) = outcome("identite-du-candidat", facts(properties=properties)).constats
    assert finding.message == "«\u00a0Modèle\u00a0» n’est pas sur la première page."
    assert finding.page == 1


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"nom_naissance": "Exemple", "prenom": "Camille"}, []),
        ({"nom_naissance": "Exemple", "prenom": ""}, ["Prénom"]),
        ({}, ["Nom de naissance", "Prénom"]),
    ],
)
def test_the_form_s_own_fields(values: dict[str, str], missing: list[str]) -> None:
    form = FormFacts(values, {}, (), {}, None, None)
    found = outcome("identite-du-candidat", facts(formulaire=form))
    assert [c.message.split("\u00a0")[1] for c in found.constats] == missing


@pytest.mark.parametrize(
    ("properties", "findings"),
    [
        (Properties(titre="Mon dossier", langue="fr-FR"), 0),
        (Properties(titre="Mon dossier"), 0),
        (Properties(langue="FR"), 1),
        (Properties(titre="Mon dossier", langue="en-US"), 1),
        (Properties(langue="en-US"), 2),
    ],
)
def test_title_and_language(properties: Properties, findings: int) -> None:
    found = outcome("titre-et-langue-du-fichier", facts(properties=properties))
    assert len(found.constats) == findings
