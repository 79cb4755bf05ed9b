"""A Word text read back as the blocks that Markdown gives."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from dossier_builder.domain.blocks import (
    Footnote,
    Heading,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Run,
    Table,
)
from dossier_builder.inputs.word_blocks import WordRange, read_blocks
from dossier_builder.inputs.word_source import WordHeading, WordPicture, WordSource
from dossier_builder.ooxml import NAMESPACES, Element, Package, parse_xml, qn, text_of


def sink(picture: WordPicture) -> Path:
    return Path("images") / picture.name


def opened(document: object) -> WordSource:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]  # python-docx has no public class
    return WordSource.of(Package.from_bytes(buffer.getvalue()))


def body(source: WordSource) -> list[Element]:
    found = source.document.find(qn("w:body"))
    assert found is not None
    return [child for child in found if child.tag != qn("w:sectPr")]


def read(document: object) -> WordRange:
    source = opened(document)
    return read_blocks(source, body(source), sink)


@pytest.fixture
def from_xml() -> Callable[[str], WordRange]:
    """What is read of a body written as XML."""

    def make(xml: str) -> WordRange:
        declarations = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
        wrapped = parse_xml(f"<w:body {declarations}>{xml}</w:body>".encode())
        document = Document()
        for position, child in enumerate(wrapped):
            document.element.body.insert(position, etree.fromstring(etree.tostring(child)))
        return read(document)

    return make


def test_text_keeps_its_look_and_headings_count_from_the_section() -> None:
    document = Document()
    document.add_heading("Le public", level=2)
    paragraph = document.add_paragraph("Un mot ")
    paragraph.add_run("en gras ").bold = True
    paragraph.add_run("puis en ")
    paragraph.add_run("italique").italic = True
    paragraph.add_run(" : fin\u00ad.")
    document.add_paragraph("   ")
    document.add_paragraph("Citée", style="Quote")
    document.add_paragraph("Deux", style="Quote")
    assert read(document).blocks == (
        Heading(1, (Run("Le public"),)),
        Paragraph(
            (
                Run("Un mot "),
                Run("en gras", bold=True),
                Run(" puis en "),
                Run("italique", italic=True),
                Run(" : fin."),
            )
        ),
        Quote((Paragraph((Run("Citée"),)), Paragraph((Run("Deux"),)))),
    )


def test_lists_nest_and_keep_their_kind() -> None:
    document = Document()
    for text, style in (
        ("un", "List Bullet"), ("un.a", "List Bullet 2"), ("suite", "List Continue"),
        ("deux", "List Bullet"), ("premier", "List Number"), ("second", "List Number"),
    ):  # fmt: skip
        document.add_paragraph(text, style=style)
    bullets, numbers = read(document).blocks
    assert isinstance(bullets, ListBlock)
    assert isinstance(numbers, ListBlock)
    assert not bullets.ordered
    assert len(bullets.items) == 2
    assert numbers.ordered
    assert numbers.start == 1
    assert [item[0] for item in numbers.items] == [
        Paragraph((Run("premier"),)),
        Paragraph((Run("second"),)),
    ]


def test_a_table_keeps_every_word_of_merged_and_long_cells() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Date"
    table.cell(0, 2).text = "Action"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Lundi"
    table.cell(1, 1).text = "Accueil"
    table.cell(1, 1).add_paragraph("Écoute")
    table.cell(2, 2).text = "a | b"
    document.add_paragraph("Tableau 1 : Le plan", style="Caption")
    (found,) = read(document).blocks
    assert isinstance(found, Table)
    assert found.caption == (Run("Le plan"),)
    assert found.header == ((Run("Date"),), (), (Run("Action"),))
    assert found.rows == (
        ((Run("Lundi"),), (Run("Accueil · Écoute"),), ()),
        ((), (), (Run("a | b"),)),
    )


def test_a_table_of_one_column_is_only_a_frame() -> None:
    document = Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Encadré"
    assert read(document).blocks == (Paragraph((Run("Encadré"),)),)


def test_a_picture_takes_its_caption_and_its_share_of_the_width(
    image: Callable[..., bytes],
) -> None:
    document = Document()
    section = document.sections[0]
    assert section.page_width is not None
    assert section.left_margin is not None
    assert section.right_margin is not None
    width = section.page_width - section.left_margin - section.right_margin
    paragraph = document.add_paragraph()
    paragraph.add_run().add_picture(io.BytesIO(image()), width=width // 2)
    document.add_paragraph("Figure 3 – Le parcours.")
    document.add_paragraph("Figure 4 montre la suite, sans être une légende")
    picture, text = read(document).blocks
    assert picture == Picture(
        Path("images/image1.png"), "", caption=(Run("Le parcours."),), width=0.5
    )
    assert isinstance(text, Paragraph)


def test_placeholders_and_deletions_are_nobody_s_text(
    from_xml: Callable[[str], WordRange],
) -> None:
    read = from_xml(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Cliquez ici"
        "</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Gardé</w:t></w:r><w:del><w:r><w:delText>ôté"
        "</w:delText></w:r></w:del><w:ins><w:r><w:t> ajouté</w:t></w:r></w:ins><w:r><w:br/>"
        "<w:t>ligne</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert read.blocks == (Paragraph((Run("Gardé ajouté"), LineBreak(), Run("ligne"))),)


def test_page_breaks_stand_between_blocks(from_xml: Callable[[str], WordRange]) -> None:
    read = from_xml(
        '<w:p><w:r><w:t>avant</w:t><w:br w:type="page"/><w:t>après</w:t></w:r></w:p>'
        "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>fin</w:t></w:r></w:p>"
    )
    assert [type(block) for block in read.blocks] == [
        Paragraph, PageBreak, Paragraph, PageBreak, Paragraph,
    ]  # fmt: skip


def test_our_bookmarks_are_cited_again(from_xml: Callable[[str], WordRange]) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    read = from_xml(
        '<w:p><w:r><w:t xml:space="preserve">Voir </w:t></w:r><w:hyperlink w:anchor="tableau1">'
        f"<w:r><w:t>tableau 1</w:t></w:r></w:hyperlink>{field.format('REF tableau1 ', 'X')}</w:p>"
        '<w:p><w:bookmarkStart w:id="1" w:name="tableau1"/><w:r><w:t xml:space="preserve">Tableau '
        f"</w:t></w:r>{field.format('SEQ Tableau', '1')}"
        '<w:bookmarkEnd w:id="1"/><w:r><w:t> – Légende</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        "</w:tbl>"
    )
    text, table = read.blocks
    reference = Reference("tableau", "tableau1")
    assert text == Paragraph((Run("Voir "), reference, reference))
    assert isinstance(table, Table)
    assert table.identifier == "tableau1"
    assert table.caption == (Run("Légende"),)
    assert read.labels == ("Tableau 1 – ",)


def test_a_text_box_is_read_once(from_xml: Callable[[str], WordRange]) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
    read = from_xml(
        "<w:p><w:r><w:t>Texte</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read.blocks == (Paragraph((Run("Texte"),)), Paragraph((Run("Encadré"),)))


def test_the_caller_says_what_is_a_heading() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("Mon titre").bold = True
    paragraph.add_run().add_break()
    paragraph.add_run("Son texte.")
    source = opened(document)

    def by_look(element: Element) -> WordHeading | None:
        return WordHeading(2, first_line=True) if "Mon titre" in text_of(element) else None

    made = read_blocks(source, body(source), sink, headings=by_look)
    assert made.blocks == (Heading(1, (Run("Mon titre"),)), Paragraph((Run("Son texte."),)))


def test_notes_come_with_their_call(from_xml: Callable[[str], WordRange]) -> None:
    """A docx without its part of notes calls nothing; with it, see the round trip of an example."""
    read = from_xml('<w:p><w:r><w:t>Seul</w:t><w:footnoteReference w:id="9"/></w:r></w:p>')
    assert read.blocks == (Paragraph((Run("Seul"),)),)
    assert not any(isinstance(block, Footnote) for block in read.blocks)
