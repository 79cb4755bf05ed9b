"""A docx with 30 names and numbers planted in every place where Word keeps text."""

from __future__ import annotations

import io
import struct
from pathlib import Path

from docx import Document
from docx.shared import Cm
from PIL import Image
from stdnum.fr import nir

from dossier_builder.ooxml import Package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NIR_13 = "2850359350123"
NIR = f"2 85 03 59 350 123 {nir.calc_check_digits(_NIR_13 + '00')}"
NIR_PLAIN = NIR.replace(" ", "")
IBAN = "FR76 3000 6000 0112 3456 7890 189"
FILLER = (
    "Je reçois la personne dans un bureau fermé et je reformule ce qu’elle demande avant de "
    "chercher avec elle une première étape qui tienne compte de ses contraintes. "
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def part(tag: str, inside: str) -> bytes:
    namespaces = (
        f'xmlns:w="{_W}" xmlns:r="{_REL}" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {namespaces}>{inside}</w:{tag}>'.encode()
    )


BODY = "".join(
    [
        # cut over runs of different looks; in capitals; without its accent
        paragraph(
            run("J’ai reçu Mme Sophie "), run("Kervad", "<w:b/>"), run("ek", "<w:i/>"), run(".")
        ),
        paragraph(run("Le dossier de KERVADEK Sophie est prêt.")),
        paragraph(run("M. Zéphyrin Éloualid"), run(", puis M. ELOUALID seul.")),
        # numbers
        paragraph(run(f"Son numéro de sécurité sociale : {NIR}.")),
        paragraph(run("FR76 3000 6000 "), run("0112 3456 7890 189", "<w:b/>")),
        paragraph(run("Née le 12 mars 1985, elle répond au 06 39 98 12 34.")),
        paragraph(run("Elle habite 12 rue des Lilas, 00000 Valfictive.")),
        # a no-break hyphen, a line break, a soft hyphen inside the name
        paragraph(
            "<w:r><w:t>Mme Anne</w:t><w:noBreakHyphen/><w:t>Lise Trobriand</w:t></w:r>",
        ),
        paragraph("<w:r><w:t>Monsieur Zéphyrin</w:t><w:br/><w:t>Éloualid</w:t></w:r>"),
        paragraph("<w:r><w:t>Mme Kerva</w:t><w:softHyphen/><w:t>dek</w:t></w:r>"),
        # a hyperlink's text, a field code cut in two
        paragraph(
            f'<w:hyperlink xmlns:r="{_REL}" r:id="rIdLien">',
            run("sophie.kervadek@exemple.fr"),
            "</w:hyperlink>",
        ),
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:instrText> HYPERLINK "mailto:sophie.ker</w:instrText></w:r>',
            '<w:r><w:instrText>vadek@exemple.fr" </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            run("écrire à Mme Kervadek"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        # tracked changes that cut the name
        paragraph(
            run("Mme Kerv"),
            '<w:ins w:id="901" w:author="Sophie Kervadek" w:date="2026-11-01T00:00:00Z">',
            run("adek"),
            "</w:ins>",
            run(" signe."),
        ),
        paragraph(
            run("M. Élou"),
            '<w:del w:id="902" w:author="X" w:date="2026-11-01T00:00:00Z">',
            "<w:r><w:delText>alid</w:delText></w:r></w:del>",
        ),
        # a content control and its title; a bookmark and its link
        paragraph(
            '<w:sdt><w:sdtPr><w:alias w:val="Nom de Kervadek"/><w:tag w:val="kervadek"/></w:sdtPr>',
            f"<w:sdtContent>{run('Kervadek')}</w:sdtContent></w:sdt>",
        ),
        paragraph(
            '<w:bookmarkStart w:id="903" w:name="_Kervadek_1"/>',
            run("Suite"),
            '<w:bookmarkEnd w:id="903"/>',
            f'<w:hyperlink w:anchor="_Kervadek_1">{run("voir")}</w:hyperlink>',
        ),
        # a text box; WordArt
        paragraph(
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">',
            "<v:textbox><w:txbxContent>",
            paragraph(run("Encadré : M. "), run("Élou"), run("alid")),
            '</w:txbxContent></v:textbox><v:textpath string="Kervadek"/>',
            "</v:shape></w:pict></w:r>",
        ),
        # hidden text; a note and a comment called
        paragraph(run("rappeler Trobriand", "<w:vanish/>")),
        paragraph(
            run("Suivi"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
    ]
)
_NOTE = paragraph(run("Entretien avec Mme Ker"), run("vadek, n° "), run(NIR_PLAIN))
FOOTNOTES = part(
    "footnotes",
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    '<w:footnote w:id="1" w:type="continuationSeparator"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{_NOTE}</w:footnote>',
)
_COMMENT = paragraph(run("Appeler Kervadek au 0639981234"))
COMMENTS = part(
    "comments",
    '<w:comment w:id="0" w:author="Zéphyrin Eloualid" w:initials="ZE" '
    f'w:date="2026-11-01T00:00:00Z">{_COMMENT}</w:comment>',
)
CUSTOM = (
    '<?xml version="1.0" encoding="UTF-8"?><fiche nom="Kervadek"><n>M. Éloualid</n>'
    "<!-- Trobriand --></fiche>"
)
VALUES = (
    "Kervadek", "KERVADEK", "Éloualid", "ELOUALID", "Eloualid", "Trobriand", "Anne-Lise", NIR,
    NIR_PLAIN, IBAN, IBAN.replace(" ", ""), "06 39 98 12 34", "0639981234", "12 mars 1985",
    "rue des Lilas", "sophie.kervadek@exemple.fr",
)  # fmt: skip


def build(path: Path, *, pages: int = 3) -> Path:
    """Write the document: the plants among `pages` pages of running text."""
    document = Document()
    document.add_paragraph("Dossier projet")
    document.add_paragraph("Candidate : Camille EXEMPLE")
    document.add_page_break()
    document.add_paragraph("ICI")
    for _ in range(pages * 12):
        document.add_paragraph(FILLER * 2)
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Personne suivie"
    table.cell(0, 1).text = "Mme Kervadek"
    table.cell(1, 0).text = "Date de naissance"
    table.cell(1, 1).text = "12/03/1985"
    document.add_picture(io.BytesIO(photo()), Cm(3))
    shape = document.inline_shapes[0]._inline.docPr
    shape.set("descr", "Portrait de Mme Kervadek")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Suivi de M. Éloualid"
    section.footer.paragraphs[0].text = "Kervadek, 06.39.98.12.34"
    properties = document.core_properties
    properties.title, properties.author = "Dossier de Mme Kervadek", "Sophie Kervadek"
    properties.keywords, properties.last_modified_by = "éloualid", "Camille Exemple"
    document.save(str(path))
    anchor_xml = "<w:t>ICI</w:t>"
    package = Package.read(path)
    xml = package.part("word/document.xml").decode()
    start = xml.rindex("<w:p>", 0, xml.index(anchor_xml))
    end = xml.index("</w:p>", start) + len("</w:p>")
    xml = xml[:start] + BODY + xml[end:]
    parts = {
        "word/document.xml": xml.encode(),
        "word/footnotes.xml": FOOTNOTES,
        "word/comments.xml": COMMENTS,
        "customXml/item1.xml": CUSTOM.encode(),
        "word/media/photo-kervadek.png": picture(),
        "word/embeddings/suivi.xlsx": workbook(),
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + bytes(512),
    }
    links = {
        "rIdNotes": ("footnotes", "footnotes.xml"),
        "rIdComments": ("comments", "comments.xml"),
        "rIdFiche": ("customXml", "../customXml/item1.xml"),
        "rIdPhoto": ("image", "media/photo-kervadek.png"),
        "rIdSuivi": ("package", "embeddings/suivi.xlsx"),
        "rIdOle": ("oleObject", "embeddings/oleObject1.bin"),
    }
    rels = package.part("word/_rels/document.xml.rels").decode()
    entries = "".join(
        f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>'
        for key, (kind, target) in links.items()
    )
    entries += (
        f'<Relationship Id="rIdLien" Type="{_REL}/hyperlink" '
        'Target="mailto:sophie.kervadek@exemple.fr?subject=Mme%20Kervadek" TargetMode="External"/>'
    )
    parts["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", f"{entries}</Relationships>"
    ).encode()
    types = package.part("[Content_Types].xml").decode()
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for name in ("footnotes", "comments")
    )
    overrides += "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in {
            "png": "image/png",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "bin": "application/vnd.openxmlformats-officedocument.oleObject",
        }.items()
        if f'Extension="{extension}"' not in types
    )
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{overrides}</Types>").encode()
    package.with_parts(parts).write(path)
    return path


def photo() -> bytes:
    """A JPEG that says where it was taken, and by whom."""
    exif = Image.Exif()
    exif[0x013B] = "Sophie Kervadek"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 7.0)})
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), (90, 120, 150)).save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def picture() -> bytes:
    """A PNG with a text chunk that names somebody."""
    import zlib

    buffer = io.BytesIO()
    Image.new("L", (4, 4), 128).save(buffer, "PNG")
    data = buffer.getvalue()
    payload = b"Author\x00Kervadek"
    chunk = struct.pack(">I", len(payload)) + b"tEXt" + payload
    chunk += struct.pack(">I", zlib.crc32(b"tEXt" + payload))
    return data[:33] + chunk + data[33:]


def workbook() -> bytes:
    """The shell of a workbook: a shared string cut over two runs."""
    import zipfile

    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = "<si><r><t>Mme Ker</t></r><r><t>vadek</t></r></si>"
    strings = f'<?xml version="1.0"?><sst xmlns="{sheet}">{cell}</sst>'
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    types = f'<?xml version="1.0"?><Types xmlns="{kinds}"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("xl/sharedStrings.xml", strings)
    return buffer.getvalue()
