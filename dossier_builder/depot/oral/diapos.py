"""Slides → a PowerPoint file: 16:9, large text, titles, numbers, alternative texts, notes.

Titles and points stand in the layout's own places, so that the outline view, screen readers and a
change of theme work. The only module that imports python-pptx.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from dossier_builder.depot.oral.figures import Figure
from dossier_builder.depot.oral.look import FACE, Look
from dossier_builder.depot.oral.plan import Slide, paragraphs_of
from dossier_builder.depot.oral.room import (
    BESIDE,
    BODY,
    HEIGHT,
    MARGIN,
    SIZES,
    TITLE,
    WIDTH,
    Box,
    Text,
    height_of,
    size_that_fits,
)
from dossier_builder.domain.typographie import insecable
from dossier_builder.values import frozen

_NUMBER = (WIDTH - 1.6, 6.85, 0.95, 0.5)
_TITLE_SIZES = (32.0, 28.0, 24.0)
_OPENING = (1.1, 1.6, WIDTH - 2.2, 2.5)
_OPENING_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0)
_TOLD = (1.1, 4.35, WIDTH - 4.6, 2.5)
_LOGO = (2.0, 1.2)
_TOLD_SIZE = 24.0
_CAPTION = 20.0
_NUMBER_SIZE = 20.0
_LAYOUTS = (0, 1, 5)  # title slide, title and content, title only
_EMU = 914400
_GREY = "56646B"


def write_slides(
    slides: Sequence[Slide], look: Look, *, titre: str, auteur: str, now: dt.datetime
) -> bytes:
    """The presentation as a .pptx file."""
    from pptx import Presentation

    presentation = Presentation()
    _shape(presentation, look)
    deck = _Deck(presentation, look)
    for number, slide in enumerate(slides, start=1):
        if slide.ouvre:
            deck.opening(slide, logo=number == 1)
        else:
            deck.part(slide, number)
    properties = presentation.core_properties
    properties.title, properties.author = titre, auteur
    properties.language = "fr-FR"
    properties.last_modified_by = ""
    properties.created = properties.modified = now.astimezone(dt.UTC).replace(tzinfo=None)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _shape(presentation: Any, look: Look) -> None:
    """Make python-pptx's own template ours: wide, in our face and colours, three layouts."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.util import Inches

    presentation.slide_width, presentation.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = presentation.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob, look)  # noqa: SLF001 - python-pptx reads no theme
    kept = [master.slide_layouts[n] for n in _LAYOUTS]
    for layout in [one for one in master.slide_layouts if one not in kept]:
        master.slide_layouts.remove(layout)
    for holder in (master, *kept):
        for place in holder.placeholders:
            _put(place, _place_of(place, opening=holder is kept[0]))
    for name, rule in (("titleStyle", look.accent), ("bodyStyle", look.encre)):
        _coloured(master, name, rule)
    _ruled(master, look)


def _place_of(place: Any, *, opening: bool) -> Box:
    from pptx.enum.shapes import PP_PLACEHOLDER

    kind = place.placeholder_format.type
    if kind == PP_PLACEHOLDER.SLIDE_NUMBER:
        return _NUMBER
    if kind in {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER}:
        return (MARGIN, 6.85, 3.0, 0.5)
    if kind in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}:
        return _OPENING if opening else TITLE
    return _TOLD if opening else BODY


