from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dossier_builder.domain.facts import AnnexFacts
from dossier_builder.domain.modele import AnnexesModele, Source
from dossier_builder.facts.annex_boundary import find_boundary
from dossier_builder.facts.annexes import read_annexes
from dossier_builder.facts.content import Line
from dossier_builder.facts.typed_toc import mark_typed

from .lines import lines_of

SOURCE = Source(document="Essai", statut="programme", date=dt.date(2026, 11, 23))
MODELE = AnnexesModele(
    titres=("Annexes", "Annexe", "Annexes (Si le RC le prévoit)", "Liste des annexes"),
    source=SOURCE,
)


def boundary(text: str) -> str | None:
    """The words of the line that opens the annexes."""
    found = find_boundary(mark_typed(lines_of(text)), MODELE)
    return found.line.text if found else None


def annexes(text: str, last_page: int = 10) -> AnnexFacts:
    lines = mark_typed(lines_of(text))
    return read_annexes(lines, find_boundary(lines, MODELE), MODELE, last_page)


@pytest.mark.parametrize(
    "opening",
    [
        "# Annexes",
        "# ANNEXES",
        "# Annexes (3)",
        "# VI. Annexes",
        "# Partie 4 – Annexes",
        "# Annexe",
        "# Annexe 1 : Contrat d’engagement",
        "## Annexe n° 1 – Contrat",
        "# Annexe I",
        "# Annexes (Si le RC le prévoit)",
        "Annexes",
        "ANNEXES :",
        "5. Annexes",
        "Annexe 1",
        "Annexe 1 : Contrat d’engagement",
        "Annexe 1 Contrat d’engagement",
    ],
)
def test_what_opens_the_annexes(opening: str) -> None:
    text = f"p3 | # Introduction\nVoir les annexes et l’annexe 1.\np9 | {opening}\nDu texte."
    assert boundary(text) == opening.lstrip("# ")


@pytest.mark.parametrize(
    "line",
    [
        "Annexes et figures sont numérotées.",
        "Annexe 1 présente le contrat que j’ai signé.",
        "Annexe 1 : voir le contrat que j’ai signé avec la personne, puis l’avenant.",
        "Les annexes",
        "# Liste des annexes",
        "Liste des annexes",
        "# Table des annexes",
        "~ Annexes<tab>21",
        "~~ Annexe 1 – Contrat<tab>21",
        "# Annexer un document",
        "# Les annexes dans mon travail",
    ],
)
def test_what_never_opens_them(line: str) -> None:
    assert boundary(f"p2 | {line}\np3 | # Introduction\nDu texte.") is None


def test_a_heading_prevails_over_a_line_that_nobody_styled() -> None:
    assert boundary("p2 | Annexes\np3 | # Introduction\np9 | # Annexe 1 – Contrat") == (
        "Annexe 1 – Contrat"
    )


def test_a_sommaire_and_a_list_typed_by_hand_do_not_open_them() -> None:
    text = """
    p2 | Sommaire
    Introduction<tab>3
    Annexes<tab>9
    Liste des annexes
    Annexe 1 – Contrat
    Annexe 2 – Guide
    p3 | Introduction
    p9 | Annexe 1 – Contrat
    p10 | Annexe 2 – Guide
    """
    found = find_boundary(mark_typed(lines_of(text)), MODELE)
    assert found is not None
    assert found.line.place is not None
    assert found.line.place.page == 9


def test_the_proof_quotes_the_line() -> None:
    found = find_boundary(lines_of("p9 | # Annexes"), MODELE)
    assert found is not None
    assert found.preuve == "ouvertes par le titre « Annexes »"


