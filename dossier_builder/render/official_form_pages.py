"""Each part of somebody's form on a page of its own, whatever its text became.

Forms start a page with empty lines, or with a break in a paragraph of its own: once the text
above has grown to the end of a page, both leave a blank one. « Page break before » never does.
"""

from __future__ import annotations

from dossier_builder.ooxml import Element, qn, text_of
from dossier_builder.render.markup import add_property, el
from dossier_builder.render.official_form_text import P, R
from dossier_builder.render.styles import style_of

_LOW_LINE = 120  # twips
_BR = qn("w:br")
_FILLED = tuple(qn(n) for n in ("w:drawing", "w:pict", "w:object", "w:sectPr", "w:bookmarkStart"))


def start_page(node: Element, breaking: frozenset[str], *, close: bool = False) -> None:
    """Make a child of the body begin a page: by the blank lines before it, or by one of ours.

    `breaking` are the styles that start a page by themselves. `close`: one line only above it,
    so that every example stands at the same height.
    """
    if node.tag == P and style_of(node) in breaking:
        return
    before = _blanks_before(node)
    breaks = [n for n, p in enumerate(before) if _has_break(p) or style_of(p) in breaking]
    above = before[0].getprevious() if before else node.getprevious()
    if above is None or _ends_section(above):
        return  # a section already does
    kept = before[breaks[-1] :] if breaks and not close else before[-1:]
    for paragraph in before:
        if not any(paragraph is k for k in kept):
            _remove(paragraph)
    if not kept:
        if node.tag == P:
            _break_before(node)
            return
        made = el("w:p", el("w:pPr", el("w:spacing", before=0, after=0, line=20, lineRule="exact")))
        node.addprevious(made)
        kept = [made]
    for paragraph in kept:
        drop_breaks(paragraph)
    _break_before(kept[0])


def drop_breaks(node: Element) -> None:
    """Take out the page breaks inside a node: the engines do not agree on them in a cell."""
    for mark in list(node.iter(_BR, qn("w:lastRenderedPageBreak"))):
        if mark.tag == _BR and mark.get(qn("w:type")) != "page":
            continue
        run = mark.getparent()
        if run is None:
            continue
        run.remove(mark)
        holder = run.getparent()
        if run.tag == R and holder is not None and not [c for c in run if c.tag != qn("w:rPr")]:
            holder.remove(run)


def tighten(node: Element) -> None:
    """Make the blank lines of a node low: what a round trip added pushes its last line away."""
    for paragraph in node.iter(P):
        if not _is_blank(paragraph):
            continue
        for old in paragraph.findall(f"{qn('w:pPr')}/{qn('w:spacing')}"):
            holder = old.getparent()
            if holder is not None:
                holder.remove(old)
        spacing = el("w:spacing", before=0, after=0, line=_LOW_LINE, lineRule="exact")
        add_property(paragraph, spacing)


def _break_before(paragraph: Element) -> None:
    old = paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
    if old is not None:
        holder = old.getparent()
        if holder is not None:
            holder.remove(old)
    add_property(paragraph, el("w:pageBreakBefore"))


def _blanks_before(node: Element) -> list[Element]:
    found: list[Element] = []
    previous = node.getprevious()
    while previous is not None and _is_blank(previous):
        found.insert(0, previous)
        previous = previous.getprevious()
    return found


def _is_blank(node: Element) -> bool:
    if node.tag != P or text_of(node).strip():
        return False
    return next(node.iter(*_FILLED), None) is None


def _has_break(paragraph: Element) -> bool:
    if any(b.get(qn("w:type")) == "page" for b in paragraph.iter(_BR)):
        return True
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def _ends_section(node: Element) -> bool:
    section = next(node.iter(qn("w:sectPr")), None)
    if section is None:
        return False
    kind = section.find(qn("w:type"))
    return kind is None or kind.get(qn("w:val")) != "continuous"


def _remove(node: Element) -> None:
    holder = node.getparent()
    if holder is not None:
        holder.remove(node)
