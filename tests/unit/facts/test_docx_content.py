from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from dossier_builder.domain.submission import Submission
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.docx_content import read_docx
from dossier_builder.facts.docx_fields import toc_paragraphs
from dossier_builder.ooxml import Package

from ...cases.builder import (  # noqa: TID252 - tests/ is not on the path
    write_custom_properties,
)

BOX = (
    "<w:r {ns} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
    "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
    "xmlns:v='urn:schemas-microsoft-com:vml'><mc:AlternateContent>"
    "<mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Encadré</w:t>"
    "</w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:textbox><w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(document: Any, folder: Path) -> Content:
    path = folder / "essai.docx"
    document.save(str(path))
    return read_docx(Submission("essai.docx", path, "docx", None))


def the(content: Content, text: str) -> Line:
    (line,) = (line for line in content.lines if line.text == text)
    return line


def mark(paragraph: Any, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(element)


def code(paragraph: Any, text: str) -> None:
    element = OxmlElement("w:instrText")
    element.text = text
    paragraph.add_run()._r.append(element)


def field(document: Any, instruction: str, lines: list[str]) -> None:
    """A field whose result is several paragraphs."""
    paragraphs = [document.add_paragraph() for _ in lines]
    mark(paragraphs[0], "begin")
    code(paragraphs[0], instruction)
    mark(paragraphs[0], "separate")
    for paragraph, line in zip(paragraphs, lines, strict=True):
        paragraph.add_run(line)
    mark(paragraphs[-1], "end")


def test_styles_levels_tables_captions_and_boxes(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Contexte", 1)
    document.add_heading("Le public", 2)
    document.add_paragraph("Du texte.")
    document.add_paragraph("Figure 1 – Parcours", "Caption")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "gauche", "droite"
    holder = document.add_paragraph("Porte un encadré.")
    holder._p.append(parse_xml(BOX.format(ns=nsdecls("w"))))
    document.add_heading("", 1)
    content = read(document, tmp_path)
    assert [(line.text, line.level, line.kind) for line in content.lines] == [
        ("Contexte", 1, "titre"),
        ("Le public", 2, "titre"),
        ("Du texte.", None, "corps"),
        ("Figure 1 – Parcours", None, "legende"),
        ("gauche", None, "tableau"),
        ("droite", None, "tableau"),
        ("Porte un encadré.", None, "corps"),
        ("Encadré", None, "zone"),
        ("", None, "corps"),
    ]
    assert the(content, "gauche").cell == (0, 0)
    assert the(content, "droite").cell == (0, 1)
    assert [line.index for line in content.lines] == list(range(9))


def test_words_count_text_and_not_headings(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Un titre de cinq mots", 1)
    document.add_paragraph("L’accueil de Mme M.")
    content = read(document, tmp_path)
    assert [line.words for line in content.lines] == [0, 4]


def test_a_heading_numbered_by_word_is_read_with_its_number(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Contexte", "List Number")
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(outline)
    (line,) = read(document, tmp_path).lines
    assert (line.number, line.printed, line.level) == ("1.", "1. Contexte", 1)


def test_the_lines_of_a_toc_field_are_the_sommaire(tmp_path: Path) -> None:
    document = Document()
    field(document, 'TOC \\o "1-3" \\h', ["Introduction\t3", "Conclusion\t6"])
    field(document, 'TOC \\h \\t "Titre d’annexe;1"', ["Annexe 1\t7"])
    field(document, 'TOC \\c "Figure"', ["Figure 1\t4"])
    document.add_paragraph("Du texte.")
    content = read(document, tmp_path)
    assert [line.toc for line in content.lines] == ["sommaire", "sommaire", "annexes", None, None]


def test_a_field_within_a_field_is_still_the_sommaire() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    mark(paragraph, "begin")
    code(paragraph, "TO")
    code(paragraph, "C \\o")
    mark(paragraph, "separate")
    mark(paragraph, "begin")
    code(paragraph, "PAGEREF _Toc1")
    mark(paragraph, "end")
    mark(paragraph, "end")
    after = document.add_paragraph("Du texte.")
    assert toc_paragraphs([paragraph._p, after._p]) == {0: "sommaire"}


def test_toc_styles_survive_where_the_field_does_not(tmp_path: Path) -> None:
    document = Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Introduction\t3", "toc 1")
    assert read(document, tmp_path).lines[0].toc == "sommaire"


def test_bookmarks_and_links(tmp_path: Path) -> None:
    document = Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    entry = document.add_paragraph(style="toc 1")
    entry._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w")} w:anchor="_Toc1"><w:r><w:t>A</w:t></w:r></w:hyperlink>'
        )
    )
    heading = document.add_heading("A", 1)
    heading._p.addprevious(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="_Toc1"/>'))
    first, second = read(document, tmp_path).lines
    assert first.target == "_Toc1"
    assert second.bookmarks == ("_Toc1",)


def test_an_unfilled_content_control_is_told(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("rempli")
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r>"
            "<w:t>Cliquez ici</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    content = read(document, tmp_path)
    assert [(line.text, line.reserved) for line in content.lines] == [
        ("Cliquez ici", True),
        ("rempli", False),
    ]


def test_title_and_language(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Mon dossier"
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "fr-FR")
    properties = read(document, tmp_path).properties
    assert (properties.titre, properties.langue) == ("Mon dossier", "fr-FR")


def test_what_our_own_documents_declare(tmp_path: Path) -> None:
    path = tmp_path / "essai.docx"
    Document().save(str(path))
    values = {
        "dossier.modele": "cip/ccp2",
        "dossier.nom": "Exemple",
        "dossier.prenom": "Camille",
        "dossier.voie": "vae",
        "dossier.vise": "ccp2, ccp3",
        "dossier.session": "2027-03-15",
    }
    write_custom_properties(path, values)
    declared = read_docx(Submission("x", path, "docx", None)).properties.declared
    assert declared.modele == "cip/ccp2"
    assert (declared.prenom, declared.nom, declared.voie) == ("Camille", "Exemple", "vae")
    assert declared.vise == ("ccp2", "ccp3")
    assert declared.session == dt.date(2027, 3, 15)


def test_a_date_that_is_none_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "essai.docx"
    Document().save(str(path))
    write_custom_properties(path, {"dossier.session": "bientôt"})
    assert read_docx(Submission("x", path, "docx", None)).properties.declared.session is None


@pytest.mark.parametrize(
    ("application", "pages", "kept"),
    [
        ("Microsoft Office Word", 27, True),
        ("Microsoft Macintosh Word", 2, True),
        ("Microsoft Office Word", 1, False),
        ("LibreOffice/7.4", 27, False),
        ("", 27, False),
    ],
)
def test_only_microsoft_office_s_record_above_one_page_is_a_witness(
    tmp_path: Path, application: str, pages: int, *, kept: bool
) -> None:
    path = tmp_path / "essai.docx"
    Document().save(str(path))
    package = Package.read(path)
    package.with_parts(
        {
            "docProps/app.xml": (
                '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
                f'extended-properties"><Application>{application}</Application>'
                f"<Pages>{pages}</Pages><Words>0</Words></Properties>"
            ).encode()
        }
    ).write(path)
    record = read_docx(Submission("x", path, "docx", None)).record
    assert (record is not None) == kept
    if record is not None:
        assert (record.pages, record.words) == (pages, 0)
