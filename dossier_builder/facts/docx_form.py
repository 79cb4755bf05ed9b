"""A docx → Measured: the look of its paragraphs, its blank space, its paper, its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier_builder.domain.presentation import EmptyRun, ParagraphForm
from dossier_builder.facts.docx_look import ParagraphLook
from dossier_builder.facts.docx_pictures import pictures
from dossier_builder.facts.docx_sections import (
    begins_a_page,
    last_section,
    page_formats,
    section_of,
)
from dossier_builder.facts.docx_spacing import ParagraphRules, SpacingRules
from dossier_builder.facts.measured import Gap, Measured
from dossier_builder.ooxml import Element, NumberedParagraph, Package, Styles, qn
from dossier_builder.values import frozen

_CELL, _BR, _T = qn("w:tc"), qn("w:br"), qn("w:t")
_BORDERS = f"{qn('w:pPr')}/{qn('w:pBdr')}"
_NUMBERED = f"{qn('w:pPr')}/{qn('w:numPr')}"
_DRAWN = tuple(
    qn(n) for n in ("w:drawing", "w:pict", "w:object", "m:oMath", "w:sym", "w:footnoteReference")
)
_MARKED_HIDDEN = f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:vanish')}"


def measure(
    package: Package,
    root: Element,
    numbered: Sequence[NumberedParagraph],
    styles: Styles,
    looks: Sequence[ParagraphLook],
) -> Measured:
    """The look of a document whose paragraphs' `looks` are known."""
    spacing = SpacingRules(styles)
    rules = [spacing.of(paragraph.element) for paragraph in numbered]
    flow = _flow(numbered, looks, rules, root)
    return Measured(
        paragraphes={
            p.index: _form(look, rule) for p, look, rule in zip(numbered, looks, rules, strict=True)
        },
        formats=tuple(page_formats(numbered, root)),
        images=tuple(pictures(package, numbered)),
        vides=tuple(_empty_runs(flow)),
        gaps=tuple(_gaps(flow)),
        printing=tuple(one.index for one in flow if one.prints),
        kept=frozenset(p.index for p, rule in zip(numbered, rules, strict=True) if rule.keeps),
        breaking=frozenset(one.index for one in flow if one.breaks),
    )


def _form(look: ParagraphLook, rule: ParagraphRules) -> ParagraphForm:
    return ParagraphForm(
        tailles=look.sizes,
        interligne=rule.single_lines(look.look.size),
        resserrees=look.condensed,
        espaces_reduites=look.small_spaces,
    )


@frozen
class _Step:
    """A paragraph of the flow.

    `pieces` are « text » for what it prints and « break » for a page break, in order; `prints`
    holds for a cell, a bullet or a rule too. `opens` tells that it begins a page, `ends` that a
    section ends with it and the next one begins a page. `blank`: an empty line that takes room.
    """

    index: int
    pieces: tuple[str, ...]
    prints: bool
    opens: bool
    ends: bool
    blank: bool

    @property
    def breaks(self) -> bool:
        """Whether a page break stands in it or beside it."""
        return self.opens or self.ends or "break" in self.pieces


def _flow(
    numbered: Sequence[NumberedParagraph],
    looks: Sequence[ParagraphLook],
    rules: Sequence[ParagraphRules],
    root: Element,
) -> list[_Step]:
    """The paragraphs that are not in a text box: boxes stand with the paragraph that holds them."""
    sections = [section_of(paragraph.element) for paragraph in numbered]
    following = iter([*[s for s in sections if s is not None][1:], last_section(root)])
    steps = []
    for paragraph, look, rule, section in zip(numbered, looks, rules, sections, strict=True):
        closes = section is not None
        ends = closes and begins_a_page(next(following, None))
        if paragraph.depth == 0:
            steps.append(_step(paragraph, look, rule, closes=closes, ends=ends))
    return steps


def _step(
    paragraph: NumberedParagraph,
    look: ParagraphLook,
    rule: ParagraphRules,
    *,
    closes: bool,
    ends: bool,
) -> _Step:
    element = paragraph.element
    in_cell = next(element.iterancestors(_CELL), None) is not None
    pieces = () if look.hidden else tuple(_pieces(element))
    prints = in_cell or "text" in pieces
    prints = prints or any(element.find(path) is not None for path in (_BORDERS, _NUMBERED))
    hidden_mark = element.find(_MARKED_HIDDEN) is not None
    return _Step(
        index=paragraph.index,
        pieces=pieces,
        prints=prints,
        opens=rule.breaks and not in_cell,
        ends=ends,
        blank=not (prints or pieces or closes or hidden_mark),
    )


def _pieces(element: Element) -> Iterator[str]:
    """« text » for what is printed, « break » for a page break, in order."""
    for child in element.iter(_BR, _T, *_DRAWN):
        if child.tag == _BR:
            if child.get(qn("w:type")) == "page":
                yield "break"
        elif child.tag != _T or (child.text or "").strip():
            yield "text"


def _empty_runs(flow: Sequence[_Step]) -> Iterator[EmptyRun]:
    """Two empty paragraphs or more between two that print something."""
    run: list[_Step] = []
    started = False
    for step in flow:
        if step.blank and not step.opens:
            run.append(step)
            continue
        if step.prints and started and len(run) > 1:
            yield EmptyRun(run[0].index, None, len(run))
        started = started or step.prints
        run = []


def _gaps(flow: Sequence[_Step]) -> Iterator[Gap]:
    """The pages that two breaks leave with nothing printed between them.

    « Page break before » at the top of a page opens no other one, and whether a section break in
    the paragraph of a page break does depends on the program: neither is counted.
    """
    before: int | None = None
    waiting: list[int | None] = []
    empty = True
    for step in flow:
        empty = empty or step.opens
        for piece in step.pieces or (("text",) if step.prints else ()):
            if piece == "text":
                yield from (Gap(start, step.index) for start in waiting)
                waiting, empty, before = [], False, step.index
                continue
            waiting += [before] if empty else []
            empty = True
        if step.ends and "break" not in step.pieces:
            waiting += [before] if empty else []
            empty = True
    waiting += [before] if empty and flow else []
    yield from (Gap(start, None) for start in waiting)
