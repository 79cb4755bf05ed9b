"""What Word draws → pictures given to the caller, the text of text boxes and diagrams."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from dossier_builder.domain.blocks import Block, Paragraph, Picture, Run
from dossier_builder.errors import UnreadableError
from dossier_builder.inputs.inline_tidy import tidied
from dossier_builder.inputs.word_source import Reading, WordPicture, WordSource
from dossier_builder.ooxml import Element, qn

_P, _SECTPR, _PPR = qn("w:p"), qn("w:sectPr"), qn("w:pPr")
_BOX, _BLIP, _IMAGE_DATA = qn("w:txbxContent"), qn("a:blip"), qn("v:imagedata")
_EMBED, _LINK, _RID = qn("r:embed"), qn("r:link"), qn("r:id")
_INLINES = (qn("wp:inline"), qn("wp:anchor"))
_PICTURE = qn("pic:pic")
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_EMU_PER_TWIP = 635
_A4_WIDTH, _USUAL_MARGINS = 11906, 2834  # twips
_NEARLY_ALL = 0.985


def boxes_of(drawn: Element) -> tuple[Element, ...]:
    """The text boxes of a drawing, those within another left out."""
    return tuple(
        box for box in drawn.iter(_BOX) if not any(a.tag == _BOX for a in box.iterancestors())
    ) or tuple(box for box in drawn.iter(_BOX) if next(box.iterancestors(_BOX), None) is None)


def pictures_of(drawn: Element, reading: Reading) -> Iterator[Block]:
    """The images of a drawing; what is neither image nor text is noted."""
    outside = [e for e in drawn.iter(_BLIP, _IMAGE_DATA) if not _in_a_box(e, drawn)]
    seen: set[str] = set()
    for image in outside:
        identifier = image.get(_EMBED) or image.get(_LINK) or image.get(_RID) or ""
        relation = reading.relation(identifier)
        if relation is None or relation.kind != "image" or identifier in seen:
            continue
        seen.add(identifier)
        alternative = _alternative(image, drawn)
        if relation.external or relation.target not in reading.source.package:
            reading.note("une image qui est hors du fichier n’est pas reprise", alternative)
            continue
        yield from _kept(relation.target, alternative, _width(image, drawn, reading), reading)
    if next(drawn.iter(_CHART), None) is not None:
        reading.note(
            "un graphique de Word n’est pas repris : collez-le comme image",
            _alternative(drawn, drawn),
        )
    for diagram in drawn.iter(_DIAGRAM):
        yield from _diagram(diagram, reading)


def _kept(target: str, alternative: str, width: float, reading: Reading) -> Iterator[Block]:
    try:
        data = reading.source.package.part(target)
    except (KeyError, UnreadableError):
        reading.note("une image abîmée n’est pas reprise", alternative)
        return
    path = reading.pictures(WordPicture(data, posixpath.basename(target), alternative))
    if path is None:
        reading.note(
            "une image d’un format que le dossier n’imprime pas est à convertir", alternative
        )
        return
    yield Picture(path, alternative, width=width)


def _diagram(diagram: Element, reading: Reading) -> Iterator[Block]:
    """The words of a SmartArt, one paragraph each."""
    relation = reading.relation(diagram.get(qn("r:dm")))
    if relation is None or relation.target not in reading.source.package:
        return
    reading.note("un schéma SmartArt n’est repris que par son texte : collez-le comme image")
    for paragraph in reading.source.package.xml(relation.target).iter(qn("a:p")):
        inlines = tidied([Run("".join(t.text or "" for t in paragraph.iter(qn("a:t"))))])
        if inlines:
            yield Paragraph(inlines)


def _in_a_box(element: Element, drawn: Element) -> bool:
    box = next(element.iterancestors(_BOX), None)
    return box is not None and any(ancestor is drawn for ancestor in box.iterancestors())


def _alternative(image: Element, drawn: Element) -> str:
    """The alternative text: of the picture, else of the drawing that holds it."""
    picture = next(image.iterancestors(_PICTURE), None)
    own = None if picture is None else next(picture.iter(qn("pic:cNvPr")), None)
    shape = next(drawn.iter(qn("wp:docPr")), None)
    texts = [e.get("descr", "") for e in (own, shape) if e is not None]
    legacy = next(drawn.iter(qn("v:shape")), None)
    if legacy is not None:
        texts.append(legacy.get("alt", ""))
    return " ".join(next((text for text in texts if text.strip()), "").split())


def _width(image: Element, drawn: Element, reading: Reading) -> float:
    """The share of the text's width, to the nearest hundredth; 1 where it is not known."""
    holder = next((e for e in drawn if e.tag in _INLINES), None)
    picture = next(image.iterancestors(_PICTURE), None)
    several = len(list(drawn.iter(_PICTURE))) > 1
    extent = None
    if several and picture is not None:
        extent = picture.find(f"{qn('pic:spPr')}/{qn('a:xfrm')}/{qn('a:ext')}")
    elif holder is not None:
        extent = holder.find(qn("wp:extent"))
    cx = extent.get("cx", "") if extent is not None else ""
    if not cx.isdecimal():
        return 1.0
    share = int(cx) / _EMU_PER_TWIP / text_width(drawn, reading.source)
    return 1.0 if share >= _NEARLY_ALL else max(0.05, round(share, 2))


def text_width(element: Element, source: WordSource) -> int:
    """The width of the text at this place of the document, in twips."""
    section = _section(element, source)
    size = None if section is None else section.find(qn("w:pgSz"))
    margins = None if section is None else section.find(qn("w:pgMar"))
    width = _twips(size, "w:w", _A4_WIDTH)
    if margins is None:
        return max(1, width - _USUAL_MARGINS)
    return max(1, width - _twips(margins, "w:left", 0) - _twips(margins, "w:right", 0))


def _section(element: Element, source: WordSource) -> Element | None:
    body = source.document.find(qn("w:body"))
    if body is None:
        return None
    top = element
    for ancestor in element.iterancestors():
        if ancestor is body:
            break
        top = ancestor
    for following in (top, *top.itersiblings()):
        if following.tag == _P and (own := following.find(f"{_PPR}/{_SECTPR}")) is not None:
            return own
    return body.find(_SECTPR)


def _twips(element: Element | None, name: str, default: int) -> int:
    value = "" if element is None else element.get(qn(name), "")
    return int(value) if value.isdecimal() else default
