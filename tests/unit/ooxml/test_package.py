from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier_builder.errors import CannotWriteError, UnreadableError
from dossier_builder.ooxml import Package, Styles, paragraphs, serialize_xml, text_of
from dossier_builder.ooxml.package import relationships_part

HELLO = "<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>"
Docx = Callable[[str], bytes]


def _rezipped(
    data: bytes, rename: Callable[[str], str], edit: Callable[[str, bytes], bytes]
) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(rename(name), edit(name, source.read(name)))
    return buffer.getvalue()


def test_the_main_document_is_found_by_its_relationship(docx: Docx) -> None:
    def rename(name: str) -> str:
        return name.replace("word/document.xml", "word/principal.xml").replace(
            "_rels/document.xml", "_rels/principal.xml"
        )

    def edit(name: str, data: bytes) -> bytes:
        if name in {"[Content_Types].xml", "_rels/.rels"}:
            return data.replace(b"word/document.xml", b"word/principal.xml")
        return data

    package = Package.from_bytes(_rezipped(docx(HELLO), rename, edit))
    assert package.document_name == "word/principal.xml"
    assert [text_of(p.element) for p in paragraphs(package.xml("word/principal.xml"))] == [
        "Bonjour"
    ]
    assert package.related("styles") == "word/styles.xml"


def test_names_with_a_leading_slash_or_backslashes_are_understood(docx: Docx) -> None:
    def rename(name: str) -> str:
        return "/" + name if name.endswith("styles.xml") else name.replace("/", "\\")

    package = Package.from_bytes(_rezipped(docx(HELLO), rename, lambda _, data: data))
    assert package.document_name == "word/document.xml"
    assert package.related("styles") == "word/styles.xml"
    assert Styles.of(package).by_id["Heading1"].name == "heading 1"


def test_a_document_in_the_strict_vocabulary_is_read_as_any_other(docx: Docx) -> None:
    def edit(name: str, data: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")):
            return data
        for family in (b"wordprocessingml", b"officeDocument", b"drawingml"):
            usual = b"http://schemas.openxmlformats.org/" + family + b"/2006/"
            data = data.replace(usual, b"http://purl.oclc.org/ooxml/" + family + b"/")
        return data.replace(b"extended-properties", b"extendedProperties")

    package = Package.from_bytes(_rezipped(docx(HELLO), str, edit))
    root = package.xml(package.document_name)
    assert [text_of(p.element) for p in paragraphs(root)] == ["Bonjour"]
    assert Styles.of(package).by_id["Heading1"].name == "heading 1"


def test_the_same_parts_give_the_same_bytes(docx: Docx) -> None:
    data = docx(HELLO)
    shuffled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(shuffled, "w") as target:
        for name in reversed(source.namelist()):
            target.writestr(name, source.read(name))
    first = Package.from_bytes(data).to_bytes()
    assert first == Package.from_bytes(shuffled.getvalue()).to_bytes()
    assert first == Package.from_bytes(first).to_bytes()
    assert zipfile.ZipFile(io.BytesIO(first)).namelist()[0] == "[Content_Types].xml"


def test_parts_are_replaced_added_and_taken_out(docx: Docx, tmp_path: Path) -> None:
    package = Package.from_bytes(docx(HELLO))
    root = package.xml(package.document_name)
    next(root.iter("{*}t")).text = "Au revoir"
    changed = package.with_parts(
        {package.document_name: serialize_xml(root), "word/media/a.png": b"image"}
    ).without_parts(["docProps/thumbnail.jpeg"])
    changed.write(tmp_path / "copie.docx", compress=False)
    again = Package.read(tmp_path / "copie.docx")
    assert b"Au revoir" in again.part(again.document_name)
    assert again.part("word/media/a.png") == b"image"
    assert "docProps/thumbnail.jpeg" in package
    assert "docProps/thumbnail.jpeg" not in again
    assert "docProps/thumbnail.jpeg" not in changed
    with pytest.raises(KeyError):
        changed.part("docProps/thumbnail.jpeg")
    with pytest.raises(KeyError):
        again.part("word/absent.xml")


def test_a_place_that_cannot_be_written_is_said(docx: Docx, tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError, match=r"copie\.docx"):
        Package.from_bytes(docx(HELLO)).write(tmp_path / "absent" / "copie.docx")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "Excel"),
        (
            b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "PowerPoint",
        ),
        (b"application/xhtml+xml", "pas un document Word."),
    ],
)
def test_another_office_document_is_named(docx: Docx, kind: bytes, said: str) -> None:
    word = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = _rezipped(docx(HELLO), str, lambda _, part: part.replace(word, kind))
    with pytest.raises(UnreadableError, match=said):
        Package.from_bytes(data)


def test_an_archive_without_a_document_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("photo.txt", "rien")
    with pytest.raises(UnreadableError, match="pas un document Word"):
        Package.from_bytes(buffer.getvalue())


def test_a_damaged_part_is_said_when_it_is_read(docx: Docx) -> None:
    data = bytearray(Package.from_bytes(docx(HELLO)).to_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("word/styles.xml")
    start = entry.header_offset + 30 + len("word/styles.xml")
    data[start + 20 : start + 60] = b"\xff" * 40
    package = Package.from_bytes(bytes(data))
    with pytest.raises(UnreadableError, match="endommagé"):
        Styles.of(package)


def test_links_of_a_part(docx: Docx) -> None:
    package = Package.from_bytes(docx(HELLO))
    links = package.relationships(package.document_name)
    assert {link.kind for link in links} >= {"styles", "settings", "theme"}
    assert all(link.target in package for link in links if not link.external)
    assert package.relationships("docProps/core.xml") == ()
    assert relationships_part("word/document.xml") == "word/_rels/document.xml.rels"
    assert relationships_part("") == "_rels/.rels"
