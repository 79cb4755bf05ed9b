from __future__ import annotations

import pytest

from dossier_builder.rules.nom_couverture import name_on_cover

ORDINARY = {"mission", "locale", "dossier", "projet", "titre", "professionnel", "centre", "session"}


@pytest.mark.parametrize(
    "cover",
    [
        ["Candidat Camille Exemple"],
        ["Candidat | Camille Exemple"],
        ["Candidat(e) Camille Exemple"],
        ["Auteur·e : Camille Exemple"],
        ["Présenté par : Camille Exemple"],
        ["Présenté par", "Camille Exemple"],
        ["Réalisé par Camille de l’Exemple"],
        ["Candidate :", "Mme Camille Exemple"],
        ["Mme EXEMPLE Camille"],
        ["NOM : Exemple Prénom : Camille"],
        ["NOM : EXEMPLE", "Prénom : Camille"],
        ["NOM Prénom : EXEMPLE Camille"],
        ["Nom / Prénom : EXEMPLE Camille"],
        ["Nom Exemple", "Prénom Camille"],
        ["Nom Exemple Prénom Camille"],
        ["Nom", "Exemple", "Prénom", "Camille"],
        ["Camille Exemple"],
        ["CAMILLE EXEMPLE"],
        ["Dossier de Camille Exemple"],
        ["Dossier projet présenté par Camille EXEMPLE"],
    ],
    ids=" / ".join,
)
def test_who_wrote_it_is_read(cover: list[str]) -> None:
    lines = ["Mission Locale", "Dossier Projet", *cover, "Session 2027"]
    assert "exemple" in name_on_cover(lines, ORDINARY).lower()


@pytest.mark.parametrize(
    "cover",
    [
        ["Nom : ………", "Prénom : ………"],
        ["Nom de la structure : Mission locale"],
        ["Nom de la structure Mission Locale"],
        ["Nombre de pages"],
        ["Stagiaire de la formation professionnelle"],
        ["Mission Locale", "Titre Professionnel", "Dossier Projet CCP2"],
        ["Candidat", "Session : mars"],
        ["Nom :", "Date : 3 mars"],
        [],
    ],
    ids=" / ".join,
)
def test_what_names_nobody(cover: list[str]) -> None:
    assert name_on_cover(cover, ORDINARY) == ""
