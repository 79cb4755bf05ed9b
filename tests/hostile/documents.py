"""Hostile Word and OpenDocument files, made from nothing: each is what its name says, no more."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="svg" ContentType="image/svg+xml"/>'
    '<Default Extension="emz" ContentType="image/x-emz"/>'
    '<Default Extension="html" ContentType="text/html"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.settings+xml"/></Types>'
)
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_REL}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
Link = tuple[str, str, str, bool]
"""Id, kind, target, external."""


def links(*found: Link) -> str:
    """A part of relationships."""
    entries = "".join(
        f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
        for name, kind, target, external in found
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def paragraph(text: str, inside: str = "") -> str:
    """A paragraph of text, with whatever follows it."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{inside}</w:p>"


def body(inside: str) -> str:
    """The main part of a document."""
    return f"<w:document {NAMES}><w:body>{inside}</w:body></w:document>"


def docx(
    path: Path,
    inside: str,
    found: tuple[Link, ...] = (),
    parts: Mapping[str, str | bytes] | None = None,
) -> Path:
    """A Word document with that body, those links and those parts besides."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels", links(("rId1", "officeDocument", "word/document.xml", False))
        )
        archive.writestr("word/document.xml", body(inside))
        settings = ("rIdS", "settings", "settings.xml", False)
        archive.writestr("word/_rels/document.xml.rels", links(settings, *found))
        if "word/settings.xml" not in (parts or {}):
            archive.writestr("word/settings.xml", f"<w:settings {NAMES}/>")
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return path


# -- archives --


def bomb(path: Path, megabytes: int = 200) -> Path:
    """A document of one run of so many million spaces: 200 kB on the disk."""
    text = f"<w:p><w:r><w:t>{'x' * (megabytes << 20)}</w:t></w:r></w:p>"
    return docx(path, text)


def duplicate(path: Path) -> Path:
    """Two main parts under one name."""
    docx(path, paragraph("premier"))
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("/word/document.xml")
        archive.writestr(entry, body(paragraph("second")))
    return path


def climbing(path: Path) -> Path:
    """A part whose name climbs out."""
    return docx(path, paragraph("texte"), parts={"../../../tmp/evade.xml": "<x/>"})


def overlapping(path: Path, times: int = 300) -> Path:
    """One packed part that the table of contents names many times (the bombs of D. Fifield)."""
    docx(path, paragraph("texte"), parts={"word/media/a.bin": bytes(1 << 20)})
    data = path.read_bytes()
    end = data.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, end + 12)
    table = data[start : start + size]
    last = table.rindex(b"PK\x01\x02")
    entry = table[last:]
    copies = b"".join(
        entry.replace(b"word/media/a.bin", b"word/media/%05d" % n) for n in range(times)
    )
    (count,) = struct.unpack_from("<H", data, end + 8)
    tail = bytearray(data[end:])
    struct.pack_into("<HH", tail, 8, count + times, count + times)
    struct.pack_into("<II", tail, 12, size + len(copies), start)
    path.write_bytes(data[:start] + table + copies + bytes(tail))
    return path


def lying(path: Path) -> Path:
    """A main part that is larger than the table of contents says."""
    docx(path, paragraph("x" * 100_000))
    data = bytearray(path.read_bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        if data[at + 46 : at + 63] == b"word/document.xml":
            struct.pack_into("<I", data, at + 24, 50)
    path.write_bytes(bytes(data))
    return path


def crowd(path: Path, count: int) -> Path:
    """Very many empty parts."""
    return docx(path, paragraph("texte"), parts={f"word/media/{n}.bin": b"" for n in range(count)})


# -- XML --


def laughs(path: Path) -> Path:
    """A billion laughs: entities within entities."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w:document [<!ENTITY e0 "ah">{entities}]>'
    return _with_document(path, doctype + body(paragraph("&e9;")))


def reading_files(path: Path) -> Path:
    """An entity that is a file of the machine."""
    doctype = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return _with_document(path, doctype + body(paragraph("&e;")))


def nested_tables(path: Path, depth: int = 2_000) -> Path:
    """Tables within tables."""
    before, after = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return docx(path, before * depth + paragraph("au fond") + after * depth + "<w:p/>")


def many_paragraphs(path: Path, count: int = 300_000) -> Path:
    """A document without end."""
    return docx(path, paragraph("x") * count)


def wide(path: Path, attributes: int = 100_000) -> Path:
    """One element with very many attributes."""
    many = " ".join(f'w:a{n}="x"' for n in range(attributes))
    return docx(path, f"<w:p {many}/>")


