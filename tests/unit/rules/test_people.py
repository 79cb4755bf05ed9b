"""Numbers and names in a sentence: what is seen, what is left alone."""

from __future__ import annotations

import pytest
from stdnum.fr import nir

from dossier_builder.rules.people import (
    DonneeVue,
    find_data,
    find_names,
    masked,
    pseudonyms,
    says_names_are_changed,
)
from dossier_builder.rules.people.declared import DeclaredNames

NIR_13 = "2850359350123"
NIR = f"2 85 03 59 350 123 {nir.calc_check_digits(NIR_13 + '00')}"
CORSICA = f"2 85 03 2A 350 123 {nir.calc_check_digits('285032A35012300')}"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(seen.genre, seen.texte) for seen in find_data(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (f"son numéro ({NIR}).", "nir", NIR),
        (NIR.replace(" ", ""), "nir", NIR.replace(" ", "")),
        (f"née en Corse : {CORSICA}", "nir", CORSICA),
        (NIR.replace(" 350 ", " 350\n"), "nir", NIR.replace(" 350 ", " 350\n")),
        (f"IBAN {IBAN} RIB JOINT", "iban", IBAN),
        (IBAN.replace(" ", ""), "iban", IBAN.replace(" ", "")),
        ("née le 1er mars 1985 à Valfictive", "naissance", "1er mars 1985"),
        ("Né(e) le : 12/03/1985", "naissance", "12/03/1985"),
        ("née à Valfictive le 12.03.85", "naissance", "12.03.85"),
        ("Date de naissance : 1985-03-12", "naissance", "1985-03-12"),
        ("sa date de naissance est le 12/03/1985", "naissance", "12/03/1985"),
        ("Née, d’après sa fiche, le 12 mars 1985,", "naissance", "12 mars 1985"),
        ("son portable : 06.39.98.12.34", "telephone", "06.39.98.12.34"),
        ("+33 (0)6 39 98 12 34", "telephone", "+33 (0)6 39 98 12 34"),
        ("le numéro de Mme M. est le 01 99 00 12 34", "telephone", "01 99 00 12 34"),
        ("écrire à lea.fictive@exemple.fr.", "courriel", "lea.fictive@exemple.fr"),
        ("domiciliée 4 bis avenue des Tilleuls", "adresse", "4 bis avenue des Tilleuls"),
        ("identifiant France Travail : 1234567A", "france_travail", "1234567A"),
        ("numéro d’allocataire CAF : 1234567", "caf", "1234567"),
        ("auto-entrepreneuse, SIRET 732 829 320 00074", "siret", "732 829 320 00074"),
    ],
)
def test_a_personal_value_is_seen(text: str, kind: str, value: str) -> None:
    assert kinds(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        NIR[:-2] + "00",  # its key is false
        "2 85 15 59 350 123 10",
        IBAN[:-1] + "0",
        "RNCP37274, article L. 5132-3, arrêté du 21 novembre 2022",
        "Introduction .......... 3",
        "du 05/10/2026 au 23/10/2026, 12 000 personnes, 2 850 359 euros",
        "L’association est née le 12 mars 1998.",
        "Ce projet, né le 3 mai 2019, continue.",
        "née en 1985",
        "Mme M. le sait : son standard répond au 02 61 91 12 34.",
        "Il y va. L’association est installée 12 rue des Exemples, 00000 Valfictive.",
        "Date de naissance : ……",
        "né le 31/02/1985",
        "Appelez le 3949, le 15, le 0 800 12 34 56 ou le 08 20 12 34 56.",
        "Standard : 01 99 00 12 34",
        "Mission locale, 01 99 00 12 34",
        "SIRET 732 829 320 00074",
        "contact@structure.exemple.fr, prenom.nom@structure.exemple.fr",
        "Mission locale, 4 place du Marché, 00000 Valfictive",
        "12 cours de français et 3 places de parking",
        "agrément 0123456789",
    ],
)
def test_an_ordinary_number_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_no_mask_gives_the_value_away() -> None:
    text = f"{NIR}, {IBAN}, née le 12 mars 1985, 06 39 98 12 34, lea.fictive@exemple.fr"
    seen = find_data(text)
    shown = masked(text, seen)
    assert len(seen) == 5
    assert all(one.texte not in shown for one in seen)
    assert "2 85 … " in shown
    assert "FR76 … 189" in shown


