"""Lines where pdfium takes a page for vertical text, or cuts a line after the call of a note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import dxpdf
import pytest
from docx import Document
from docx.shared import Pt

from dossier_builder import pdf

Paragraphs = Callable[..., Path]


@pytest.fixture
def small_table(tmp_path: Path) -> Path:
    """A page with nothing but a table of short cells: little of the width, much of the height."""
    document = Document()
    table = document.add_table(rows=6, cols=2)
    for row, texts in enumerate(
        [
            ("Nom", "Exemple"), ("Prénom", "Camille"), ("Né le", "1 mai"),
            ("Ville", "Val fictive"), ("Voie", "VAE"), ("Lieu", "l’île d’Or"),
        ]
    ):  # fmt: skip
        for column, text in enumerate(texts):
            table.cell(row, column).paragraphs[0].add_run(text)
    document.save(str(tmp_path / "t.docx"))
    path = tmp_path / "t.pdf"
    path.write_bytes(dxpdf.convert((tmp_path / "t.docx").read_bytes()))
    return path


def test_a_page_that_holds_only_a_small_table_is_read_cell_by_cell(small_table: Path) -> None:
    (page,) = pdf.read_pages(small_table).pages
    texts = [line.text for line in page.lines]
    assert texts == [
        "Nom", "Exemple", "Prénom", "Camille", "Né le", "1 mai", "Ville", "Val fictive", "Voie",
        "VAE", "Lieu", "l’île d’Or",
    ]  # fmt: skip
    left = [line for line in page.lines if line.x0 < 0.4]
    right = [line for line in page.lines if line.x0 > 0.4]
    assert [len(left), len(right)] == [6, 6]
    assert [line.top for line in left] == sorted(line.top for line in left)
    assert all(line.x1 - line.x0 > 0.02 for line in page.lines)


def test_a_line_goes_on_after_the_call_of_a_note(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("Le dispositif local").font.size = Pt(12)
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" accueille vingt personnes.").font.size = Pt(12)
    document.save(str(tmp_path / "n.docx"))
    path = tmp_path / "n.pdf"
    path.write_bytes(dxpdf.convert((tmp_path / "n.docx").read_bytes()))
    (line,) = pdf.read_pages(path).pages[0].lines
    assert line.text.replace(" ", "") == "Ledispositiflocal3accueillevingtpersonnes."
    assert line.size == pytest.approx(12, abs=0.1)


def test_cells_side_by_side_are_not_one_line(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=8, cols=3)
    for row in range(8):
        for column in range(3):
            table.cell(row, column).paragraphs[0].add_run("abcdefghijklmno pqrstuvw")
    document.save(str(tmp_path / "c.docx"))
    path = tmp_path / "c.pdf"
    path.write_bytes(dxpdf.convert((tmp_path / "c.docx").read_bytes()))
    text = pdf.read_pages(path).pages[0].text
    assert "pqrstuvwabc" not in text.replace("\n", "|")
