from __future__ import annotations

import pytest

from dossier_builder.domain.facts import Properties
from dossier_builder.facts.content import Content, Line, WordRecord
from dossier_builder.facts.evidence import judge_fonts, word_testimony


def content(words: int, record: WordRecord | None) -> Content:
    return Content("docx", (Line(0, "mot " * words),), Properties(), record=record)


@pytest.mark.parametrize(
    ("recorded", "words", "fresh"),
    [(1000, 1000, True), (1000, 1090, True), (1000, 1200, False), (30, 75, True), (None, 9, True)],
)
def test_a_record_of_another_text_is_no_witness(
    recorded: int | None, words: int, *, fresh: bool
) -> None:
    record = WordRecord(27, "Microsoft Office Word", recorded)
    testimony = word_testimony(content(words, record))
    assert (testimony is not None) == fresh
    if testimony is not None:
        witness = testimony.witness
        assert (witness.source, witness.total, witness.comptees) == ("word", 27, None)
        assert witness.detail == "enregistré par Microsoft Office Word"


def test_no_record_no_witness() -> None:
    assert word_testimony(content(10, None)) is None


def fonts(asked: set[str], used: tuple[str, ...], embedded: set[str] | None = None) -> str:
    document = Content(
        "docx", (), Properties(), fonts=frozenset(asked), embedded=frozenset(embedded or ())
    )
    judgement = judge_fonts(document, lambda: used)
    assert judgement.faithful == (not judgement.sentence)
    return judgement.sentence


def test_fonts_that_move_no_line_are_not_spoken_of() -> None:
    assert fonts({"Lato"}, ("Lato",)) == ""
    assert fonts({"Calibri"}, ("Carlito",)) == ""
    assert fonts({"Marianne"}, ("DejaVu Sans",), {"Marianne"}) == ""


def test_fonts_replaced_by_another_width_are_named() -> None:
    assert fonts({"Marianne"}, ("DejaVu Sans",)) == "police Marianne remplacée"
    assert fonts({"Aptos", "Verdana"}, ("Carlito", "DejaVu Sans")) == (
        "polices Aptos et Verdana remplacées"
    )
