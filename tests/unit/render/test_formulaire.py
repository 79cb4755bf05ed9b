"""The ministry's form: its boxes, its choices, its sommaire."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.ooxml import Element, Package, paragraphs, qn, text_of
from dossier_builder.render import render

_FIXED = (
    "Nom de naissance", "Nom d’usage", "Prénom", "Adresse", "Titre professionnel visé",
    "Modalité d’accès :", "Parcours de formation", "Validation des Acquis de l’Expérience (VAE)",
    "Présentation du dossier", "Pour prendre sa décision, le jury dispose :",
    "Ce dossier comporte :", "Sommaire", "Exemples de pratique professionnelle",
    "1. Décrivez les tâches ou opérations que vous avez effectuées, et dans quelles conditions :",
    "2. Précisez les moyens utilisés :", "3. Avec qui avez-vous travaillé ?", "4. Contexte",
    "Nom de l’entreprise, organisme ou association", "Chantier, atelier, service",
    "Période d’exercice", "5. Informations complémentaires (facultatif)",
    "Titres, diplômes, CQP, attestations de formation (facultatif)", "Intitulé",
    "Autorité ou organisme", "Date", "Déclaration sur l’honneur",
    "pour faire valoir ce que de droit.", "Signature :",
    "Documents illustrant la pratique professionnelle (facultatif)",
    "Annexes (Si le RC le prévoit)",
)  # fmt: skip


def document(dossier: Dossier, modele: Modele) -> Element:
    package = Package.from_bytes(render(dossier, modele).content)
    return package.xml(package.document_name)


def lines(root: Element) -> list[str]:
    return [text_of(p.element).replace("\u00a0", " ") for p in paragraphs(root)]


def test_the_fixed_texts_are_there_in_order(dpp: Dossier, formulaire: Modele) -> None:
    found = iter(lines(document(dpp, formulaire)))
    missing = [text for text in _FIXED if text not in found]
    assert missing == []


def test_each_example_has_its_titles_and_its_boxes(dpp: Dossier, formulaire: Modele) -> None:
    found = lines(document(dpp, formulaire))
    assert found.count("4. Contexte") == 3
    assert found.count("Activité-type 1") == 2
    assert "Exemple n° 1 – Accueillir & informer" in found
    start = found.index("Exemple n° 1 – Accueillir & informer", found.index("Activité-type 1"))
    assert "Du : 05/10/2026 au : 23/10/2026" in found[start:]
    taches = found.index(_FIXED[13], start)
    assert found[taches + 1 : taches + 4] == [
        "Avant le tableau.", "Une étape", "Tableau 1 – Le bassin",
    ]  # fmt: skip


def test_the_sommaire_has_each_activity_once(dpp: Dossier, formulaire: Modele) -> None:
    made = render(dpp, formulaire)
    titles = [(h.level, h.text.replace("\u00a0", " ")) for h in made.headings]
    assert titles == [
        (1, "Accueillir pour analyser la demande"),
        (2, "Exemple n° 1 – Accueillir & informer"),
        (2, "Exemple n° 2 – Analyser"),
        (1, "Accompagner les personnes"),
        (2, "Exemple n° 1 – Accompagner"),
        (1, "Titres, diplômes, CQP, attestations de formation (facultatif)"),
        (1, "Déclaration sur l’honneur"),
        (1, "Documents illustrant la pratique professionnelle (facultatif)"),
        (1, "Annexes (Si le RC le prévoit)"),
        (2, "Annexe 1 – Contrat anonymisé"),
        (2, "Annexe 2 – Affiche"),
    ]


@pytest.mark.parametrize(
    ("voie", "boxes"), [("formation", "☒☐"), ("apprentissage", "☒☐"), ("vae", "☐☒")]
)
def test_the_path_ticks_its_box(dpp: Dossier, formulaire: Modele, voie: str, boxes: str) -> None:
    person = dpp.candidat.model_copy(update={"voie": voie})
    root = document(replace(dpp, candidat=person), formulaire)
    assert "".join(text for text in lines(root) if text in {"☒", "☐"}) == boxes
    checked = [c.get(qn("w14:val")) for c in root.iter(qn("w14:checked"))]
    assert checked == ["1" if box == "☒" else "0" for box in boxes]


def test_a_table_in_a_box_has_a_row_of_its_own(dpp: Dossier, formulaire: Modele) -> None:
    root = document(dpp, formulaire)
    box = next(
        t for t in root.iter(qn("w:tbl")) if "Avant le tableau." in "".join(t.itertext())
        and t.getparent() is not None and t.getparent().tag == qn("w:body")  # type: ignore[union-attr]
    )  # fmt: skip
    rows = box.findall(qn("w:tr"))
    holding = [row.find(f".//{qn('w:tbl')}") is not None for row in rows]
    assert holding == [False, False, True, False]
    for row in rows:
        for cell in row.findall(qn("w:tc")):
            assert cell[-1].tag == qn("w:p")  # Word refuses a cell that ends otherwise
    lines_kept = [
        [row.find(f".//{qn(f'w:{edge}')}").get(qn("w:val")) for edge in ("top", "bottom")]  # type: ignore[union-attr]
        for row in rows[1:]
    ]
    assert lines_kept == [["single", "nil"], ["nil", "nil"], ["nil", "single"]]


def test_the_declaration_is_filled_and_empty_tables_leave_room(
    dpp: Dossier, formulaire: Modele
) -> None:
    found = lines(document(dpp, formulaire))
    assert "Je soussigné(e) [prénom et nom] Sacha Modèle," in found
    assert "Fait à Valfictive le 26/02/2027" in found
    assert "04/07/2014" in found
    assert "Fiche de préparation" in found
    bare = lines(document(replace(dpp, champs={}, annexes=()), formulaire))
    assert "Fait à  le " in bare