def test_annexes_have_a_number_a_page_and_a_length() -> None:
    found = annexes("""
        p9 | # Annexes
        p9 | ## Annexe 1 – Contrat
        p11 | ## Annexe 2 – Guide
        p12 | ## Annexe 2 – Guide (suite)
        p13 | ## Annexe III – Bilan
    """, last_page=13)  # fmt: skip
    assert [(a.numero, a.page, a.pages) for a in found.presentes] == [
        (1, 9, 2),
        (2, 11, 2),
        (3, 13, 1),
    ]
    assert found.debut == 0


def test_a_list_just_below_the_heading_announces_the_annexes_and_is_none_of_them() -> None:
    found = annexes("""
        p9 | # Annexes
        Annexe 1 – Contrat
        Annexe 2 – Guide
        p10 | Annexe 1 – Contrat
        Du texte.
        p11 | Annexe 2 – Guide
        Du texte.
    """)
    assert [(a.numero, a.page) for a in found.presentes] == [(1, 10), (2, 11)]
    assert found.listees is not None
    assert [m.numero for m in found.listees] == [1, 2]


def test_unnumbered_headings_are_annexes_without_a_number() -> None:
    found = annexes("p9 | # Annexes\np9 | ## Contrat\np10 | ## Guide\nAnnexe 7 du règlement.")
    assert [(a.numero, a.titre) for a in found.presentes] == [(None, "Contrat"), (None, "Guide")]


def test_annexes_without_titles_of_their_own_are_none() -> None:
    assert annexes("p9 | # Annexes\nDu texte.").presentes == ()


def test_without_a_list_nothing_is_listed() -> None:
    assert annexes("p9 | # Annexe 1 – Contrat").listees is None


def test_an_empty_list_is_a_list() -> None:
    assert annexes("p2 | Liste des annexes\np9 | # Annexe 1 – Contrat").listees == ()


def test_a_field_s_list_is_read() -> None:
    found = annexes("p2 | ~~ Annexe 1 – Contrat<tab>9\n~~ Annexe 3 – Guide<tab>12")
    assert found.listees is not None
    assert [(m.numero, m.page) for m in found.listees] == [(1, 2), (3, 2)]


def test_citations_are_those_of_the_body() -> None:
    found = annexes("""
        p2 | ~ Annexe 9 – Sommaire<tab>12
        p3 | # Introduction
        Voir annexe 2.
        p9 | # Annexes
        Voir annexe 5.
    """)
    assert [(m.numero, m.page) for m in found.citees] == [(2, 3)]


def test_a_citation_cut_at_the_end_of_a_printed_line_is_read() -> None:
    found = annexes(
        "p3 | Le contrat est à la fin (voir annexe\n3), le guide dans les annexes 4 et\n5."
    )
    assert [m.numero for m in found.citees] == [3, 4, 5]


def test_footnotes_cite_too() -> None:
    line = replace(lines_of("p3 | Le contrat.")[0], notes=("Voir annexe 4.",))
    found = read_annexes((line,), None, MODELE, 3)
    assert [m.numero for m in found.citees] == [4]


def test_a_number_given_by_word_counts() -> None:
    lines = (Line(0, "Contrat", level=1, number="Annexe 1 –"),)
    found = find_boundary(lines, MODELE)
    assert found is not None
    assert read_annexes(lines, found, MODELE, 3).presentes[0].numero == 1


def test_the_titles_inside_an_annex_do_not_set_it_aside() -> None:
    """A PDF without outline: « 1. Les parties » in a contract looks like a heading, below it."""
    text = """
    p3 | Introduction
    Texte
    p9 | Annexe 1 – Contrat
    Les parties
    p11 | Annexe 2 – Grille de Mme M.
    """
    looks = {"Introduction": 1, "Annexe": 5, "Les": 8}
    lines = [
        replace(line, style="", look=looks.get(line.text.split()[0])) for line in lines_of(text)
    ]
    found = find_boundary(lines, MODELE)
    assert found is not None
    assert found.line.text == "Annexe 1 – Contrat"
    present = read_annexes(lines, found, MODELE, 12).presentes
    assert [annexe.numero for annexe in present] == [1, 2]
