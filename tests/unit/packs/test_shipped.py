"""The packs that travel with the program: what the domain says, with its sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dossier_builder.domain.modele import Modele
from dossier_builder.packs import list_modeles
from dossier_builder.packs.positions import parse_yaml, read_text
from dossier_builder.resources import templates_root

Load = Callable[[str], Modele]
KINDS = ("cip/ccp2", "cip/ccp3", "cip/dpp", "dp")


def test_the_kinds_are_listed_and_the_common_part_is_not() -> None:
    listed = {info.id: info.intitule for info in list_modeles()}
    assert set(KINDS) <= set(listed)
    assert "_commun" not in listed
    assert listed["cip/ccp2"] == "Dossier projet CCP2"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_loads(shipped: Load, kind: str) -> None:
    modele = shipped(kind)
    assert modele.id == kind
    assert modele.dossiers[0] == templates_root() / kind
    assert modele.dossiers[-1] == templates_root() / "_commun"
    assert len({rule.id for rule in modele.regles}) == len(modele.regles)


def test_limits_of_the_programme(shipped: Load) -> None:
    for kind, low, high in (("cip/ccp2", 16, 21), ("cip/ccp3", 12, 15)):
        pages = shipped(kind).pages
        assert pages is not None
        assert (pages.min, pages.max, pages.hors) == (low, high, ("annexes",))
        assert pages.source.statut == "programme"
        assert pages.source.document == "Programme de formation CIP du centre"
    assert shipped("cip/dpp").pages is None


def test_sections_agreed_with_the_authors(shipped: Load) -> None:
    ccp2, ccp3 = shipped("cip/ccp2"), shipped("cip/ccp3")
    assert [s.id for s in ccp2.sections if s.niveau == 1] == [
        "introduction",
        "contexte",
        "accompagnement",
        "atelier",
        "analyse-pratique",
        "conclusion",
    ]
    parts = [s.id for s in ccp3.sections if s.niveau == 1 and s.numerotee]
    assert parts == ["prospection", "recrutement", "integration"]
    assert ccp2.section("atelier").pages == (4, 6)
    assert ccp2.section("atelier-evaluation").obligatoire is False


@pytest.mark.parametrize("kind", ["cip/ccp2", "cip/ccp3"])
def test_every_section_helps_the_learner_and_is_inferred(shipped: Load, kind: str) -> None:
    for section in shipped(kind).sections:
        assert section.source.statut == "infere", section.id
        assert section.aide, section.id
        assert 2 <= len(section.questions) <= 4, section.id
        assert section.alias, section.id
        assert all(question.endswith("\u00a0?") for question in section.questions), section.id
        assert (section.pages is not None) == (section.niveau == 1), section.id


@pytest.mark.parametrize("kind", ["cip/ccp2", "cip/ccp3"])
def test_budgets_of_the_parts_can_be_kept_within_the_limits(shipped: Load, kind: str) -> None:
    """Cover and sommaire count: two pages more than the parts."""
    modele = shipped(kind)
    assert modele.pages is not None
    assert modele.pages.min is not None
    assert modele.pages.max is not None
    budgets = [section.pages for section in modele.sections if section.pages]
    assert sum(low for low, _ in budgets) + 2 <= modele.pages.max
    assert sum(high for _, high in budgets) + 2 >= modele.pages.min


def test_the_title_and_its_fifteen_competences(shipped: Load) -> None:
    titre = shipped("cip/dpp").titre
    assert titre is not None
    assert titre.intitule == "Conseiller en insertion professionnelle"
    assert [a.ccp for a in titre.activites_types] == ["ccp1", "ccp2", "ccp3"]
    competences = [c for a in titre.activites_types for c in a.competences]
    assert [c.numero for c in competences] == list(range(1, 16))
    assert "inclusive" in " ".join(competences[-1].alias)


@pytest.mark.parametrize(
    ("kind", "numbers"), [("cip/ccp2", range(6, 12)), ("cip/ccp3", range(12, 16))]
)
def test_every_competence_of_the_ccp_has_its_place(
    shipped: Load, kind: str, numbers: range
) -> None:
    covered = {number for section in shipped(kind).sections for number in section.competences}
    assert covered == set(numbers)


def test_the_form_of_the_ministry(shipped: Load) -> None:
    form = shipped("cip/dpp").formulaire
    assert form is not None
    assert form.source.statut == "officiel"
    assert (form.exemples_min, form.exemples_max) == (1, 3)
    assert [box.id for box in form.boites] == [
        "taches",
        "moyens",
        "avec_qui",
        "contexte",
        "complements",
    ]
    assert [box.numero for box in form.boites] == [1, 2, 3, 4, 5]
    assert [box.id for box in form.boites if not box.obligatoire] == ["complements"]
    assert "Cliquez ici" in form.espaces_reserves
    assert [champ.id for champ in shipped("cip/dpp").champs] == [
        "date",
        "diplomes",
        "declaration",
        "documents",
    ]


def test_inferred_rules_can_fail_nobody(shipped: Load) -> None:
    """In the CCP2 only the limits have sources of their own, and what the law says of people."""
    sourced = {
        rule.id: rule.source.statut
        for rule in shipped("cip/ccp2").regles
        if rule.source is not None
    }
    official = {rule.id for rule in shipped("cip/ccp2").regles if rule.controle.startswith("RGP")}
    assert {rule for rule, statut in sourced.items() if statut != "infere"} == official
    unsourced = {rule.id for rule in shipped("cip/ccp2").regles} - set(sourced)
    assert unsourced == {"pages-hors-annexes", "longueur-des-annexes", "caracteres-comptes"}


def test_the_form_has_no_rule_on_pages_and_sections(shipped: Load) -> None:
    codes = {rule.controle for rule in shipped("cip/dpp").regles}
    assert {"DPP001", "DPP002", "DPP003", "DPP004", "DPP005", "DPP007", "TXT001"} <= codes
    assert not codes & {"PAG001", "PAG002", "SEC001", "SEC002", "SEC003"}


def test_words_of_everyday_are_no_placeholders(shipped: Load) -> None:
    """A placeholder begins as no sentence does, or by « à », which TXT001 wants set apart."""
    for kind in KINDS:
        modele = shipped(kind)
        form = modele.formulaire.espaces_reserves if modele.formulaire else ()
        for text in (*modele.espaces_reserves, *form):
            assert text.casefold() not in {"compléter", "remplir", "rédiger", "préciser", "titre"}


def test_sentences_have_french_spaces() -> None:
    """An ordinary space before « : ; ! ? » would let a line break there."""
    seen = 0
    for path in sorted(templates_root().rglob("modele.yaml")):
        value = parse_yaml(read_text(path).text, str(path)).value
        for element in [*value.get("sections", ()), *value.get("champs", ())]:
            for text in (element.get("aide", ""), *element.get("questions", ())):
                seen += 1
                assert not any(f" {sign}" in text for sign in ":;!?»"), (path, text)
                assert "'" not in text, (path, text)
    assert seen > 60


def test_schema_comments_lead_to_a_committed_schema() -> None:
    root = templates_root()
    for path in (*root.rglob("modele.yaml"), *root.rglob("titre.yaml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert named != first, path
        assert Path(path.parent / named).resolve().is_file(), path