def _with_document(path: Path, xml: str) -> Path:
    docx(path, paragraph("texte"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    path.write_bytes(buffer.getvalue())
    return path


# -- pictures --


def png_header(width: int, height: int) -> bytes:
    """A PNG that announces that size, one bit a pixel, all of it packed to nearly nothing."""
    row = b"\0" + bytes(-(-width // 8))
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(min(height, 200))) + packer.flush()

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pictured(path: Path, name: str, data: bytes) -> Path:
    """A document that shows that picture, 8 cm wide."""
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1440000"/>'
        '<wp:docPr id="1" name="Image"/><a:graphic><a:graphicData uri="http://schemas.'
        'openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" '
        'name="i"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdI"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext '
        'cx="2880000" cy="1440000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    found = ("rIdI", "image", f"media/{name}", False)
    return docx(path, paragraph("Avec une image", drawing), (found,), {f"word/media/{name}": data})


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://exemple.invalid/a.png"/>'
    b"<script>x</script></svg>"
)
"""A drawing that fetches a picture and runs a script."""


# -- links --


def field(code: str, result: str = "affiché") -> str:
    """A complex field."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        f'{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>'
        f'{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def linked(path: Path, address: str) -> Path:
    """A Word document that leads outside in every way known to us."""
    picture = (
        '<w:r><w:pict><v:shape style="width:80pt;height:40pt"><v:imagedata r:id="rIdVml"/>'
        f'</v:shape></w:pict></w:r><w:r><w:pict><v:shape style="width:80pt;height:40pt">'
        f'<v:imagedata src="{address}/vml.png" o:href="{address}/href.png"/></v:shape></w:pict>'
        "</w:r>"
    )
    drawn = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="2" '
        'name="i"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
        '2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="2" name="i"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:link="rIdImage"/></pic:blipFill><pic:spPr/>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    ole = (
        '<w:r><w:object><v:shape style="width:80pt;height:40pt"/><o:OLEObject Type="Link" '
        'ProgID="Excel.Sheet.12" r:id="rIdOle" UpdateMode="Always"/></w:object></w:r>'
    )
    inside = (
        paragraph("Introduction", picture + drawn + ole)
        + field(f'INCLUDEPICTURE "{address}/champ.png" \\d', "image du champ")
        + field(f'INCLUDETEXT "{address}/texte.docx"')
        + field(f'DDEAUTO excel "{address}/a.xlsx" L1C1')
        + f'<w:p><w:fldSimple w:instr="INCLUDEPICTURE {address}/simple.png"><w:r><w:t>simple'
        "</w:t></w:r></w:fldSimple></w:p>"
        + '<w:p><w:subDoc r:id="rIdSub"/></w:p><w:altChunk r:id="rIdChunk"/>'
        + '<w:altChunk r:id="rIdInner"/>'
        + paragraph("Fin du texte")
    )
    outside = (
        ("rIdVml", "image", f"{address}/vml-lie.png", True),
        ("rIdImage", "image", f"{address}/image.png", True),
        ("rIdOle", "oleObject", f"{address}/classeur.xlsx", True),
        ("rIdSub", "subDocument", f"{address}/partie.docx", True),
        ("rIdChunk", "aFChunk", f"{address}/morceau.docx", True),
        ("rIdInner", "aFChunk", "inseree.html", False),
    )
    settings = (
        f'<w:settings {NAMES}><w:attachedTemplate r:id="rIdT"/><w:linkStyles/><w:mailMerge>'
        '<w:mainDocumentType w:val="formLetters"/><w:dataSource r:id="rIdD"/></w:mailMerge>'
        "</w:settings>"
    )
    parts = {
        "word/settings.xml": settings,
        "word/_rels/settings.xml.rels": links(
            ("rIdT", "attachedTemplate", f"{address}/modele.dotm", True),
            ("rIdD", "mailMergeSource", f"{address}/donnees.csv", True),
        ),
        "word/inseree.html": f'<html><body><img src="{address}/html.png">inséré</body></html>',
    }
    return docx(path, inside, outside, parts)


def linked_odt(path: Path, address: str) -> Path:
    """An OpenDocument text that leads outside in every way known to us."""
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(
        f'xmlns:{prefix}="{office}{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("text", "text"), ("draw", "drawing"), ("meta", "meta"),
            ("style", "style"),
        )
    ) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
    content = (
        f'<office:document-content {names} office:version="1.3"><office:body><office:text>'
        "<text:p>Introduction</text:p><text:p><draw:frame text:anchor-type='as-char'>"
        f'<draw:image xlink:href="{address}/odt.png" xlink:type="simple"/></draw:frame>'
        f'<draw:frame text:anchor-type="as-char"><draw:object xlink:href="{address}/objet.ods"/>'
        f'</draw:frame><draw:frame text:anchor-type="as-char"><draw:floating-frame xlink:href='
        f'"{address}/cadre.html"/></draw:frame></text:p><text:section text:name="s">'
        f'<text:section-source xlink:href="{address}/partie.odt"/><text:p>section</text:p>'
        f'</text:section><text:p><text:a xlink:href="https://exemple.invalid/">lien</text:a>'
        "</text:p></office:text></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta {names} office:version="1.3"><office:meta><meta:template '
        f'xlink:href="{address}/modele.ott"/><meta:auto-reload xlink:href="{address}/suite.odt" '
        'meta:delay="PT1S"/></office:meta></office:document-meta>'
    )
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}manifest:1.0">{manifest}'
            "</manifest:manifest>",
        )
    return path


def linked_rtf(path: Path, address: str) -> Path:
    """An RTF that leads outside: picture, text, template, linked object."""
    path.write_text(
        f"{{\\rtf1\\ansi {{\\*\\template {address}/modele.dot}} Introduction "
        f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/rtf.png" \\\\d}}{{\\fldrslt x}}}}'
        f'{{\\field{{\\*\\fldinst INCLUDETEXT "{address}/rtf.docx"}}{{\\fldrslt y}}}}'
        f"{{\\object\\objautlink{{\\*\\objclass Excel.Sheet}}{{\\*\\objdata 00}}}} Fin}}",
        "ascii",
    )
    return path
