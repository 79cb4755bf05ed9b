"""Names of files for people: every system takes them, and none climbs."""

from __future__ import annotations

import pytest

from dossier_builder.report.file_names import safe_stem, unique_stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DUPONT Alex", "DUPONT Alex"),
        ("../../etc/passwd", "etc passwd"),
        ("..\\..\\x", "x"),
        ("a\nb\x00c\u202ed", "a b c d"),
        (" .~$caché. ", "$caché"),
        ("CON", "_CON"),
        ("nul.docx", "_nul.docx"),
        ("COM1. Alex", "_COM1. Alex"),
        ("CONTE Alex", "CONTE Alex"),
        ('D’ARC "Jo" <x> a:b|c?*', "D’ARC Jo x a b c"),
        ("e\u0301cole", "école"),
        ("\udcff", "Sans nom"),
        ("", "Sans nom"),
        ("...", "Sans nom"),
    ],
)
def test_a_name_is_made_safe(text: str, expected: str) -> None:
    assert safe_stem(text) == expected


def test_a_long_name_is_cut_between_characters() -> None:
    made = safe_stem("é" * 300)
    assert made == "é" * 60


def test_two_of_a_name_are_two_files() -> None:
    names = ["DUPONT Alex", "Dupont ALEX", "DUPONT Alex (2)"]
    stems = unique_stems(names, " - fiche")
    assert stems[0] == "DUPONT Alex - fiche"
    assert len({stem.casefold() for stem in stems}) == 3
