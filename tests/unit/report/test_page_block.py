from __future__ import annotations

from dataclasses import replace

import pytest

from dossier_builder.domain.modele import Modele, PartHors
from dossier_builder.domain.pagination import Pagination
from dossier_builder.report.page_block import counted_pages, page_lines
from dossier_builder.report.section_block import section_lines
from dossier_builder.report.style import Style

from ..rules.facts_builder import (  # noqa: TID252 - tests/ is not on the path
    changed,
    essai,
    pagination,
    section,
    without,
)
from .documents import conform


def limited(low: int | None, high: int | None, *hors: PartHors) -> Modele:
    pages = essai().pages
    assert pages is not None
    limits = {"min": low, "max": high, "hors": hors or ("annexes",)}
    return changed(pages=replace(pages, **limits))


def said(found: Pagination, modele: Modele | None = None) -> str:
    """The block, its no-break spaces made ordinary, one line a fact."""
    lines = page_lines(found, modele or essai(), Style(texte_seul=True))
    return "\n".join(lines).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("low", "high", "counted", "words"),
    [
        (4, 9, 6, "6 comptées ; il en faut 4 à 9 : encore 3 au plus. (sûr)"),
        (4, 9, 9, "9 comptées ; il en faut 4 à 9 : c’est le maximum. (sûr)"),
        (4, 9, 12, "12 comptées ; il en faut 4 à 9 : 3 de trop. (sûr)"),
        (4, 9, 1, "1 comptée ; il en faut 4 à 9 : encore 3 à écrire. (sûr)"),
        (4, 9, (8, 10), "8 à 10 comptées ; il en faut 4 à 9 : le compte exact décide. (sûr)"),
        (4, 9, (10, 12), "10 à 12 comptées ; il en faut 4 à 9 : 1 de trop. (sûr)"),
        (None, 9, 6, "6 comptées ; au plus 9 : encore 3 au plus. (sûr)"),
        (4, None, 6, "6 comptées ; au moins 4. (sûr)"),
        (None, None, 6, "6 comptées. (sûr)"),
    ],
)
def test_the_count_against_the_limit(
    low: int | None, high: int | None, counted: int | tuple[int, int], words: str
) -> None:
    assert said(pagination(counted, 13), limited(low, high)).splitlines()[0] == f"PAGES  {words}"


def test_a_kind_without_limit() -> None:
    assert "PAGES  6 comptées. (sûr)" in said(pagination(), changed(pages=None))


def test_which_pages_count() -> None:
    assert "p. 1 à 6 comptées, garde et sommaire compris" in said(pagination())
    bare = replace(pagination(), couverture=(), sommaire=())
    assert "  p. 1 à 6 comptées\n" in said(bare)
    assert "comptées, garde comprise" in said(replace(bare, couverture=(1,)))
    assert "comptées, sommaire compris" in said(replace(bare, sommaire=(2,)))


def test_what_does_not_count_is_named_with_its_reason() -> None:
    pack = limited(1, 9, "couverture", "sommaire", "annexes")
    assert "p. 3 à 6 comptées ; garde p. 1 et sommaire p. 2 non (programme du centre)" in said(
        pagination(4), pack
    )
    assert "p. 7 comptée ;" not in said(pagination(0), pack)


def test_annexes_begin_somewhere_surely_or_not() -> None:
    assert "annexes : aucune" in said(pagination(annexes=None))
    assert "annexes : p. 7 à 9, ouvertes par" in said(pagination(6, 9))
    doubtful = replace(pagination(6, (6, 8)), annexes_debut=pagination().total.widened(1))
    assert "annexes ouvertes par le titre « Annexes », haut de la p. 7 (entre la p. 6" in said(
        doubtful
    )


def test_where_the_figure_comes_from() -> None:
    assert "d’où vient ce compte : le PDF compte 7 pages." in said(pagination())
    other = replace(pagination(), motif="LibreOffice compte 7 pages, seul témoin.")
    assert "d’où vient ce compte : LibreOffice compte" in said(other)
    assert "d’où" not in said(replace(pagination(), motif=""))


def test_the_two_readings_are_told_when_they_decide() -> None:
    assert "votre centre doit dire" in said(pagination(10, 11, narrow=8))
    assert "votre centre" not in said(pagination(8, 9, narrow=6))


def test_the_count_of_a_table() -> None:
    assert counted_pages(pagination(1)) == "1 page"
    assert counted_pages(pagination((18, 20), 30)) == "18 à 20 pages"


def test_parts_in_every_state() -> None:
    document = replace(
        conform(),
        sections=tuple(
            replace(s, pages=0.2) if s.id == "contexte" else s for s in without("introduction")
        ),
    )
    spoken = "\n".join(section_lines(document, Style(texte_seul=True)))
    assert "Introduction\u00a0: absente" in spoken
    assert "0,2 page, repère 0,5 à 2, à étoffer" in spoken
    unplaced = replace(conform(), sections=section("atelier", pages=None))
    assert " ?" in "\n".join(section_lines(unplaced, Style()))
    assert list(section_lines(replace(conform(), modele=None), Style())) == []
    assert list(section_lines(replace(conform(), sections=()), Style())) == []
