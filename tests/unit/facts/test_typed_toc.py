from __future__ import annotations

from dataclasses import replace

from dossier_builder.facts.typed_toc import announces_page, is_list_title, mark_typed

from .lines import lines_of


def marked(text: str, *, cells: range | None = None) -> list[str]:
    """The texts of the lines taken for entries; `cells` are the rows that stand in a table."""
    lines = lines_of(text)
    lines = tuple(
        replace(line, cell=(0, line.index)) if cells and line.index in cells else line
        for line in lines
    )
    return [line.text for line in mark_typed(lines) if line.toc]


def test_titles_followed_by_a_page() -> None:
    text = """
    p2 | SOMMAIRE
    Introduction<tab>3
    Partie 1
    1.1 Contexte .......... 4
    Conclusion … p. 9
    p3 | Introduction
    Je travaille à Valfictive depuis 3 ans.
    """
    assert marked(text) == [
        "Introduction\t3", "Partie 1", "1.1 Contexte .......... 4", "Conclusion … p. 9",
    ]  # fmt: skip


def test_titles_without_a_page_that_come_again() -> None:
    text = "p2 | Sommaire\nIntroduction\nI. Contexte\np3 | Introduction\nDu texte.\n1) Contexte"
    assert marked(text) == ["Introduction", "I. Contexte"]


def test_text_below_the_title_is_no_entry() -> None:
    assert marked("p2 | Sommaire\np3 | # Introduction\nDu texte.") == []


def test_a_table_with_pages() -> None:
    text = """
    p2 | Table des matières
    Introduction
    p. 3
    Annexes
    p.
    p3 | Introduction
    """
    assert marked(text, cells=range(1, 5)) == ["Introduction", "p. 3", "Annexes", "p."]


def test_a_table_that_announces_no_page_is_no_sommaire() -> None:
    text = "p2 | Sommaire\nStructure\nMission locale\np3 | # Introduction"
    assert marked(text, cells=range(1, 3)) == []


def test_a_sommaire_of_word_is_believed() -> None:
    text = "p2 | Sommaire\n~ Introduction<tab>3\np3 | Plan\nAccueil<tab>12"
    assert marked(text) == ["Introduction\t3"]


def test_a_typed_list_of_annexes_stops_where_the_first_annex_comes() -> None:
    text = "p2 | Liste des annexes\nAnnexe 1 – A\nAnnexe 2 – B\np9 | Annexe 1 – A\nDu texte."
    assert marked(text) == ["Annexe 1 – A", "Annexe 2 – B"]


def test_a_mention_of_the_list_is_no_title() -> None:
    (line,) = lines_of("p2 | Liste des annexes que je joins à ce dossier pour le jury")
    assert not is_list_title(line)


def test_what_announces_a_page() -> None:
    said = lines_of("p1 | A<tab>3\nA .... 3\nA p. 3\nAnnexe 1\n12\nEn 2026 j’ai 3")
    assert [announces_page(line) for line in said] == [True, True, True, False, False, False]


def test_an_annex_over_two_printed_lines_of_a_pdf_does_not_end_the_list() -> None:
    text = """
    p2 | Liste des annexes
    Annexe 1 – Contrat d’engagement réciproque signé avec la
    participante et son référent
    Annexe 2 – Affiche
    p9 | Annexe 1 – Contrat
    """
    printed = tuple(replace(line, style="") for line in lines_of(text))
    assert [line.text[:8] for line in mark_typed(printed) if line.toc] == [
        "Annexe 1", "particip", "Annexe 2",
    ]  # fmt: skip
