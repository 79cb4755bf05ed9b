"""Blocks written in Markdown and read again are the same blocks."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dossier_builder.domain.blocks import (
    Block,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Run,
    Table,
)
from dossier_builder.inputs.inline_tidy import one_line, tidied
from dossier_builder.inputs.markdown_blocks import read_markdown
from dossier_builder.inputs.places import Problems, SourceText
from dossier_builder.reprise.markdown import write_markdown

WORDS = st.sampled_from(
    ("mot", "l’accueil", "Mme M.", "12", "œuvre", "3 240", "fin.", "a_b", "«", "»", "n° 4")
)
SIGNS = st.sampled_from(
    ("*", "_", "[", "]", "[x](y)", "[^1]", "{a:b}", "{annexe:x}", "#", "##x", "- a", "1. b", "> c",
     "|", "a|b", "\\", "\\|", "`", "``", "<br>", "<b", "&nbsp;", "![", "!", "---", "Tableau :",
     "Tableau : x", "[saut de page]", "<!-- x", "~~~", "***", "__init__", "http://a.b/c_d", "=",
     "+", "2)", "a@b.fr", "~", "^", "$", "(", ")", '"', "'", ":")
)  # fmt: skip
TEXT = st.lists(st.one_of(WORDS, SIGNS), min_size=1, max_size=6).map(" ".join)
CLEAN = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
LINKS = st.sampled_from((None, None, None, "https://exemple.fr/a_b?c=d", "mailto:a@exemple.fr"))
RUNS = st.builds(
    Run, st.one_of(TEXT, CLEAN), st.booleans(), st.booleans(), st.just(value=False), LINKS
)
CODES = st.builds(lambda text: Run(text, code=True), TEXT)
REFERENCES = st.builds(Reference, st.sampled_from(("annexe", "figure")), st.just("contrat"))
PLAIN = st.one_of(RUNS, CODES, st.just(LineBreak()), REFERENCES)
NOTES = st.builds(
    Footnote,
    st.lists(
        st.builds(Paragraph, st.lists(PLAIN, min_size=1, max_size=3).map(tidied).filter(bool)),
        min_size=1,
        max_size=2,
    ).map(tuple),
)
INLINES = (
    st.lists(st.one_of(RUNS, RUNS, PLAIN, NOTES), min_size=1, max_size=5).map(tidied).filter(bool)
)
LINES = (
    st.lists(st.one_of(RUNS, REFERENCES, NOTES), min_size=1, max_size=3).map(one_line).filter(bool)
)
TITLES = st.lists(RUNS, min_size=1, max_size=2).map(one_line).filter(bool)
PARAGRAPHS = st.builds(Paragraph, INLINES)
TABLES = st.integers(1, 3).flatmap(
    lambda columns: st.builds(
        Table,
        st.lists(LINES, min_size=columns, max_size=columns).map(tuple),
        st.lists(st.lists(LINES, min_size=columns, max_size=columns).map(tuple), max_size=3).map(
            tuple
        ),
        st.just(("left", "center", "right")[:columns]),
        st.one_of(st.just(()), LINES),
        st.sampled_from((None, "plan-1")),
    )
)
PICTURES = st.builds(
    Picture,
    st.sampled_from((Path("images/a.png"), Path("images/mon schéma (1).png"))),
    TEXT,
    st.one_of(st.just(()), LINES),
    st.sampled_from((None, "schema")),
    st.sampled_from((1.0, 0.8, 0.335)),
)
LEAVES = st.one_of(PARAGRAPHS, PARAGRAPHS, TABLES, PICTURES)
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(
            ListBlock,
            st.booleans(),
            st.integers(1, 12),
            st.lists(
                st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3
            ).map(tuple),
        ),
        st.builds(Quote, st.lists(inner, min_size=1, max_size=2).map(tuple)),
    ),
    max_leaves=5,
)
BLOCKS = st.lists(
    st.one_of(
        NESTED, st.builds(Heading, st.integers(1, 2), TITLES), st.just(PageBreak()), PARAGRAPHS
    ),
    min_size=1,
    max_size=4,
).map(tuple)


def read(text: str) -> tuple[Block, ...]:
    problems = Problems()
    read = read_markdown(SourceText("essai.md", text), lambda w, _: Path(w), problems)
    assert not problems.sorted(), (text, problems.sorted())
    (part,) = read.parts
    return part.blocks


def bare(value: object) -> object:
    """The same without look, and with what is written on one line joined: words and structure."""
    if isinstance(value, Run):
        return Run(value.text)
    if isinstance(value, Picture):
        return dataclasses.replace(
            value,
            alternative=" ".join(value.alternative.split()),
            caption=bare(value.caption),  # type: ignore[arg-type]  # a tuple gives a tuple
            width=round(value.width, 3),
        )
    if isinstance(value, ListBlock):
        start = value.start if value.ordered else 1
        return ListBlock(value.ordered, start, bare(value.items))  # type: ignore[arg-type]  # same
    if isinstance(value, tuple):
        made: list[object] = []
        for one in map(bare, value):
            if isinstance(one, Run) and made and isinstance(last := made[-1], Run):
                made[-1] = Run(last.text + one.text)
            elif one != Run(""):
                made.append(one)
        return tuple(made)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: bare(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
@example((Paragraph((Run("a"), Run("(b)", bold=True), Run("c"))),))
@example((ListBlock(ordered=False, start=1, items=((Paragraph((Run("- a"),)),),)),) * 3)
def test_words_and_structure_come_back(blocks: tuple[Block, ...]) -> None:
    text = write_markdown(blocks)
    assert bare(read(text)) == bare(blocks), text
    assert write_markdown(read(text)) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CLEAN, st.booleans(), st.booleans(), LINKS), min_size=1, max_size=6))
def test_emphasis_on_words_comes_back(pieces: list[tuple[str, bool, bool, str | None]]) -> None:
    spaced: list[Inline] = []
    for text, bold, italic, link in pieces:
        spaced += [Run(text, bold, italic, link=link), Run(" ")]
    blocks = (Paragraph(tidied(spaced)),)
    assert read(write_markdown(blocks)) == blocks


def test_a_note_is_written_at_the_end_and_a_caption_before_its_table() -> None:
    note = Footnote((Paragraph((Run("Un."),)), Paragraph((Run("Deux."),))))
    table = Table(((Run("A"),),), (((Run("b | c"),),),), ("left",), (Run("Le plan"),), "plan")
    text = write_markdown((Paragraph((Run("Texte"), note, Run("."))), table), titre="Mon titre")
    assert text == (
        "# Mon titre\n\nTexte[^1].\n\nTableau : Le plan {#plan}\n\n| A |\n| --- |\n| b \\| c |\n\n"
        "[^1]: Un.\n\n    Deux.\n"
    )
