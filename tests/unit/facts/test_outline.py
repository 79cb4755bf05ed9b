from __future__ import annotations

import pytest

from dossier_builder.facts.outline import find_sections, section_end

from .lines import lines_of
from .modeles import modele, section

ESSAI = modele(
    section("introduction", "Introduction"),
    section("contexte", "Contexte : la structure, le public, le territoire", "Le contexte"),
    section("atelier", "Mise en œuvre d’un atelier"),
    section("bilan", "12 mois de suivi", niveau=2),
    section("conclusion", "Conclusion"),
)


def found(text: str) -> dict[str, tuple[str, int]]:
    lines = lines_of(text)
    return {h.section.id: (h.line.text, h.score) for h in find_sections(lines, ESSAI, len(lines))}


@pytest.mark.parametrize(
    "heading",
    [
        "# Mise en œuvre d’un atelier",
        "# MISE EN OEUVRE D'UN ATELIER",
        "# III. Mise en œuvre d’un atelier",
        "# Partie 3 – Mise en œuvre d’un atelier :",
        "Mise en œuvre d’un atelier",
    ],
)
def test_the_very_title_scores_100_however_it_is_typed(heading: str) -> None:
    assert found(f"p3 | {heading}\nDu texte.") == {"atelier": (heading.lstrip("# "), 100)}


def test_an_alias_is_the_title() -> None:
    assert found("p3 | # Le contexte") == {"contexte": ("Le contexte", 100)}


def test_a_near_miss_has_its_score() -> None:
    (title, score) = found("p3 | # Mise en œuvre d’un atelie")["atelier"]
    assert title == "Mise en œuvre d’un atelie"
    assert 88 <= score < 100


def test_a_near_miss_needs_a_heading_style() -> None:
    assert found("p3 | Mise en œuvre d’un atelie") == {}


@pytest.mark.parametrize(
    "text",
    [
        "p3 | En conclusion, je retiens trois points.",
        "p3 | # Conclusion de l’atelier avec le groupe",
        "p2 | ~ Conclusion<tab>9",
        "p3 | # Suivi",
    ],
)
def test_other_words_are_another_title(text: str) -> None:
    assert found(text) == {}


def test_a_styled_heading_prevails_over_a_line_with_the_same_words() -> None:
    lines = lines_of("p1 | Conclusion\np3 | # Conclusion")
    (heading,) = find_sections(lines, ESSAI, len(lines))
    assert heading.line.place is not None
    assert heading.line.place.page == 3


def test_nothing_is_found_in_the_annexes() -> None:
    lines = lines_of("p3 | # Introduction\np9 | # Annexes\np9 | # Conclusion")
    assert [h.section.id for h in find_sections(lines, ESSAI, 1)] == ["introduction"]


def extent(text: str, identifier: str) -> list[str]:
    """The texts of a section, its heading left out."""
    lines = lines_of(text)
    headings = find_sections(lines, ESSAI, len(lines))
    heading = next(h for h in headings if h.section.id == identifier)
    start = lines.index(heading.line)
    return [line.text for line in lines[start + 1 : section_end(heading, lines, start, headings)]]


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    text = "p3 | # Introduction\nA\n## Détail\nB\n# Autre chose\nC"
    assert extent(text, "introduction") == ["A", "Détail", "B"]


@pytest.mark.parametrize(
    "marks", [("# ", "## "), ("# ", "# "), ("", "")], ids=["styled", "all in level 1", "no style"]
)
def test_a_section_holds_its_sub_sections_whatever_their_style(marks: tuple[str, str]) -> None:
    first, second = marks
    text = (
        f"p3 | {first}Mise en œuvre d’un atelier\n{second}12 mois de suivi\nA\n{first}Conclusion\nB"
    )
    assert extent(text, "atelier") == ["12 mois de suivi", "A"]
    assert extent(text, "bilan") == ["A"]
    assert extent(text, "conclusion") == ["B"]


def test_a_styled_section_ends_at_a_section_that_nobody_styled() -> None:
    assert extent("p3 | # Introduction\nA\nConclusion\nB", "introduction") == ["A"]
