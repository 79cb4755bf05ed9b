"""A pack extends another: it says only what differs, and nothing is copied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.packs import list_modeles
from dossier_builder.packs.ecrit import RegleEcrite, SectionEcrite
from dossier_builder.packs.merge import updated

if TYPE_CHECKING:
    from conftest import Packs

CENTRE = """
    id: centre/ccp2
    version: "centre 1"
    etend: cip/ccp2
    sources:
      consignes: {document: Consignes du centre, statut: centre, date: 2026-11-23}
    source: consignes
    pages: {max: 20, hors: [couverture, sommaire, annexes]}
    sections:
      - {id: contexte, pages: [1, 2], alias: [Le lieu de mon stage]}
      - {id: atelier-evaluation, obligatoire: true}
      - {id: introduction, supprimer: true}
      - {id: veille, titre: Veille professionnelle, apres: atelier, source: consignes}
    champs:
      - {id: promotion, intitule: Promotion, type: texte, exemple: CIP 2027}
      - {id: sous_titre, active: false}
    regles:
      - {id: longueur-des-parties, parametres: {tolerance: 0.1}, gravite: erreur}
      - {id: titre-et-langue-du-fichier, active: false}
      - {id: pages-hors-annexes, message: "{comptees} pages, de {min} à {max}"}
