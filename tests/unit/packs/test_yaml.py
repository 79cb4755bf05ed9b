"""YAML becomes plain values with positions; what is not YAML is explained where it stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.packs.positions import parse_yaml


def problems(text: str) -> tuple[InputProblem, ...]:
    with pytest.raises(InputsError) as caught:
        parse_yaml(text, "dossier.yaml")
    assert caught.value.problems
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("oui", "oui"),
        ("non", "non"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2.5", 2.5),
        ("2,5", "2,5"),
        (".nan", ".nan"),
        ("2026-11-23", dt.date(2026, 11, 23)),
        ("2026-02-30", "2026-02-30"),
        ("23/11/2026", "23/11/2026"),
        ("12345678901234567890", "12345678901234567890"),
        ('"12"', "12"),
        ("'2026-11-23'", "2026-11-23"),
        ("[a, 1]", ["a", 1]),
        (">-\n  un\n  deux", "un deux"),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: Any) -> None:
    assert parse_yaml(f"cle: {text}", "a.yaml").value == {"cle": value}


@pytest.mark.parametrize("text", ["", "# rien\n", "---\n", "~"])
def test_an_empty_text_is_an_empty_mapping(text: str) -> None:
    assert parse_yaml(text, "a.yaml").value == {}


def test_positions_of_values_and_keys() -> None:
    located = parse_yaml("titre: Mon projet\nannexes:\n  - {id: a, titre: B}\n", "a.yaml")
    assert located.position() == (1, 1)
    assert located.position(("titre",)) == (1, 8)
    assert located.key_position(("titre",)) == (1, 1)
    assert located.position(("annexes", 0, "titre")) == (3, 20)
    assert located.key_position(("annexes", 0, "titre")) == (3, 13)
    assert located.position(("annexes", 0, "absente")) == (3, 5)
    assert located.key_position(("annexes", 0)) == (3, 5)


def test_a_part_keeps_its_positions() -> None:
    part = parse_yaml("annexes:\n  - {id: a, titre: B}\n", "a.yaml").at("annexes", 0)
    assert part.value == {"id": "a", "titre": "B"}
    assert part.position(("titre",)) == (2, 20)
    with pytest.raises(KeyError):
        part.at("fichier")


def test_front_matter_counts_lines_of_its_file() -> None:
    located = parse_yaml("intitule: X\n", "at1-1.md", first_line=2)
    assert located.position(("intitule",)) == (2, 11)
    with pytest.raises(InputsError) as caught:
        parse_yaml("a: b: c\n", "at1-1.md", first_line=2)
    assert caught.value.problems[0].place == "at1-1.md:2:5"


def test_a_no_break_space_around_a_key_is_not_part_of_it() -> None:
    assert parse_yaml("titre\u00a0: x\n", "a.yaml").value == {"titre": "x"}


def test_an_alias_repeats_a_value() -> None:
    assert parse_yaml("a: &s {x: 1}\nb: *s\n", "a.yaml").value == {"a": {"x": 1}, "b": {"x": 1}}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\n\tb: 2\n", 2, 1, "tabulation"),
        ("a:\tx\n\tb: 2\n", 1, 3, "tabulation"),
        ("a: x\nb: [1, 2\nc: 3\n", 2, 4, "« [ » n’est pas refermé"),
        ("a: x\nb: {c: 1\n", 2, 4, "« { » n’est pas refermé"),
        ("titre: 'l'accompagnement'\n", 1, 8, "apostrophe droite"),
        ("titre: Contexte: la structure\n", 1, 16, "entre guillemets"),
        ("titre: @moi\n", 1, 8, "« @ »"),
        ('titre: "ouvert\nb: 2\n', 1, 8, "n’est pas refermé"),
        ("titre:Projet\nb: 2\n", 1, 7, "espace après les deux-points"),
        ("- a\nb: c\n", 2, 1, "syntaxe YAML"),
        ("a: 1\n---\nb: 2\n", 2, 1, "plusieurs documents"),
        ("a: *absent\n", 1, 4, "ne renvoie à rien"),
        ("a: &moi [*moi]\n", 1, 10, "ne renvoie à rien"),
        ("[a, b]: c\n", 1, 1, "simple mot"),
        ("a: x\x07y\n", 1, 5, "U+0007"),
        ("a: 1\na: 2\n", 2, 1, "écrite deux fois (déjà ligne 1)"),
    ],
)
def test_syntax_errors_have_their_place_and_a_french_reason(
    text: str, line: int, column: int, words: str
) -> None:
    problem = problems(text)[0]
    assert (problem.ligne, problem.colonne) == (line, column)
    assert words in problem.message.replace("\u00a0", " ")
    assert problem.aide


def test_every_duplicate_is_reported() -> None:
    assert [p.place for p in problems("a: 1\na: 2\nb: {c: 1, c: 2}\n")] == [
        "dossier.yaml:2:1",
        "dossier.yaml:3:11",
    ]


def test_a_billion_laughs_stop_early() -> None:
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]" for i in range(1, 12)]
    (problem,) = problems("\n".join(lines))
    assert "alias" in problem.message


@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "{b: " * 60, "- " * 400 + "a"])
def test_deep_nesting_stops_early(text: str) -> None:
    (problem,) = problems(text)
    assert "niveaux" in problem.message


@given(st.text(alphabet=" \t\n:-[]{}'\"&*#?|>!%@`,abé\u00a0\u0000\ufeff", max_size=60))
def test_any_text_is_a_value_or_a_problem_inside_it(text: str) -> None:
    """Whatever people type, they get a value, or problems that point into their text."""
    lines = text.split("\n")
    for line in lines_told(text):
        assert 1 <= line <= len(lines) + 1


def lines_told(text: str) -> list[int]:
    """Line of the value, or of each problem; a problem without a line fails the test."""
    try:
        return [parse_yaml(text, "a.yaml").position()[0]]
    except InputsError as error:
        return [problem.ligne or 0 for problem in error.problems if problem.message] or [0]
