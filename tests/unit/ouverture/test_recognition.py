from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import dxpdf
import pytest

from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml.gate import OLE2_MAGIC
from dossier_builder.ouverture import open_submission

Docx = Callable[[str], bytes]


def _archive(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_docx_is_opened_whatever_its_name(docx: Docx, tmp_path: Path) -> None:
    for name, notes in [("a.docx", 0), ("a.DOCX", 0), ("a.docm", 0), ("a.pdf", 1), ("a", 1)]:
        path = tmp_path / name
        path.write_bytes(docx("<w:p/>"))
        submission = open_submission(path, name=f"promo/{name}", workspace=tmp_path)
        assert submission.format == "docx"
        assert submission.name == f"promo/{name}"
        assert submission.document == path
        assert len(submission.notes) == notes


def test_a_pdf_named_docx_goes_on_as_a_pdf(docx: Docx, tmp_path: Path) -> None:
    path = tmp_path / "dossier.docx"
    path.write_bytes(dxpdf.convert(docx("<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>")))
    submission = open_submission(path, name="dossier.docx", workspace=tmp_path)
    assert (submission.format, submission.working_copy) == ("pdf", None)
    assert submission.notes == (
        "Le fichier «\u00a0dossier.docx\u00a0» se nomme .docx mais c’est un PDF.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_archive({"mimetype": b"application/vnd.oasis.opendocument.text"}), "LibreOffice"),
        (_archive({"Index/Document.iwa": b"x"}), "Pages"),
        (b"{\\rtf1\\ansi Bonjour}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "une image"),
        (b"<!DOCTYPE html><html></html>", "page web"),
        ("Mon dossier, rédigé dans le bloc-notes".encode(), "texte simple"),
        (b"\x00\x01\x02\x03", "type inconnu"),
    ],
)
def test_other_formats_are_named_with_a_remedy(tmp_path: Path, content: bytes, said: str) -> None:
    for name, start in [("d.docx", "se nomme .docx mais c’est"), ("d.odt", "d.odt\u00a0» est")]:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(UnreadableError, match=said) as caught:
            open_submission(path, name=name, workspace=tmp_path)
        assert start in caught.value.message
        assert "enregistrez-le en .docx ou en PDF" in caught.value.aide


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"%PDF-1.7 coupe", "endommagé"),
        (b"PK\x03\x04 coupe", "endommagé"),
        (_archive({"lisez-moi.txt": b"x"}), "pas un document Word"),
        (OLE2_MAGIC + "WordDocument".encode("utf-16-le"), ".doc de Word 97-2003"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "d.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=said) as caught:
        open_submission(path, name="d.docx", workspace=tmp_path)
    assert caught.value.aide


def test_no_file_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="n’existe pas"):
        open_submission(tmp_path / "absent.docx", name="absent.docx", workspace=tmp_path)
    with pytest.raises(UnreadableError, match="est un dossier"):
        open_submission(tmp_path, name="promo", workspace=tmp_path)


def test_working_copies_of_one_lot_have_names_of_their_own(docx: Docx, tmp_path: Path) -> None:
    copies = set()
    for folder in ("un", "deux"):
        (tmp_path / folder).mkdir()
        path = tmp_path / folder / "dossier.docx"
        path.write_bytes(docx("<w:p/>"))
        made = open_submission(path, name=str(path), workspace=tmp_path).working_copy
        assert made is not None
        copies.add(made.path.name)
    assert len(copies) == 2
