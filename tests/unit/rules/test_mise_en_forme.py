"""STY001 to STY008, IMG001 and IMG002: what the look of a document may be told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.presentation import (
    EmptyRun,
    PageFormat,
    PageFound,
    ParagraphForm,
    PictureFound,
)

from .facts_builder import NORMAL, PARAGRAPHS, PRESENTATION, facts, outcome, paragraph

A4 = PRESENTATION.formats[0]
PAGES = PRESENTATION.pages


def seen(form: ParagraphForm = NORMAL, **changes: Any) -> Facts:
    """The conform document, one paragraph of its text (p. 4) printed otherwise."""
    forms = {p.index: NORMAL for p in PARAGRAPHS} | {6: form}
    return facts(presentation=replace(PRESENTATION, **{"paragraphes": forms, **changes}))


def test_a_normal_document_passes_every_rule() -> None:
    for rule in (
        "taille-du-texte", "papier-et-marges", "interligne", "texte-resserre", "pages-blanches",
        "titres-seuls", "derniere-page", "lignes-vides",
    ):  # fmt: skip
        assert outcome(rule, seen()).statut == "reussie", rule


@pytest.mark.parametrize(
    "rule", ["papier-et-marges", "pages-blanches", "titres-seuls", "derniere-page", "images-nettes"]
)
def test_what_was_not_measured_is_not_judged(rule: str) -> None:
    assert outcome(rule, facts(presentation=None)).statut == "non_evaluee"


def test_small_text_is_told_with_its_share_and_page() -> None:
    found = outcome("taille-du-texte", seen(ParagraphForm(((8.0, 300), (11.0, 20)), 1.15)))
    assert found.statut == "echouee"
    (constat,) = found.constats
    assert (constat.page, constat.paragraphe) == (4, 6)
    assert constat.message.startswith("20\u00a0% du texte")


def test_small_lines_of_a_pdf_may_be_captions() -> None:
    small = seen(ParagraphForm(((8.0, 300),), 1.15))
    assert outcome("taille-du-texte", replace(small, format="pdf")).statut == "reussie"


def test_the_narrowest_margins_of_the_text_are_told_not_those_of_the_cover() -> None:
    cover = PageFormat(21.0, 29.7, (0.0, 0.0, 0.0, 0.0), 0, 1, 1)
    body = PageFormat(29.7, 21.0, (2.0, 1.2, 2.0, 1.2), 2, 10, 3)
    assert outcome("papier-et-marges", seen(formats=(cover, A4))).statut == "reussie"
    found = outcome("papier-et-marges", seen(formats=(cover, body)))
    (constat,) = found.constats
    assert "droite 1,2 cm et gauche 1,2 cm" in constat.message
    assert constat.page == 3


def test_letter_paper_is_told() -> None:
    letter = replace(A4, largeur=21.59, hauteur=27.94)
    (constat,) = outcome("papier-et-marges", seen(formats=(letter,))).constats
    assert "21,6 × 27,9 cm" in constat.message


def test_unknown_margins_of_a_pdf_are_left_alone() -> None:
    assert (
        outcome(
            "papier-et-marges", seen(formats=(replace(A4, marges=(None, 2.4, None, None)),))
        ).statut
        == "reussie"
    )


def test_close_lines_are_told_and_unknown_ones_not_judged() -> None:
    close = ParagraphForm(((11.0, 300),), 0.8)
    assert outcome("interligne", seen(close)).constats[0].page == 4
    at_least = {p.index: ParagraphForm(((11.0, 300),), None) for p in PARAGRAPHS}
    assert outcome("interligne", seen(paragraphes=at_least)).statut == "non_evaluee"


def test_squeezed_letters_and_small_spaces_are_two_findings() -> None:
    form = ParagraphForm(((11.0, 300),), 1.15, resserrees=300, espaces_reduites=40)
    found = outcome("texte-resserre", seen(form))
    assert [c.page for c in found.constats] == [4, 4]
    assert outcome("texte-resserre", replace(seen(form), format="pdf")).statut == "non_applicable"


def test_blank_pages() -> None:
    (constat,) = outcome("pages-blanches", seen(blanches=(3, 5))).constats
    assert constat.message == "2 pages blanches\u00a0: p.\u00a03 et 5."


def test_a_heading_alone_is_told_only_when_the_pages_are_sure() -> None:
    alone = seen(titres_seuls=(7,))
    (constat,) = outcome("titres-seuls", alone).constats
    assert "Mise en œuvre d’un atelier" in constat.message
    unsure = replace(alone, pagination=replace(alone.pagination, confiance="incertaine"))
    assert outcome("titres-seuls", unsure).statut == "non_evaluee"


def test_a_last_page_of_two_lines() -> None:
    pages = (*PAGES[:5], PageFound(6, 2, 0.15), PAGES[6])
    (constat,) = outcome("derniere-page", seen(pages=pages)).constats
    assert constat.page == 6
    picture = (*PAGES[:5], PageFound(6, 2, 0.15, images=True), PAGES[6])
    assert outcome("derniere-page", seen(pages=picture)).statut == "reussie"


def test_empty_lines_of_the_text_not_of_the_cover_nor_of_the_annexes() -> None:
    runs = (EmptyRun(1, 1, 9), EmptyRun(6, 4, 3), EmptyRun(8, 5, 2), EmptyRun(13, 7, 9))
    (constat,) = outcome("lignes-vides", seen(vides=runs)).constats
    assert constat.message == "3 lignes vides qui font office d’espace (p.\u00a04)."
    assert outcome("lignes-vides", seen(vides=None)).statut == "non_applicable"


def test_blurred_pictures_annexes_included_icons_left_out() -> None:
    images = (
        PictureFound(6, 4, 2.0, 2.0, 40.0),
        PictureFound(6, 4, 16.0, 9.0, 72.4),
        PictureFound(8, 5, 16.0, 9.0, 148.0),
        PictureFound(8, 5, 16.0, 9.0, None),
        PictureFound(13, 7, 16.0, 22.0, 90.0),
    )
    found = outcome("images-nettes", seen(images=images))
    assert [c.page for c in found.constats] == [4, 7]
    assert "16 × 9 cm à 72 points par pouce" in found.constats[0].message


def test_pictures_without_description() -> None:
    images = (
        PictureFound(6, 4, 4.0, 4.0, decrite=False),
        PictureFound(8, 5, 4.0, 4.0, decrite=True),
    )
    (constat,) = outcome("images-decrites", seen(images=images)).constats
    assert constat.message.startswith("1 image sans")
    pdf = (PictureFound(None, 4, 4.0, 4.0),)
    assert outcome("images-decrites", seen(images=pdf)).statut == "non_evaluee"


def test_signatures_need_room() -> None:
    paragraphs = tuple(paragraph(10, "Signature :", 6) if p.index == 10 else p for p in PARAGRAPHS)
    found = replace(seen(vides=(EmptyRun(10, 6, 4),)), paragraphs=paragraphs)
    assert outcome("lignes-vides", found).statut == "reussie"
