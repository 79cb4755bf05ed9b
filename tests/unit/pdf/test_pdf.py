from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dxpdf
import pytest
from docx import Document
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from dossier_builder import pdf
from dossier_builder.domain import limits
from dossier_builder.errors import UnreadableError

Changed = Callable[[Callable[[PdfWriter], object]], Path]


# -- what is printed --


def test_pages_with_their_text_and_sizes(three_pages: Path) -> None:
    facts = pdf.read_pages(three_pages)
    assert [page.number for page in facts.pages] == [1, 2, 3]
    assert pdf.page_count(three_pages) == 3
    assert facts.pages[0].width == pytest.approx(595.3, abs=0.5)
    assert facts.pages[0].height == pytest.approx(841.9, abs=0.5)
    assert "Introduction" in facts.pages[0].text
    assert "Paragraphe 2 : l’atelier d’été" in facts.pages[1].text
    assert [page.has_text for page in facts.pages] == [True, True, False]


def test_lines_have_place_size_and_weight(three_pages: Path) -> None:
    title, bold = pdf.read_pages(three_pages).pages[0].lines
    assert title.text == "Introduction"
    assert bold.text == "Une ligne en gras de vingt points"
    assert (bold.bold, bold.italic, bold.size) == (True, False, pytest.approx(20, abs=0.1))
    assert 0.05 < title.top < title.bottom < bold.bottom < 0.25
    assert 0.1 < bold.x0 < 0.2 < bold.x1 < 0.9
    assert "+" not in bold.font


def test_the_share_of_images(three_pages: Path) -> None:
    pages = pdf.read_pages(three_pages).pages
    assert [page.images for page in pages[:2]] == [0.0, 0.0]
    assert pages[2].images == pytest.approx(15 * 15 / (21 * 29.7), abs=0.01)


def test_a_rotated_page_is_seen_as_shown(changed: Changed) -> None:
    turned = changed(lambda writer: writer.pages[0].rotate(90))
    page = pdf.read_pages(turned).pages[0]
    assert page.width > page.height
    assert all(0 <= value <= 1 for line in page.lines for value in (line.x0, line.top, line.bottom))
    assert page.lines[0].x0 > 0.7  # the top of the page is now on its right


def test_a_cropped_page_counts_from_its_crop_box(changed: Changed) -> None:
    def crop(writer: PdfWriter) -> None:
        writer.pages[0].cropbox.upper_right = (595, 800)

    whole = pdf.read_pages(changed(lambda _: None)).pages[0].lines[0]
    cropped = pdf.read_pages(changed(crop)).pages[0].lines[0]
    assert cropped.top == pytest.approx((whole.top * 842 - 42) / 800, abs=0.003)


def test_metadata_labels_and_language(changed: Changed) -> None:
    def describe(writer: PdfWriter) -> None:
        writer.add_metadata({"/Title": "Dossier projet", "/Producer": "un programme"})
        writer.root_object[NameObject("/Lang")] = TextStringObject("fr-FR")
        writer.set_page_label(0, 0, style="/r")

    facts = pdf.read_pages(changed(describe))
    assert (facts.title, facts.producer, facts.language) == (
        "Dossier projet",
        "un programme",
        "fr-FR",
    )
    assert facts.labels[0] == "i"


def test_fonts_are_families_without_tags(three_pages: Path) -> None:
    families = pdf.fonts(three_pages)
    assert families
    assert all("+" not in family and "Bold" not in family for family in families)


def test_a_page_becomes_a_picture(three_pages: Path) -> None:
    with Image.open(io.BytesIO(pdf.page_image(three_pages, 3, dpi=50))) as picture:
        assert picture.format == "PNG"
        assert picture.size == (pytest.approx(413, abs=2), pytest.approx(585, abs=2))
        red, _, blue = picture.convert("RGB").getpixel((200, 150))
        assert blue > 100 > red
    with pytest.raises(UnreadableError, match="pas de page 4"):
        pdf.page_image(three_pages, 4)


def test_pages_are_shown_small(three_pages: Path) -> None:
    made = pdf.thumbnails(three_pages, [3, 1, 4, 0], 220)
    assert list(made) == [1, 3]
    for picture in made.values():
        with Image.open(io.BytesIO(picture)) as shown:
            assert shown.format == "PNG"
            assert shown.width == pytest.approx(220, abs=1)
    assert len(made[3]) < len(pdf.page_image(three_pages, 3, dpi=27))


def test_a_page_too_large_to_draw_is_refused(changed: Changed) -> None:
    def grow(writer: PdfWriter) -> None:
        writer.pages[0].mediabox.upper_right = (14_000, 14_000)
        writer.pages[0].cropbox.upper_right = (14_000, 14_000)

    with pytest.raises(UnreadableError, match="trop grande"):
        pdf.page_image(changed(grow), 1, dpi=150)


# -- places --


