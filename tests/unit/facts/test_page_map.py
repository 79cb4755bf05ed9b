from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.modele import PartHors
from dossier_builder.domain.place import Place
from dossier_builder.facts.annex_boundary import find_boundary
from dossier_builder.facts.page_map import length, map_pages, position
from dossier_builder.facts.pagination import PageMap

from .lines import lines_of
from .modeles import modele

MODELE = modele()
COVER = "p1 | Petit dossier\nCamille EXEMPLE\n"
SOMMAIRE = "p2 | Sommaire\n~ Introduction<tab>3\n"
BODY = "p3 | # Introduction\nDu texte.\n"


def mapped(text: str, *, sections: tuple[int, ...] = ()) -> PageMap:
    lines = lines_of(text)
    return map_pages(lines, find_boundary(lines, MODELE.annexes), sections)


def test_a_page_of_each_kind() -> None:
    found = mapped(f"{COVER}{SOMMAIRE}{BODY}p5 | # Annexes\nDu texte.")
    assert found.couverture == (1,)
    assert found.sommaire == (2,)
    assert found.annexes_debut == 5
    assert not found.annexes_partagee
    assert found.annexes_preuve == "ouvertes par le titre « Annexes », haut de la p. 5"


def test_a_first_page_of_text_is_no_cover() -> None:
    assert mapped(f"p1 | {'mot ' * 200}\n{BODY}").couverture == ()


def test_a_short_first_page_that_opens_a_section_is_no_cover() -> None:
    text = "p1 | # Introduction\nUn texte court.\np2 | # Contexte"
    assert mapped(text, sections=(0,)).couverture == ()
    assert mapped(text).couverture == (1,)


def test_a_first_page_with_the_sommaire_is_no_cover() -> None:
    found = mapped(f"p1 | Petit dossier\n~ Introduction<tab>2\n{BODY}")
    assert found.couverture == ()
    assert found.sommaire == (1,)


def test_a_document_of_one_page_has_no_cover() -> None:
    assert mapped(COVER).couverture == ()


@pytest.mark.parametrize("title", ["Sommaire", "# Sommaire", "# Table des matières"])
def test_a_sommaire_whose_title_is_a_heading_is_one(title: str) -> None:
    assert mapped(f"{COVER}p2 | {title}\n~ Introduction<tab>3\n{BODY}").sommaire == (2,)


def test_a_page_that_holds_the_sommaire_and_the_first_section_is_of_the_body() -> None:
    text = f"{COVER}{SOMMAIRE}# Introduction\nDu texte.\n"
    assert mapped(text).sommaire == ()
    assert mapped(f"{COVER}{SOMMAIRE}{'mot ' * 100}\n{BODY}").sommaire == ()


def test_a_sommaire_over_two_pages() -> None:
    text = f"{COVER}p2 | ~ Introduction<tab>4\np3 | ~ Conclusion<tab>9\np4 | # Introduction"
    assert mapped(text).sommaire == (2, 3)


def test_annexes_that_open_below_the_conclusion_share_its_page() -> None:
    found = mapped(f"{COVER}{BODY}p4 | # Conclusion\nDu texte.\n# Annexes\n")
    assert found.annexes_debut == 4
    assert found.annexes_partagee
    assert found.counted(6, ("annexes",)) == 4


@given(st.integers(3, 60), st.data())
def test_leaving_parts_out_never_adds_pages(total: int, data: st.DataObject) -> None:
    start = data.draw(st.one_of(st.none(), st.integers(3, total)))
    pages = PageMap((1,), (2,), start, data.draw(st.booleans()))
    parts: list[PartHors] = ["couverture", "sommaire", "annexes"]
    left_out = data.draw(st.lists(st.sampled_from(parts), unique=True))
    assert 0 <= pages.counted(total, left_out) <= pages.counted(total, ()) == total


def test_lengths_are_measured_between_the_margins() -> None:
    assert position(Place(4, 0.0)) == 3.0
    assert position(Place(4, 1.0)) == 4.0
    assert length(Place(3, 0.05), Place(5, 0.05)) == 2.0
    assert length(Place(5, 0.05), Place(5, 0.92)) == 1.0
    assert length(Place(5, 0.05), None) is None
    assert length(None, Place(5, 0.9)) is None
    assert length(Place(5, 0.9), Place(5, 0.1)) == 0.0
