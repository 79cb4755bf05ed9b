"""Running text → runs: emphasis, links, references, footnotes, the face of signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier_builder.domain.blocks import Footnote, Inline, LineBreak, Reference, Run
from dossier_builder.ooxml import Element
from dossier_builder.render import styles as names
from dossier_builder.render.additions import Additions
from dossier_builder.render.fonts import UnknownCharacters
from dossier_builder.render.markup import el, run
from dossier_builder.render.styles import StyleIds
from dossier_builder.render.text import french, pieces
from dossier_builder.values import frozen

_OBJECT = "\ufffc"  # stands for what is not text while the spaces of a paragraph are settled


@frozen
class Target:
    """What a reference leads to: its printed number and its bookmark."""

    number: int
    bookmark: str


Targets = Mapping[tuple[str, str], Target]


@frozen
class InlineWriter:
    """Writes the inlines of one paragraph; `targets` are the numbered things by kind and name."""

    styles: StyleIds
    additions: Additions
    characters: UnknownCharacters
    targets: Targets

    def write(self, inlines: Sequence[Inline], *, part: str = "document") -> list[Element]:
        """The runs, links and notes of a paragraph of that part.

        Raises ValueError on a reference to what does not exist: `inputs` lets none through.
        """
        texts = french([i.text if isinstance(i, Run) and not i.code else _OBJECT for i in inlines])
        made: list[Element] = []
        for inline, text in zip(inlines, texts, strict=True):
            if isinstance(inline, Run):
                made += self._run(inline, french([inline.text])[0] if inline.code else text, part)
            elif isinstance(inline, LineBreak):
                made.append(el("w:r", el("w:br")))
            elif isinstance(inline, Reference):
                made.append(self._reference(inline))
            else:
                made.append(self._note(inline))
        return made

    def plain(self, text: str) -> list[Element]:
        """The runs of text without any look."""
        return self.write((Run(text),))

    def _run(self, inline: Run, text: str, part: str) -> list[Element]:
        self.characters.look(text)
        relation = self.additions.link(inline.link, part) if inline.link else None
        base = [
            self.styles.character(names.HYPERLINK) if relation else None,
            self.styles.character(names.CODE) if inline.code and not relation else None,
            el("w:b") if inline.bold else None,
            el("w:bCs") if inline.bold else None,
            el("w:i") if inline.italic else None,
            el("w:iCs") if inline.italic else None,
        ]
        runs = []
        coverage = self.characters.coverage
        for piece, is_sign in pieces(text, coverage.main, coverage.signs):
            look = [_copy(made) for made in base if made is not None]
            if is_sign:
                look = [self.styles.character(names.SYMBOL), *look[bool(relation or inline.code) :]]
            runs.append(run(piece, *look))
        if relation:
            return [el("w:hyperlink", *runs, r_id=relation)]
        return runs

    def _reference(self, reference: Reference) -> Element:
        target = self.targets.get((reference.kind, reference.target))
        if target is None:
            msg = f"unresolved reference {reference.kind}:{reference.target}"
            raise ValueError(msg)
        shown = f"{reference.kind}\u00a0{target.number}"
        return el("w:hyperlink", run(shown), anchor=target.bookmark)

    def _note(self, note: Footnote) -> Element:
        mark = self.styles.character(names.FOOTNOTE_REFERENCE)
        made = []
        for number, paragraph in enumerate(note.paragraphs):
            content = self.write(paragraph.inlines, part="footnotes")
            if number == 0:
                call = el("w:r", el("w:rPr", _copy(mark)), el("w:footnoteRef"))
                content = [call, run("\u00a0"), *content]
            made.append(self.styles.paragraph(names.FOOTNOTE_TEXT, *content))
        identifier = self.additions.footnote(made)
        return el("w:r", el("w:rPr", mark), el("w:footnoteReference", id=identifier))


def _copy(element: Element) -> Element:
    """A twin: an lxml element has one parent only."""
    from copy import deepcopy

    return deepcopy(element)


def plain_text(inlines: Sequence[Inline]) -> str:
    """The words alone, notes and references left out."""
    return "".join(inline.text for inline in inlines if isinstance(inline, Run))
