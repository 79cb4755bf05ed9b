"""Whose document it is, as it tells itself."""

from __future__ import annotations

import pytest

from dossier_builder.domain.facts import Declared, FormFacts, Properties
from dossier_builder.rules.identity import identity
from dossier_builder.rules.nom import Nom, split_name
from dossier_builder.rules.nom_couverture import read_name

from .facts_builder import facts


def test_our_own_properties_come_first() -> None:
    declared = Declared(nom="D’Exemple", prenom="Élise", voie="vae", vise=("ccp2",))
    found = identity(facts(properties=Properties(declared=declared)))
    assert found
    assert (found.nom, found.prenom, found.origine) == ("D’Exemple", "Élise", "proprietes")
    assert (found.voie, found.vise) == ("vae", ("ccp2",))


def test_then_the_boxes_of_the_form() -> None:
    cover = {"nom_naissance": "Exemple", "nom_usage": "Modèle", "prenom": "Camille"}
    form = FormFacts(cover, {"formation": False, "vae": True}, (), {}, None, None)
    found = identity(facts(formulaire=form))
    assert found
    assert (found.nom, found.prenom, found.voie) == ("Modèle", "Camille", "vae")
    empty = FormFacts({}, {}, (), {}, None, None)
    assert identity(facts(formulaire=empty)) is None


def test_then_the_cover() -> None:
    found = identity(facts())
    assert found
    assert (found.nom, found.prenom, found.origine) == ("EXEMPLE", "Camille", "couverture")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Présenté par : Camille Exemple, session 2026"], Nom("Exemple", "Camille")),
        (["Mme EXEMPLE Camille"], Nom("EXEMPLE", "Camille")),
        (["NOM : Exemple", "Prénom : Camille"], Nom("Exemple", "Camille")),
        (["Nom Exemple Prénom Camille"], Nom("Exemple", "Camille")),
        (["Nom", "Exemple", "Prénom", "Camille"], Nom("Exemple", "Camille")),
        (["Nom et prénom : Exemple Camille"], Nom("Exemple", "Camille")),
        (["Dossier de Camille Exemple"], Nom("Exemple", "Camille")),
        (["Jean-Noël D’EXEMPLE MODÈLE"], Nom("D’EXEMPLE MODÈLE", "Jean-Noël")),
        (["Nom : .........", "Prénom : ......"], None),
        (["Nom de la structure : Mission locale"], None),
    ],
    ids=str,
)
def test_names_of_covers(lines: list[str], name: Nom | None) -> None:
    assert read_name(["Dossier Projet", *lines, "Session 2027"], {"dossier", "projet"}) == name


def test_capitals_tell_the_surname_and_the_order_otherwise() -> None:
    assert split_name("Camille Exemple") == Nom("Exemple", "Camille")
    assert split_name("Exemple Camille", surname_first=True) == Nom("Exemple", "Camille")
    assert split_name("12") is None
