"""Every mistake a trainer can make in a pack is named, at its exact place, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dossier_builder.packs import UnknownModeleError

if TYPE_CHECKING:
    from conftest import Packs


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# `minimal` writes five lines before: the text given starts at line 6.
@pytest.mark.parametrize(
    ("text", "line", "column", "message", "aide"),
    [
        ("pagess: {min: 1}", 6, 1, "clé inconnue « pagess » ; vouliez-vous dire « pages » ?", ""),
        (
            "pages: {min: 21, max: 16, source: *s}",
            6,
            14,
            "le minimum (21) dépasse le maximum (16)",
            "",
        ),
        ("pages: {min: 0, source: *s}", 6, 14, "au moins égal à 1", ""),
        ("pages: {min: 3}", 6, 8, "clé obligatoire absente : « source »", "Exemple : source:"),
        (
            "pages: {min: 3, hors: [anexes], source: *s}",
            6,
            24,
            "vouliez-vous dire « annexes » ?",
            "couverture, sommaire, annexes",
        ),
        (
            "pages: {min: 3, source: programe}\nsources: {programme: *s}",
            6,
            25,
            "source inconnue « programe » ; vouliez-vous dire « programme » ?",
            "programme",
        ),
        (
            "pages: {min: 3, source: {document: X}}",
            6,
            25,
            "clé obligatoire absente dans « source » : « statut », « date »",
            "",
        ),
        (
            "pages: {min: 3, source: {nom: absent}}",
            6,
            31,
            "source inconnue « absent »",
            "",
        ),
        (
            "pages: {min: 3, source: {document: X, statut: officielle, date: 2026-01-01}}",
            6,
            47,
            "valeur inconnue « officielle » ; vouliez-vous dire « officiel » ?",
            "programme, officiel, centre, infere",
        ),
        (
            "pages: {min: 3, source: {document: X, statut: centre, date: 1/2/2026}}",
            6,
            61,
            "attendu une date",
            "2026-02-01",
        ),
        ("gabarit: absent.docx", 6, 10, "« absent.docx »", ".docx"),
        ("ccp: ccp2", 6, 6, "« ccp2 » n’est pas un CCP du titre", ""),
        ("etend: cip/ccp9", 6, 8, "vouliez-vous dire « cip/ccp", "Modèles possibles"),
        ("etend: essai/a", 6, 8, "en rond : « essai/a », qui étend « essai/a »", ""),
        (
            "formulaire: {exemples_min: 4, exemples_max: 3, source: *s}",
            6,
            28,
            "le minimum (4) dépasse le maximum (3)",
            "",
        ),
        (
            "formulaire: {source: *s, boites: [{id: tache}]}",
            6,
            40,
            "vouliez-vous dire « taches » ?",
            "",
        ),
        (
            "formulaire: {source: *s, boites: [{id: taches, numero: 1}]}",
            6,
            35,
            "« taches », qui n’est pas hérité : « intitule »",
            "",
        ),
        (
            "sections: [{id: a, titre: A, source: *s}, {id: a, titre: B, source: *s}]",
            6,
            48,
            "identifiant « a » déjà pris ligne 6",
            "",
        ),
        ("sections: [{id: Été 1, titre: A, source: *s}]", 6, 17, "pas un identifiant", ""),
        ("sections: [{titre: A, source: *s}]", 6, 12, "clé obligatoire absente", ""),
        (
            "sections: [{id: a, titre: A, source: *s, pages: [3, 2]}]",
            6,
            49,
            "le minimum (3) dépasse le maximum (2)",
            "",
        ),
        (
            "sections: [{id: a, titre: A, source: *s, pages: [-1, 2]}]",
            6,
            49,
            "négative",
            "",
        ),
        (
            "sections: [{id: a, titre: A, source: *s, competences: [7]}]",
            6,
            56,
            "pas de compétence 7",
            "",
        ),
        (
            "sections: [{id: a, titre: A, source: *s, apres: z}]",
            6,
            49,
            "section inconnue « z »",
            "",
        ),
        (
            "source: *s\nsections: [{id: a, titre: Été}, {id: b, titre: B, alias: [ETE]}]",
            7,
            58,
            "« ete » désigne déjà la section « a »",
            "",
        ),
        ("sections: [{id: a, titre: A}]", 6, 12, "absente pour « a »", "Exemple : source:"),
        (
            "sections: [{id: a, supprimer: true}]",
            6,
            17,
            "« a » n’est pas hérité : rien à retirer",
            "",
        ),
        ("champs: [{id: a, intitule: A, type: textes}]", 6, 37, "vouliez-vous dire « texte »", ""),
        ("champs: [{id: a, intitule: A}]", 6, 10, "« type »", ""),
        (
            "regles: [{id: r, controle: PAG01, gravite: erreur}]",
            6,
            28,
            "contrôle inconnu « PAG01 » ; vouliez-vous dire « PAG001 » ?",
            "PAG002",
        ),
        ("regles: [{id: r, controle: PAG001}]", 6, 10, "absente pour « r »", ""),
        (
            "regles: [{id: r, controle: PAG001, gravite: grave}]",
            6,
            45,
            "valeur inconnue « grave »",
            "erreur, avertissement, information",
        ),
        (
            "regles: [{id: r, controle: SEC004, gravite: erreur}]",
            6,
            10,
            "clé obligatoire absente : « nombre »",
            "",
        ),
        (
            "regles: [{id: r, controle: SEC004, gravite: erreur, parametres: {nombre: 3, mot: 1}}]",
            6,
            77,
            "clé inconnue « mot »",
            "",
        ),
        (
            "regles: [{id: r, controle: SEC004, gravite: erreur, parametres: {nombre: trois}}]",
            6,
            74,
            "attendu un nombre entier, reçu « trois »",
            "",
        ),
        (
            'regles: [{id: r, controle: PAG001, gravite: erreur, message: "{compte} pages"}]',
            6,
            62,
            "PAG001 ne remplace pas « {compte} » ; vouliez-vous dire « comptees » ?",
            "{comptees}, {ecart}, {max}, {min}",
        ),
        (
            'regles: [{id: r, controle: PAG001, gravite: erreur, aide: "{comptees"}]',
            6,
            59,
            "« aide » : une accolade n’est pas refermée",
            "",
        ),
        (
            'regles: [{id: r, controle: MET001, gravite: erreur, message: "{0}"}]',
            6,
            62,
            "MET001 ne remplace pas « {0} »",
            "rien",
        ),
    ],
)
def test_each_mistake_has_its_place(
    packs: Packs, text: str, line: int, column: int, message: str, aide: str
) -> None:
    packs.write("essai/a", text + "\n", minimal=True)
    (problem,) = packs.problems("essai/a")
    assert message in plain(problem.message)
    assert (problem.ligne, problem.colonne) == (line, column)
    assert aide in plain(problem.aide)


def test_each_mistake_comes_alone(packs: Packs) -> None:
    packs.write(
        "essai/a",
        "pages: {min: 21, max: 16, source: *s}\n",
        minimal=True,
    )
    assert packs.places("essai/a") == [("essai/a", 6, 14)]


def test_every_problem_of_every_file_at_once(packs: Packs) -> None:
    packs.write(
        "essai/a",
        """
        pages: {min: 21, max: 16, source: *s}
        inconnue: 1
        sections:
          - {id: a, titre: A, source: *s, niveau: 9}
          - {id: b, titre: B, source: *s, pages: [3, 2]}
        """,
        minimal=True,
    )
    packs.write(
        "essai/b",
        """
        id: essai/b
        etend: essai/a
        regles:
          - {id: r, controle: ZZZ999, gravite: erreur}
          - {id: s, controle: SEC004, gravite: erreur, parametres: {nombre: x}}
        intitul: X
        """,
    )
    assert packs.places("essai/b") == [
        ("essai/a", 6, 14),
        ("essai/a", 7, 1),
        ("essai/a", 9, 43),
        ("essai/a", 10, 42),
        ("essai/b", 4, 23),
        ("essai/b", 5, 69),
        ("essai/b", 6, 1),
    ]


def test_a_broken_parent_is_reported_with_the_child(packs: Packs) -> None:
    packs.write("essai/a", "id: [\n")
    packs.write("essai/b", "id: essai/b\netend: essai/a\n")
    problems = packs.problems("essai/b")
    assert any("« [ » n’est pas refermé" in plain(p.message) for p in problems)


def test_a_pack_that_is_a_list(packs: Packs) -> None:
    packs.write("essai/a", "- a\n- b\n")
    (problem,) = packs.problems("essai/a")
    assert (problem.ligne, problem.colonne) == (1, 1)


def test_a_cycle_names_its_way(packs: Packs) -> None:
    packs.write("essai/a", "etend: essai/b\n", minimal=True)
    packs.write("essai/b", "id: essai/b\netend: essai/a\n")
    (problem,) = packs.problems("essai/b")
    assert (problem.ligne, problem.colonne) == (6, 8)
    assert "« essai/b », qui étend « essai/a », qui étend « essai/b »" in plain(problem.message)


def test_the_id_is_that_of_the_folder(packs: Packs) -> None:
    path = packs.write("essai/a", "", minimal=True)
    path.write_text(
        path.read_text(encoding="utf-8").replace("id: essai/a", "id: essai/z", 1), "utf-8"
    )
    (problem,) = packs.problems("essai/a")
    assert (problem.ligne, problem.colonne) == (1, 5)
    assert "essai/a" in problem.aide


def test_what_must_be_there_is_asked_for(packs: Packs) -> None:
    packs.write("essai/a", "id: essai/a\n")
    messages = [plain(p.message) for p in packs.problems("essai/a")]
    for key in ("version", "intitule", "sigle", "annexes"):
        assert f"clé obligatoire absente : « {key} »" in messages


def test_a_limit_changed_without_a_source_is_refused(packs: Packs) -> None:
    packs.write(
        "essai/a",
        """
        id: essai/a
        etend: cip/ccp2
        pages: {max: 20}
        sections:
          - {id: contexte, aide: Autre aide}
          - {id: atelier, obligatoire: false}
        """,
    )
    problems = packs.problems("essai/a")
    assert packs.places("essai/a") == [("essai/a", 3, 14), ("essai/a", 6, 32)]
    assert all("statut: centre" in problem.aide for problem in problems)


def test_a_misspelt_section_id_is_recognised(packs: Packs) -> None:
    packs.write(
        "essai/a",
        """
        id: essai/a
        etend: cip/ccp2
        sections:
          - {id: contxte, aide: Autre aide}
          - {id: conclusoin, supprimer: true}
        """,
    )
    first, second = packs.problems("essai/a")
    assert "vouliez-vous dire « contexte » ?" in plain(first.message)
    assert "vouliez-vous dire « conclusion » ?" in plain(second.message)
    assert (first.ligne, second.ligne) == (4, 5)


def test_parameters_of_parent_and_child_keep_their_own_places(packs: Packs) -> None:
    packs.write(
        "essai/a",
        """
        id: essai/a
        etend: cip/ccp2
        regles:
          - {id: sections-courtes, parametres: {mots_min: quarante}}
          - {id: longueur-des-parties, parametres: {tolerence: 0.1}}
        """,
    )
    assert packs.places("essai/a") == [("essai/a", 4, 51), ("essai/a", 5, 45)]


def test_a_wrong_titre_file_is_reported(packs: Packs) -> None:
    packs.write("essai/a", "", minimal=True)
    (packs.root / "essai" / "titre.yaml").write_text(
        "id: essai\nintitule: Essai\nsigle: E\nniveau: cinq\n"
        "source: {document: X, statut: centre, date: 2026-01-01}\n",
        encoding="utf-8",
    )
    (problem,) = packs.problems("essai/a")
    assert problem.fichier.endswith("titre.yaml")
    assert (problem.ligne, problem.colonne) == (4, 9)


def test_a_competence_written_twice_is_reported(packs: Packs) -> None:
    packs.write("essai/a", "", minimal=True)
    (packs.root / "essai" / "titre.yaml").write_text(
        "id: essai\nintitule: Essai\nsigle: E\nniveau: 5\n"
        "source: {document: X, statut: centre, date: 2026-01-01}\n"
        "activites_types:\n"
        "  - numero: 1\n    ccp: ccp1\n    intitule: A\n"
        "    competences: [{numero: 1, intitule: A}, {numero: 1, intitule: B}]\n",
        encoding="utf-8",
    )
    (problem,) = packs.problems("essai/a")
    assert (problem.ligne, problem.colonne) == (10, 54)


def test_an_unknown_identifier_is_a_case_of_its_own(packs: Packs) -> None:
    with pytest.raises(UnknownModeleError) as caught:
        packs.load("cip/cpc2")
    assert caught.value.suggestion == "cip/ccp2"
    assert "cip/ccp3" in caught.value.known
    assert caught.value.code == "modele_inconnu"
    assert caught.value.problems
