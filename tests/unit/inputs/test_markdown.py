"""What learners write in Markdown, and the blocks it becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.blocks import (
    Footnote,
    Heading,
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
from dossier_builder.errors import InputProblem
from dossier_builder.inputs.markdown_blocks import MarkdownText, read_markdown
from dossier_builder.inputs.places import Place, Problems, SourceText


def read(text: str) -> tuple[MarkdownText, tuple[InputProblem, ...]]:
    problems = Problems()
    found = read_markdown(SourceText("essai.md", text), lambda name, _: Path(name), problems)
    return found, problems.sorted()


def blocks(text: str) -> tuple[Any, ...]:
    """The blocks of a text without titles nor problems."""
    found, problems = read(text)
    assert problems == ()
    assert len(found.parts) == 1
    return found.parts[0].blocks


def paragraph(*inlines: Any) -> Paragraph:
    return Paragraph(tuple(Run(i) if isinstance(i, str) else i for i in inlines))


def bullets(*items: Any) -> ListBlock:
    return ListBlock(ordered=False, start=1, items=items)


def words(text: str) -> str:
    """All the text of the blocks of a text, white space made single spaces."""
    gathered: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, Run):
            gathered.append(value.text)
        elif isinstance(value, LineBreak):
            gathered.append(" ")
        elif isinstance(value, (tuple, list)):
            for one in value:
                walk(one)
        elif isinstance(value, Table):
            walk((value.caption, value.header, value.rows))
        else:
            for name in ("inlines", "items", "blocks", "paragraphs"):
                walk(getattr(value, name, ()))

    walk(read(text)[0].parts[0].blocks)
    return " ".join("".join(gathered).split())


# --- text survives


@pytest.mark.parametrize(
    "text",
    [
        "Dupont & Fils <SARL> a dit : « C’est {bien} » — 3 < 4 > 2.",
        "R&D, AT&T; 100 % & 50 €",
        "x_y_z, 2*3, a ~~b~~ c",
        "[Mme M.]: une personne",
        "[réf.] (2024) #1",
        "    Une ligne en retrait",
        "œuvre, cœur, ½, “citation”, tiret – long —",
        "{note:x} {} {{a}} {% b %} {figure} {annexe : }x"[:33],
        "Une phrase\n===",
        "<camille> écrit à <B2>",
        "https://www.insee.fr/fr/statistiques",
        "AT&T; &zzz; &#0000000000;",
        "`<b>` et `{annexe:x}` et `&nbsp;` restent",
    ],
)
def test_signs_survive_whole(text: str) -> None:
    assert words(text) == " ".join(text.replace("`", "").split())


SAFE = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"],
        exclude_characters="*_`[]\\#|\x7f\ufffe\uffff",
    ),
    max_size=60,
)


@given(SAFE)
def test_any_text_without_marks_comes_out_whole(text: str) -> None:
    # A letter first, so that « 1. » or « - » makes no list; <, & and { alone are never marks.
    typed = "Texte " + text.replace("<", "< ").replace("&", "& ").replace("{", "{ ")
    assert words(typed) == " ".join(typed.split())


@given(st.lists(st.sampled_from(["<", ">", "{", "}", "&", "«", "»", "’", "a", " ", "é"])))
def test_the_signs_of_word_and_jinja_survive_in_any_order(signs: list[str]) -> None:
    typed = "Texte " + "".join(signs)
    found, _ = read(typed)
    if "<a>" not in typed:
        assert words(typed) == " ".join(typed.split())
    assert len(found.parts) == 1


# --- inlines


def test_emphasis_nests_and_joins() -> None:
    assert blocks("a **b *c* d** _e_") == (
        paragraph(
            "a ",
            Run("b ", bold=True),
            Run("c", bold=True, italic=True),
            Run(" d", bold=True),
            " ",
            Run("e", italic=True),
        ),
    )


def test_bold_within_bold_stays_bold_after_it() -> None:
    (made,) = blocks("**a **b** c**")
    assert all(run.bold for run in made.inlines)


def test_lines_join_and_hard_breaks_stay() -> None:
    assert blocks("a\nb  \nc\\\nd") == (paragraph("a b", LineBreak(), "c", LineBreak(), "d"),)


def test_escaped_signs_are_text() -> None:
    assert blocks(r"\*a\* \{figure:x} \[saut de page] \<b>") == (
        paragraph("*a* {figure:x} [saut de page] <b>"),
    )


def test_links() -> None:
    assert blocks("[l’*Insee*](https://www.insee.fr/é) <https://a.fr> <x@a.fr>") == (
        paragraph(
            Run("l’", link="https://www.insee.fr/%C3%A9"),
            Run("Insee", italic=True, link="https://www.insee.fr/%C3%A9"),
            " ",
            Run("https://a.fr", link="https://a.fr"),
            " ",
            Run("x@a.fr", link="mailto:x@a.fr"),
        ),
    )


def test_references_keep_their_places() -> None:
    found, problems = read("Voir {annexe:contrat}\net **{figure: plan}**, {Tableau:a_b_c}.")
    assert problems == ()
    (made,) = found.parts[0].blocks
    assert [i for i in made.inlines if isinstance(i, Reference)] == [
        Reference("annexe", "contrat"),
        Reference("figure", "plan"),
        Reference("tableau", "a_b_c"),
    ]
    assert [(c.place.ligne, c.place.colonne) for c in found.citations] == [(1, 6), (2, 6), (2, 24)]


def test_comments_are_not_printed() -> None:
    text = "<!-- à relire -->\n\nTexte <!-- note --> suite\n<!--\nlongue\n\nnote\n-->\nFin"
    assert words(text) == "Texte suiteFin"
    assert read("<!-- rien -->")[0].parts[0].blocks == ()


def test_text_around_a_comment_keeps_single_spaces() -> None:
    assert blocks("<!-- a --> suite\n\nun <!-- b\nc --> fin") == (
        paragraph("suite"),
        paragraph("un fin"),
    )


def test_code_is_text() -> None:
    assert blocks("`a  b`\n\n```txt\nx = 1\n  y\n```") == (
        paragraph(Run("a  b", code=True)),
        paragraph(Run("x = 1", code=True), LineBreak(), Run("  y", code=True)),
    )


# --- footnotes


def test_a_note_may_have_several_paragraphs() -> None:
    text = "Texte[^n].\n\n[^n]: Un *peu*.\n\n    Deux ({tableau:t}).\n\nSuite"
    found, problems = read(text)
    assert problems == ()
    first, second = found.parts[0].blocks
    note = Footnote(
        (
            paragraph("Un ", Run("peu", italic=True), "."),
            paragraph("Deux (", Reference("tableau", "t"), ")."),
        )
    )
    assert first == paragraph("Texte", note, ".")
    assert second == paragraph("Suite")
    assert found.citations[0].place == Place("essai.md", 5, 11)


def test_a_note_in_a_table_and_in_a_caption() -> None:
    text = "Tableau : A[^n] {#t}\n\n| a[^m] |\n|---|\n| b |\n\n[^n]: N\n\n[^m]: M"
    (table,) = blocks(text)
    assert table.caption == (Run("A"), Footnote((paragraph("N"),)))
    assert table.header == ((Run("a"), Footnote((paragraph("M"),))),)


# --- blocks


def test_headings_count_from_one_below_the_section() -> None:
    assert blocks("## Un\n\n### Deux *fois*") == (
        Heading(1, (Run("Un"),)),
        Heading(2, (Run("Deux "), Run("fois", italic=True))),
    )


def test_a_title_opens_a_part() -> None:
    found, _ = read("avant\n\n# Un *titre* & co\n\ntexte\n\n# Deux")
    assert [(p.titre, p.place.ligne, p.place.colonne) for p in found.parts] == [
        (None, 1, 1),
        ("Un titre & co", 3, 3),
        ("Deux", 7, 3),
    ]
    assert found.parts[1].blocks == (paragraph("texte"),)


def test_lists_nest_and_keep_their_first_number() -> None:
    text = "3. trois\n   - a\n   - b\n\n     suite\n4. quatre"
    (made,) = blocks(text)
    inner = bullets((paragraph("a"),), (paragraph("b"), paragraph("suite")))
    items = ((paragraph("trois"), inner), (paragraph("quatre"),))
    assert made == ListBlock(ordered=True, start=3, items=items)


def test_an_empty_item_keeps_its_bullet() -> None:
    assert blocks("- a\n-\n- b") == (
        bullets((paragraph("a"),), (Paragraph(()),), (paragraph("b"),)),
    )


def test_quotes() -> None:
    assert blocks("> « Bonjour »\n>\n> - a") == (
        Quote((paragraph("« Bonjour »"), bullets((paragraph("a"),)))),
    )


@pytest.mark.parametrize(
    "text", ["a\n\n[saut de page]\n\nb", "a\n[saut de page]\nb", "a\n\n[ Saut de  page ]  \nb"]
)
def test_page_break(text: str) -> None:
    assert blocks(text) == (paragraph("a"), PageBreak(), paragraph("b"))


def test_a_table_with_caption_and_alignment() -> None:
    text = "Tableau : Les **objectifs** {#obj}\n\n| a | b | c |\n|:--|:-:|--:|\n| `x\\|y` | *d* | |"
    found, problems = read(text)
    assert problems == ()
    assert found.parts[0].blocks == (
        Table(
            header=((Run("a"),), (Run("b"),), (Run("c"),)),
            rows=(((Run("x|y", code=True),), (Run("d", italic=True),), ()),),
            alignments=("left", "center", "right"),
            caption=(Run("Les "), Run("objectifs", bold=True)),
            identifier="obj",
        ),
    )
    assert [(i.kind, i.id, i.place.ligne) for i in found.identified] == [("tableau", "obj", 1)]


@pytest.mark.parametrize("caption", ["Tableau : T {#t}", "Tableau: T {#t}", "Tableau\xa0: T {#t}"])
def test_a_caption_however_it_is_spaced(caption: str) -> None:
    (table,) = blocks(f"{caption}\n| a |\n|---|\n| b |")
    assert (table.caption, table.identifier) == ((Run("T"),), "t")


def test_a_sentence_that_looks_like_a_caption_is_a_sentence() -> None:
    assert blocks("Tableau : voir plus bas.\n\nSuite") == (
        paragraph("Tableau : voir plus bas."),
        paragraph("Suite"),
    )


def test_a_picture() -> None:
    text = '![Un *schéma* du parcours](images/p.png "Le parcours de **Mme M.**"){#p largeur=80%}'
    found, problems = read(text)
    assert problems == ()
    assert found.parts[0].blocks == (
        Picture(
            path=Path("images/p.png"),
            alternative="Un schéma du parcours",
            caption=(Run("Le parcours de "), Run("Mme M.", bold=True)),
            identifier="p",
            width=0.8,
        ),
    )
    assert [(i.kind, i.id) for i in found.identified] == [("figure", "p")]


@pytest.mark.parametrize(
    ("mark", "width"),
    [
        ("{largeur=80%}", 0.8),
        (" { largeur = 80 % }", 0.8),
        ("{#x largeur=12,5%}", 0.125),
        ('{largeur="100%"}', 1.0),
        ("", 1.0),
    ],
)
def test_the_width_of_a_picture(mark: str, width: float) -> None:
    (made,) = blocks(f"![a](b.png){mark}")
    assert made.width == width


def test_a_picture_in_a_list_item() -> None:
    (made,) = blocks("- Voici :\n\n  ![a](b.png)")
    assert made.items[0][1] == Picture(Path("b.png"), "a")


def test_a_citation_in_the_caption_of_a_picture_has_its_place() -> None:
    found, _ = read('Texte\n\n![a](b.png "D’après {annexe:x}")')
    assert found.citations[0].place == Place("essai.md", 3, 21)


def test_columns_within_containers_and_cells() -> None:
    found, _ = read(
        "> - cité {figure:a}\n\n| un | un {figure:b} |\n|---|---|\n| a\\|b | {figure:c} |"
    )
    assert [(c.place.ligne, c.place.colonne) for c in found.citations] == [
        (1, 10),
        (3, 11),
        (5, 10),
    ]


def test_a_column_after_an_escaped_bar_in_the_same_cell() -> None:
    found, _ = read("| a | b |\n|---|---|\n| x | a\\|b {figure:c} |")
    assert found.citations[0].place == Place("essai.md", 3, 12)


PIECES = st.sampled_from([
    "# ", "## ", "- ", "1. ", "> ", "\n", "\n\n", "    ", "*", "**", "_", "`", "```", "[^a]",
    "[^a]: ", "[x](http://a.b)", '![a](b.png "c")', "{#i largeur=5%}", "{annexe:z}", "{", "<b>",
    "<!--", "-->", "&amp;", "| a | b |", "|---|---|", "|", "\\", "[saut de page]", "Tableau : ",
    "{#t}", "mot", " ", "é", "---", "\t", "\x0b", "](", "![", "<http://x.y>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_typed_is_read_and_each_problem_is_within_the_text(text: str) -> None:
    lines = text.split("\n")
    for problem in read(text)[1]:
        assert problem.ligne is not None
        assert problem.colonne is not None
        assert 1 <= problem.ligne <= len(lines)
        assert 1 <= problem.colonne <= len(lines[problem.ligne - 1]) + 1


def test_lines_are_counted_as_editors_do() -> None:
    _, problems = read("a\u2028b\n\n<b>")
    assert [p.ligne for p in problems] == [3]
