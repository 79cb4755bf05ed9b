"""A docx → Content: paragraphs with style, level, number, and what they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier_builder.domain.depart import help_lines
from dossier_builder.domain.facts import ParagraphKind, Properties
from dossier_builder.domain.submission import Submission
from dossier_builder.facts.content import Content, Line, TocKind
from dossier_builder.facts.declared import declared
from dossier_builder.facts.docx_fields import toc_paragraphs
from dossier_builder.facts.docx_fonts import asked_fonts, embedded_fonts
from dossier_builder.facts.docx_form import measure
from dossier_builder.facts.docx_headings import mark_looks
from dossier_builder.facts.docx_look import Looks, ParagraphLook
from dossier_builder.facts.docx_page_fields import every_page_has_its_field
from dossier_builder.facts.docx_people import read_people
from dossier_builder.facts.toc import mark_announced
from dossier_builder.facts.typed_toc import mark_typed
from dossier_builder.facts.word_record import read_record
from dossier_builder.ooxml import (
    Element,
    NumberedParagraph,
    Numbering,
    Package,
    Styles,
    app_properties,
    core_properties,
    custom_properties,
    note_calls,
    notes,
    paragraphs,
    printed_numbers,
    qn,
    text_of,
)

_CELL, _TABLE, _SDT = qn("w:tc"), qn("w:tbl"), qn("w:sdt")
_CAPTION_NAMES = ("caption", "légende", "legende")
_TOC_STYLE = "toc "
_IMAGES = (qn("a:blip"), qn("v:imagedata"))


def read_docx(submission: Submission) -> Content:
    """Everything but the pages. Raises UnreadableError when a part is damaged."""
    package = Package.read(submission.document)
    root = package.xml(package.document_name)
    styles = Styles.of(package)
    numbered = paragraphs(root)
    seen = Looks(styles)
    looks = [seen.of(paragraph.element) for paragraph in numbered]
    copy = submission.working_copy
    return Content(
        format="docx",
        lines=_read_lines(package, numbered, styles, looks),
        measured=measure(package, root, numbered, styles, looks),
        properties=_properties(package, styles),
        fonts=asked_fonts(package, root, styles),
        embedded=embedded_fonts(package),
        numbered=every_page_has_its_field(package, root),
        record=read_record(package, root, numbered),
        changes_accepted=copy is not None and copy.changes_accepted,
        personnes=read_people(package, root, numbered),
    )


def _read_lines(
    package: Package,
    numbered: tuple[NumberedParagraph, ...],
    styles: Styles,
    looks: Sequence[ParagraphLook],
) -> tuple[Line, ...]:
    """The lines, their headings told by style, by the sommaire, by the look."""
    lines = [
        replace(line, text="", level=None) if look.hidden else line
        for line, look in zip(_lines(package, numbered, styles), looks, strict=True)
    ]
    return mark_announced(mark_looks(mark_typed(_with_help(lines)), numbered, looks))


def _with_help(lines: list[Line]) -> list[Line]:
    """The lines, those that are the help of a start file marked."""
    helping = help_lines([line.text for line in lines])
    return [replace(line, help=n in helping) for n, line in enumerate(lines)] if helping else lines


def _lines(
    package: Package, numbered: tuple[NumberedParagraph, ...], styles: Styles
) -> Iterator[Line]:
    numbers = printed_numbers([p.element for p in numbered], styles, Numbering.of(package))
    texts = notes(package)
    toc = toc_paragraphs([p.element for p in numbered])
    places = _Places()
    for paragraph, number in zip(numbered, numbers, strict=True):
        element = paragraph.element
        text = text_of(element)
        style = styles.name_of(element)
        in_toc = toc.get(paragraph.index) or _toc_by_style(style)
        level = None if in_toc or not text.strip() else styles.heading_level(element)
        cell = places.cell(element)
        yield Line(
            index=paragraph.index,
            text=text,
            kind=_kind(paragraph, style, level, in_toc, in_cell=cell is not None),
            style=style,
            level=level,
            number=number or "",
            toc=in_toc,
            notes=tuple(texts[call] for call in note_calls(element) if call in texts),
            bookmarks=_bookmarks(element),
            target=_target(element) if in_toc else None,
            cell=cell,
            reserved=_shows_placeholder(element),
            picture=next(element.iter(*_IMAGES), None) is not None,
        )


def _kind(
    paragraph: NumberedParagraph,
    style: str,
    level: int | None,
    toc: TocKind | None,
    *,
    in_cell: bool,
) -> ParagraphKind:
    if toc:
        return "sommaire"
    if level is not None:
        return "titre"
    if paragraph.depth:
        return "zone"
    if style.casefold() in _CAPTION_NAMES:
        return "legende"
    return "tableau" if in_cell else "corps"


def _toc_by_style(style: str) -> TocKind | None:
    """Word's built-in styles of a sommaire, which survive where the field does not."""
    return "sommaire" if style.casefold().startswith(_TOC_STYLE) else None


class _Places:
    """Numbers the tables and the cells as they are met, in document order."""

    def __init__(self) -> None:
        self._tables: dict[Element, int] = {}
        self._cells: dict[Element, int] = {}

    def cell(self, paragraph: Element) -> tuple[int, int] | None:
        """The rank of the innermost table and cell that hold the paragraph."""
        cell = next(paragraph.iterancestors(_CELL), None)
        if cell is None:
            return None
        table = next(cell.iterancestors(_TABLE), None)
        if table is None:
            return None
        table_rank = self._tables.setdefault(table, len(self._tables))
        return table_rank, self._cells.setdefault(cell, len(self._cells))


def _bookmarks(paragraph: Element) -> tuple[str, ...]:
    """Bookmarks that start in the paragraph, or just before it at the block level."""
    names = [mark.get(qn("w:name"), "") for mark in paragraph.iter(qn("w:bookmarkStart"))]
    before = paragraph.getprevious()
    while before is not None and before.tag in {qn("w:bookmarkStart"), qn("w:bookmarkEnd")}:
        names.append(before.get(qn("w:name"), ""))
        before = before.getprevious()
    return tuple(name for name in names if name)


def _target(paragraph: Element) -> str | None:
    """The bookmark that a line of the sommaire leads to."""
    for link in paragraph.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor"))
        if anchor:
            return str(anchor)
    return None


def _shows_placeholder(paragraph: Element) -> bool:
    """Whether a content control around or inside it still shows its placeholder text."""
    inside = paragraph.iter(_SDT)
    around = paragraph.iterancestors(_SDT)
    flag = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
    return any(control.find(flag) is not None for control in (*inside, *around))


def _properties(package: Package, styles: Styles) -> Properties:
    core = core_properties(package)
    return Properties(
        titre=core.title,
        langue=_language(styles) or core.language,
        application=app_properties(package).application,
        declared=declared(custom_properties(package)),
    )


def _language(styles: Styles) -> str:
    """The language of the default paragraph style, or of the document's defaults."""
    for style in styles.by_id.values():
        if style.default and style.kind == "paragraph" and style.run_properties is not None:
            language = style.run_properties.find(qn("w:lang"))
            if language is not None and language.get(qn("w:val")):
                return str(language.get(qn("w:val")))
    defaults = styles.run_defaults
    language = None if defaults is None else defaults.find(qn("w:lang"))
    return "" if language is None else str(language.get(qn("w:val"), ""))
