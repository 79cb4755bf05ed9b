"""The whole of `collect` on one document, and when a second engine is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Pages, Source
from dossier_builder.domain.pagination import Confiance, Pagination, Witness
from dossier_builder.domain.submission import LaidOut, Layout, LayoutFailure, Submission
from dossier_builder.errors import LayoutFailedError
from dossier_builder.facts import Content, collect, needs_second_opinion, observe, read
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.ouverture import open_submission

from ...cases.builder import build  # noqa: TID252 - tests/ is not on the path
from .modeles import modele, section

SOURCE = Source(document="Essai", statut="programme", date=dt.date(2026, 11, 23))
ESSAI = modele(
    section("introduction", "Introduction"),
    section("conclusion", "Conclusion"),
    pages=Pages(min=3, max=8, source=SOURCE),
)
BLOCKS: list[Mapping[str, Any]] = [
    {"couverture": ["Petit dossier", "Camille EXEMPLE"]},
    {"texte": "Sommaire"},
    {"sommaire": {"lignes": [["Introduction", 3], ["Conclusion", 4]]}},
    {"saut": None},
    {"titre1": "Introduction"},
    {"texte": 60},
    {"saut": None},
    {"titre1": "Conclusion"},
    {"texte": 30},
    {"saut": None},
    {"titre1": "Annexes"},
    {"saut": None},
    {"image": {"largeur": 16, "hauteur": 22.5}},
    {"saut": None},
    {"image": {"largeur": 16, "hauteur": 22.5}},
]


def submitted(blocks: Sequence[Mapping[str, Any]], folder: Path) -> Submission:
    source = build({"document": blocks}, folder / "essai.docx")
    return open_submission(source, name="essai.docx", workspace=folder)


def laid_out(submission: Submission, folder: Path) -> LaidOut:
    copy = submission.working_copy
    assert copy is not None
    (laid,) = ENGINES["dxpdf"].lay_out([LayoutJob(copy.path, folder / "essai.pdf")])
    assert isinstance(laid.result, Layout), laid
    return LaidOut(submission, (laid.result,))


def collected(made: LaidOut, content: Content) -> Facts:
    return collect(observe(made, content, ESSAI), content, ESSAI)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("collect")
    submission = submitted(BLOCKS, folder)
    return collected(laid_out(submission, folder), read(submission))


def test_paragraphs_sections_and_sommaire_have_their_pages(facts: Facts) -> None:
    pages = {p.text: p.page for p in facts.paragraphs if p.level}
    assert pages == {"Introduction": 3, "Conclusion": 4, "Annexes": 5}
    introduction, conclusion = facts.sections
    assert (introduction.page, introduction.mots) == (3, 60)
    assert (conclusion.page, conclusion.mots) == (4, 30)
    for part in (introduction, conclusion):
        assert part.pages is not None
        assert 0 < part.pages < 0.5  # to the end of its text, not of its page
    assert facts.sommaire is not None
    assert [(e.announced, e.target_page) for e in facts.sommaire] == [(3, 3), (4, 4)]
    assert facts.page_numbers == {n: n for n in range(1, 8)}


def test_pages_are_counted(facts: Facts) -> None:
    (witness,) = facts.pagination.temoins
    assert (witness.total, witness.comptees, witness.annexes_debut) == (7, 4, 5)
    assert facts.pagination.couverture == (1,)
    assert facts.pagination.sommaire == (2,)
    assert facts.annexes.debut is not None


def test_pages_that_are_pictures_are_not_read(facts: Facts) -> None:
    (gap,) = facts.non_verifie
    assert gap.pages == (6, 7)
    assert gap.annexes


def test_a_picture_in_the_body_is_unread_and_a_picture_on_the_cover_is_a_cover(
    tmp_path: Path,
) -> None:
    picture = {"image": {"largeur": 16, "hauteur": 22.5}}
    blocks = [{"texte": "Camille EXEMPLE"}, picture, *BLOCKS[3:6], {"saut": None}, picture]
    submission = submitted(blocks, tmp_path)
    found = collected(laid_out(submission, tmp_path), read(submission))
    assert [(gap.pages, gap.annexes) for gap in found.non_verifie] == [((3, 3), False)]


def test_without_any_layout_the_reasons_are_said(tmp_path: Path) -> None:
    submission = submitted(BLOCKS[:1], tmp_path)
    failed = LaidOut(submission, (), (LayoutFailure("dxpdf", "fichier trop grand"),))
    with pytest.raises(LayoutFailedError, match="fichier trop grand"):
        observe(failed, read(submission), ESSAI)


@pytest.mark.parametrize(
    ("confiance", "counted", "narrow", "witness", "asked"),
    [
        ("incertaine", 20, 18, Witness("libreoffice", 27, 20), False),
        ("incertaine", 10, 10, Witness("libreoffice", 17, 10), True),
        ("incertaine", 12, 10, Witness("libreoffice", 19, 12), True),
        ("incertaine", 5, 5, Witness("libreoffice", 12, 5), True),
        ("sure", 8, 8, Witness("libreoffice", 15, 8), False),
        ("incertaine", 20, 18, Witness("libreoffice", 27, 20, detail="police remplacée"), True),
        ("probable", 20, 18, Witness("word", 27, None), True),
    ],
    ids=[
        "far from a limit",
        "within two of the limit",
        "within two in the other reading",
        "inside, within two",
        "sure",
        "a font was replaced",
        "Word disagrees",
    ],
)
def test_when_a_second_engine_is_asked(
    confiance: Confiance,
    counted: int,
    narrow: int,
    witness: Witness,
    *,
    asked: bool,
) -> None:
    assert needs_second_opinion(pagination(confiance, counted, narrow, witness), ESSAI) == asked


def pagination(confiance: Confiance, counted: int, narrow: int, witness: Witness) -> Pagination:
    return Pagination(
        total=Interval.exactly(27),
        annexes_debut=None,
        comptees=Interval.exactly(counted),
        hors_annexes=Interval.exactly(counted),
        hors_couverture_sommaire_annexes=Interval.exactly(narrow),
        confiance=confiance,
        temoins=(witness,),
    )


def test_a_pack_without_limit_asks_nobody() -> None:
    no_limit = replace(ESSAI, pages=None)
    near = pagination("incertaine", 8, 8, Witness("libreoffice", 15, 8))
    assert needs_second_opinion(near, ESSAI)
    assert not needs_second_opinion(near, no_limit)


def test_what_was_seen_is_not_read_again(tmp_path: Path) -> None:
    submission = submitted(BLOCKS[:5], tmp_path)
    made, content = laid_out(submission, tmp_path), read(submission)
    first = observe(made, content, ESSAI)
    assert observe(made, content, ESSAI, first).views[0] is first.views[0]
