"""The Markdown report: readable as it is, and no text in it becomes a mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from dossier_builder.domain.report import Report
from dossier_builder.report import REPORTERS, Style
from dossier_builder.report.markdown_text import plain
from dossier_builder.report.words import FOOTER

from .documents import conform, report, to_mend, unreadable, waived
from .promotions import EXTRACT, promotion

HOSTILE = (
    "# titre",
    "- liste",
    "1. liste",
    "> citation",
    "=====",
    "<script>alert(1)</script>",
    "![image](http://exemple.fr/x.png)",
    "[lien](javascript:alert(1))",
    "https://exemple.fr et www.exemple.fr",
    "**gras** _italique_ ~~barré~~ `code`",
    "a | b | c",
    "&lt;b&gt; &amp;",
    "\\*",
    "deux\n\nparagraphes\n# titre",
)


def written(made: Report) -> str:
    return REPORTERS["markdown"](made, Style())


def rendered(text: str) -> str:
    return MarkdownIt("gfm-like", {"linkify": False}).render(text)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a-corriger.md", report(to_mend())),
        ("derogation.md", report(waived())),
        ("illisible.md", report(unreadable())),
        ("promotion.md", promotion()),
    ],
)
def test_golden(name: str, made: Report, golden: Callable[[str, str], None]) -> None:
    golden(name, written(made))


@pytest.mark.parametrize("made", [report(to_mend()), promotion(), report()])
def test_the_last_line_is_always_the_same(made: Report) -> None:
    last = written(made).splitlines()[-1]
    assert last.replace("\u00a0", " ") == FOOTER


def test_a_few_documents_are_told_in_full_and_many_as_a_board() -> None:
    few, many = written(report(conform(), to_mend())), written(promotion())
    assert "## Pages" in few
    assert "| Apprenant ou fichier |" in few
    assert "## Pages" not in many
    assert EXTRACT not in many


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_a_mark(hostile: str) -> None:
    expected = " ".join(hostile.split()).replace("&", "&amp;").replace("<", "&lt;")
    expected = expected.replace(">", "&gt;").replace('"', "&quot;")
    assert rendered(plain(hostile)) == f"<p>{expected}</p>\n"
    assert rendered(f"- {plain(hostile)}") == f"<ul>\n<li>{expected}</li>\n</ul>\n"


def test_a_hostile_name_stays_in_its_cell() -> None:
    bad = replace(conform(), fichier="a | b`\n# c <img src=x>.docx")
    text = written(report(bad, bad, bad, bad))
    (*_, row) = [line for line in text.splitlines() if "img" in line]
    assert rendered(text).count("<td>") == 4 * 3
    assert "<img" not in rendered(text)
    assert row.startswith("| a \\| b\\` # c &lt;img")