def test_two_writings_of_a_number_are_one_value() -> None:
    first, second = find_data("06 39 98 12 34 ou +33639981234")
    assert first.cle == second.cle
    assert second.masque == "06 … 34"
    assert DonneeVue("caf", "1234567", 0, 7).masque == "12 … 67"


def names(text: str) -> list[str]:
    return [name.nom for name in find_names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("J’ai reçu Mme Kervadek.", "Kervadek"),
        ("M. KOUZNET est venu.", "KOUZNET"),
        ("Madame Le Goff", "Le Goff"),
        ("avec M. de La Tour", "de La Tour"),
        ("Mme Sophie Kervadek Elle", "Sophie Kervadek"),
        ("Mme\u00a0Anne-Lise Trobriand, conseillère", "Anne-Lise Trobriand"),
        ("Mme\nKervadek", "Kervadek"),
        ("Bonjour M. Kouznet", "Kouznet"),
    ],
)
def test_a_civility_and_a_name(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_civility_for_several() -> None:
    assert names("Mmes Kervadek, Le Goff et Trobriand") == ["Kervadek", "Le Goff", "Trobriand"]
    assert names("MM. Kouznet et Petit sont venus.") == ["Kouznet", "Petit"]
    assert names("Mmes Kervadek et M., puis Mme Trobriand") == ["Kervadek", "Trobriand"]
    assert names("Mmes Kervadek et France Travail") == ["Kervadek"]
    assert names("Mme Kervadek et Valfictive") == ["Kervadek"]


@pytest.mark.parametrize(
    "text",
    [
        "Mme M. Elle revient",
        "Sarah M. Ensuite elle part",
        "M. T. et M. V., à partir",
        "Madame la Directrice, Monsieur le Maire, Madame La Présidente",
        "Madame, Monsieur,",
        "Mme XXX, Mme B, Mme M1.",
        "Mme Élodie",
        "Mme Sophie K.",
        "Mme Durand, ma tutrice",
        "mon tuteur M. Kouznet",
        "le jury : Mme Kervadek, M. Kouznet",
        "Je remercie Mme Kervadek",
        "Mme Castel (2019)",
        "M. Castel, Les métamorphoses (1995)",
        "12 rue Madame Curie, lycée Monsieur Vincent",
    ],
)
def test_nobody_is_accused(text: str) -> None:
    assert names(text) == []


def test_the_same_initial_gets_a_number() -> None:
    given = pseudonyms(["Kervadek", "Kouznet", "KERVADEK", "de La Tour"])
    assert given == {"Kervadek": "K1.", "KERVADEK": "K1.", "Kouznet": "K2.", "de La Tour": "T."}


def test_changed_names_are_told_from_changed_initials() -> None:
    assert says_names_are_changed("Les prénoms et les noms ont été modifiés.")
    assert says_names_are_changed("Léa est un prénom d’emprunt.")
    assert not says_names_are_changed("Les initiales ont été changées.")


def test_declared_names_are_found_in_every_writing() -> None:
    declared = DeclaredNames(["Sophie Kervadek", "Éloualid"])
    text = "KERVADEK Sophie, Kervadek, M. ELOUALID, E\u0301loualid, Kervadekian, kervadek@x.fr"
    assert [name.nom for name in declared.find(text)] == [
        "KERVADEK Sophie", "Kervadek", "ELOUALID", "E\u0301loualid",
    ]  # fmt: skip
