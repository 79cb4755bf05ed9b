from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.domain.facts import Declared, Properties
from dossier_builder.domain.modele import Modele
from dossier_builder.facts.content import Content
from dossier_builder.facts.kind import kinds_by_titles, recognise_kind
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE

from .form_builder import Example, Form
from .form_builder import lines_of as lines_of_form
from .lines import lines_of
from .modeles import modele, section

CCP2 = replace(
    modele(
        section("contexte", "Contexte"),
        section("accompagnement", "Accompagnement"),
        section("atelier", "Atelier"),
        section("analyse", "Analyse"),
        identifier="ccp2",
        intitule="Dossier projet CCP2",
    ),
    sigle="CCP2",
)
CCP3 = replace(
    modele(
        section("contexte", "Contexte"),
        section("prospection", "Prospection"),
        section("recrutement", "Recrutement"),
        identifier="ccp3",
        intitule="Dossier CCP3",
    ),
    sigle="CCP3",
)


def content(text: str, declared: str = "") -> Content:
    return Content("docx", lines_of(text), Properties(declared=Declared(modele=declared)))


def kind(text: str, declared: str = "") -> str | None:
    found = recognise_kind(content(text, declared), (CCP2, CCP3))
    return found.modele.id if found else None


def test_what_the_file_declares_comes_first() -> None:
    assert kind("p1 | # Contexte\n# Accompagnement", "ccp3") == "ccp3"


def test_a_kind_that_nobody_knows_is_not_believed() -> None:
    assert kind("p1 | # Contexte\n# Accompagnement", "autre/ccp9") == "ccp2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p1 | # 1. Contexte\n# 2. ACCOMPAGNEMENT", "ccp2"),
        ("p1 | # Prospection\n# Recrutement", "ccp3"),
        ("p1 | # Contexte", None),
        ("p1 | ~ Contexte<tab>3\n~ Accompagnement<tab>5", None),
        ("p1 | Un texte sans rapport.", None),
    ],
)
def test_by_the_titles_of_the_parts(text: str, expected: str | None) -> None:
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p1 | DOSSIER PROJET CCP2", "ccp2"),
        ("p1 | Épreuve du CCP 3 – session de mars", "ccp3"),
        ("p1 | CCP2 et CCP3", None),
        ("p1 | CCP25", None),
    ],
)
def test_by_what_the_cover_announces(text: str, expected: str | None) -> None:
    assert kind(f"{text}\np3 | # Mes actions\nDu texte.") == expected


def test_between_two_kinds_as_likely_the_cover_decides() -> None:
    text = "# Contexte\n# Accompagnement\n# Prospection\n# Atelier"
    assert kind(f"p1 | Dossier CCP3\n{text}") == "ccp3"


def test_titles_with_small_slips_tell_the_kind_too() -> None:
    text = "p1 | # Contexte\n# Acompagnement\n# Atelier"
    found = recognise_kind(content(text), (CCP2, CCP3))
    assert found is not None
    assert (found.modele.id, found.raison) == (
        "ccp2", "3 de ses parties y sont sous leur titre, à quelques mots près",
    )  # fmt: skip


def test_two_kinds_that_tell_as_much_are_shown_with_their_scores() -> None:
    text = content("p1 | # Contexte\n# Accompagnement\n# Prospection\n# Atelier")
    assert recognise_kind(text, (CCP2, CCP3)) is None
    assert [near.sentence for near in kinds_by_titles(text, (CCP2, CCP3))] == [
        "ccp2 (3 parties sur 4, 75 %)",
        "ccp3 (2 parties sur 3, 67 %)",
    ]


def test_a_document_without_any_known_title_has_no_likely_kind() -> None:
    assert kinds_by_titles(content("p1 | Un texte."), (CCP2, CCP3)) == ()


# -- the ministry's form, the same for every title --


@pytest.fixture(scope="module")
def packs() -> tuple[Modele, ...]:
    return tuple(load_modele(identifier, CATALOGUE) for identifier in ("cip/dpp", "dp"))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Form(), "cip/dpp"),
        (Form(titre="CONSEILLER EN INSERTION PROFESSIONNELLE"), "cip/dpp"),
        (Form(titre="Enseignant de la conduite et de la sécurité routière"), "dp"),
    ],
    ids=["cip", "capitals", "another title"],
)
def test_the_form_is_that_of_the_title_on_its_cover(
    form: Form, expected: str, tmp_path: Path, packs: tuple[Modele, ...]
) -> None:
    other = replace(Example(), activite_intitule="Former des apprenants conducteurs")
    form = replace(form, exemples=(other,))
    found = recognise_kind(Content("docx", lines_of_form(form, tmp_path), Properties()), packs)
    assert found is not None
    assert found.modele.id == expected
    assert "formulaire" in found.raison


def test_a_form_that_names_no_title_is_the_usual_title_s(tmp_path: Path) -> None:
    """Several titles share the form: only one of them is meant when its cover is empty."""
    packs = [load_modele(name, CATALOGUE) for name in ("cda/dp", "cip/dpp", "dp", "dwwm/dp")]
    lines = lines_of_form(Form(titre="", exemples=(Example(activite_intitule="À dire"),)), tmp_path)
    found = recognise_kind(Content("docx", lines, Properties()), packs)
    assert found is not None
    assert found.modele.id == "cip/dpp"
    others = [pack for pack in packs if pack.id != "cip/dpp"]
    found = recognise_kind(Content("docx", lines, Properties()), others)
    assert found is not None
    assert found.modele.id == "dp"
