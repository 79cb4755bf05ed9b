"""PDF files made in the test: by the embedded engine from a Word document, changed with pypdf."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import dxpdf
import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image


@pytest.fixture(scope="session")
def three_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A4: page 1 a heading and a bold line, page 2 marked text, page 3 one picture."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    document.add_heading("Introduction", level=1)
    run = document.add_paragraph().add_run("Une ligne en gras de vingt points")
    run.bold, run.font.size = True, Pt(20)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for number in range(3):
        paragraph = document.add_paragraph(f"Paragraphe {number} : l’atelier d’été")
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(100 + number))
            mark.set(qn("w:name"), f"zzx{number}")
            paragraph._p.insert(1, mark)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    picture = io.BytesIO()
    Image.new("RGB", (400, 400), "navy").save(picture, "PNG")
    document.add_picture(io.BytesIO(picture.getvalue()), width=Cm(15))
    source = io.BytesIO()
    document.save(source)
    path = tmp_path_factory.mktemp("pdf") / "trois-pages.pdf"
    path.write_bytes(dxpdf.convert(source.getvalue()))
    return path


@pytest.fixture
def changed(three_pages: Path, tmp_path: Path) -> Callable[..., Path]:
    """The same file after `change` was applied to a pypdf writer of it."""
    from pypdf import PdfWriter

    def make(change: Callable[[PdfWriter], object]) -> Path:
        writer = PdfWriter(clone_from=three_pages)
        change(writer)
        path = tmp_path / "change.pdf"
        writer.write(path)
        return path

    return make