def test_marks_come_back_as_places(three_pages: Path) -> None:
    places = pdf.destinations(three_pages)
    marks = [places[f"zzx{number}"] for number in range(3)]
    assert [place.page for place in marks] == [2, 2, 2]
    tops = [place.top for place in marks]
    assert tops == sorted(tops)
    lines = pdf.read_pages(three_pages).pages[1].lines
    assert all(abs(top - line.top) < 0.03 for top, line in zip(tops, lines, strict=True))


def _destination(writer: PdfWriter, page: int, *view: object) -> ArrayObject:
    reference = writer.pages[page].indirect_reference
    assert reference is not None
    return ArrayObject([reference, *view])


def test_both_kinds_of_names_are_read(changed: Changed) -> None:
    def name(writer: PdfWriter) -> None:
        for key in ("/Names", "/Dests"):
            writer.root_object.pop(NameObject(key), None)
        xyz = (NameObject("/XYZ"), FloatObject(0), FloatObject(421), FloatObject(0))
        writer.root_object[NameObject("/Dests")] = DictionaryObject(
            {
                NameObject("/vieux"): _destination(writer, 1, *xyz),
                NameObject("/ajuste"): _destination(writer, 2, NameObject("/Fit")),
                NameObject("/perdu"): ArrayObject([NumberObject(77), NameObject("/Fit")]),
            }
        )
        writer.add_named_destination("neuf", 0)

    places = pdf.destinations(changed(name))
    assert places["vieux"].page == 2
    assert places["vieux"].top == pytest.approx(0.5, abs=0.01)
    assert (places["ajuste"].page, places["ajuste"].top) == (3, 0.0)
    assert places["neuf"].page == 1
    assert "perdu" not in places


def test_a_document_without_names_has_none(changed: Changed) -> None:
    def strip(writer: PdfWriter) -> None:
        for key in ("/Names", "/Dests", "/Outlines"):
            writer.root_object.pop(NameObject(key), None)

    bare = changed(strip)
    assert pdf.destinations(bare) == {}
    assert pdf.outline(bare) == ()


def test_the_outline_is_flattened(changed: Changed) -> None:
    def draw(writer: PdfWriter) -> None:
        writer.root_object.pop(NameObject("/Outlines"), None)
        part = writer.add_outline_item(title="Première partie", page_number=0)
        writer.add_outline_item(title="Détail", page_number=2, parent=part)

    entries = pdf.outline(changed(draw))
    assert [(e.level, e.title, e.place and e.place.page) for e in entries] == [
        (1, "Première partie", 1),
        (2, "Détail", 3),
    ]


def test_threads_may_read_at_the_same_time(three_pages: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: len(pdf.read_pages(three_pages).pages), range(12)))
    assert counts == [3] * 12


# -- what cannot be read --


def test_a_password_is_said_with_its_remedy(changed: Changed) -> None:
    locked = changed(lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    with pytest.raises(UnreadableError, match="mot de passe") as caught:
        pdf.read_pages(locked)
    assert caught.value.aide == "Ouvrez-le avec son mot de passe et enregistrez-le sans."


def test_a_file_only_protected_against_changes_is_read(changed: Changed) -> None:
    locked = changed(lambda writer: writer.encrypt("", "proprietaire", algorithm="RC4-128"))
    assert pdf.page_count(locked) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"bonjour", "pas un PDF"),
        (b"%PDF-1.7\nplus rien", "endommagé ou incomplet"),
    ],
)
def test_what_is_no_pdf_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "essai.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=said):
        pdf.page_count(path)


def test_absent_or_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="n’existe pas"):
        pdf.page_count(tmp_path / "absent.pdf")
    with pytest.raises(UnreadableError, match="ne peut pas être lu"):
        pdf.page_count(tmp_path)


def test_bounds(three_pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGES", 2)
    with pytest.raises(UnreadableError, match="3 pages"):
        pdf.page_count(three_pages)
    monkeypatch.setattr(limits, "FILE_BYTES", 1)
    with pytest.raises(UnreadableError, match="volumineux"):
        pdf.page_count(three_pages)


def test_a_header_that_comes_late_is_still_one() -> None:
    assert pdf.looks_like_pdf(b"\n" * 900 + b"%PDF-1.4")
    assert not pdf.looks_like_pdf(b"\n" * 1100 + b"%PDF-1.4")


def test_a_line_that_ends_with_a_hyphen_is_a_line(tmp_path: Path) -> None:
    """pdfium joins it to the next one, be that the footer with the number of the page."""
    document = Document()
    for text in ("Je travaillerais avec les employeurs eux-", "Dossier page 15 sur 23"):
        document.add_paragraph(text)
    source = io.BytesIO()
    document.save(source)
    path = tmp_path / "trait.pdf"
    path.write_bytes(dxpdf.convert(source.getvalue()))
    (page,) = pdf.read_pages(path).pages
    assert [line.text for line in page.lines] == [
        "Je travaillerais avec les employeurs eux-",
        "Dossier page 15 sur 23",
    ]
    assert page.lines[0].bottom < page.lines[1].top
