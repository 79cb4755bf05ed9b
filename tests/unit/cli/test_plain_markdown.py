from __future__ import annotations

from dossier_builder.cli.plain_markdown import to_text


def test_headings_stand_out_and_marks_go() -> None:
    text = to_text("# Titre **gras**\n\n## Partie\n\nUn *mot*, un `code`.\n", width=80)
    assert text == "Titre gras\n\nPARTIE\n\nUn mot, un code.\n"


def test_a_code_span_keeps_its_stars_and_braces() -> None:
    assert to_text("Voir `**/*.md` et `{a}`.", width=80) == "Voir **/*.md et {a}.\n"


def test_paragraphs_are_wrapped_whatever_the_source_lines() -> None:
    assert to_text("un deux\ntrois quatre", width=9) == "un deux\ntrois\nquatre\n"


def test_a_list_item_hangs_and_takes_its_continuation_lines() -> None:
    text = to_text("- un point qui\n  continue ici\n- deux", width=20)
    assert text == "  - un point qui\n    continue ici\n  - deux\n"


def test_a_no_break_space_never_ends_a_line() -> None:
    lines = to_text("aaaa bbb\u00a0: ccc", width=9).splitlines()
    assert lines == ["aaaa", "bbb\u00a0: ccc"]


def test_fenced_code_is_indented_and_left_alone() -> None:
    text = to_text("```yaml\na: **1**\n\n  b: 2\n```\n\nFin.", width=20)
    assert text == "    a: **1**\n    \n      b: 2\n\nFin.\n"


def test_a_quote_loses_its_mark() -> None:
    assert to_text("> un\n> deux", width=40) == "    un deux\n"


def test_a_link_leaves_its_text() -> None:
    assert to_text("Lire [le guide](guide.md).", width=40) == "Lire le guide.\n"


def test_a_table_that_fits_is_aligned() -> None:
    text = to_text("| A | Bé |\n|---|---|\n| `x` | long |\n| yy | 1 |", width=40)
    assert text == "  A   Bé\n  x   long\n  yy  1\n"


def test_a_table_too_wide_becomes_one_line_per_cell() -> None:
    text = to_text("| Nom | Sens |\n|---|---|\n| a | un sens assez long pour déborder |", width=24)
    assert text == "  - a\n    Sens : un sens assez\n      long pour déborder\n"


def test_the_paint_is_for_headings_only() -> None:
    assert to_text("# T\n\ncorps", width=40, heading=lambda t: f"<{t}>") == "<T>\n\ncorps\n"
