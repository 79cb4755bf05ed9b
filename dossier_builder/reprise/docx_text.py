"""The lines of a docx → blocks, by their positions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from dossier_builder.domain.blocks import Reference
from dossier_builder.facts.content import Line
from dossier_builder.inputs.word_blocks import WordRange, read_blocks
from dossier_builder.inputs.word_inlines import shows_placeholder
from dossier_builder.inputs.word_source import PictureSink, WordHeading, WordSource
from dossier_builder.ooxml import Element, Package, note_calls, notes, paragraphs, qn, text_of
from dossier_builder.values import frozen

_P, _SDT, _BODY = qn("w:p"), qn("w:sdt"), qn("w:body")
_PARTS = frozenset(qn(n) for n in ("w:tr", "w:tc", "w:sdtContent"))
"""What is nothing without what holds it: gone into, never given whole."""


@frozen
class DocxText:
    """A docx whose paragraphs are known by their positions among the lines of `facts`."""

    source: WordSource
    lines: Mapping[Element, Line]
    position: Mapping[Element, int]
    pictures: PictureSink

    @classmethod
    def of(
        cls,
        package: Package,
        lines: Sequence[Line],
        pictures: PictureSink,
        references: Callable[[Element], Mapping[str, Reference]],
    ) -> DocxText:
        """`references` says what our bookmarks stand for, once the document is parsed."""
        root = package.xml(package.document_name)
        source = WordSource.of(package, root, references(root))
        elements = [paragraph.element for paragraph in paragraphs(root)]
        by_index = {line.index: (n, line) for n, line in enumerate(lines)}
        known = {e: by_index[i] for i, e in enumerate(elements) if i in by_index}
        return cls(
            source,
            {element: line for element, (_, line) in known.items()},
            {element: position for element, (position, _) in known.items()},
            pictures,
        )

    def read(self, positions: Collection[int], *, base_level: int = 1) -> WordRange:
        """The blocks of the paragraphs at these positions; headings are those of `facts`."""
        body = self.source.document.find(_BODY)
        wanted = frozenset(positions)
        elements = () if body is None else tuple(self._covering(body, wanted))
        return read_blocks(
            self.source, elements, self.pictures, base_level=base_level, headings=self._heading
        )

    def printed(self) -> Iterator[tuple[int, str]]:
        """Position and text of every paragraph, its notes too, prompts of controls left out."""
        texts = notes(self.source.package)
        for element, position in self.position.items():
            if any(map(shows_placeholder, element.iterancestors(_SDT))):
                continue
            yield position, _without_prompts(element)
            for call in note_calls(element):
                yield position, texts.get(call, "")

    def _heading(self, element: Element) -> WordHeading | None:
        line = self.lines.get(element)
        if line is None or line.heading is None or line.toc is not None:
            return None
        return WordHeading(line.heading, first_line=bool(line.lead))

    def _covering(self, holder: Element, wanted: frozenset[int]) -> Iterator[Element]:
        """The largest elements whose paragraphs are all wanted; the others are gone into."""
        for child in holder:
            if child.tag == _P:
                if self.position.get(child) in wanted:
                    yield child
                continue
            inside = [self.position[p] for p in child.iter(_P) if p in self.position]
            if not inside:
                continue
            if child.tag not in _PARTS and all(position in wanted for position in inside):
                yield child
            elif any(position in wanted for position in inside):
                yield from self._covering(child, wanted)


def _without_prompts(element: Element) -> str:
    """The text of a paragraph, less the prompts of the controls within it."""
    prompts = [control for control in element.iter(_SDT) if shows_placeholder(control)]
    if not prompts:
        return text_of(element)
    from copy import deepcopy

    copy = deepcopy(element)
    for control in [c for c in copy.iter(_SDT) if shows_placeholder(c)]:
        above = control.getparent()
        if above is not None:
            above.remove(control)
    return text_of(copy)
