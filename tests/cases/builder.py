"""A case's YAML → the docx it describes, with python-docx: what people hand in, faults included.

`document` is a list of blocks, each a mapping with one key (see `_BLOCKS`). Page breaks are
explicit and pages hold little text, so that places do not depend on the fonts of the machine.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from PIL import Image

_SENTENCE = (
    "Je reçois la personne dans un bureau fermé et je reformule ce qu’elle demande avant de "
    "chercher avec elle une première étape qui tienne compte de ses contraintes de garde et de "
    "transport puis nous convenons ensemble de ce que chacun fera avant le prochain entretien"
)
FILLER = tuple(_SENTENCE.split())
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_PROPERTIES_URI = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES_URI = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def words(count: int) -> str:
    """So many words of plain running text."""
    repeated = (FILLER * (count // len(FILLER) + 1))[:count]
    return " ".join(repeated) + "."


def build(case: Mapping[str, Any], path: Path) -> Path:
    """Write the docx of a case."""
    document = Document()
    _page(document, case.get("papier", [21, 29.7]), case.get("marges", 2.5))
    _styles(document)
    properties = dict(case.get("proprietes", {"titre": "Petit dossier d’essai"}))
    document.core_properties.title = properties.pop("titre", "")
    document.core_properties.author = properties.pop("auteur", "")
    _language(document, properties.pop("langue", "fr-FR"))
    _footer(document, case)
    for block in case["document"]:
        kind, value = (block, None) if isinstance(block, str) else next(iter(block.items()))
        _BLOCKS[kind](document, value)
    document.save(str(path))
    if properties:
        write_custom_properties(path, properties)
    return path


def _remote_picture(document: Any, url: str) -> None:
    """A picture that the document only links to."""
    linked = document.part.relate_to(url, RT.IMAGE, is_external=True)
    document.add_paragraph().add_run()._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape '
            f'style="width:80pt;height:40pt"><v:imagedata r:id="{linked}"/></v:shape></w:pict>'
        )
    )


def _hyperlink(document: Any, url: str) -> None:
    """A plain link to click on."""
    linked = document.part.relate_to(url, RT.HYPERLINK, is_external=True)
    link = parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{linked}"><w:r><w:t>{url}</w:t></w:r>'
        "</w:hyperlink>"
    )
    document.add_paragraph()._p.append(link)


def _page(document: Any, paper: list[float], margins: float) -> None:
    """The paper and its margins, in centimetres: A4 and 2.5 unless the case says otherwise."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(paper[0]), Cm(paper[1])
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(margins))


def _styles(document: Any) -> None:
    for level in (1, 2, 3):
        document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)


def _language(document: Any, language: str) -> None:
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)


def _footer(document: Any, case: Mapping[str, Any]) -> None:
    """`pied`: the footer's text, where {page} is Word's field; none when it is empty."""
    text = case.get("pied", "{page}")
    section = document.sections[0]
    section.different_first_page_header_footer = bool(case.get("premiere_page_sans_numero"))
    if case.get("premier_numero") is not None:
        start = OxmlElement("w:pgNumType")
        start.set(qn("w:start"), str(case["premier_numero"]))
        section._sectPr.append(start)
    if not text:
        return
    paragraph = section.footer.paragraphs[0]
    before, field, after = text.partition("{page}")
    paragraph.add_run(before)
    if field:
        _field(paragraph, "PAGE", "1")
    paragraph.add_run(after)


def _field(paragraph: Any, code: str, result: str) -> None:
    _mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _mark(paragraph, "separate")
    paragraph.add_run(result)
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _heading(level: int) -> Callable[[Any, Any], None]:
    def add(document: Any, value: Any) -> None:
        document.add_heading(str(value), level)

    return add


def _loose_heading(document: Any, value: str) -> None:
    """A heading of level 2 that does not stay with its text, as Google Docs makes them."""
    document.add_heading(value, 2).paragraph_format.keep_with_next = False


def _text(document: Any, value: Any) -> None:
    """A number of words of filler, or the very text."""
    document.add_paragraph(words(value) if isinstance(value, int) else value)


def _formed(document: Any, value: Mapping[str, Any]) -> None:
    """Text with a look: `taille` and `espacement` in points, `interligne` in lines.

    `echelle` is in per cent; `espaces` the size of its spaces.
    """
    text = value["texte"]
    paragraph = document.add_paragraph()
    if "interligne" in value:
        paragraph.paragraph_format.line_spacing = value["interligne"]
    text = words(text) if isinstance(text, int) else text
    pieces = re.split("( )", text) if "espaces" in value else [text]
    for piece in pieces:
        run = paragraph.add_run(piece)
        size = value.get("espaces") if piece == " " else value.get("taille")
        if size:
            run.font.size = Pt(size)
        for name, key, unit in (("w:spacing", "espacement", 20), ("w:w", "echelle", 1)):
            if key in value:
                element = OxmlElement(name)
                element.set(qn("w:val"), str(round(value[key] * unit)))
                run._r.get_or_add_rPr().append(element)


