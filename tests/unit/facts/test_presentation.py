"""The look of a docx, measured: sizes, spacing, breaks, pictures, paper."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Pt

from dossier_builder.domain.presentation import ParagraphForm, PictureFound
from dossier_builder.domain.submission import Submission
from dossier_builder.facts import read
from dossier_builder.facts.measured import Gap, Measured
from dossier_builder.ooxml.picture_sizes import pixels

from ...cases.builder import build  # noqa: TID252 - tests are no installed package


def measured(folder: Path, *blocks: Any, **case: Any) -> Measured:
    path = build({"document": list(blocks), **case}, folder / "d.docx")
    return read(Submission("d.docx", path, "docx", None)).measured


def saved(folder: Path, document: Any) -> Measured:
    path = folder / "d.docx"
    document.save(str(path))
    return read(Submission("d.docx", path, "docx", None)).measured


@pytest.mark.parametrize(
    ("look", "form"),
    [
        ({}, ParagraphForm(((11.0, 12),), 1.15)),
        ({"taille": 8}, ParagraphForm(((8.0, 12),), 1.15)),
        ({"interligne": 0.8}, ParagraphForm(((11.0, 12),), 0.8)),
        ({"espacement": -0.5}, ParagraphForm(((11.0, 12),), 1.15, resserrees=12)),
        ({"espacement": -0.1}, ParagraphForm(((11.0, 12),), 1.15)),
        ({"echelle": 80}, ParagraphForm(((11.0, 12),), 1.15, resserrees=12)),
        ({"espaces": 3}, ParagraphForm(((11.0, 12),), 1.15, espaces_reduites=2)),
    ],
)
def test_the_look_of_a_paragraph(
    tmp_path: Path, look: Mapping[str, float], form: ParagraphForm
) -> None:
    assert measured(tmp_path, {"forme": {"texte": "Trois mots ici", **look}}).paragraphes[0] == form


def test_exact_spacing_is_told_in_single_lines(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Du texte serré.")
    paragraph.paragraph_format.line_spacing = Pt(9)
    form = saved(tmp_path, document).paragraphes[0]
    assert form.interligne == pytest.approx(9 / (11 * 1.15), abs=0.01)


def test_spacing_comes_through_the_styles(tmp_path: Path) -> None:
    document = Document()
    document.styles["Normal"].paragraph_format.line_spacing = 0.8
    document.add_paragraph("Du texte.", "List Paragraph")
    assert saved(tmp_path, document).paragraphes[0].interligne == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("blocks", "gaps"),
    [
        (({"texte": "Un."}, "saut", {"texte": "Deux."}), ()),
        (({"texte": "Un."}, "saut", "saut", {"texte": "Deux."}), (Gap(0, 3),)),
        (({"texte": "Un."}, "saut", {"vides": 2}, "saut", {"texte": "Deux."}), (Gap(0, 5),)),
        (
            ({"texte": "Un."}, "saut", {"image": {"largeur": 2, "hauteur": 2}}, "saut"),
            (Gap(2, None),),
        ),
        (({"texte": "Un."}, "saut", {"saut_puis": "Deux."}), (Gap(0, 2),)),
        (({"texte": "Un."}, "saut"), (Gap(0, None),)),
        (({"texte": "Un."}, "saut", {"tableau": [["", ""]]}, "saut", {"texte": "2"}), ()),
        (("saut", {"texte": "Un."}), (Gap(None, 1),)),
    ],
)
def test_pages_that_breaks_leave_blank(
    tmp_path: Path, blocks: tuple[Any, ...], gaps: tuple[Gap, ...]
) -> None:
    assert measured(tmp_path, *blocks).gaps == gaps


def test_a_page_break_before_a_heading_leaves_no_page_blank(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Un.").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Deux.").paragraph_format.page_break_before = True
    found = saved(tmp_path, document)
    assert found.gaps == ()
    assert found.breaking == {0, 1}


def test_a_section_that_begins_a_page_breaks_it(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Un.")
    document.add_section()
    document.add_section()
    document.add_paragraph("Deux.")
    found = saved(tmp_path, document)
    assert len(found.gaps) == 1
    assert len(found.formats) == 3


def test_empty_paragraphs_in_a_row(tmp_path: Path) -> None:
    found = measured(
        tmp_path, {"vides": 4}, {"texte": "Un."}, {"vides": 3}, {"texte": "Deux."}, {"vides": 5}
    )
    assert found.vides is not None
    assert [(run.paragraphe, run.nombre) for run in found.vides] == [(5, 3)]


def test_paper_and_margins(tmp_path: Path) -> None:
    (found,) = measured(tmp_path, {"texte": "Un."}, papier=[21.59, 27.94], marges=1.2).formats
    assert (found.largeur, found.hauteur) == pytest.approx((21.59, 27.94), abs=0.01)
    assert found.marges == pytest.approx((1.2, 1.2, 1.2, 1.2), abs=0.01)


def test_pictures_with_their_resolution_and_description(tmp_path: Path) -> None:
    size = {"largeur": 5.08, "hauteur": 2.54, "pixels": [300, 150]}
    found = measured(
        tmp_path,
        {"image": size},
        {"image": {**size, "decrite": "Un plan"}},
        {"image": {**size, "decorative": True}},
    ).images
    assert found[0] == PictureFound(0, None, 5.08, 2.54, 150.0, decrite=False)
    assert [image.decrite for image in found] == [False, True, True]


def test_a_cropped_picture_has_fewer_points(tmp_path: Path) -> None:
    from dossier_builder.ooxml import Package

    path = build(
        {"document": [{"image": {"largeur": 2.54, "hauteur": 2.54, "pixels": [300, 300]}}]},
        tmp_path / "d.docx",
    )
    package = Package.read(path)
    xml = package.part("word/document.xml").replace(
        b"<a:stretch>", b'<a:srcRect l="50000" t="50000"/><a:stretch>'
    )
    package.with_parts({"word/document.xml": xml}).write(path)
    (image,) = read(Submission("d.docx", path, "docx", None)).measured.images
    assert image.ppp == 150.0


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480), (640, 480)),
        (b"GIF89a" + struct.pack("<HH", 20, 10), (20, 10)),
        (b"BM" + bytes(16) + struct.pack("<ii", 8, -6), (8, 6)),
        (
            b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"\0\0\xff\xff\xc2\0\x11\x08"
            + struct.pack(">HH", 30, 40) + b"\0",
            (40, 30),
        ),
        (b"\xff\xd8\xff\xe1\xff\xff" + bytes(20), None),
        (b"\xff\xd8garbage that is not a marker", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"RIFF????WEBP", None),
        (b"", None),
    ],
)  # fmt: skip
def test_the_size_of_a_picture_in_its_first_bytes(
    head: bytes, size: tuple[int, int] | None
) -> None:
    assert pixels(head) == size
