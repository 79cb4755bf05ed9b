from __future__ import annotations

import pytest

from dossier_builder.facts.looks import (
    Look,
    Looked,
    body_look,
    levels,
    reads_as_heading,
    stands_out,
)

BODY = Look(11.0)
LARGE, BOLD = Look(16.0, bold=True), Look(11.0, bold=True)


def ranks(*lines: tuple[str, Look] | tuple[str, Look, int]) -> list[int | None]:
    looked = [
        Looked(n, line[0], line[1], line[2] if len(line) > 2 else None)
        for n, line in enumerate(lines)
    ]
    found = levels(looked)
    return [found.get(n) for n in range(len(lines))]


def test_the_largest_type_is_the_first_level() -> None:
    assert ranks(("Un", LARGE), ("Un-un", BOLD), ("Deux", LARGE)) == [1, 2, 1]


def test_sizes_that_differ_by_a_hair_are_one() -> None:
    assert ranks(("Un", Look(16.0)), ("Deux", Look(15.6)), ("A", Look(13.0))) == [1, 1, 2]


def test_numbers_tell_the_depth_within_one_look() -> None:
    texts = ["1. Contexte", "1.1 Le public", "1.1.1 Les jeunes", "2. Atelier"]
    assert ranks(*((text, BOLD) for text in texts)) == [1, 2, 3, 1]
    texts = ["I. Contexte", "A) Le public", "B) Le territoire", "II/ Atelier"]
    assert ranks(*((text, BOLD) for text in texts)) == [1, 2, 2, 1]


def test_where_styles_are_used_only_their_look_is_a_heading() -> None:
    styled = [("Un", LARGE, 1), ("Un-un", Look(13.0, bold=True), 2), ("Deux", LARGE, 1)]
    assert ranks(*styled, ("Trois", LARGE), ("En gras", BOLD)) == [None, None, None, 1, None]


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (Look(11.5), False),
        (Look(13.0), True),
        (BOLD, True),
        (Look(11.0, capitals=True), True),
        (Look(11.0, underlined=True), True),
        (BODY, False),
    ],
)
def test_what_stands_out(look: Look, *, expected: bool) -> None:
    assert stands_out(look, BODY) is expected


def test_in_a_body_all_in_bold_bold_tells_nothing() -> None:
    assert not stands_out(BOLD, BOLD)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le public accueilli", True),
        ("Qui accueille-t-on ?", True),
        ("Conclusion.", True),
        ("Grille de suivi de Mme M.", True),
        ("Je retiens trois points.", False),
        ("un début,", False),
        ("12", False),
        ("mot " * 21, False),
        ("", False),
    ],
)
def test_what_reads_as_a_heading(text: str, *, expected: bool) -> None:
    assert reads_as_heading(text) is expected


def test_the_body_is_what_most_characters_are() -> None:
    assert body_look([(BOLD, 40), (BODY, 30), (BODY, 30)]) == BODY
    assert body_look([]) == Look()
