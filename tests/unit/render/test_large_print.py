"""A copy in large print: sizes, lines, colours; the same words, the same bookmarks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier_builder.ooxml import Element, Package, paragraphs, qn, text_of
from dossier_builder.pipeline.modeles import load
from dossier_builder.pipeline.source import load_source
from dossier_builder.render import RenderedDocx, in_large_print, render

EXAMPLES = Path(__file__).parents[3] / "examples" / "cip"


@pytest.fixture(scope="module")
def rendered() -> RenderedDocx:
    loaded = load_source(EXAMPLES / "ccp2" / "conforme", ())
    annexes = tuple(replace(a, fichier=None) for a in loaded.dossier.annexes)
    return render(replace(loaded.dossier, annexes=annexes), load("cip/ccp2", ()))


@pytest.fixture(scope="module")
def large(rendered: RenderedDocx) -> RenderedDocx:
    return in_large_print(rendered)


def part(made: RenderedDocx, kind: str) -> Element:
    package = Package.from_bytes(made.content)
    return package.xml(package.related(kind) or package.document_name)


def test_not_a_word_changes(rendered: RenderedDocx, large: RenderedDocx) -> None:
    before, after = (
        [text_of(p.element) for p in paragraphs(part(made, "document"))]
        for made in (rendered, large)
    )
    assert after == before
    assert large.headings == rendered.headings


def test_the_text_is_of_sixteen_points_and_the_lines_apart(large: RenderedDocx) -> None:
    styles = part(large, "styles")
    body = next(
        s for s in styles.iter(qn("w:style"))
        if (n := s.find(qn("w:name"))) is not None and n.get(qn("w:val")) == "Normal"
    )  # fmt: skip
    size = next(body.iter(qn("w:sz")))
    assert int(size.get(qn("w:val"), "0")) >= 32
    lines = [s for s in styles.iter(qn("w:spacing")) if s.get(qn("w:line"))]
    proportional = [s for s in lines if s.get(qn("w:lineRule"), "auto") == "auto"]
    assert proportional
    assert {s.get(qn("w:line")) for s in proportional} == {"360"}


@pytest.mark.parametrize("kind", ["styles", "document"])
def test_nothing_is_justified_slanted_or_coloured(large: RenderedDocx, kind: str) -> None:
    root = part(large, kind)
    assert not [j for j in root.iter(qn("w:jc")) if j.get(qn("w:val")) == "both"]
    assert not list(root.iter(qn("w:i")))
    colours = {c.get(qn("w:val")) for c in root.iter(qn("w:color"))}
    assert colours <= {"000000", "FFFFFF", "auto"}
    fills = {s.get(qn("w:fill")) for s in root.iter(qn("w:shd"))}
    assert fills <= {"000000", "FFFFFF", "auto", None}


def test_words_in_italics_become_bold(rendered: RenderedDocx, large: RenderedDocx) -> None:
    slanted = [
        text.text for run in part(rendered, "document").iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:i')}") is not None for text in run.iter(qn("w:t"))
    ]  # fmt: skip
    bold = [
        text.text for run in part(large, "document").iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for text in run.iter(qn("w:t"))
    ]  # fmt: skip
    assert slanted
    assert set(slanted) <= set(bold)


def test_no_column_cuts_a_word(rendered: RenderedDocx, large: RenderedDocx) -> None:
    def widths(made: RenderedDocx) -> list[list[int]]:
        return [
            [int(float(c.get(qn("w:w"), "0"))) for c in grid]
            for grid in part(made, "document").iter(qn("w:tblGrid"))
        ]

    before, after = widths(rendered), widths(large)
    assert [sum(table) for table in after] == [sum(table) for table in before]
    assert after != before
