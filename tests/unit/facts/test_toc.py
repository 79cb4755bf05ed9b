from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.facts.toc import mark_announced, read_toc

from .lines import lines_of


def entries(text: str) -> list[tuple[str, int | None, int | None]]:
    """Text, page announced, page of the heading."""
    found = read_toc(lines_of(text))
    assert found is not None
    return [(e.text, e.announced, e.target_page) for e in found]


@pytest.mark.parametrize(
    ("printed", "text", "page"),
    [
        ("Introduction<tab>3", "Introduction", 3),
        ("1<tab>Contexte<tab>12", "1 Contexte", 12),
        ("Contexte .......... 4", "Contexte", 4),
        ("Contexte……… 4", "Contexte", 4),
        ("Contexte _____ p. 4", "Contexte", 4),
        ("Contexte 4", "Contexte", 4),
        ("Évaluer l’atelier 6", "Évaluer l’atelier", 6),
        ("Annexe 1", "Annexe 1", None),
        ("Exemple n° 2", "Exemple n° 2", None),
        ("Annexe 1 – Contrat<tab>21", "Annexe 1 – Contrat", 21),
        ("Conclusion<tab>p.", "Conclusion", None),
        ("\uf075 Exemple n°1 Accueil<tab>p. 5", "Exemple n°1 Accueil", 5),
        ("Bilan de l’année 2026", "Bilan de l’année 2026", None),
    ],
)
def test_the_words_and_the_page_of_an_entry(printed: str, text: str, page: int | None) -> None:
    assert entries(f"p2 | ~ {printed}") == [(text, page, None)]


def test_entries_lead_to_their_headings_each_one_once() -> None:
    text = """
    p2 | ~ Bilan<tab>3
    ~ Bilan<tab>5
    ~ Conclusion<tab>6
    p3 | ## Bilan
    p5 | ## 2.3 BILAN
    p6 | Conclusion
    """
    assert entries(text) == [("Bilan", 3, 3), ("Bilan", 5, 5), ("Conclusion", 6, 6)]


def test_an_unstyled_line_before_the_sommaire_is_no_heading() -> None:
    assert entries("p1 | Mon projet\np2 | ~ Mon projet<tab>3") == [("Mon projet", 3, None)]


def test_a_link_prevails_over_the_words() -> None:
    entry, near, far = lines_of("p2 | ~ Bilan<tab>5\np3 | # Bilan\np5 | # Bilan final")
    lines = (replace(entry, target="_Toc1"), near, replace(far, bookmarks=("_Toc1",)))
    found = read_toc(lines)
    assert found is not None
    assert found[0].target_page == 5


def test_a_title_and_its_page_in_two_cells_are_one_entry() -> None:
    lines = [replace(line, cell=(0, n)) for n, line in enumerate(lines_of("""
        p2 | ~ Introduction
        ~ p. 3
        ~ Conclusion
        ~ p.
        p3 | # Introduction
    """))]  # fmt: skip
    found = read_toc([*lines[:4], replace(lines[4], cell=None)])
    assert found is not None
    assert [(e.text, e.announced, e.target_page) for e in found] == [
        ("Introduction", 3, 3),
        ("Conclusion", None, None),
    ]


def test_an_entry_of_a_pdf_over_two_lines_is_one() -> None:
    lines = [replace(line, style="") for line in lines_of("""
        p2 | ~ Prospecter les employeurs du territoire
        ~ dans une démarche projet ........ 4
        ~ Conclusion ........ 9
    """)]  # fmt: skip
    found = read_toc(lines)
    assert found is not None
    assert [(e.text, e.announced) for e in found] == [
        ("Prospecter les employeurs du territoire dans une démarche projet", 4),
        ("Conclusion", 9),
    ]


def test_no_sommaire_and_an_empty_one_are_not_the_same() -> None:
    assert read_toc(lines_of("p1 | Du texte.")) is None
    assert read_toc(lines_of("p2 | Sommaire\np3 | # Introduction")) == ()


def test_where_the_words_come_twice_the_other_lines_tell_which_is_meant() -> None:
    """The sommaire does not list the « Bilan » of part 1; pages are counted without the cover."""
    text = """
    p2 | ~ Introduction<tab>2
    ~ Bilan<tab>8
    ~ Conclusion<tab>9
    p3 | # Introduction
    p5 | # Bilan
    p9 | # Bilan
    p10 | # Conclusion
    """
    assert entries(text) == [("Introduction", 2, 3), ("Bilan", 8, 9), ("Conclusion", 9, 10)]


def test_spaces_that_a_pdf_lost_make_no_difference() -> None:
    assert entries("p2 | ~ Mise en œuvre<tab>3\np3 | # Miseen œuvre") == [("Mise en œuvre", 3, 3)]


def test_a_line_that_repeats_an_entry_is_a_heading_of_its_depth() -> None:
    text = "p2 | ~ 1. Bilan<tab>3\n~ 1.1 Suivi<tab>4\np3 | 1. Bilan\nTexte\n1.1 Suivi\nTexte"
    marked = mark_announced(lines_of(text))
    assert [line.look for line in marked if line.toc is None] == [1, None, 2, None]


def test_a_heading_that_is_known_is_not_marked_twice() -> None:
    marked = mark_announced(lines_of("p2 | ~ Bilan<tab>3\np3 | Bilan\np4 | # Bilan"))
    assert [line.look for line in marked] == [None, None, None]


def test_a_sommaire_at_the_end_tells_the_headings_before_it() -> None:
    text = "p1 | Bilan\nTexte\nTexte\nTexte\nTexte\nTexte\np9 | ~ Bilan<tab>1"
    assert mark_announced(lines_of(text))[0].look == 1
