"""Whatever a document, a file name or a person says, a report only shows it."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from dossier_builder.cli.messages import notice, say, show_error
from dossier_builder.domain.cohorte import EcartMotif
from dossier_builder.domain.report import Report
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.report import REPORTERS, Style, html_report
from dossier_builder.report.annotated_text import notes
from dossier_builder.report.file_names import safe_stem
from dossier_builder.report.printable import printable
from dossier_builder.report.xlsx import workbook
from dossier_builder.report.xlsx_past import read_past

from .documents import in_doubt, report, to_mend, unreadable
from .promotions import promotion

PIECES = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=1>', "]]>"),
    *("javascript:1", "&lt;", "{{ 7*7 }}", "{% raw %}", "![](http://e/p.png)", "[x](javascript:1)"),
    *("`a`", "| b |", "# titre", "~~x~~", "***", "http://e.fr", "www.e.fr"),
    *('=HYPERLINK("http://e","x")', "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=cmd|'/c c'!A1"),
    *("\x1b[31m", "\x1b]0;titre\x07", "\x1b]8;;http://e\x1b\\", "\x9b2J", "\x9d0;x\x9c"),
    *("\x07", "\x08\x08", "\x00", "\x7f", "\ud800", "\U000e0041", "\u200b", "\ufeff"),
    *("\u202egnp.exe", "\u2066\u2069", "é", "l’été "),
)
HOSTILE = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), min_size=1, max_size=5
).map("".join)
FREE = frozenset(
    (
        *("fichier", "message", "aide", "extrait", "trouve", "detail", "preuve", "motif", "notes"),
        *("texte", "auteur", "nom", "prenom", "place", "docx", "a_envoyer", "colonne"),
        *("annexes_preuve", "formation"),
    )
)
"""What somebody wrote; the other texts of a report are words of ours."""
MOTIFS = get_args(EcartMotif)
QUICK = settings(
    max_examples=10, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def poisoned(value: Any, text: str, *, free: bool = False) -> Any:
    """The same report, in which everything that somebody wrote begins and ends with that text."""
    if isinstance(value, str):
        return f"{text}{value}{text}" if free and value not in MOTIFS else value
    if isinstance(value, tuple):
        return tuple(poisoned(one, text, free=free) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        made = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        return replace(value, **{k: poisoned(v, text, free=k in FREE) for k, v in made.items()})
    return value


@cache
def reports() -> tuple[Report, Report]:
    return report(to_mend(), in_doubt(), unreadable()), promotion()


def obeyed(text: str, *, allowed: str = "") -> str:
    """The characters that a terminal or a reader would obey."""
    return "".join(
        c for c in text
        if c not in allowed and c != "\u200d" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}
    )  # fmt: skip


@QUICK
@given(text=HOSTILE)
def test_a_terminal_is_told_nothing(text: str) -> None:
    for one in reports():
        for texte_seul in (False, True):
            plain = REPORTERS["terminal"](poisoned(one, text), Style(texte_seul=texte_seul))
            assert obeyed(plain, allowed="\n") == ""
        coloured = REPORTERS["terminal"](poisoned(one, text), Style(couleur=True))
        ours = re.sub(r"\x1b\[(?:0|1|2|31|32|33)m", "", coloured)
        assert obeyed(ours, allowed="\n") == ""


def test_a_name_writes_no_line_of_its_own() -> None:
    seen = REPORTERS["terminal"](poisoned(reports()[0], "\nCONFORME  faux.docx\n"), Style())
    assert not [line for line in seen.splitlines() if line.startswith("CONFORME  faux")]


@QUICK
@given(text=HOSTILE)
def test_json_says_the_same_and_nothing_more(text: str) -> None:
    for one in reports():
        dirty = poisoned(one, text)
        written = REPORTERS["json"](dirty, Style())
        assert [c for c in obeyed(written, allowed="\n") if ord(c) < 0x10000] == []
        read = json.loads(written)["documents"]
        assert [d["fichier"] for d in read] == [d.fichier for d in dirty.documents]


class Tags(HTMLParser):
    """What a browser would find: elements, attributes; text left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.links += [v or "" for n, v in attrs if n in {"href", "src", "action", "style"}]


def tags(page: str) -> Tags:
    parser = Tags()
    parser.feed(page)
    return parser


