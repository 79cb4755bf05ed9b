from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.facts.outline import find_sections, read_outline, section_end

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


# -- near misses, traps --


def near(text: str, identifier: str) -> list[tuple[str, int]]:
    lines = lines_of(text)
    outline = read_outline(lines, ESSAI, len(lines))
    return [(c.printed, c.score) for c in outline.candidates.get(identifier, ())]


def test_a_title_with_something_more_is_taken_with_its_score() -> None:
    assert found("p9 | # Conclusions et perspectives") == {
        "conclusion": ("Conclusions et perspectives", 90)
    }


def test_what_was_not_taken_is_shown() -> None:
    text = "p9 | # Conclusion du contrat"
    assert found(text) == {}
    assert near(text, "conclusion") == [("Conclusion du contrat", 80)]


def test_what_another_section_took_is_not_shown() -> None:
    assert near("p3 | # Introduction\n# Conclusion", "contexte") == []


PARTS = "p3 | # Introduction\n# Le contexte\n"


def test_a_deeper_title_of_the_same_words_is_taken_and_said() -> None:
    text = f"{PARTS}# Mise en œuvre d’un atelier\n### Conclusion\nTexte"
    assert found(text)["conclusion"] == ("Conclusion", 88)


def test_the_title_of_the_right_level_prevails() -> None:
    text = f"{PARTS}# Mise en œuvre d’un atelier\n## Conclusion\nTexte\np9 | # Conclusion"
    lines = lines_of(text)
    heading = next(
        h for h in find_sections(lines, ESSAI, len(lines)) if h.section.id == "conclusion"
    )
    assert (heading.line.level, heading.score) == (1, 100)


def test_a_near_title_inside_another_part_is_only_shown() -> None:
    text = f"{PARTS}# Mise en œuvre d’un atelier\n## Conclusions et perspectives\nTexte"
    assert "conclusion" not in found(text)
    assert near(text, "conclusion") == [("Conclusions et perspectives", 84)]


def test_parts_all_in_level_2_are_parts_all_the_same() -> None:
    text = "p2 | # Mon dossier\n## Introduction\n## Le contexte\n## Conclusion"
    assert {score for _, score in found(text).values()} == {100}


def test_a_sub_section_outside_its_part_is_said() -> None:
    text = f"{PARTS}# Mise en œuvre d’un atelier\nA\n# Conclusion\n## 12 mois de suivi"
    assert found(text)["bilan"] == ("12 mois de suivi", 96)


def test_the_last_of_two_same_titles_ends_the_document() -> None:
    lines = lines_of("p3 | # Introduction\n# Conclusion\nA\n# Le contexte\np9 | # Conclusion")
    headings = {h.section.id: h.line.index for h in find_sections(lines, ESSAI, len(lines))}
    assert headings["conclusion"] == 4


def test_a_near_heading_prevails_over_a_mere_line_of_the_text() -> None:
    text = f"{PARTS}# Conclusions et perspectives\nConclusion"
    assert found(text)["conclusion"] == ("Conclusions et perspectives", 90)


def looked(text: str, **looks: int) -> list[tuple[str, int]]:
    """The extent of « Introduction » where titles have a look and no style."""
    lines = [replace(line, look=looks.get(line.text.split()[0].lower())) for line in lines_of(text)]
    headings = find_sections(lines, ESSAI, len(lines))
    heading = next(h for h in headings if h.section.id == "introduction")
    start = lines.index(heading.line)
    end = section_end(heading, lines, start, headings)
    return [(line.text, line.index) for line in lines[start + 1 : end]]


def test_where_every_title_has_one_look_an_unknown_one_ends_nothing() -> None:
    text = "p3 | Introduction\nParcours\nA\nConclusion"
    assert [t for t, _ in looked(text, introduction=1, parcours=1, conclusion=1)] == [
        "Parcours",
        "A",
    ]


def test_where_looks_tell_the_levels_an_unknown_title_ends_the_section() -> None:
    text = "p3 | Introduction\nParcours\nA\nRemerciements\nB\nConclusion"
    looks = {"introduction": 1, "parcours": 2, "remerciements": 1, "conclusion": 1}
    assert [t for t, _ in looked(text, **looks)] == ["Parcours", "A"]
