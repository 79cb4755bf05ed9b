"""A dossier → a docx: fill the gabarit, write the blocks, the sommaire, the other parts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.ooxml import (
    NAMESPACES,
    Element,
    Numbering,
    Package,
    Styles,
    child_value,
    qn,
    serialize_xml,
)
from dossier_builder.render import styles as names
from dossier_builder.render.additions import Additions
from dossier_builder.render.assembly import with_additions, with_fonts, with_settings, with_types
from dossier_builder.render.blocks import BlockWriter, Frame
from dossier_builder.render.body import annexes, room_of, sections
from dossier_builder.render.context import BLOCK_PLACES, box_place, values
from dossier_builder.render.fonts import Coverage, UnknownCharacters, embedded
from dossier_builder.render.formulaire import put_in_box, rows_of
from dossier_builder.render.gabarit import fill, marker, put
from dossier_builder.render.inlines import InlineWriter
from dossier_builder.render.logo import put_logo
from dossier_builder.render.numbering import BOXES, number
from dossier_builder.render.properties import with_properties
from dossier_builder.render.sommaire import (
    DEPTH,
    HeadingBookmark,
    PageNumbers,
    annex_list,
    mark_headings,
    sommaire,
)
from dossier_builder.render.sommaire import fill as fill_pages
from dossier_builder.render.styles import StyleIds
from dossier_builder.resources import fonts
from dossier_builder.values import frozen

_ONE_PAGE = 34  # lines of a sommaire, list of annexes included, that one page holds
_CELL_INSET = 320  # twips: left and right margins of the form's boxes
_NAMESPACES = {p: NAMESPACES[p] for p in ("w", "r", "wp", "a", "pic", "mc", "w14")}
_NO_PAGES: PageNumbers = {}


@frozen
class RenderedDocx:
    """A docx and the bookmarks of its headings, in document order.

    The PDF of an engine gives each `headings[n].name` back as a named destination. `avis` are
    French sentences for the learner (characters that no embedded face prints).
    """

    content: bytes
    headings: tuple[HeadingBookmark, ...]
    avis: tuple[str, ...] = ()

    def with_pages(self, pages: PageNumbers) -> RenderedDocx:
        """The same docx with these page numbers in its sommaire and list of annexes.

        Costs a few hundredths of a second: nothing else is written anew.
        """
        package = Package.from_bytes(self.content)
        document = package.xml(package.document_name)
        fill_pages(document, pages)
        changed = package.with_parts({package.document_name: serialize_xml(document)})
        return RenderedDocx(changed.to_bytes(), self.headings, self.avis)


def render(
    dossier: Dossier,
    modele: Modele,
    pages: PageNumbers = _NO_PAGES,
    *,
    annexes_pdf: Mapping[str, Path] | None = None,
) -> RenderedDocx:
    """The dossier in the gabarit of its kind; the same inputs give the same bytes.

    `pages`: physical page of each heading by the name of its bookmark, empty at the first round.
    `annexes_pdf`: the PDF that stands for each docx annex, by the annex's id; ValueError when one
    is missing. Raises PackError (gabarit), InputsError (picture), UnreadableError (PDF annex).
    """
    converted = annexes_pdf or {}
    _check_converted(dossier, converted)
    faces = fonts()
    required = ("exemples",) if modele.formulaire else ("corps",)
    filled = fill(
        modele.gabarit,
        values(dossier, modele),
        (*required, "sommaire|sommaire_complet", "annexes"),
    )
    document = filled.xml(filled.document_name)
    writing = _Writing.of(filled, dossier, modele, UnknownCharacters(Coverage.of(faces)))
    writing.places(document, converted)
    headings = writing.sommaire(document)
    _note_short_fields(document, writing.characters)
    etree.cleanup_namespaces(document, top_nsmap=_NAMESPACES, keep_ns_prefixes=list(_NAMESPACES))
    package = filled.with_parts({filled.document_name: serialize_xml(document)})
    package = with_additions(package, writing.writer.additions)
    package = with_fonts(package, embedded(faces))
    package = with_properties(with_settings(with_types(package, {})), dossier, modele)
    made = RenderedDocx(package.to_bytes(), headings, writing.characters.notices())
    return made.with_pages(pages) if pages else made


@frozen
class _Writing:
    """One render under way: what its steps share."""

    dossier: Dossier
    modele: Modele
    styles: Styles
    ids: StyleIds
    numbering: Numbering
    characters: UnknownCharacters
    writer: BlockWriter

    @classmethod
    def of(
        cls, package: Package, dossier: Dossier, modele: Modele, characters: UnknownCharacters
    ) -> _Writing:
        styles = Styles.of(package)
        ids = StyleIds.of(styles, modele.gabarit)
        numbering = Numbering.of(package)
        numbered = number(dossier, modele)
        additions = Additions(
            number_abstract=_ordered_definition(styles, ids, numbering),
            first_list=1 + max((int(n) for n in numbering.lists if n.isdecimal()), default=0),
        )
        inlines = InlineWriter(ids, additions, characters, numbered.targets)
        writer = BlockWriter(ids, additions, inlines, numbered)
        return cls(dossier, modele, styles, ids, numbering, characters, writer)

    def places(self, document: Element, converted: Mapping[str, Path]) -> None:
        """Write the sections, the boxes of the form and the annexes where the gabarit says."""
        room = room_of(document)
        path = self.modele.gabarit
        body = sections(self.dossier, self.modele, self.writer, room)
        put(document, path, "corps", body)
        frame = Frame(room.width - _CELL_INSET, room.height, names.BOX_HEADINGS)
        for exemple in self.dossier.exemples:
            for boite in BOXES:
                inside = self.writer.write(exemple.boites.get(boite, ()), frame)
                if not inside:
                    empty = names.AFTER_TABLE if boite == "contexte" else names.BODY
                    inside = [self.ids.paragraph(empty)]
                found = marker(document, path, box_place(exemple, boite))
                if found is not None:
                    put_in_box(found, rows_of(inside))
        put(document, path, "annexes", annexes(self.dossier, self.writer, room, converted))
        put_logo(document, self.modele.centre, self.writer)

    def sommaire(self, document: Element) -> tuple[HeadingBookmark, ...]:
        """Mark the headings, then write the sommaire and the list of annexes from them."""
        outline = marker(document, self.modele.gabarit, "sommaire_complet") is not None
        headings = mark_headings(
            document, self.styles, self.numbering, self.writer.additions, outline=outline
        )
        name = "sommaire_complet" if outline else "sommaire"
        depth = _depth(headings)
        entries = sommaire(headings, self.ids, outline=outline, depth=depth)
        put(document, self.modele.gabarit, name, entries)
        put(document, self.modele.gabarit, "liste_annexes", annex_list(headings, self.ids))
        for other in BLOCK_PLACES:
            put(document, self.modele.gabarit, other, ())
        return headings


def _depth(headings: tuple[HeadingBookmark, ...]) -> int:
    """As many levels as one page holds, two at least."""
    for depth in range(DEPTH, 2, -1):
        lines = sum(1 for h in headings if 1 <= h.level <= depth or h.annex)
        if lines <= _ONE_PAGE:
            return depth
    return 2


def _ordered_definition(styles: Styles, ids: StyleIds, numbering: Numbering) -> str:
    """The `w:abstractNum` behind the style « List Number »; "" when the style has no list."""
    style = styles.by_id[ids(names.NUMBERS[0])]
    properties = style.properties
    reference = None if properties is None else properties.find(qn("w:numPr"))
    found = numbering.lists.get(child_value(reference, "w:numId") or "")
    return found.abstract if found else "0"


def _check_converted(dossier: Dossier, converted: Mapping[str, Path]) -> None:
    for annexe in dossier.annexes:
        file = annexe.fichier
        if file is not None and file.suffix.lower() == ".docx" and annexe.id not in converted:
            msg = f"annex {annexe.id}: a docx must be laid out before the render"
            raise ValueError(msg)


def _note_short_fields(document: Element, characters: UnknownCharacters) -> None:
    """Characters of the short fields: the face of signs is out of their reach."""
    for control in document.iter(qn("w:sdtContent")):
        for text in control.iter(qn("w:t")):
            styled = text.getparent()
            properties = None if styled is None else styled.find(qn("w:rPr"))
            signs = properties is not None and properties.find(qn("w:rStyle")) is not None
            characters.look(text.text or "", signs=signs)