@QUICK
@given(text=HOSTILE)
@example(text="\ud800")  # half a character: Windows takes it in the name of a file
def test_html_has_the_elements_that_we_wrote(text: str, tmp_path: Path) -> None:
    def pages(one: Report, name: str) -> list[Tags]:
        return [
            tags(path.read_text(encoding="utf-8"))
            for path in html_report.write(one, tmp_path / name / "r.html")
        ]

    single = report(reports()[0].documents[0])
    for one, kind in ((single, "un"), (reports()[1], "lot")):
        clean = pages(poisoned(one, "x"), f"{kind}-propre")
        dirty = pages(poisoned(one, f"x{text}"), f"{kind}-sale")
        # shortening cuts texts, never elements: their kinds are the same
        assert {t for p in dirty for t in p.found} == {t for p in clean for t in p.found}
        for seen in dirty:
            assert not [x for x in seen.links if not x.startswith(("#", "data:image", "../", "r_"))]
    for path in tmp_path.rglob("*.html"):
        assert obeyed(path.read_text(encoding="utf-8"), allowed="\n") == ""


@QUICK
@given(text=HOSTILE)
def test_markdown_has_no_mark_of_theirs(text: str) -> None:
    markdown = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
    for one in reports():
        written = REPORTERS["markdown"](poisoned(one, text), Style())
        assert obeyed(written, allowed="\n") == ""
        kinds = {
            child.type
            for token in markdown.parse(written)
            for child in (token, *(token.children or ()))
        }
        assert not kinds & {
            "html_inline",
            "html_block",
            "image",
            "link_open",
            "code_inline",
            "fence",
        }


@QUICK
@given(text=HOSTILE)
def test_a_workbook_has_no_formula_and_no_link(text: str) -> None:
    dirty = poisoned(reports()[1], text)
    data = workbook(dirty)
    for book in (data, workbook(dirty, read_past(data, "promo.xlsx"))):
        for cell in cells(book):
            assert cell.data_type != "f"
            assert cell.hyperlink is None
            value = cell.value if isinstance(cell.value, str) else ""
            assert obeyed(value, allowed="\n\t\r") == ""
            if value.startswith(("=", "+", "-", "@", "\t", "\r")):
                assert cell.quotePrefix


def cells(book: bytes) -> Iterator[Any]:
    for sheet in openpyxl.load_workbook(io.BytesIO(book)).worksheets:
        for row in sheet.iter_rows():
            yield from row


@QUICK
@given(text=HOSTILE)
def test_a_word_comment_is_text(text: str) -> None:
    import docx

    from dossier_builder.ooxml import Package
    from dossier_builder.ooxml.comments import comments, with_comments

    dirty = poisoned(reports()[0].documents[0], text)
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Un texte fictif.")
    document.save(stream)
    made = with_comments(Package.from_bytes(stream.getvalue()), notes(dirty, lambda _: None))
    assert made is not None
    for comment in comments(made):
        assert obeyed(comment.text, allowed="\n\t") == ""
    name = made.related("comments")
    assert name is not None
    kinds = {etree.QName(e).localname for e in made.xml(name).iter()}
    assert kinds <= {"comments", "comment", "p", "r", "t", "rPr", "b", "pPr", "pStyle",
                     "annotationRef", "tab", "br"}  # fmt: skip


@QUICK
@given(text=HOSTILE)
def test_a_file_name_stays_in_its_folder(text: str) -> None:
    name = safe_stem(text)
    assert name
    assert len(name.encode()) <= 130
    assert not set(name) & set('/\\:*?"<>|')
    assert name not in {".", ".."}
    assert not name.startswith((".", "~", " "))
    assert obeyed(name) == ""


@QUICK
@given(text=HOSTILE)
@pytest.mark.parametrize("tell", [say, notice])
def test_messages_tell_a_terminal_nothing(
    text: str, tell: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    tell(f"« {text} »")
    problem = InputProblem(text, 1, 1, text, text)
    show_error(InputsError(text, (problem,), text))
    seen = capsys.readouterr()
    assert obeyed(re.sub(r"\x1b\[(?:0|1|31)m", "", seen.out + seen.err), allowed="\n\t") == ""


def test_what_is_printable_is_left_as_it_is() -> None:
    assert printable(reports()[0]) is reports()[0]
    assert printable(reports()[1]) is reports()[1]
