"""Headings by their look in a docx, whatever gives the look: runs, styles, defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Pt

from dossier_builder.domain.submission import Submission
from dossier_builder.facts.content import Line
from dossier_builder.facts.docx_content import read_docx

TEXT = "Je reçois la personne dans un bureau fermé et je reformule ce qu’elle demande. " * 3


def read(document: Any, folder: Path) -> tuple[Line, ...]:
    path = folder / "essai.docx"
    document.save(str(path))
    return read_docx(Submission("essai.docx", path, "docx", None)).lines


def the(lines: tuple[Line, ...], text: str) -> Line:
    (line,) = (line for line in lines if line.text.startswith(text))
    return line


def titled(look: str, text: str = "Le public accueilli") -> Any:
    """A document of text with one title that only its look tells."""
    document = Document()
    document.add_paragraph(TEXT)
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    if look == "bold":
        run.bold = True
    elif look == "size":
        run.font.size = Pt(16)
    elif look == "underline":
        run.underline = True
    elif look == "caps":
        run.font.all_caps = True
    elif look == "small caps":
        run.font.small_caps = True
    elif look == "capitals":
        run.text = text.upper()
    else:
        style = document.styles.add_style("Mon titre", WD_STYLE_TYPE.PARAGRAPH)
        style.font.bold = True
        child = document.styles.add_style("Mon sous-titre", WD_STYLE_TYPE.PARAGRAPH)
        child.base_style = style
        paragraph.style = child
    document.add_paragraph(TEXT)
    return document


@pytest.mark.parametrize(
    "look", ["bold", "size", "underline", "caps", "small caps", "capitals", "style"]
)
def test_a_title_that_nobody_styled_is_told_by_its_look(look: str, tmp_path: Path) -> None:
    lines = read(titled(look), tmp_path)
    assert [line.look for line in lines] == [None, 1, None]
    assert [line.level for line in lines] == [None, None, None]


@pytest.mark.parametrize("text", ["Je retiens trois points.", "CV", "12", "mot " * 21])
def test_bold_words_that_are_no_title(text: str, tmp_path: Path) -> None:
    lines = read(titled("capitals" if text == "CV" else "bold", text), tmp_path)
    assert [line.look for line in lines] == [None, None, None]


def test_bold_words_at_the_head_of_a_paragraph_are_no_title(tmp_path: Path) -> None:
    document = titled("bold")
    document.add_paragraph().add_run("Objectif : ").bold = True
    document.paragraphs[-1].add_run("accueillir la personne")
    assert the(read(document, tmp_path), "Objectif").look is None


def test_a_title_and_its_text_parted_by_shift_enter(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(TEXT)
    paragraph = document.add_paragraph()
    paragraph.add_run("Conclusion").bold = True
    paragraph.runs[0].add_break()
    paragraph.add_run(TEXT)
    line = the(read(document, tmp_path), "Conclusion")
    assert (line.title, line.look) == ("Conclusion", 1)


def test_a_title_over_two_lines_is_whole(tmp_path: Path) -> None:
    document = titled("bold", "Partie 1 :\nLe public")
    line = the(read(document, tmp_path), "Partie")
    assert (line.lead, line.look) == ("", 1)


def test_the_heads_of_the_columns_of_a_table_are_no_headings(tmp_path: Path) -> None:
    document = titled("bold")
    table = document.add_table(2, 2)
    table.cell(0, 0).paragraphs[0].add_run("Introduction").bold = True
    table.cell(0, 1).paragraphs[0].add_run("Conclusion").bold = True
    lines = read(document, tmp_path)
    assert [(the(lines, t).alone, the(lines, t).look) for t in ("Introduction", "Conclusion")] == [
        (False, None),
        (False, None),
    ]


def test_a_dossier_typed_in_one_table_has_its_headings(tmp_path: Path) -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run("Introduction").bold = True
    cell.add_paragraph(TEXT)
    line = the(read(document, tmp_path), "Introduction")
    assert (line.alone, line.look) == (True, 1)


def test_an_item_of_a_list_is_no_heading(tmp_path: Path) -> None:
    document = titled("bold")
    item = document.add_paragraph("Conclusion")
    properties = item._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    properties.append(numbering)
    assert not the(read(document, tmp_path), "Conclusion").alone


def test_hidden_by_its_style_is_not_printed(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph(TEXT)
    style = document.styles.add_style("Notes à moi", WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    document.add_paragraph("Ne pas oublier", style)
    assert [line.text for line in read(document, tmp_path)] == [TEXT, ""]


def test_a_line_that_repeats_an_entry_of_the_sommaire_is_a_heading(tmp_path: Path) -> None:
    document = Document()
    for text in ("Sommaire", "1. Le public\t2", "1.1 Les jeunes\t2", "Un titre\t3"):
        document.add_paragraph(text)
    for text in ("1. Le public", TEXT, "1.1 Les jeunes", TEXT, "Un titre", TEXT):
        document.add_paragraph(text)
    lines = read(document, tmp_path)
    assert [line.look for line in lines if line.toc is None] == [
        None, 1, None, 2, None, 1, None,
    ]  # fmt: skip
