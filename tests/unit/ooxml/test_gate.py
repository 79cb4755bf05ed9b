from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier_builder.domain import limits
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Package, parse_xml
from dossier_builder.ooxml.gate import OLE2_MAGIC, open_archive, read_bounded


def _archive(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def test_a_bomb_is_stopped_before_it_is_unpacked() -> None:
    data = _archive({"word/media/a.bin": bytes(limits.LARGE_ENTRY_BYTES + 1)})
    with pytest.raises(UnreadableError, match="démesurément"):
        open_archive(data)


def test_an_xml_part_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "XML_BYTES", 1000)
    with pytest.raises(UnreadableError, match="volumineuse"):
        open_archive(_archive({"word/document.xml": bytes(1001)}))


def test_the_total_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PACKAGE_BYTES", 1000)
    with pytest.raises(UnreadableError, match="volumineux"):
        open_archive(_archive({"a.png": bytes(600), "b.png": bytes(600)}))


def test_the_number_of_parts_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PACKAGE_ENTRIES", 2)
    with pytest.raises(UnreadableError, match="3 parties"):
        open_archive(_archive({"a": b"", "b": b"", "c": b""}))


@pytest.mark.parametrize("name", ["../../etc/passwd", "word/../../x.xml", "..\\x.xml"])
def test_a_name_that_climbs_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError, match="sort du document"):
        open_archive(_archive({name: b"x"}))


@pytest.mark.parametrize(
    ("stream", "said", "remedy"),
    [
        ("EncryptedPackage", "mot de passe", "retirez la protection"),
        ("WordDocument", ".doc de Word 97-2003", ".docx"),
        ("Workbook", "ancien format", "PDF"),
    ],
)
def test_compound_files_are_told_apart(stream: str, said: str, remedy: str) -> None:
    data = OLE2_MAGIC + bytes(500) + stream.encode("utf-16-le") + bytes(500)
    with pytest.raises(UnreadableError, match=said) as caught:
        Package.from_bytes(data)
    assert remedy in caught.value.aide


def test_an_encrypted_entry_is_a_password() -> None:
    data = bytearray(_archive({"word/document.xml": b"<x/>"}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(UnreadableError, match="mot de passe"):
        open_archive(bytes(data))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"du texte", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        Package.from_bytes(data)


def test_a_truncated_docx_is_damaged(docx: Callable[[str], bytes]) -> None:
    data = docx("<w:p/>")
    with pytest.raises(UnreadableError, match="endommagé ou incomplet") as caught:
        Package.from_bytes(data[: len(data) // 2])
    assert "Redemandez" in caught.value.aide


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableError, match="n’existe pas"):
        read_bounded(tmp_path / "absent.docx")
    with pytest.raises(UnreadableError, match="ne peut pas être lu"):
        read_bounded(tmp_path)
    (tmp_path / "gros.docx").write_bytes(bytes(20))
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    with pytest.raises(UnreadableError, match="volumineux"):
        read_bounded(tmp_path / "gros.docx")


def test_xml_cannot_reach_out() -> None:
    secret = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    with pytest.raises(UnreadableError, match=r"interdite.*word/document\.xml"):
        parse_xml(secret, part="word/document.xml")
    with pytest.raises(UnreadableError, match="endommagé"):
        parse_xml(b"<x><y></x>")
    assert len(parse_xml(b"<x><!-- note --><?pi pi?><y/></x>")) == 1
