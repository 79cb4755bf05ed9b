"""The valid documents that mutations begin with: the examples, built without any engine."""

from __future__ import annotations

import atexit
import io
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from dossier_builder.domain.dossier import Dossier
from dossier_builder.inputs import LoadedDossier, load_dossier
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.render import render

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = ("ccp3", "dpp")
_PARAGRAPHS = 80


def _picture() -> bytes:
    """A small grey PNG."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("L", (400, 400), 128).save(stream, "PNG", dpi=(96, 96))
    return stream.getvalue()


_PIXEL = _picture()
OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"
META = (
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:date>2026-11-23T20:00:00'
    b"</dc:date></office:meta></office:document-meta>"
)
_HEAVY = (".odttf", ".ttf", ".png", ".jpeg", ".jpg")


def folder(kind: str) -> Path:
    """The dossier folder of an example."""
    return ROOT / "examples" / "cip" / kind / "conforme"


def loaded(place: Path) -> LoadedDossier:
    """A dossier folder, its pack read once and for all."""
    return load_dossier(place, _pack)


def rendered(found: LoadedDossier) -> bytes:
    """Its Word file; a page of ours stands for each annex that an engine would lay out."""
    return render(found.dossier, found.modele, annexes_pdf=_as_pdf(found.dossier)).content


@cache
def _pack(identifier: str) -> object:
    return load(identifier, pack_roots(None))


def _as_pdf(dossier: Dossier) -> dict[str, Path]:
    page = Path(tempfile.gettempdir(), "robustesse-annexe.pdf")
    if not page.exists():
        page.write_bytes(pdfs()[1])
    return {
        one.id: page
        for one in dossier.annexes
        if one.fichier is not None and one.fichier.suffix.lower() == ".docx"
    }


@cache
def light(kind: str) -> Path:
    """The example with pictures and annexes of one point or page: quick to read."""
    place = Path(tempfile.mkdtemp(prefix="robustesse-graine-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    shutil.copytree(folder(kind), place / "dossier", ignore=shutil.ignore_patterns("rendu"))
    shutil.copy(folder(kind).parent / "candidat.yaml", place)
    tiny = {".png": _PIXEL, ".pdf": pdfs()[1], ".docx": _zipped(rich_parts())}
    for path in place.rglob("*"):
        if path.suffix in tiny:
            path.write_bytes(tiny[path.suffix])
    return place


def _zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _beginning(document: bytes) -> bytes:
    """The first paragraphs of a text, and its last: the properties of its pages."""
    root = etree.fromstring(document)
    body = root[0]
    for child in list(body)[_PARAGRAPHS:-1]:
        body.remove(child)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@cache
def docx_parts(kind: str) -> dict[str, bytes]:
    """The beginning of the example's Word file, fonts and pictures emptied: quick to read."""
    content = rendered(loaded(folder(kind)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {
            name: archive.read(name) if not name.endswith(_HEAVY) else _PIXEL
            for name in archive.namelist()
        }
    return {**parts, "word/document.xml": _beginning(parts["word/document.xml"])}


@cache
def rich_parts() -> dict[str, bytes]:
    """A small document with what ours have not: a list, a comment, merged cells, a picture."""
    import docx

    document = docx.Document()
    document.core_properties.title = "Dossier projet CCP3"
    document.add_heading("Introduction", 1)
    document.add_paragraph("Un texte fictif. Voir l’annexe 1.", style="List Bullet")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "cellule"
    document.add_picture(io.BytesIO(_PIXEL))
    document.add_page_break()
    document.add_heading("Annexes", 1)
    document.sections[0].footer.paragraphs[0].text = "page 1"
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def pdfs() -> tuple[bytes, ...]:
    """Small PDFs: text with an outline, a form field, an attachment; pages of nothing."""
    from pypdf import PdfWriter
    from pypdf.annotations import Link
    from pypdf.generic import RectangleObject

    writer = PdfWriter()
    for text in ("Dossier projet CCP3", "Introduction", "Un texte fictif.", "Annexes"):
        page = writer.add_blank_page(595, 842)
        _write(writer, page, text)
    writer.add_outline_item("Introduction", page_number=1)
    writer.add_attachment("note.txt", b"note")
    writer.add_metadata({"/Title": "CCP3", "/Author": "EXEMPLE Camille"})
    writer.add_annotation(0, Link(rect=RectangleObject((0, 0, 9, 9)), url="http://127.0.0.1:9/"))
    writer.add_named_destination("repere", 1)
    stream = io.BytesIO()
    writer.write(stream)
    blank = PdfWriter()
    blank.add_blank_page(595, 842)
    other = io.BytesIO()
    blank.write(other)
    return stream.getvalue(), other.getvalue()


def _write(writer: object, page: object, text: str) -> None:
    """One line of text on a page, in a font that every reader has."""
    from pypdf.generic import (
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
    )

    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 24 Tf 60 700 Td ({text}) Tj ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)  # type: ignore[index,attr-defined]
    page[NameObject("/Resources")] = DictionaryObject(  # type: ignore[index]
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
