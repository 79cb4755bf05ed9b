"""The pictures of a docx that a slide may show again: their bytes, caption, description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier_builder.domain.facts import Facts, Paragraph
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import Element, Package, is_on, paragraphs, qn, text_of
from dossier_builder.values import frozen

_BLIP, _EMBED = qn("a:blip"), qn("r:embed")
_SMALLEST_CM = 3.0  # below, a logo or an icon
_NEAR = 2  # paragraphs between a picture and its caption
_BOLD_STYLES = frozenset(("strong", "lev", "élev", "gras", "bold"))
_READ = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_WIDEST = 1800  # pixels: a projector shows no more


@frozen
class Figure:
    """A picture at its paragraph; `legende` as printed, `description` for who cannot see it."""

    paragraphe: int
    legende: str
    description: str
    data: bytes
    largeur: int
    hauteur: int


def figures_of(document: Path, facts: Facts) -> tuple[Figure, ...]:
    """The pictures of the body of a docx, in its order; none of a PDF."""
    if facts.format != "docx":
        return ()
    package = Package.read(document)
    name = package.document_name
    targets = {
        link.id: link.target
        for link in package.relationships(name)
        if link.kind == "image" and not link.external
    }
    sizes = {
        picture.paragraphe: (picture.largeur, picture.hauteur)
        for picture in (facts.presentation.images if facts.presentation else ())
    }
    known = {paragraph.index: paragraph for paragraph in facts.paragraphs}
    found: list[Figure] = []
    for numbered in paragraphs(package.xml(name)):
        size = sizes.get(numbered.index, (0.0, 0.0))
        if min(size) < _SMALLEST_CM:
            continue
        blip = next(numbered.element.iter(_BLIP), None)
        target = targets.get(blip.get(_EMBED, ""), "") if blip is not None else ""
        made = _picture(package, target)
        if made is not None:
            caption = _caption(numbered.index, known)
            about = _description(numbered.element) or caption
            found.append(Figure(numbered.index, caption, about, *made))
    return tuple(found)


def bold_of(document: Path, facts: Facts) -> Mapping[int, tuple[str, ...]]:
    """Index of a paragraph of a docx → the words that stand out in bold in it."""
    if facts.format != "docx":
        return {}
    package = Package.read(document)
    found: dict[int, tuple[str, ...]] = {}
    for numbered in paragraphs(package.xml(package.document_name)):
        runs = tuple(_bold_runs(numbered.element))
        whole = text_of(numbered.element).strip()
        if runs and "".join(runs).strip() != whole:
            found[numbered.index] = tuple(one.strip(" .;:,") for one in runs if one.strip())
    return found


def _bold_runs(paragraph: Element) -> Iterator[str]:
    """Each stretch of bold text; runs that touch are one."""
    said = ""
    for run in paragraph.iter(qn("w:r")):
        text = "".join(leaf.text or "" for leaf in run.iter(qn("w:t")))
        if _is_bold(run):
            said += text
        elif text:
            if said:
                yield said
            said = ""
    if said:
        yield said


def _is_bold(run: Element) -> bool:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return False
    style = properties.find(qn("w:rStyle"))
    named = style is not None and style.get(qn("w:val"), "").lower() in _BOLD_STYLES
    bold = properties.find(qn("w:b"))
    return is_on(bold) if bold is not None else named


def _caption(index: int, known: Mapping[int, Paragraph]) -> str:
    """The caption after the picture, or before it."""
    around = [index + n for n in range(_NEAR + 1)] + [index - 1]
    near = (known[n] for n in around if n in known)
    return next((" ".join(p.text.split()) for p in near if p.kind == "legende"), "")


def _description(paragraph: Element) -> str:
    properties = next(paragraph.iter(qn("wp:docPr")), None)
    if properties is None:
        return ""
    return (properties.get("descr") or properties.get("title") or "").strip()


def _picture(package: Package, target: str) -> tuple[bytes, int, int] | None:
    """The picture encoded anew, upright, without metadata; None when it cannot be shown.

    The place where a photograph was taken must not travel in a presentation.
    """
    import io

    from PIL import Image, ImageOps

    if not target or target not in package:
        return None
    try:
        with Image.open(io.BytesIO(package.part(target)), formats=_READ) as opened:
            photograph = opened.format == "JPEG"
            upright = ImageOps.exif_transpose(opened)
            if upright.width > _WIDEST:
                upright.thumbnail((_WIDEST, _WIDEST))
            upright = upright.convert("RGB" if photograph else "RGBA")
            upright.info = {}
            buffer = io.BytesIO()
            upright.save(buffer, "JPEG" if photograph else "PNG", quality=88)
    except (OSError, ValueError, SyntaxError, UnreadableError, Image.DecompressionBombError):
        return None  # a damaged or unknown picture is left out: the dossier's check tells it
    return buffer.getvalue(), upright.width, upright.height
