"""`--texte-seul` on every verb: no colour, no column, no sign that a voice would stumble on."""

from __future__ import annotations

import re

import click
import pytest

from dossier_builder.cli import dossier, main
from dossier_builder.cli.plain_text import plain

SIGNS = re.compile(r"[─-╿▀-▟←-⇿►▶●■□▪·\x1b]")
COLUMNS = re.compile(r"\S {2,}\S")
PRINTING = [
    ["diagnostic"],
    ["expliquer"],
    ["expliquer", "PAG001"],
    ["expliquer", "ANX001"],
    ["modele", "lister"],
    ["modele", "montrer", "cip/dpp"],
    ["modele", "montrer", "cip/ccp2", "--feuille"],
]


@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_what_is_printed_is_nothing_but_sentences(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*words, "--texte-seul"])
    said = capsys.readouterr().out
    assert len(said.split()) > 10
    assert not SIGNS.search(said)
    assert not [line for line in said.splitlines() if COLUMNS.search(line)]


@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_no_word_is_lost(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(words)
    before = re.findall(r"\w{4,}", capsys.readouterr().out)
    main([*words, "--texte-seul"])
    after = re.findall(r"\w{4,}", capsys.readouterr().out)
    assert [w for w in after if w != "source"] == [w for w in before if w != "source"]


def leaves(group: click.Group, ctx: click.Context) -> list[click.Command]:
    found = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        found += leaves(command, ctx) if isinstance(command, click.Group) else [command]
    return found


def test_every_verb_has_the_option_and_no_more_than_twelve() -> None:
    commands = leaves(dossier, click.Context(dossier))
    assert len(commands) > 8
    for command in commands:
        options = [p for p in command.params if isinstance(p, click.Option)]
        names = {name for option in options for name in option.opts}
        assert "--texte-seul" in names, command.name
        assert len(options) <= 12, command.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  cip/ccp2    Dossier projet   fourni", "cip/ccp2 : Dossier projet, fourni"),
        ("Longueur :   16 à 21", "Longueur : 16 à 21"),
        ("« Mme Untel » → « Mme U. »", "« Mme Untel » devient « Mme U. »"),
        ("  - une ligne", "- une ligne"),
        ("Parties : A · B [2]", "Parties : A ; B (source 2)"),
        ("☐ lu   ☒ signé", "(case vide) lu : (case cochée) signé"),
        ("\x1b[1mTITRE\x1b[0m", "TITRE"),
    ],
)
def test_a_line_in_columns_becomes_a_sentence(text: str, said: str) -> None:
    assert plain(text) == said


def test_an_error_has_no_colour_either(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expliquer", "ZZZ999", "--texte-seul"]) == 2
    said = capsys.readouterr().err
    assert "n’existe pas" in said
    assert "\x1b" not in said
