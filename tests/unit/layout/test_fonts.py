from __future__ import annotations

import pytest

from dossier_builder.layout import FontEvidence, compare_fonts


@pytest.mark.parametrize(
    ("asked", "used", "match"),
    [
        ("Calibri", "Carlito", "twin"),
        ("calibri", "Carlito", "twin"),
        ("Calibri", "Calibri", "identical"),
        ("Arial", "Liberation Sans", "twin"),
        ("Arial", "LiberationSans-BoldItalic", "twin"),
        ("Arial", "ArialMT", "identical"),
        ("Times New Roman", "TimesNewRomanPSMT", "identical"),
        ("Times New Roman", "Liberation Serif", "twin"),
        ("Lato", "Lato-Regular", "identical"),
        ("Lato Black", "Lato Black", "identical"),
        ("Symbol", "OpenSymbol", "twin"),
        ("Aptos", "Carlito", "near"),
        ("Calibri Light", "Carlito", "near"),
    ],
)
def test_a_family_and_what_stands_for_it(asked: str, used: str, match: str) -> None:
    (evidence,) = compare_fonts([asked], [used, "DejaVu Sans Mono"])
    assert (evidence.asked, evidence.used, evidence.match) == (asked, used, match)


def test_the_family_itself_wins_over_its_twin() -> None:
    (evidence,) = compare_fonts(["Arial"], ["Liberation Sans", "Arial"])
    assert evidence == FontEvidence("Arial", "Arial", "identical")


def test_a_silent_replacement_is_told() -> None:
    assert compare_fonts(["Marianne", "Arial"], ["DejaVu Sans", "Liberation Sans"]) == (
        FontEvidence("Arial", "Liberation Sans", "twin"),
        FontEvidence("Marianne", "", "other"),
    )


def test_families_are_told_apart() -> None:
    used = ["Liberation Sans"]
    assert [e.match for e in compare_fonts(["Arial Narrow", "Arial"], used)] == ["twin", "other"]


def test_nothing_asked_nothing_said() -> None:
    assert compare_fonts([], ["Lato"]) == ()
