"""The advice of PAG001: what would bring a dossier back within its limit."""

from __future__ import annotations

from dataclasses import replace

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.presentation import EmptyRun, PageFound, PictureFound, Presentation

from .facts_builder import facts, outcome, pagination, section


def advice(found: Facts) -> str:
    (constat,) = outcome("pages-hors-annexes", found).constats
    return constat.aide.replace("\u00a0", " ")


def too_long(counted: int, **look: object) -> Facts:
    pages = tuple(PageFound(n, 30, 0.9) for n in range(1, 8))
    return facts(
        pagination=pagination(counted, counted + 1, annexes=counted + 1),
        presentation=Presentation(**{"vides": (), "pages": pages, **look}),  # type: ignore[arg-type]  # by name
    )


def test_a_few_lines_on_the_last_page_are_all_there_is_to_gain() -> None:
    pages = (*(PageFound(n, 30, 0.9) for n in range(1, 6)), PageFound(6, 3, 0.2))
    assert "La dernière page n’a que 3 lignes" in advice(too_long(10, pages=pages))
    assert "dernière page" not in advice(too_long(12, pages=pages))


def test_the_parts_beyond_their_budget_the_worst_first() -> None:
    found = replace(too_long(11), sections=section("contexte", pages=4.5))
    assert "le territoire » dépasse son repère de 2,5 pages." in advice(found)


def test_blank_pages_empty_lines_and_large_pictures() -> None:
    said = advice(
        too_long(
            11,
            blanches=(5,),
            vides=(EmptyRun(6, 4, 30),),
            images=(
                PictureFound(6, 4, 16.0, 12.0, 200.0),
                PictureFound(8, 5, 16.0, 12.0, 200.0),
                PictureFound(13, 7, 16.0, 20.0, 200.0),
            ),
        )
    )
    assert "Supprimez la page blanche (p. 5)." in said
    assert "30 lignes vides prennent environ 0,8 page." in said
    assert "Les 2 grandes images (p. 4 à 5) prennent environ 1 page" in said


def test_one_picture_is_said_in_the_singular() -> None:
    said = advice(too_long(11, images=(PictureFound(6, 4, 16.0, 12.0, 200.0),)))
    assert "La grande image (p. 4) prend environ 0,5 page : en annexe, elle ne compte pas." in said


def test_the_thinnest_part_when_it_is_too_short() -> None:
    found = facts(
        pagination=pagination(3, 4, annexes=4), sections=section("contexte", pages=0.1, mots=40)
    )
    assert "La plus mince est « Contexte : la structure, le public, le territoire »" in advice(
        found
    )


def test_without_a_look_the_advice_is_the_usual_one() -> None:
    said = advice(facts(pagination=pagination(11, 12, annexes=12), presentation=None))
    assert said.endswith("en annexe, qui ne compte pas.")
