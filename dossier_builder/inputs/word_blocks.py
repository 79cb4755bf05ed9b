"""A range of a Word body → the blocks that Markdown gives: the reverse of `render`.

`read_blocks` is the one way in. Deleted text, prompts of content controls, empty paragraphs and
the sommaire that Word fills are left out; nothing else is, and what changes form is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dossier_builder.domain.blocks import (
    Block,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    PageBreak,
    Paragraph,
    Quote,
    Run,
)
from dossier_builder.inputs.inline_tidy import one_line, plain
from dossier_builder.inputs.word_captions import (
    Caption,
    caption_of,
    has_caption_style,
    with_captions,
)
from dossier_builder.inputs.word_inlines import (
    Drawn,
    PageMark,
    Piece,
    inlines_of,
    pieces_of,
    shows_placeholder,
)
from dossier_builder.inputs.word_lists import Item, continues, item_of, lists_of
from dossier_builder.inputs.word_pictures import boxes_of, pictures_of
from dossier_builder.inputs.word_source import (
    Headings,
    ImportNote,
    PictureSink,
    Reading,
    WordHeading,
    WordSource,
)
from dossier_builder.inputs.word_tables import table_blocks
from dossier_builder.ooxml import Element, is_on, qn
from dossier_builder.values import frozen

_P, _TBL, _SDT, _SDT_CONTENT, _SDTPR, _PPR = (
    qn(n) for n in ("w:p", "w:tbl", "w:sdt", "w:sdtContent", "w:sdtPr", "w:pPr")
)
_WRAPPERS = frozenset(qn(n) for n in ("w:ins", "w:moveTo", "w:customXml", "w:smartTag"))
_QUOTES = frozenset(
    ("quote", "intense quote", "citation", "citation intense", "quotations", "block text", "bloc")
)
_OWN_HEADING = re.compile(r"intertitre d.*?( 2)?", re.IGNORECASE)
_DEEPEST = 2  # Markdown: « ## » and « ### »
_NEW_PAGE = frozenset(("nextPage", "oddPage", "evenPage"))


@frozen
class WordRange:
    """What was read: the blocks, what changed form, and the « Figure 1 – » that were left out."""

    blocks: tuple[Block, ...]
    notes: tuple[ImportNote, ...] = ()
    labels: tuple[str, ...] = ()


def read_blocks(
    source: WordSource,
    elements: Iterable[Element],
    pictures: PictureSink,
    *,
    base_level: int = 1,
    headings: Headings | None = None,
    skip: Iterable[Element] = (),
) -> WordRange:
    """The blocks of these children of the body (paragraphs, tables, controls), in order.

    Headings count from 1 below `base_level`, the level of the section they are in. `headings`
    says which paragraphs are headings (default: by style and outline level); `skip` are paragraphs
    to leave out. Tracked changes are read as accepted, but for deleted paragraph marks: accept
    them first (`ouverture.accept_changes`) where they matter.
    """
    reading = Reading(source, pictures, headings or _by_style(source), base_level, frozenset(skip))
    blocks = _blocks(list(elements), reading, nested=False)
    return WordRange(blocks, tuple(dict.fromkeys(reading.found)), tuple(reading.labels))


def _by_style(source: WordSource) -> Headings:
    def heading(paragraph: Element) -> WordHeading | None:
        level = source.styles.heading_level(paragraph)
        return None if level is None else WordHeading(level)

    return heading


@frozen
class Continued:
    """A paragraph of the item before it."""

    block: Paragraph


Flow = Block | Caption | Item | Continued


def _blocks(elements: Sequence[Element], reading: Reading, *, nested: bool) -> tuple[Block, ...]:
    """The blocks of these elements; `nested`: in a cell or a text box, where no page begins."""
    flow = [made for element in elements for made in _flow(element, reading, nested=nested)]
    flow += _late_notes(reading)
    return _joined(with_captions(list(grouped(flow))), nested=nested)


def _flow(element: Element, reading: Reading, *, nested: bool) -> Iterator[Flow]:
    if element.tag == _P:
        if element not in reading.skip:
            yield from _paragraph(element, reading, nested=nested)
    elif element.tag == _TBL:
        yield from table_blocks(
            element, reading.source, lambda content: _blocks(content, reading, nested=True)
        )
    elif element.tag == _SDT:
        content = element.find(_SDT_CONTENT)
        if content is not None and not shows_placeholder(element) and not _is_sommaire(element):
            for child in content:
                yield from _flow(child, reading, nested=nested)
    elif element.tag in _WRAPPERS:
        for child in element:
            yield from _flow(child, reading, nested=nested)
    elif element.tag == qn("w:altChunk"):
        reading.note("un document inséré dans celui-ci n’est pas repris : collez son texte")


def _is_sommaire(control: Element) -> bool:
    properties = control.find(_SDTPR)
    gallery = None if properties is None else next(properties.iter(qn("w:docPartGallery")), None)
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _paragraph(element: Element, reading: Reading, *, nested: bool) -> Iterator[Flow]:
    heading = _own_heading(element, reading) or reading.headings(element)
    style = reading.source.styles.name_of(element).lower()
    quoted = style in _QUOTES
    inherit = heading is None and not quoted and not has_caption_style(element, reading)
    pieces = pieces_of(element, reading, inherit=inherit)
    if not nested and _starts_a_page(element):
        yield PageBreak()
    pages = _pages(pieces)
    for number, page in enumerate(pages):
        if number and not nested:
            yield PageBreak()
        inlines = inlines_of(page)
        drawn = [piece.element for piece in page if isinstance(piece, Drawn)]
        pictures = [block for one in drawn for block in pictures_of(one, reading)]
        first = bool(drawn) and _drawn_first(page)
        if first:
            yield from pictures
        if inlines:
            yield from _text(element, inlines, heading, reading, quoted=quoted)
        if not first:
            yield from pictures
        for one in drawn:
            for box in boxes_of(one):
                yield from _blocks(list(box), reading, nested=True)
    if not nested and _ends_a_page(element):
        yield PageBreak()


def _text(
    element: Element,
    inlines: tuple[Inline, ...],
    heading: WordHeading | None,
    reading: Reading,
    *,
    quoted: bool,
) -> Iterator[Flow]:
    if heading is not None:
        yield from _heading(inlines, heading, reading)
        return
    caption = caption_of(element, inlines, reading)
    if caption is not None:
        yield caption
        return
    paragraph = Paragraph((*inlines, *_waiting(reading)))
    item = item_of(element, reading.source)
    if item is not None:
        item.blocks.append(paragraph)
        yield item
    elif continues(element, reading.source):
        yield Continued(paragraph)
    elif quoted:
        yield Quote((paragraph,))
    else:
        yield paragraph


def _heading(
    inlines: tuple[Inline, ...], heading: WordHeading, reading: Reading
) -> Iterator[Block]:
    """A heading without its notes, which go to the text that follows; and what is on its line."""
    title: Sequence[Inline] = inlines
    rest: Sequence[Inline] = ()
    if heading.first_line:
        cut = next((i for i, one in enumerate(inlines) if isinstance(one, LineBreak)), len(inlines))
        title, rest = inlines[:cut], inlines[cut + 1 :]
    reading.waiting += [one for one in title if isinstance(one, Footnote)]
    bare = one_line(plain([one for one in title if not isinstance(one, Footnote)]))
    if bare:
        level = min(max(heading.level - reading.base_level, 1), _DEEPEST)
        yield Heading(level, bare)
    if rest:
        yield Paragraph((*rest, *_waiting(reading)))


def _own_heading(element: Element, reading: Reading) -> WordHeading | None:
    """A heading of an annex or of a box of ours: out of the sommaire, so without outline level."""
    found = _OWN_HEADING.fullmatch(reading.source.styles.name_of(element))
    return WordHeading(reading.base_level + (2 if found[1] else 1)) if found else None


def _waiting(reading: Reading) -> list[Footnote]:
    """The notes of the headings before this text."""
    notes, reading.waiting = reading.waiting, []
    return notes


def _late_notes(reading: Reading) -> list[Block]:
    """Notes of a heading that no text follows: their text."""
    return [paragraph for note in _waiting(reading) for paragraph in note.paragraphs]


def _pages(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """The pieces between page breaks."""
    pages: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, PageMark):
            pages.append([])
        else:
            pages[-1].append(piece)
    return [tuple(page) for page in pages]


def _drawn_first(page: Sequence[Piece]) -> bool:
    for piece in page:
        if isinstance(piece, Drawn):
            return True
        if not isinstance(piece, LineBreak) and not (
            isinstance(piece, Run) and not piece.text.strip()
        ):
            return False
    return False


def _starts_a_page(element: Element) -> bool:
    properties = element.find(_PPR)
    return properties is not None and is_on(properties.find(qn("w:pageBreakBefore")))


def _ends_a_page(element: Element) -> bool:
    """Whether a section ends here, and the next one begins on a page of its own."""
    section = element.find(f"{_PPR}/{qn('w:sectPr')}")
    if section is None:
        return False
    kind = section.find(qn("w:type"))
    return kind is None or kind.get(qn("w:val"), "nextPage") in _NEW_PAGE


def grouped(flow: Sequence[Flow]) -> Iterator[Block | Caption]:
    """List items that follow one another become lists."""
    items: list[Item] = []
    for made in flow:
        if isinstance(made, Item):
            items.append(made)
        elif isinstance(made, Continued) and items:
            items[-1].blocks.append(made.block)
        else:
            yield from lists_of(items)
            items = []
            yield made.block if isinstance(made, Continued) else made
    yield from lists_of(items)


def _joined(blocks: Sequence[Block], *, nested: bool) -> tuple[Block, ...]:
    """Quotations that follow one another are one; so are page breaks."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if isinstance(block, Quote) and isinstance(last, Quote):
            made[-1] = replace(last, blocks=(*last.blocks, *block.blocks))
        elif not (isinstance(block, PageBreak) and (nested or isinstance(last, PageBreak))):
            made.append(block)
    return tuple(made)
