"""Pieces of Word that python-docx has no word for: fields, boxes, tracked changes, hidden text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from random import Random
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from exactitude.textes import paragraph as some_text

_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_EMU = 360_000  # in a centimetre
_OVERFLOW = 700  # words: more than what is left on any page
_AUTHOR = {"w:id": "901", "w:author": "Tuteur EXEMPLE", "w:date": "2027-01-04T10:00:00Z"}


def run(*children: Any) -> Any:
    """A `w:r` with these children."""
    made = OxmlElement("w:r")
    made.extend(children)
    return made


def field_char(kind: str) -> Any:
    """A run with one end of a complex field."""
    char = OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    return run(char)


def instruction(text: str) -> Any:
    """The run of a field's code."""
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {text} "
    return run(code)


def open_field(paragraph: Any, code: str) -> None:
    """Open a complex field before the paragraph's first run."""
    runs = paragraph._p.findall(qn("w:r"))
    for piece in (field_char("begin"), instruction(code), field_char("separate")):
        runs[0].addprevious(piece)


def close_field(paragraph: Any) -> None:
    """Close it at the paragraph's end."""
    paragraph._p.append(field_char("end"))


def page_number(paragraph: Any) -> None:
    """A PAGE field."""
    paragraph.add_run("1")
    open_field(paragraph, "PAGE")
    close_field(paragraph)


def cut_after_number(paragraph: Any) -> None:
    """« Partie 1 : » on a line, its title on the next, in the same paragraph."""
    for piece in paragraph.runs:
        number, colon, title = piece.text.partition(" : ")
        if colon and number.startswith("Partie "):
            piece.text = f"{number} :\n{title}"
            return


def outline_level(paragraph: Any, level: int) -> None:
    """The outline level in the paragraph itself (§17.3.1.20), whatever its style."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level - 1))
    paragraph._p.get_or_add_pPr().append(mark)


def exact_height(row: Any, centimetres: float) -> None:
    """A row of that height, never more."""
    height = OxmlElement("w:trHeight")
    height.set(qn("w:val"), str(round(centimetres * 567)))
    height.set(qn("w:hRule"), "exact")
    row._tr.get_or_add_trPr().append(height)


class Box:
    """A text box that takes paragraphs, kept twice as Word does: for itself and for older ones."""

    def __init__(self, contents: Sequence[Any], parent: Any) -> None:
        self._contents, self._parent = contents, parent

    def add_paragraph(self, text: str = "", style: str | None = None) -> Any:
        """One more paragraph at the end of the box; the fallback gets it when the file is saved."""
        made = Paragraph(OxmlElement("w:p"), self._parent)
        self._contents[0].append(made._p)
        if text:
            made.add_run(text)
        if style:
            made.style = style
        return made


def text_box(anchor: Any, height_cm: float, width_cm: float = 15.5) -> Box:
    """An inline text box in that paragraph."""
    cx, cy = round(width_cm * _EMU), round(height_cm * _EMU)
    shape = parse_xml(
        f'<w:r {nsdecls("w", "wp", "a")} {_MORE}><mc:AlternateContent><mc:Choice Requires="wps">'
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="7" name="Zone de texte"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        "<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:rect style="width:{width_cm}cm;height:{height_cm}cm"><v:textbox><w:txbxContent/>'
        "</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    anchor._p.append(shape)
    return Box(list(shape.iter(qn("w:txbxContent"))), anchor._parent)


def picture(seed: int) -> io.BytesIO:
    """A picture without text: grey bars."""
    from PIL import Image, ImageDraw

    rng = Random(seed)  # noqa: S311  a seed, not a secret
    image = Image.new("RGB", (500, 600), "white")
    draw = ImageDraw.Draw(image)
    for row in range(20, 580, 30):
        draw.rectangle((30, row, 30 + rng.randrange(100, 440), row + 14), fill=(150, 160, 170))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    stream.seek(0)
    return stream


def shape_section(section: Any, extras: Sequence[str], number: int) -> None:
    """A landscape page, or one of another format."""
    if "paysage" in extras:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    elif "formats" in extras:
        wide = number % 8 == 0
        section.page_width, section.page_height = (
            (Cm(29.7), Cm(42)) if wide else (Cm(21.59), Cm(27.94))
        )


def apply(writer: Any) -> None:
    """Do to the finished document what its extras ask."""
    extras, document = writer.spec.extras, writer.document
    _fallbacks(document)
    if "colonnes" in extras:
        columns = document.sections[-1]._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), "2")
    bodies = [p for p in document.paragraphs if len(p.text.split()) > 25]  # noqa: PLR2004
    if "commentaires" in extras:
        for paragraph in bodies[:6]:
            document.add_comment(paragraph.runs[:1], "À reformuler ?", "Tuteur EXEMPLE", "TE")
    if "suivi" in extras:
        for paragraph in bodies[1:5]:
            _tracked(paragraph)
    if "cache" in extras:
        for paragraph in bodies[2:5]:
            _hidden(paragraph)
    if "rtl" in extras:
        for paragraph in bodies[3:6]:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            paragraph.add_run(" שלום עולם, נוסח לדוגמה")


def _fallbacks(document: Any) -> None:
    """Copy each box's paragraphs into its fallback."""
    from copy import deepcopy

    for alternate in document.element.body.iter(
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
    ):
        first, second = list(alternate.iter(qn("w:txbxContent")))[:2]
        if len(second) == 0:
            second.extend(deepcopy(child) for child in first)


def _tracked(paragraph: Any) -> None:
    """A long deletion (which would overflow the page if it counted) and a short insertion."""
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    for mark in (deleted, inserted):
        for key, value in _AUTHOR.items():
            mark.set(qn(key), value)
    lost = OxmlElement("w:delText")
    lost.set(qn("xml:space"), "preserve")
    lost.text = _long(paragraph)
    deleted.append(run(lost))
    added = OxmlElement("w:t")
    added.set(qn("xml:space"), "preserve")
    added.text = " Cette phrase a été ajoutée après relecture."
    inserted.append(run(added))
    first = paragraph._p.find(qn("w:r"))
    first.addprevious(deleted)
    deleted.addprevious(inserted)


def _hidden(paragraph: Any) -> None:
    """A long passage that Word neither prints nor counts (§17.3.2.41)."""
    hidden = paragraph.add_run(_long(paragraph))
    hidden.font.hidden = True


def _long(paragraph: Any) -> str:
    return " " + some_text(Random(paragraph.text), _OVERFLOW)  # noqa: S311  a seed
