"""Locked, mended, full of other files, filled in: PDFs as people hand them in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from dossier_builder import pdf
from dossier_builder.errors import UnreadableError

Changed = Callable[[Callable[[PdfWriter], object]], Path]


def test_an_ordinary_pdf_has_nothing_to_say(three_pages: Path) -> None:
    state = pdf.read_state(three_pages)
    assert state == pdf.PdfState(
        pages=3, protected=False, repaired=False, attachments=(), portfolio=False,
        dynamic_form=False,
    )  # fmt: skip


def test_protected_against_changes_only(changed: Changed) -> None:
    locked = changed(lambda writer: writer.encrypt("", "proprietaire", algorithm="RC4-128"))
    assert pdf.read_state(locked).protected
    assert "Introduction" in pdf.read_pages(locked).pages[0].text


@pytest.mark.parametrize("lost", ["end", "table"])
def test_a_damaged_pdf_is_mended_and_it_is_known(
    three_pages: Path, tmp_path: Path, lost: str
) -> None:
    data = three_pages.read_bytes()
    path = tmp_path / "abime.pdf"
    start = data.rindex(b"startxref")
    path.write_bytes(
        data[:start] if lost == "end" else data.replace(b"startxref\n", b"startxref\n9")
    )
    assert pdf.read_state(path).repaired
    assert pdf.page_count(path) == 3
    assert "Introduction" in pdf.read_pages(path).pages[0].text


def test_attachments_are_named(changed: Changed) -> None:
    def attach(writer: PdfWriter) -> None:
        writer.add_attachment("annexe 1.pdf", b"%PDF-1.4")
        writer.add_attachment("relevé.xlsx", b"PK")

    state = pdf.read_state(changed(attach))
    assert sorted(state.attachments) == ["annexe 1.pdf", "relevé.xlsx"]
    assert not state.portfolio


def test_a_portfolio_is_recognised(changed: Changed) -> None:
    def collect(writer: PdfWriter) -> None:
        writer.add_attachment("dossier.pdf", b"%PDF-1.4")
        view = {
            NameObject("/Type"): NameObject("/Collection"),
            NameObject("/View"): NameObject("/D"),
        }
        writer.root_object[NameObject("/Collection")] = DictionaryObject(view)

    assert pdf.read_state(changed(collect)).portfolio


def _form(writer: PdfWriter, *, appearance: bool, xfa: bool = False, dynamic: bool = False) -> None:
    """A text field on page 2, filled with « Camille Exemple », below « Paragraphe 1 »."""
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/Helv"): writer._add_object(font)})
    resources = DictionaryObject({NameObject("/Font"): fonts})
    left, bottom, right, top = 200.0, 600.0, 400.0, 620.0
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("nom"),
            NameObject("/V"): TextStringObject("Camille Exemple"),
            NameObject("/DA"): TextStringObject("/Helv 11 Tf 0 g"),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (left, bottom, right, top)]),
        }
    )
    if appearance:
        drawn = StreamObject()
        drawn._data = b"/Tx BMC BT /Helv 11 Tf 2 5 Td (Camille Exemple) Tj ET EMC"
        drawn.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject(
                    [FloatObject(n) for n in (0, 0, right - left, top - bottom)]
                ),
                NameObject("/Resources"): resources,
            }
        )
        field[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(drawn)})
    reference = writer._add_object(field)
    writer.pages[1][NameObject("/Annots")] = ArrayObject([reference])
    form = DictionaryObject(
        {
            NameObject("/Fields"): ArrayObject([reference]),
            NameObject("/DR"): resources,
            NameObject("/DA"): TextStringObject("/Helv 11 Tf 0 g"),
            NameObject("/NeedAppearances"): BooleanObject(not appearance),
        }
    )
    if xfa:
        packet = StreamObject()
        packet._data = b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>"
        form[NameObject("/XFA")] = writer._add_object(packet)
    if dynamic:
        writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(value=True)
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


@pytest.mark.parametrize("appearance", [True, False])
def test_what_is_filled_in_is_read(changed: Changed, *, appearance: bool) -> None:
    filled = changed(lambda writer: _form(writer, appearance=appearance))
    pages = pdf.read_pages(filled).pages
    assert pages[1].text.count("Camille Exemple") == 1
    assert "Camille" not in pages[0].text
    assert "Paragraphe 2 : l’atelier d’été" in pages[1].text


def test_what_is_filled_in_comes_where_it_is_seen(changed: Changed) -> None:
    page = pdf.read_pages(changed(lambda writer: _form(writer, appearance=True))).pages[1]
    tops = [line.top for line in page.lines]
    assert tops == sorted(tops)


def test_text_typed_over_a_page_is_read(changed: Changed) -> None:
    from pypdf.annotations import FreeText

    def type_over(writer: PdfWriter) -> None:
        note = FreeText(text="Fait à Valfictive", rect=(100, 200, 300, 230), font_size="12pt")
        writer.add_annotation(0, note)

    path = changed(type_over)
    assert len(pdf.read_pages(path).pages) == 3  # drawn by whoever typed it, or not: never an error


def test_a_static_form_of_adobe_is_read_and_a_dynamic_one_is_known(changed: Changed) -> None:
    static = changed(lambda writer: _form(writer, appearance=True, xfa=True))
    assert not pdf.read_state(static).dynamic_form
    assert "Camille Exemple" in pdf.read_pages(static).pages[1].text
    dynamic = changed(lambda writer: _form(writer, appearance=True, xfa=True, dynamic=True))
    assert pdf.read_state(dynamic).dynamic_form


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vide.pdf"
    PdfWriter().write(path)
    with pytest.raises(UnreadableError, match=r"aucune page|endommagé"):
        pdf.read_state(path)


def test_the_outline_and_labels_come_with_the_pages(changed: Changed) -> None:
    def describe(writer: PdfWriter) -> None:
        writer.root_object.pop(NameObject("/Outlines"), None)
        writer.add_outline_item(title="Première partie", page_number=1)
        writer.set_page_label(0, 0, style="/r")
        writer.add_metadata({"/dossier.nom": "Exemple"})

    facts = pdf.read_pages(changed(describe), information=("dossier.nom", "dossier.prenom"))
    assert [(e.title, e.place and e.place.page) for e in facts.outline] == [("Première partie", 2)]
    assert facts.labels[0] == "i"
    assert facts.information == {"dossier.nom": "Exemple"}


def test_letters_drawn_as_outlines_are_known(changed: Changed) -> None:
    def draw(writer: PdfWriter) -> None:
        shapes = b"".join(b"%d 100 m %d 110 l %d 100 l f\n" % (n, n, n + 4) for n in range(300))
        stream = StreamObject()
        stream._data = shapes
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    pages = pdf.read_pages(changed(draw)).pages
    assert pages[0].paths >= 300
    assert [page.is_illegible for page in pages] == [True, False, False]
