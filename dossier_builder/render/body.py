"""The sections between their bookmarks, and the annexes: what stands at the places of a gabarit."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dossier_builder import pdf
from dossier_builder.domain.blocks import Run
from dossier_builder.domain.dossier import Annexe, Dossier, SectionRedigee
from dossier_builder.domain.modele import Modele, Section
from dossier_builder.ooxml import Element, qn
from dossier_builder.render import pictures
from dossier_builder.render import styles as names
from dossier_builder.render.blocks import BlockWriter, Frame
from dossier_builder.render.markup import bookmark, field, open_paragraph, run
from dossier_builder.render.numbering import annex_bookmark
from dossier_builder.values import frozen

PAGE_DPI = 150
_REMEMBERED = 48  # pages of annexes, some hundreds of KiB each
_TITLE_HEIGHT = 1100  # twips left to an annex's title of two lines
_BELOW = 160  # twips left under a page picture: it must never be pushed to the next page


@frozen
class Room:
    """The text area of a page of the gabarit, in twips."""

    width: int
    height: int


def room_of(document: Element) -> Room:
    """The text area of the last section of the document."""
    section = list(document.iter(qn("w:sectPr")))[-1]
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def twips(element: Element | None, name: str, usual: int) -> int:
        return usual if element is None else int(float(element.get(qn(f"w:{name}"), usual)))

    width = twips(size, "w", 11906) - twips(margins, "left", 1418) - twips(margins, "right", 1418)
    height = twips(size, "h", 16838) - twips(margins, "top", 1418) - twips(margins, "bottom", 1418)
    return Room(width, height)


def section_bookmark(identifier: str) -> str:
    """The bookmark around a section: `contexte` → `sec_contexte` (at most 40 characters)."""
    safe = "".join(c if c.isascii() and c.isalnum() else "_" for c in identifier)
    return f"sec_{safe}"[:40]


def sections(dossier: Dossier, modele: Modele, writer: BlockWriter, room: Room) -> list[Element]:
    """Every section that is there, in the order of the pack, each inside its bookmark.

    The first heading opens a page. A section whose file is missing is not printed; one whose
    file is empty keeps its heading.
    """
    written = {section.id: section for section in dossier.sections}
    made: list[Element] = []
    for section in modele.sections:
        text = written.get(section.id)
        if text is None or not (text.present or text.blocks):
            continue
        if not made:
            writer.break_page()
        made += _section(section, text, writer, room)
    return made


def _section(
    section: Section, text: SectionRedigee, writer: BlockWriter, room: Room
) -> list[Element]:
    level = min(section.niveau, len(names.SECTION_HEADINGS))
    title = text.titre or section.titre
    style = names.SECTION_HEADINGS[level - 1]
    heading = writer.heading(style, (Run(title),), numbered=section.numerotee)
    below = names.SECTION_HEADINGS[level:] or names.SECTION_HEADINGS[-1:]
    frame = Frame(room.width, room.height, below, numbered=section.numerotee)
    made = [heading, *writer.write(text.blocks, frame)]
    start, end = bookmark(writer.additions.next_id(), section_bookmark(section.id))
    open_paragraph(made[0], start)
    made[-1].append(end)
    return made


def annexes(
    dossier: Dossier, writer: BlockWriter, room: Room, converted: Mapping[str, Path]
) -> list[Element]:
    """Every annex on a new page under its title; `converted`: the PDF of each docx annex by id."""
    made: list[Element] = []
    for annexe in dossier.annexes:
        made.append(_annex_title(annexe, writer))
        if annexe.fichier is None:
            frame = Frame(room.width, room.height, names.ANNEX_HEADINGS, numbered=True)
            made += writer.write(annexe.blocks, frame)
            continue
        file = converted.get(annexe.id, annexe.fichier)
        if file.suffix.lower() == ".pdf":
            made += _pages(annexe, file, writer, room)
        else:
            made.append(_whole_image(annexe, file, writer, room))
    return made


def _annex_title(annexe: Annexe, writer: BlockWriter) -> Element:
    """« Annexe 2 – Titre »: the number is a SEQ field, which the list of annexes is made of."""
    start, end = bookmark(writer.additions.next_id(), annex_bookmark(annexe))
    number = field("SEQ Annexe \\* ARABIC", str(annexe.numero))
    title = writer.inlines.plain(annexe.titre)
    return writer.styles.paragraph(
        names.ANNEX_TITLE, start, run("Annexe "), *number, run(" – "), *title, end
    )


def _whole_image(annexe: Annexe, file: Path, writer: BlockWriter, room: Room) -> Element:
    bounds = _bounds(room, first=True)
    image = pictures.load(file, print_width_emu=bounds[0])
    drawn = writer.image(image, annexe.texte_alternatif or annexe.titre, _fit(image, bounds))
    return writer.paragraph(names.ANNEX_PAGE, drawn)


def _pages(annexe: Annexe, file: Path, writer: BlockWriter, room: Room) -> list[Element]:
    """The pages of a PDF as pictures, one a page, each with what it is for who cannot see it."""
    count = pdf.page_count(file)
    status = file.stat()
    made = []
    for page in range(1, count + 1):
        image = _drawn(file, (status.st_mtime_ns, status.st_size), page)
        said = annexe.texte_alternatif or annexe.titre
        alternative = said if count == 1 else f"{said}, page {page} sur {count}"
        if page > 1:
            writer.break_page()
        size = _fit(image, _bounds(room, first=page == 1))
        drawn = writer.image(image, alternative, size, framed=True)
        made.append(writer.paragraph(names.ANNEX_PAGE, drawn))
    return made


@lru_cache(maxsize=_REMEMBERED)
def _drawn(file: Path, _stamp: tuple[int, int], page: int) -> pictures.Image:
    """One page as a picture; a dossier that is followed is built again at each save."""
    return pictures.from_page(pdf.page_image(file, page, PAGE_DPI))


def _bounds(room: Room, *, first: bool) -> tuple[int, int]:
    """Largest picture in EMU: under the annex's title on its first page, alone on the others."""
    height = room.height - _BELOW - (_TITLE_HEIGHT if first else 0)
    return room.width * pictures.EMU_PER_TWIP, height * pictures.EMU_PER_TWIP


def _fit(image: pictures.Image, bounds: tuple[int, int]) -> tuple[int, int]:
    return pictures.fitted(image, *bounds)
