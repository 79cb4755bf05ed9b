"""The lines of a PDF → blocks, by their positions; pictures cut out of the pages."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from dossier_builder.domain.blocks import Block, Heading, Paragraph, Picture, Run, Table
from dossier_builder.facts.content import Content, Line
from dossier_builder.facts.pdf_look import body_look
from dossier_builder.facts.running_lines import text_lines
from dossier_builder.inputs.inline_tidy import one_line, text_of_runs, tidied
from dossier_builder.inputs.word_blocks import WordRange, grouped
from dossier_builder.inputs.word_captions import with_captions
from dossier_builder.inputs.word_source import PictureSink, WordPicture
from dossier_builder.pdf import PdfPicture, TextLine, page_image, read_cells
from dossier_builder.reprise.pdf_blocks import Flow, flow_of
from dossier_builder.reprise.pdf_lines import (
    Frame,
    cut_at_gaps,
    glued,
    joined,
    notes_at_foot,
    words_of,
)
from dossier_builder.values import frozen

_DPI = 200
_SMALLEST = 0.012  # of the area of a page: below, an ornament
_LOGO = 0.08
_REPEATED = 3  # pages that show a picture at one place: a logo of the header
_DEEPEST = 2


@frozen
class PdfText:
    """A PDF whose printed lines are known by their positions among the lines of `facts`."""

    document: Path
    lines: Sequence[Line]
    groups: Sequence[tuple[TextLine, ...]]
    frame: Frame
    known: frozenset[str]
    notes: frozenset[TextLine]
    pictures: dict[int, list[tuple[int, PdfPicture]]]
    cells: Mapping[int, tuple[TextLine, ...]]
    sink: PictureSink
    _pages: dict[int, bytes] = field(default_factory=dict)

    @classmethod
    def of(
        cls, document: Path, content: Content, lines: Sequence[Line], sink: PictureSink
    ) -> PdfText:
        """`lines` are those of the view; their indexes number the printed lines of `content`."""
        printed = content.printed
        if printed is None:
            msg = "not a PDF"
            raise ValueError(msg)
        all_lines = tuple(text_lines(printed.pages, body_look(printed.pages).size))
        ends = [line.index for line in lines[1:]] + [len(all_lines)]
        groups = [all_lines[line.index : end] for line, end in zip(lines, ends, strict=True)]
        frame = Frame.of(all_lines)
        cells = read_cells(document)
        shown = {page.number: page.pictures for page in printed.pages}
        return cls(
            document,
            lines,
            groups,
            frame,
            words_of(all_lines),
            notes_at_foot(all_lines, frame, cells),
            _placed(shown, lines),
            cells,
            sink,
        )

    def read(self, positions: Collection[int], *, base_level: int = 1) -> WordRange:
        """The blocks of these lines, in their order; notes at the foot of pages come last."""
        labels: list[str] = []
        flow: list[Flow] = []
        notes: list[TextLine] = []
        waiting: list[TextLine] = []
        for position in sorted(positions):
            line, group = self.lines[position], self.groups[position]
            text = [one for one in group if one not in self.notes]
            notes += [one for one in group if one in self.notes]
            if line.heading is not None and line.toc is None and text:
                flow += flow_of(waiting, self.frame, self.known, labels)
                waiting = []
                level = min(max(line.heading - base_level, 1), _DEEPEST)
                flow.append(Heading(level, one_line([Run(line.text)])))
            elif line.toc is None:
                waiting += [cell for one in text for cell in self._cells_of(one)]
            else:
                waiting += text
            if position in self.pictures:
                flow += flow_of(waiting, self.frame, self.known, labels)
                waiting = []
                flow += [made for p in self.pictures[position] if (made := self._picture(*p))]
        flow += flow_of(waiting, self.frame, self.known, labels)
        flow += [Paragraph(tidied([Run(text)])) for text in self._note_texts(notes)]
        blocks = with_captions(list(grouped(flow)))
        return WordRange(_without_repeated_headers(blocks, labels), (), tuple(labels))

    def printed(self) -> Iterator[tuple[int, str]]:
        """Position and text of every line; a word cut at the end of one goes to that line."""
        before: tuple[int, str] | None = None
        for position, group in enumerate(self.groups):
            text = joined(group, self.known)
            if before is not None and text:
                whole = glued(before[1], text, self.known)
                cut = len(whole) < len(before[1]) + len(text)
                first, _, rest = text.partition(" ")
                if cut:
                    yield before[0], before[1][:-1] + first
                    before = (position, rest)
                    continue
                yield before
            before = (position, text)
        if before is not None:
            yield before

    def _cells_of(self, line: TextLine) -> list[TextLine]:
        return cut_at_gaps(line, self.cells.get(line.page, ()))

    def _note_texts(self, lines: Sequence[TextLine]) -> Iterator[str]:
        """Each note whole: a new one begins with its number."""
        texts: list[str] = []
        for line in lines:
            if not texts or line.text[:1].isdigit():
                texts.append(line.text)
            else:
                texts[-1] = glued(texts[-1], line.text, self.known)
        yield from texts

    def _picture(self, page: int, box: PdfPicture) -> Block | None:
        """A picture cut out of the drawing of its page."""
        from PIL import Image

        if page not in self._pages:
            self._pages.clear()
            self._pages[page] = page_image(self.document, page, _DPI)
        with Image.open(io.BytesIO(self._pages[page])) as opened:
            sides = (box.x0, box.top, box.x1, box.bottom)
            sizes = (opened.width, opened.height, opened.width, opened.height)
            left, top, right, bottom = (
                round(min(1.0, max(0.0, side)) * size)
                for side, size in zip(sides, sizes, strict=True)
            )
            if right - left < 2 or bottom - top < 2:  # noqa: PLR2004 - a line
                return None
            buffer = io.BytesIO()
            opened.crop((left, top, right, bottom)).convert("RGB").save(buffer, "PNG")
        kept = self.sink(WordPicture(buffer.getvalue(), f"page-{page}.png", ""))
        share = (box.x1 - box.x0) / self.frame.width
        return (
            None if kept is None else Picture(kept, "", width=min(1.0, max(0.05, round(share, 2))))
        )


def _placed(
    shown: dict[int, tuple[PdfPicture, ...]], lines: Sequence[Line]
) -> dict[int, list[tuple[int, PdfPicture]]]:
    """Each picture after the line that stands above it; logos and ornaments left out."""
    places = Counter(_spot(box) for boxes in shown.values() for box in set(boxes))
    found: dict[int, list[tuple[int, PdfPicture]]] = {}
    above = [(line.place.page, line.place.top, n) for n, line in enumerate(lines) if line.place]
    for page, boxes in shown.items():
        for box in sorted(boxes, key=lambda box: (box.top, box.x0)):
            area = (box.x1 - box.x0) * (box.bottom - box.top)
            if area < _SMALLEST or (area < _LOGO and places[_spot(box)] >= _REPEATED):
                continue
            before = [n for p, top, n in above if (p, top) < (page, box.top + 0.005)]
            if before:
                found.setdefault(before[-1], []).append((page, box))
    return found


def _spot(box: PdfPicture) -> tuple[float, ...]:
    return tuple(round(side, 2) for side in (box.x0, box.top, box.x1, box.bottom))


def _without_repeated_headers(blocks: Sequence[Block], labels: list[str]) -> tuple[Block, ...]:
    """A table that goes on over the page is one, without the header printed again."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if _goes_on(last, block) and isinstance(last, Table) and isinstance(block, Table):
            labels += [text_of_runs(cell) for cell in block.header]
            made[-1] = replace(last, rows=(*last.rows, *block.rows))
        else:
            made.append(block)
    return tuple(made)


def _goes_on(last: Block | None, block: Block) -> bool:
    """Whether a table is the sequel of the one above: the same header, no caption of its own."""
    if not isinstance(last, Table) or not isinstance(block, Table) or block.caption:
        return False
    return block.header == last.header