def _put(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (round(side * _EMU) for side in box)


def _themed(blob: bytes, look: Look) -> bytes:
    """The theme in our face and colours: what the user adds later looks the same."""
    from lxml import etree

    from dossier_builder.ooxml import parse_xml, qn

    root = parse_xml(blob, part="theme")
    for name, value in (("a:accent1", look.accent), ("a:dk2", look.accent), ("a:dk1", look.encre)):
        for colour in root.iter(qn(name)):
            for old in list(colour):
                colour.remove(old)
            etree.SubElement(colour, qn("a:srgbClr"), val=value)
    for family in (*root.iter(qn("a:majorFont")), *root.iter(qn("a:minorFont"))):
        for latin in family.iterchildren(qn("a:latin")):
            latin.set("typeface", FACE)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _coloured(master: Any, style: str, colour: str) -> None:
    """The text styles of the master: left, in our colour."""
    from lxml import etree

    from dossier_builder.ooxml import qn

    spot = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
    for rule in master._element.iter(f"{spot}{style}"):  # noqa: SLF001 - no API for text styles
        for level in rule:
            level.set("algn", "l")
            for run in level.iter(qn("a:defRPr")):
                for fill in list(run.iterchildren(qn("a:solidFill"))):
                    run.remove(fill)
                fill = etree.Element(qn("a:solidFill"))
                etree.SubElement(fill, qn("a:srgbClr"), val=colour)
                run.insert(0, fill)


def _ruled(master: Any, look: Look) -> None:
    """A thin band on the left of every slide: on the master, so that nothing reads it aloud."""
    from pptx.oxml import parse_xml

    band = (
        '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<p:nvSpPr><p:cNvPr id="900" name="Bande"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{round(0.28 * _EMU)}" '
        f'cy="{round(HEIGHT * _EMU)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{look.accent}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )
    tree = master.shapes._spTree  # noqa: SLF001 - a master has no add_shape
    tree.insert(2, parse_xml(band))


@frozen
class _Deck:
    """The presentation being written."""

    presentation: Any
    look: Look

    def _added(self, rank: int, slide: Slide) -> Any:
        layout = self.presentation.slide_master.slide_layouts[rank]
        made = self.presentation.slides.add_slide(layout)
        made.notes_slide.notes_text_frame.text = slide.notes
        return made

    def opening(self, slide: Slide, *, logo: bool) -> None:
        """The first slide and the last: a large title, a few lines, the centre's logo."""
        made = self._added(0, slide)
        _write(made.shapes.title, _fit(slide.titre, _OPENING_SIZES, _OPENING), anchor="b")
        told = made.placeholders[1]
        if slide.lignes:
            ink = self.look.encre
            lines = [_Run(Text(one, after=4.0), _TOLD_SIZE, colour=ink) for one in slide.lignes]
            _write(told, lines, anchor="t")
        else:
            told._element.getparent().remove(told._element)  # noqa: SLF001 - an empty place shows
        if logo and self.look.logo is not None:
            _put_logo(made, self.look)

    def part(self, slide: Slide, number: int) -> None:
        """A title; points, a picture, or both."""
        only = slide.figure is not None and not slide.points
        made = self._added(2 if only else 1, slide)
        _write(made.shapes.title, _fit(slide.titre, _TITLE_SIZES, TITLE), anchor="b")
        if slide.points:
            place = made.placeholders[1]
            box = BESIDE if slide.figure else BODY
            if slide.figure:
                _put(place, box)
            _write(place, _points(slide, box), anchor="t")
        if slide.figure is not None:
            left = BESIDE[0] + BESIDE[2] + 0.3 if slide.points else MARGIN
            _put_figure(made, slide.figure, slide.legende, left)
        _number(made, number)


@frozen
class _Run:
    """A paragraph of a box as it is drawn."""

    text: Text
    size: float
    bullet: bool = False
    colour: str = ""


def _fit(text: str, sizes: Sequence[float], box: Box) -> list[_Run]:
    """A title as large as it fits."""
    title = Text(text, bold=True, after=0.0)
    return [_Run(title, size_that_fits([title], sizes, box) or sizes[-1])]


def _points(slide: Slide, box: Box) -> list[_Run]:
    """The points as large as they fit."""
    texts = paragraphs_of(slide.points)
    size = size_that_fits(texts, SIZES, box) or SIZES[-1]
    under = [bool(point.titre) for point in slide.points for _ in range(1 + bool(point.titre))]
    return [_Run(text, size, bullet=not own) for text, own in zip(texts, under, strict=True)]


def _write(shape: Any, texts: Sequence[_Run], *, anchor: str) -> None:
    """Fill a place; each paragraph with its size, in French, without automatic shrinking."""
    from pptx.dml.color import RGBColor
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if anchor == "b" else MSO_ANCHOR.TOP
    for rank, one in enumerate(texts):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after, paragraph.space_before = Pt(one.text.after), Pt(one.text.before)
        _bullet(paragraph, shown=one.bullet)
        run = paragraph.add_run()
        run.text = insecable(one.text.text)
        run.font.size, run.font.bold = Pt(one.size), one.text.bold
        if one.colour:
            colour = RGBColor(*bytes.fromhex(one.colour))  # type: ignore[no-untyped-call]  # pptx
            run.font.color.rgb = colour
        run.font.language_id = MSO_LANGUAGE_ID.FRENCH


def _bullet(paragraph: Any, *, shown: bool) -> None:
    from lxml import etree

    from dossier_builder.ooxml import qn

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx has no bullets
    indent = round(0.3 * _EMU) if shown else 0
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    for old in list(properties.iterchildren(qn("a:buNone"), qn("a:buChar"))):
        properties.remove(old)
    if shown:
        etree.SubElement(properties, qn("a:buChar"), char="•")
    else:
        etree.SubElement(properties, qn("a:buNone"))


def _put_figure(made: Any, figure: Figure, caption: str, left: float) -> None:
    """The picture as large as it fits, its caption below."""
    from pptx.util import Inches

    room_w = WIDTH - MARGIN - left
    under = Text(caption, after=2.0)
    below = height_of([under], _CAPTION, room_w - 0.2) + 0.15 if caption else 0.0
    room_h = BODY[3] - below
    scale = min(room_w / figure.largeur, room_h / figure.hauteur)
    width, height = figure.largeur * scale, figure.hauteur * scale
    at = left + (room_w - width) / 2
    shown = made.shapes.add_picture(
        io.BytesIO(figure.data), Inches(at), Inches(BODY[1]), Inches(width), Inches(height)
    )
    _describe(shown, figure.description or caption or "Image du dossier")
    if caption:
        box = (left, BODY[1] + height + 0.05, room_w, below)
        text = made.shapes.add_textbox(*(Inches(side) for side in box))
        text.name = "Légende"
        _write(text, [_Run(under, _CAPTION)], anchor="t")


def _put_logo(made: Any, look: Look) -> None:
    from PIL import Image
    from pptx.util import Inches

    if look.logo is None:
        return
    with Image.open(look.logo) as opened:
        wide, high = opened.size
    scale = min(_LOGO[0] / wide, _LOGO[1] / high)
    width, height = wide * scale, high * scale
    left, top = WIDTH - MARGIN - width, HEIGHT - 0.5 - height
    shown = made.shapes.add_picture(
        str(look.logo), Inches(left), Inches(top), Inches(width), Inches(height)
    )
    _describe(shown, "Logo du centre")


def _describe(picture: Any, text: str) -> None:
    properties = picture._element.nvPicPr.cNvPr  # noqa: SLF001 - python-pptx has no alternative text
    properties.set("descr", text)


def _number(made: Any, number: int) -> None:
    """The number of the slide, as a field: it stays true when slides are moved."""
    from pptx.oxml import parse_xml

    x, y, width, height = (round(side * _EMU) for side in _NUMBER)
    size = round(_NUMBER_SIZE * 100)
    made.shapes._spTree.append(  # noqa: SLF001 - python-pptx copies no such place
        parse_xml(
            '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<p:nvSpPr><p:cNvPr id="901" name="Numéro de diapositive"/><p:cNvSpPr>'
            '<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/>'
            f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
            '<p:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/><a:p><a:pPr algn="r"/>'
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="fr-FR" sz="{size}"><a:solidFill><a:srgbClr val="{_GREY}"/>'
            "</a:solidFill></a:rPr>"
            f"<a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>"
        )
    )
