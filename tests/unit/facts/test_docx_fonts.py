from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from dossier_builder.facts.docx_fonts import asked_fonts, embedded_fonts
from dossier_builder.ooxml import Package, Styles


def asked(document: Any, folder: Path) -> frozenset[str]:
    path = folder / "essai.docx"
    document.save(str(path))
    package = Package.read(path)
    return asked_fonts(package, package.xml(package.document_name), Styles.of(package))


def test_the_theme_gives_the_fonts_of_the_body_and_of_headings(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Du texte.")
    assert asked(document, tmp_path) == {"Cambria"}
    document.add_heading("Un titre", 1)
    assert asked(document, tmp_path) == {"Calibri", "Cambria"}


def test_a_run_and_a_style_prevail_over_the_theme(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph().add_run("Du texte.").font.name = "Marianne"
    assert asked(document, tmp_path) == {"Marianne"}
    other = Document()
    other.styles["Normal"].font.name = "Lato"
    fonts = other.styles["Normal"].element.rPr.rFonts
    for key in ("w:asciiTheme", "w:hAnsiTheme"):
        fonts.attrib.pop(qn(key), None)
    other.add_paragraph("Du texte.")
    assert asked(other, tmp_path) == {"Lato"}


def test_a_style_that_no_text_uses_asks_for_nothing(tmp_path: Path) -> None:
    document = Document()
    document.styles["Quote"].font.name = "Inutile"
    document.add_paragraph("Du texte.")
    document.add_paragraph().add_run(" ☐ ").font.name = "MS Gothic"
    assert asked(document, tmp_path) == {"Cambria"}


def test_without_any_font_word_prints_times(tmp_path: Path) -> None:
    document = Document()
    for fonts in list(document.styles.element.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    document.add_paragraph("Du texte.")
    assert asked(document, tmp_path) == {"Times New Roman"}


def test_embedded_families(tmp_path: Path) -> None:
    path = tmp_path / "essai.docx"
    Document().save(str(path))
    package = Package.read(path)
    assert embedded_fonts(package) == frozenset()
    table = package.part("word/fontTable.xml").decode()
    font = (
        '<w:font w:name="Lato"><w:embedRegular xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships" r:id="rId1"/></w:font><w:font w:name="Sans"/></w:fonts>'
    )
    changed = package.with_parts({"word/fontTable.xml": table.replace("</w:fonts>", font).encode()})
    assert embedded_fonts(changed) == {"Lato"}