def _empty(document: Any, value: int) -> None:
    for _ in range(value):
        document.add_paragraph()


def _bold(document: Any, value: Any) -> None:
    """A title that nobody styled: bold, larger."""
    run = document.add_paragraph().add_run(value)
    run.bold = True
    run.font.size = Pt(15)


def _styled(document: Any, value: Mapping[str, str]) -> None:
    if value["style"] not in {style.name for style in document.styles}:
        document.styles.add_style(value["style"], WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph(value["texte"], value["style"])


def _break(document: Any, _: Any) -> None:
    document.add_page_break()


def _break_before(document: Any, value: str) -> None:
    """« ¶[page break]Annexes » in one paragraph, as people do in Word."""
    run = document.add_paragraph().add_run()
    run.add_break(WD_BREAK.PAGE)
    run.add_text(value)


def _pages(document: Any, value: int) -> None:
    for _ in range(value):
        document.add_paragraph(words(40))
        document.add_page_break()


def _cover(document: Any, value: list[str]) -> None:
    for line in value:
        document.add_paragraph(line)
    document.add_page_break()


def _table(document: Any, value: list[list[str]]) -> None:
    table = document.add_table(len(value), max(map(len, value)))
    for row, texts in zip(table.rows, value, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.paragraphs[0].text = str(text)


def _image(document: Any, value: Mapping[str, Any]) -> None:
    """`pixels` wide and high (60 × 80), `decrite`: its alternative text, `decorative`."""
    picture = io.BytesIO()
    Image.new("L", tuple(value.get("pixels", (60, 80))), 200).save(picture, "PNG")
    picture.seek(0)
    shape = document.add_picture(picture, Cm(value["largeur"]), Cm(value["hauteur"]))
    properties = shape._inline.docPr
    if "decrite" in value:
        properties.set("descr", value["decrite"])
    if value.get("decorative"):
        properties.append(parse_xml(_DECORATIVE))


def _toc_field(document: Any, value: Mapping[str, Any]) -> None:
    """Word's own sommaire: one field over its lines; `code` may make it a list of annexes."""
    lines = value.get("lignes", [])
    code = value.get("code", 'TOC \\o "1-3" \\h')
    paragraphs = [document.add_paragraph(style="toc 1") for _ in lines or [None]]
    first = paragraphs[0]
    _mark(first, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.text = f" {code} "
    first.add_run()._r.append(instruction)
    _mark(first, "separate")
    for paragraph, line in zip(paragraphs, lines, strict=False):
        paragraph.add_run("\t".join(map(str, line)))
    _mark(paragraphs[-1], "end")


def _note(document: Any, value: str) -> None:
    """A text box at the end of a paragraph would be too much here: a plain caption."""
    _styled(document, {"style": "Caption", "texte": value})


_BLOCKS: Mapping[str, Callable[[Any, Any], None]] = {
    "couverture": _cover,
    "titre1": _heading(1),
    "titre2": _heading(2),
    "titre3": _heading(3),
    "titre2_libre": _loose_heading,
    "gras": _bold,
    "texte": _text,
    "forme": _formed,
    "vides": _empty,
    "style": _styled,
    "legende": _note,
    "saut": _break,
    "saut_puis": _break_before,
    "pages": _pages,
    "tableau": _table,
    "image": _image,
    "image_liee": _remote_picture,
    "lien": _hyperlink,
    "sommaire": _toc_field,
}


def write_custom_properties(path: Path, values: Mapping[str, str]) -> None:
    """Write docProps/custom.xml, as our own documents carry it."""
    from dossier_builder.ooxml import Package

    package = Package.read(path)
    entries = "".join(
        f'<property fmtid="{_FMTID}" pid="{pid}" name="{name}"><vt:lpwstr>{value}</vt:lpwstr>'
        "</property>"
        for pid, (name, value) in enumerate(values.items(), start=2)
    )
    custom = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{_PROPERTIES_URI}" xmlns:vt="{_TYPES_URI}">{entries}</Properties>'
    )
    rels = package.part("_rels/.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    link = f'<Relationship Id="rIdCustom" Type="{kind}" Target="docProps/custom.xml"/>'
    types = package.part("[Content_Types].xml").decode()
    override = (
        '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.custom-properties+xml"/>'
    )
    changed = {
        "docProps/custom.xml": custom.encode(),
        "_rels/.rels": rels.replace("</Relationships>", f"{link}</Relationships>").encode(),
        "[Content_Types].xml": types.replace("</Types>", f"{override}</Types>").encode(),
    }
    package.with_parts(changed).write(path)
