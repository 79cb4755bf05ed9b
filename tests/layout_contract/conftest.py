"""Documents made in code, laid out once per session by each engine, for the contract tests."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from fontTools.ttLib import TTFont

from dossier_builder.layout import ENGINES, Laid, LayoutJob
from dossier_builder.resources import fonts

TEXT = (
    "Camille Exemple a reçu la personne accompagnée trois fois, puis a écrit le plan d’action "
    "avec elle : objectifs, échéances, partenaires. « Je sais où je vais », dit-elle à la fin. "
)
FONT_KEY = "{01234567-89AB-CDEF-0123-456789ABCDEF}"
FAMILY = "Contrat Essai"


def mark(paragraph: Paragraph, name: str) -> None:
    """Put a bookmark just before the first run that shows something, as working copies do."""
    element = paragraph._p
    runs = element.findall(qn("w:r"))
    first = next((run for run in runs if run.find(qn("w:t")) is not None), runs[0])
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark_ in (start, end):
        mark_.set(qn("w:id"), str(abs(hash(name)) % 10**6))
    start.set(qn("w:name"), name)
    first.addprevious(start)
    first.addprevious(end)


def bookmarks() -> Document:
    """Twelve marked paragraphs, four to a page; a heading opens each page."""
    document = docx.Document()
    for number in range(12):
        if number % 4 == 0:
            heading = document.add_heading(f"Partie {number // 4 + 1}", level=1)
            heading.paragraph_format.page_break_before = number > 0
        mark(document.add_paragraph(TEXT), f"essaix{number}")
    return document


def annexes() -> Document:
    """« ¶[page break]Annexes », as Word users write it: the paragraph begins on the page before."""
    document = docx.Document()
    document.add_paragraph(TEXT)
    paragraph = document.add_paragraph()
    paragraph.add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    paragraph.add_run("Annexes")
    mark(paragraph, "essaixannexes")
    return document


def table() -> Document:
    """A table with a marked paragraph in a cell, and a cell within a cell."""
    document = docx.Document()
    document.add_paragraph(TEXT * 3)
    made = document.add_table(rows=3, cols=2)
    for number, cell in enumerate(cell for row in made.rows for cell in row.cells):
        cell.paragraphs[0].add_run(f"Cellule{number}")
        mark(cell.paragraphs[0], f"essaix{number}")
    inner = made.cell(2, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).paragraphs[0].add_run("Imbriquée")
    document.add_paragraph(TEXT * 3)
    return document


def text_box() -> Document:
    """A text box stored twice, each copy of its paragraph marked."""
    document = docx.Document()
    document.add_paragraph(TEXT)
    inside = "<w:p><w:r><w:t>Encadré</w:t></w:r></w:p>"
    size = "width:200pt;height:50pt"
    run = parse_xml(
        f"""<w:r {nsdecls("w", "wp", "a")}
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps">
<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2540000" cy="635000"/>
<wp:docPr id="77" name="Zone 1"/><a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2540000" cy="635000"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>
{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>
</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="{size}"><v:textbox><w:txbxContent>
{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
    )
    paragraph = document.add_paragraph()
    paragraph._p.append(run)
    for number, box in enumerate(paragraph._p.iter(qn("w:txbxContent"))):
        mark(Paragraph(box.find(qn("w:p")), paragraph._parent), f"essaixboite{number}")
    return document


def footnotes() -> Document:
    """A note at the foot of the second page."""
    document = docx.Document()
    document.add_paragraph(TEXT).add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    calling = document.add_paragraph("Un mot appelle une note")
    calling.add_run()._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="1"/>'))
    xml = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>
</w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Sourcedelanote</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    return document


def embedded_font() -> Document:
    """A text in a font that only the document has (ISO/IEC 29500-1 §17.8.1)."""
    document = docx.Document()
    run = document.add_paragraph().add_run(TEXT * 20)
    run.font.name = FAMILY
    run._r.rPr.rFonts.set(qn("w:cs"), FAMILY)
    key = bytes.fromhex(FONT_KEY.strip("{}").replace("-", ""))[::-1]
    face = _renamed_face()
    hidden = bytes(byte ^ key[i % 16] for i, byte in enumerate(face[:32])) + face[32:]
    package = document.part.package
    kind = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
    table = next(p for p in package.iter_parts() if p.partname == "/word/fontTable.xml")
    font = Part(PackURI("/word/fonts/font1.odttf"), kind, hidden, package)
    relation = table.relate_to(font, RT.FONT)
    table._blob = (
        f'<w:fonts {nsdecls("w", "r")}><w:font w:name="{FAMILY}"><w:embedRegular '
        f'r:id="{relation}" w:fontKey="{FONT_KEY}"/></w:font></w:fonts>'
    ).encode()
    document.settings.element.insert(0, OxmlElement("w:embedTrueTypeFonts"))
    return document


def _renamed_face() -> bytes:
    face = next(font for font in fonts() if font.famille == "Lato")
    font = TTFont(face.path)
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 16}:
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def long_text() -> Document:
    """Some fifteen pages of all that precedes, for the comparison of the two engines' texts."""
    document = docx.Document()
    for number in range(60):
        if number % 6 == 0:
            document.add_heading(f"Chapitre {number // 6 + 1}", level=number % 4 + 1)
        document.add_paragraph(f"Numéro{number} {TEXT * 5}")
        if number % 15 == 7:
            body = table().tables[0]._tbl
            for start in list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
                start.getparent().remove(start)
            document.element.body.insert(-1, copy.deepcopy(body))
            document.add_paragraph("Liste à puces", style="List Bullet")
    return document