"""


def test_a_centre_changes_limits_and_counting_without_copying(packs: Packs) -> None:
    packs.write("centre/ccp2", CENTRE)
    modele = packs.load("centre/ccp2")
    assert modele.pages is not None
    assert (modele.pages.min, modele.pages.max) == (16, 20)
    assert modele.pages.hors == ("couverture", "sommaire", "annexes")
    assert modele.pages.source.document == "Consignes du centre"
    assert modele.intitule == "Dossier projet CCP2"
    assert modele.version == "centre 1"
    assert modele.titre is not None
    assert [folder.name for folder in modele.dossiers] == ["ccp2", "ccp2", "_commun"]
    assert modele.dossiers[0] == packs.root / "centre" / "ccp2"


def test_a_section_changes_only_the_keys_given(packs: Packs) -> None:
    packs.write("centre/ccp2", CENTRE)
    contexte = packs.load("centre/ccp2").section("contexte")
    assert contexte.titre == "Contexte : la structure, le public, le territoire"
    assert contexte.pages == (1, 2)
    assert contexte.mots_min == 400
    assert contexte.alias[-1] == "Le lieu de mon stage"
    assert "Présentation de la structure" in contexte.alias
    assert contexte.source.statut == "centre"
    evaluation = packs.load("centre/ccp2").section("atelier-evaluation")
    assert evaluation.obligatoire
    assert evaluation.source.statut == "centre"
    assert packs.load("centre/ccp2").section("conclusion").source.statut == "infere"


def test_sections_are_removed_added_and_placed(packs: Packs) -> None:
    packs.write("centre/ccp2", CENTRE)
    order = [section.id for section in packs.load("centre/ccp2").sections]
    assert "introduction" not in order
    assert order.index("veille") == order.index("atelier") + 1
    packs.write(
        "centre/ccp2",
        """
        id: centre/ccp2
        etend: cip/ccp2
        sections:
          - {id: analyse-pratique, avant: contexte}
        """,
    )
    order = [section.id for section in packs.load("centre/ccp2").sections]
    assert order.index("analyse-pratique") == order.index("contexte") - 1


def test_fields_and_rules_are_changed_by_their_id(packs: Packs) -> None:
    packs.write("centre/ccp2", CENTRE)
    modele = packs.load("centre/ccp2")
    assert [champ.id for champ in modele.champs] == [
        "titre",
        "structure",
        "periode",
        "date",
        "promotion",
    ]
    by_id = {rule.id: rule for rule in modele.regles}
    assert "titre-et-langue-du-fichier" not in by_id
    assert by_id["longueur-des-parties"].gravite == "erreur"
    assert by_id["longueur-des-parties"].parametres == {"tolerance": 0.1}
    assert by_id["longueur-des-parties"].controle == "PAG002"
    assert by_id["pages-hors-annexes"].message == "{comptees} pages, de {min} à {max}"


def test_a_centre_makes_what_was_inferred_its_own_in_one_line(packs: Packs) -> None:
    packs.write(
        "centre/ccp2",
        """
        id: centre/ccp2
        etend: cip/ccp2
        sources:
          infere: {document: Consignes du centre, statut: centre, date: 2026-11-23}
        """,
    )
    modele = packs.load("centre/ccp2")
    assert {section.source.statut for section in modele.sections} == {"centre"}
    details = {section.source.detail for section in modele.sections}
    assert any("Module 2" in detail for detail in details)


def test_a_tilde_clears_an_inherited_value(packs: Packs) -> None:
    packs.write(
        "centre/ccp2",
        """
        id: centre/ccp2
        etend: cip/ccp2
        source: {document: Consignes du centre, statut: centre, date: 2026-11-23}
        pages: ~
        sections:
          - {id: atelier, pages: ~}
        """,
    )
    modele = packs.load("centre/ccp2")
    assert modele.pages is None
    assert modele.section("atelier").pages is None


def test_boxes_of_the_form_are_changed_by_their_id(packs: Packs) -> None:
    packs.write(
        "centre/dpp",
        """
        id: centre/dpp
        etend: cip/dpp
        formulaire:
          boites:
            - {id: complements, obligatoire: true, alias: [Recul]}
        """,
    )
    form = packs.load("centre/dpp").formulaire
    assert form is not None
    assert [box.id for box in form.boites][-1] == "complements"
    assert form.boites[-1].obligatoire
    assert "Recul" in form.boites[-1].alias
    assert form.exemples_max == 3


def test_the_gabarit_is_the_nearest_of_the_chain(packs: Packs) -> None:
    packs.write("base/a", "", minimal=True)
    packs.write("base/b", "id: base/b\netend: base/a\n")
    assert packs.load("base/b").gabarit.parent.name == "_commun"
    (packs.root / "base" / "a" / "gabarit.docx").write_bytes(b"a")
    assert packs.load("base/b").gabarit == packs.root / "base" / "a" / "gabarit.docx"
    (packs.root / "base" / "b" / "charte.docx").write_bytes(b"b")
    packs.write("base/b", "id: base/b\netend: base/a\ngabarit: charte.docx\n")
    assert packs.load("base/b").gabarit == packs.root / "base" / "b" / "charte.docx"


def test_a_root_given_comes_before_the_program_s_own(packs: Packs) -> None:
    packs.write("cip/ccp3", "", minimal=True)
    assert packs.load("cip/ccp3").intitule == "Dossier d’essai"
    listed = {info.id: info for info in list_modeles((packs.root,))}
    assert listed["cip/ccp3"].fichier == packs.root / "cip" / "ccp3" / "modele.yaml"
    assert list(listed) == sorted(listed)


def test_a_broken_pack_is_still_listed(packs: Packs) -> None:
    packs.write("centre/casse", "id: [")
    packs.write("_prive/commun", "id: [")
    listed = {info.id: info.intitule for info in list_modeles((packs.root,))}
    assert listed["centre/casse"] == ""
    assert "_prive/commun" not in listed


def test_a_title_is_added_by_data_alone(packs: Packs) -> None:
    """The sibling title of docs: a folder, no Python."""
    packs.write(
        "ntc/dossier",
        """
        id: ntc/dossier
        version: "2026.1"
        etend: _commun
        intitule: Dossier NTC
        sigle: NTC
        ccp: ccp1
        sources:
          plan: {document: Plan du centre, statut: centre, date: 2026-11-23}
        pages: {min: 32, max: 38, hors: [couverture, sommaire, annexes], source: plan}
        sections:
          - {id: veille, titre: Veille commerciale, pages: [10, 12], competences: [1], source: plan}
          - {id: plan, titre: Plan d’actions commerciales, pages: [12, 14], source: plan}
          - {id: relation, titre: Gestion de la relation client, pages: [10, 12], source: plan}
        regles:
          - id: trois-parties
            controle: SEC004
            gravite: erreur
            parametres: {nombre: 3}
            source: plan
        """,
    )
    (packs.root / "ntc" / "titre.yaml").write_text(
        "id: ntc\nintitule: Négociateur technico-commercial\nsigle: NTC\nniveau: 5\n"
        "source: {document: Plan du centre, statut: centre, date: 2026-11-23}\n"
        "activites_types:\n"
        "  - numero: 1\n    ccp: ccp1\n    intitule: Vendre\n"
        "    competences: [{numero: 1, intitule: Veiller}]\n",
        encoding="utf-8",
    )
    modele = packs.load("ntc/dossier")
    assert modele.titre is not None
    assert modele.titre.intitule == "Négociateur technico-commercial"
    assert [section.id for section in modele.sections] == ["veille", "plan", "relation"]
    assert "PAG001" in {rule.controle for rule in modele.regles}
    assert ("ntc/dossier", "Dossier NTC") in {
        (info.id, info.intitule) for info in list_modeles((packs.root,))
    }


words = st.text("abcé", min_size=1, max_size=4)
sections = st.builds(
    SectionEcrite,
    id=st.just("a"),
    titre=st.none() | words,
    alias=st.none() | st.lists(words, max_size=3).map(tuple),
    obligatoire=st.none() | st.booleans(),
)


@given(sections, sections)
def test_extending_keeps_every_alias_and_lets_the_nearest_decide(
    parent: SectionEcrite, child: SectionEcrite
) -> None:
    result = updated(parent, child)
    assert set(result.alias or ()) == {*(parent.alias or ()), *(child.alias or ())}
    assert result.titre == child.titre


@given(sections)
def test_extending_with_nothing_changes_nothing(parent: SectionEcrite) -> None:
    assert updated(parent, SectionEcrite(id="a")) == parent


@given(st.dictionaries(words, st.integers()), st.dictionaries(words, st.integers()))
def test_parameters_merge_key_by_key(parent: dict[str, int], child: dict[str, int]) -> None:
    result = updated(
        RegleEcrite(id="r", parametres=dict(parent)), RegleEcrite(id="r", parametres=dict(child))
    )
    assert result.parametres == parent | child


def test_an_absolute_path_is_no_identifier(packs: Packs, tmp_path: Path) -> None:
    packs.write("centre/ccp2", "", minimal=True)
    for identifier in (
        str(tmp_path / "centre" / "ccp2"),
        "../centre/ccp2",
        "centre/../centre/ccp2",
    ):
        assert packs.problems(identifier)[0].ligne is None


def test_a_pack_may_complete_the_one_of_the_same_name_in_a_later_root(packs: Packs) -> None:
    packs.write(
        "cip/ccp2",
        """
        id: cip/ccp2
        etend: cip/ccp2
        source: {document: Consignes, statut: centre, date: 2026-11-23}
        pages: {hors: [couverture, sommaire, annexes]}
        sections:
          - {id: contexte, pages: [1, 2]}
        """,
    )
    packs.write("centre/ccp2", "id: centre/ccp2\netend: cip/ccp2\n")
    for name in ("cip/ccp2", "centre/ccp2"):
        modele = packs.load(name)
        assert modele.pages is not None
        assert (modele.pages.min, modele.pages.max) == (16, 21)
        assert modele.pages.hors == ("couverture", "sommaire", "annexes")
        assert modele.pages.source.document == "Consignes"
        assert modele.section("contexte").pages == (1, 2)
        assert modele.titre is not None
        assert modele.titre.sigle == "CIP"


def test_a_problem_is_shown_in_the_file_that_has_it_though_both_have_one_name(
    packs: Packs,
) -> None:
    path = packs.write(
        "cip/ccp2",
        """
        id: cip/ccp2
        etend: cip/ccp2
        source: {document: Consignes, statut: centre, date: 2026-11-23}
        sections:
          - {id: contexte, pages: [3, 2]}
        """,
    )
    (problem,) = packs.problems("cip/ccp2")
    assert (problem.fichier, problem.ligne) == (str(path), 5)


def test_a_limit_in_characters_is_inherited_and_needs_a_source(packs: Packs) -> None:
    limit = "caracteres: {min: 40000, max: 45000, source: *s}"
    packs.write("centre/base", limit, minimal=True)
    source = "{document: Consignes, statut: centre, date: 2026-11-23}"
    packs.write(
        "centre/fille",
        f"id: centre/fille\netend: centre/base\nsource: {source}\ncaracteres: {{max: 50000}}\n",
    )
    inherited = packs.load("centre/fille").caracteres
    assert inherited is not None
    assert (inherited.min, inherited.max) == (40000, 50000)
    assert inherited.hors == ("couverture", "sommaire", "annexes")
    packs.write("centre/faux", "caracteres: {min: 9, max: 5, source: *s}", minimal=True)
    assert "le minimum (9) dépasse le maximum (5)" in packs.problems("centre/faux")[0].message
