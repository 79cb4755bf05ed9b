"""Word documents with macros and templates: read as what they print, nothing in them can run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier_builder import pdf
from dossier_builder.domain.submission import Layout
from dossier_builder.layout import ENGINES, LayoutJob
from dossier_builder.ooxml import Package
from dossier_builder.ouverture import open_submission

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACRO_TEMPLATE = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
_LINK = (
    '<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/'
    'vbaProject" Target="vbaProject.bin"/>'
)
_DATA_LINK = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/'
    'relationships/wordVbaData" Target="vbaData.xml"/></Relationships>'
)
_TYPES = (
    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    '<Override PartName="/word/vbaData.xml" ContentType="application/vnd.ms-word.vbaData+xml"/>'
)
BODY = "<w:p><w:r><w:t>Présentation</w:t></w:r></w:p>"


def turned(docx: bytes, content_type: str, *, macros: bool) -> bytes:
    """The same document under another type, with macros or not."""
    source, target = zipfile.ZipFile(io.BytesIO(docx)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            text = source.read(name)
            if name == "[Content_Types].xml":
                text = text.replace(_MAIN.encode(), content_type.encode())
                if macros:
                    text = text.replace(b"</Types>", f"{_TYPES}</Types>".encode())
            elif name == "word/_rels/document.xml.rels" and macros:
                text = text.replace(b"</Relationships>", f"{_LINK}</Relationships>".encode())
            archive.writestr(name, text)
        if macros:
            archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
            archive.writestr("word/_rels/vbaProject.bin.rels", _DATA_LINK)
            archive.writestr("word/vbaData.xml", "<wne:vbaSuppData xmlns:wne='x'/>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("suffix", "content_type", "macros"),
    [
        (".docm", MACRO, True),
        (".docx", MACRO, True),
        (".dotx", TEMPLATE, False),
        (".dotm", MACRO_TEMPLATE, True),
    ],
)
def test_what_the_engines_get_has_no_macro_and_is_a_document(
    docx: Callable[[str], bytes], tmp_path: Path, suffix: str, content_type: str, *, macros: bool
) -> None:
    path = tmp_path / f"dossier{suffix}"
    path.write_bytes(turned(docx(BODY), content_type, macros=macros))
    before = path.read_bytes()
    submission = open_submission(path, name=path.name, workspace=tmp_path)
    note = "Ce fichier contient des macros\u00a0: elles n’ont pas été exécutées."
    assert submission.notes == ((note,) if macros else ())
    assert submission.document == path
    assert path.read_bytes() == before
    assert submission.working_copy is not None
    copy = Package.read(submission.working_copy.path)
    assert not [name for name in copy.names if "vba" in name.lower()]
    assert copy.content_type(copy.document_name) == _MAIN
    assert b"vba" not in copy.part("[Content_Types].xml").replace(b"office.vbaProject", b"")
    assert b"vbaProject" not in copy.part("word/_rels/document.xml.rels")


@pytest.mark.parametrize(
    "engine", ["dxpdf", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
)
def test_both_engines_lay_them_out(
    docx: Callable[[str], bytes], tmp_path: Path, engine: str
) -> None:
    jobs = []
    for suffix, content_type in [(".docm", MACRO), (".dotx", TEMPLATE)]:
        path = tmp_path / f"dossier{suffix}"
        path.write_bytes(turned(docx(BODY), content_type, macros=suffix == ".docm"))
        copy = open_submission(path, name=path.name, workspace=tmp_path).working_copy
        assert copy is not None
        jobs.append(LayoutJob(copy.path, copy.path.with_suffix(".pdf")))
    for laid in ENGINES[engine].lay_out(jobs):
        assert isinstance(laid.result, Layout), laid.result
        assert "Présentation" in pdf.read_pages(laid.result.pdf).pages[0].text
