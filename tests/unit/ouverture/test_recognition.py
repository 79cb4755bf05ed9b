from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import dxpdf
import pytest
from compounds import LOCKED_DOC, compound

from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml.gate import OLE2_MAGIC
from dossier_builder.ouverture import open_submission

Docx = Callable[[str], bytes]

ODF = b"application/vnd.oasis.opendocument."


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


OTHERS = [
    (_archive({"Index/Document.iwa": b"x"}), "Pages"),
    (_archive({"mimetype": ODF + b"spreadsheet"}), "classeur LibreOffice"),
    (_archive({"mimetype": ODF + b"text-master"}), "document maître"),
    (_archive({"mimetype": b"application/epub+zip"}), "livre numérique"),
    (_archive({"a.docx": b"x", "b.docx": b"x"}), "archive ZIP (2 fichiers)"),
    (_archive({}), "archive ZIP (0 fichier)"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "archive compressée"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "une image"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "une photo (HEIC)"),
    (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "une vidéo"),
    (b"<!DOCTYPE html><html></html>", "page web"),
    (b"\xef\xbb\xbf\r\n<HTML xmlns:w='urn:schemas-microsoft-com:office:word'>", "page web"),
    ("<html>été</html>".encode("utf-16"), "page web"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related", "page web"),
    (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', "Word au format XML"),
    (b'<?xml version="1.0"?><office:document xmlns:office="x">', ".fodt"),
    (b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}', "raccourci vers Google Docs"),
    (b"[InternetShortcut]\r\nURL=https://docs.google.com/", "raccourci"),
    (b"\xffWPC\x00\x00", "WordPerfect"),
    ("Mon dossier, rédigé dans le bloc-notes".encode(), "texte simple"),
    ("Mon dossier".encode("utf-16"), "texte simple"),
    (b"\x00\x01\x02\x03", "type inconnu"),
]


@pytest.mark.parametrize(("content", "said"), OTHERS, ids=[said for _, said in OTHERS])
def test_what_is_no_document_is_named_with_a_remedy(
    tmp_path: Path, content: bytes, said: str
) -> None:
    for name, start in [("d.docx", "se nomme .docx mais c’est"), ("d.xyz", "d.xyz\u00a0» est")]:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(UnreadableError, match=re.escape(said)) as caught:
            open_submission(path, name=name, workspace=tmp_path)
        assert start in caught.value.message
        assert caught.value.aide


@pytest.mark.parametrize("suffix", [".pages", ".gdoc", ".heic", ".html"])
def test_a_file_that_is_what_its_name_says_is_still_refused(tmp_path: Path, suffix: str) -> None:
    contents = {
        ".pages": _archive({"Index/Document.iwa": b"x"}),
        ".gdoc": b'{"doc_id":"1","resource_key":""}',
        ".heic": b"\x00\x00\x00\x18ftypheic",
        ".html": b"<html></html>",
    }
    path = tmp_path / f"dossier{suffix}"
    path.write_bytes(contents[suffix])
    with pytest.raises(UnreadableError, match="» est un") as caught:
        open_submission(path, name=path.name, workspace=tmp_path)
    assert "se nomme" not in caught.value.message


@pytest.mark.parametrize(
    ("name", "content", "program"),
    [
        ("~$ssier.docx", b"\x07Camille" + b" " * 46 + b"\x07\x00C\x00a\x00" + b" " * 100, "Word"),
        (".~lock.dossier.odt#", b",camille,poste,23.11.2026 10:00,file:///maison;", "LibreOffice"),
    ],
)
def test_the_file_beside_an_open_document_is_not_the_document(
    tmp_path: Path, name: str, content: bytes, program: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=f"témoin que {program} pose") as caught:
        open_submission(path, name=name, workspace=tmp_path)
    assert f"Fermez le document dans {program}" in caught.value.aide


@pytest.mark.parametrize(
    ("name", "content"), [("d.docx", b""), ("d.docx", b"du texte"), ("d.pages", b"\xffWPC")]
)
def test_what_is_said_of_a_content_names_no_folder(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=f"«\u00a0{name}\u00a0»") as caught:
        open_submission(path, name=str(path), workspace=tmp_path)
    assert str(tmp_path) not in caught.value.message


def test_where_we_looked_is_said_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"ici/d\.docx\u00a0» n’existe pas"):
        open_submission(tmp_path / "d.docx", name="ici/d.docx", workspace=tmp_path)


def test_a_document_that_is_named_like_a_lock_is_opened(docx: Docx, tmp_path: Path) -> None:
    path = tmp_path / "~$dossier.docx"
    path.write_bytes(docx("<w:p/>"))
    assert open_submission(path, name=path.name, workspace=tmp_path).format == "docx"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"%PDF-1.7 coupe", "endommagé"),
        (b"PK\x03\x04 coupe", "endommagé"),
        (_archive({"_rels/.rels": b"<x/>"}), "pas un document Word"),
        (OLE2_MAGIC + "WordDocument".encode("utf-16-le"), "endommagé"),
        (compound({"WordDocument": b"\xec\xa5" + bytes(5000)})[:3000], "endommagé"),
        (compound({"WordDocument": b"autre chose" + bytes(5000)}), "endommagé"),
        (compound({"WordDocument": LOCKED_DOC}), "mot de passe"),
        (compound({"EncryptedPackage": bytes(5000), "WordDocument": bytes(5000)}), "mot de passe"),
        (compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": b"x"}), "mot de passe"),
        (compound({"Workbook": bytes(5000)}), "classeur Excel"),
        (compound({"PowerPoint Document": bytes(5000)}), "diaporama PowerPoint"),
        (compound({"CONTENTS": bytes(5000)}), "ancien format"),
        (
            _archive({
                "mimetype": ODF + b"text",
                "META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>",
            }),
            "mot de passe",
        ),
    ],
)  # fmt: skip
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