def _corrupt(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def _bad_xml(whole: bytes) -> bytes:
    """A sound archive whose main part is cut short."""
    source, target = zipfile.ZipFile(io.BytesIO(whole)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = source.read(name)
            archive.writestr(name, data[:-200] if name == "word/document.xml" else data)
    return target.getvalue()


def _bomb(whole: bytes) -> bytes:
    """A docx with a part of 300 MB of nothing, 0.3 MB once packed."""
    target = io.BytesIO(whole)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image9.bmp", b"\0" * 300_000_000)
    return target.getvalue()


GOOD: Mapping[str, Callable[[], Document]] = {
    "bookmarks": bookmarks,
    "annexes": annexes,
    "table": table,
    "text_box": text_box,
    "footnotes": footnotes,
    "embedded_font": embedded_font,
    "long_text": long_text,
}
BAD: Mapping[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "plain_text": lambda _: b"Bonjour, je ne suis pas un document Word.",
    "corrupt": _corrupt,
    "bad_xml": _bad_xml,
    "bomb": _bomb,
}


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The documents of the suite by name, good and bad, written once."""
    folder = tmp_path_factory.mktemp("documents d’essai")
    written = {}
    for name, build in GOOD.items():
        written[name] = folder / f"{name}.docx"
        build().save(str(written[name]))
    whole = written["table"].read_bytes()
    for name, spoil in BAD.items():
        written[name] = folder / f"{name}.docx"
        written[name].write_bytes(spoil(whole))
    return written


@pytest.fixture(scope="session")
def laid_out(
    documents: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Mapping[str, Laid]]:
    """All the documents, bad ones amid the good ones, in one call per engine and per session."""
    done: dict[str, Mapping[str, Laid]] = {}

    def lay_out(engine: str) -> Mapping[str, Laid]:
        if engine not in done:
            folder = tmp_path_factory.mktemp(engine)
            jobs = [LayoutJob(path, folder / f"{name}.pdf") for name, path in documents.items()]
            results = ENGINES[engine].lay_out(jobs)
            done[engine] = {laid.job.source.stem: laid for laid in results}
        return done[engine]

    return lay_out


@pytest.fixture(params=[pytest.param("libreoffice", marks=pytest.mark.libreoffice), "dxpdf"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def laid(engine: str, laid_out: Callable[[str], Mapping[str, Laid]]) -> Mapping[str, Laid]:
    """What became of each document under the engine of the test."""
    return laid_out(engine)
