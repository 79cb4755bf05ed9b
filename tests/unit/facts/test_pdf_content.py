"""A PDF made by the embedded engine, with and without an outline, read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from dossier_builder.domain.submission import Layout, Submission
from dossier_builder.facts import read
from dossier_builder.facts.content import Content, Line
from dossier_builder.layout import ENGINES, LayoutJob

from ...cases.builder import build  # noqa: TID252 - tests/ is not on the path

LONG = "Prospecter les employeurs du territoire dans une démarche projet partagée avec eux"
STYLED: list[Mapping[str, Any]] = [
    {"couverture": ["Petit dossier", "Camille EXEMPLE"]},
    {"texte": "Sommaire"},
    {"texte": "Introduction .......... 3"},
    {"texte": f"{LONG} et une fin qui passe à la ligne suivante .......... 3"},
    {"texte": "Liste des annexes"},
    {"texte": "Annexe 1 – Contrat .......... 4"},
    {"saut": None},
    {"titre1": "Introduction"},
    {"texte": 60},
    {"titre1": LONG},
    {"titre2": "1.1 Le public"},
    {"texte": "Introduction"},
    {"saut": None},
    {"titre1": "Annexe 1 – Contrat"},
    {"texte": 30},
]
UNSTYLED: list[Mapping[str, Any]] = [
    {"gras": block["titre1"]} if "titre1" in block else block for block in STYLED
]


def read_pdf(blocks: Sequence[Mapping[str, Any]], folder: Path) -> Content:
    source = build({"document": blocks, "pied": "page {page} sur 4"}, folder / "essai.docx")
    pdf = folder / "essai.pdf"
    (laid,) = ENGINES["dxpdf"].lay_out([LayoutJob(source, pdf)])
    assert isinstance(laid.result, Layout), laid
    return read(Submission("essai.pdf", pdf, "pdf", None))


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return read_pdf(STYLED, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def unstyled(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return read_pdf(UNSTYLED, tmp_path_factory.mktemp("pdf"))


def heads(content: Content) -> list[Line]:
    return [line for line in content.lines if line.level is not None]


def test_the_outline_gives_the_levels(styled: Content) -> None:
    assert [(line.text, line.level) for line in heads(styled)] == [
        ("Introduction", 1),
        (LONG, 1),
        ("1.1 Le public", 2),
        ("Annexe 1 – Contrat", 1),
    ]


def test_a_title_on_two_printed_lines_is_one_heading(styled: Content, unstyled: Content) -> None:
    for content in (styled, unstyled):
        (line,) = (line for line in content.lines if line.text == LONG and line.toc is None)
        assert line.alone


def test_without_outline_a_title_is_told_by_its_look(unstyled: Content) -> None:
    assert [line for line in heads(unstyled) if line.text != "1.1 Le public"] == []
    alone = [line.text for line in unstyled.lines if line.alone and line.toc is None]
    assert alone[:2] == ["Introduction", LONG]


def test_the_same_words_in_the_text_are_no_heading(styled: Content) -> None:
    introductions = [line for line in styled.lines if line.text == "Introduction"]
    assert [(line.level, line.alone) for line in introductions] == [(1, True), (None, False)]


def test_the_sommaire_and_the_list_of_annexes_are_told_apart(styled: Content) -> None:
    kinds = [line.toc for line in styled.lines if line.toc]
    assert kinds == ["sommaire"] * 3 + ["annexes"]
    after = [line.toc for line in styled.lines if line.place and line.place.page > 2]
    assert not any(after)


def test_headers_and_footers_are_left_out(styled: Content) -> None:
    assert not any("page" in line.text and "sur 4" in line.text for line in styled.lines)


def test_every_line_has_its_page(styled: Content) -> None:
    pages = [line.place.page for line in styled.lines if line.place]
    assert len(pages) == len(styled.lines)
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3, 4}


def test_a_title_as_plain_as_the_text_stands_apart(tmp_path: Path) -> None:
    """Without outline nor look, a line of its own may be a title; a row of a table is none."""
    content = read_pdf(
        [
            {"couverture": ["Petit dossier"]},
            {"texte": 60},
            {"texte": "Introduction"},
            {"texte": 60},
            {"tableau": [["Atelier", "Conclusion"], ["oui", "non"]]},
            {"texte": 60},
        ],
        tmp_path,
    )
    alone = {line.text for line in content.lines if line.alone}
    assert "Introduction" in alone
    assert not {"Conclusion", "Atelier"} & alone


def test_levels_come_from_the_look_and_the_numbers(tmp_path: Path) -> None:
    blocks = [
        {"gras": "1. Contexte"}, {"texte": 40}, {"gras": "1.1 Le public"}, {"texte": 40},
        {"gras": "2. Conclusion"}, {"texte": 40},
    ]  # fmt: skip
    content = read_pdf(blocks, tmp_path)
    looks = [(line.text, line.look) for line in content.lines if line.look]
    assert looks == [("1. Contexte", 1), ("1.1 Le public", 2), ("2. Conclusion", 1)]
