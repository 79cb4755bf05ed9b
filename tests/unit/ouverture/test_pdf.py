"""A PDF on the threshold: refused with a remedy, or taken with a word."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import dxpdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from dossier_builder.errors import UnreadableError
from dossier_builder.ouverture import open_submission

Docx = Callable[[str], bytes]


@pytest.fixture
def written(docx: Docx, tmp_path: Path) -> Callable[[Callable[[PdfWriter], object]], Path]:
    """A PDF of one page after `change` was applied to it."""

    def make(change: Callable[[PdfWriter], object]) -> Path:
        plain = dxpdf.convert(docx("<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>"))
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
        change(writer)
        path = tmp_path / "dossier.pdf"
        writer.write(path)
        return path

    return make


def notes(path: Path) -> tuple[str, ...]:
    submission = open_submission(path, name=path.name, workspace=path.parent)
    assert (submission.format, submission.document) == ("pdf", path)
    return submission.notes


Written = Callable[[Callable[[PdfWriter], object]], Path]


def test_an_ordinary_pdf_is_taken_without_a_word(written: Written) -> None:
    assert notes(written(lambda _: None)) == ()


def test_protected_against_changes_is_said(written: Written) -> None:
    path = written(lambda writer: writer.encrypt("", "proprietaire", algorithm="RC4-128"))
    (note,) = notes(path)
    assert "protégé contre les modifications" in note


def test_a_password_is_said_with_its_remedy(written: Written) -> None:
    path = written(lambda writer: writer.encrypt("secret", algorithm="RC4-128"))
    with pytest.raises(UnreadableError, match="mot de passe") as caught:
        notes(path)
    assert "enregistrez-le sans" in caught.value.aide


def test_a_mended_pdf_is_said(written: Written) -> None:
    path = written(lambda _: None)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"startxref")])
    (note,) = notes(path)
    assert "réparé" in note
    assert "aucune page ne manque" in note


def test_attachments_are_said(written: Written) -> None:
    def attach(writer: PdfWriter) -> None:
        for number in range(5):
            writer.add_attachment(f"annexe{number}.pdf", b"%PDF-1.4")

    (note,) = notes(written(attach))
    assert "«\u00a0annexe0.pdf\u00a0»" in note
    assert "et 2 autres" in note


def test_a_portfolio_is_refused_with_what_to_do(written: Written) -> None:
    def collect(writer: PdfWriter) -> None:
        writer.add_attachment("ccp2.pdf", b"%PDF-1.4")
        writer.root_object[NameObject("/Collection")] = DictionaryObject()

    with pytest.raises(UnreadableError, match="porte-documents PDF") as caught:
        notes(written(collect))
    assert "ccp2.pdf" in caught.value.message
    assert "enregistrez chaque fichier" in caught.value.aide


def test_a_dynamic_form_is_refused_with_what_to_do(written: Written) -> None:
    def make_dynamic(writer: PdfWriter) -> None:
        form = {NameObject("/XFA"): TextStringObject("<x/>")}
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
        writer.root_object[NameObject("/NeedsRendering")] = BooleanObject(value=True)

    with pytest.raises(UnreadableError, match="formulaire dynamique") as caught:
        notes(written(make_dynamic))
    assert "imprimez-le en PDF" in caught.value.aide
