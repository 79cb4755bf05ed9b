"""Grammalecte asked for its opinion: what is kept of it, and what becomes of its faults."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dossier_builder.domain.facts import Properties
from dossier_builder.domain.presentation import Relecture
from dossier_builder.domain.submission import DocumentFormat
from dossier_builder.facts import find_program, proofread
from dossier_builder.facts.content import Content, Line

from .fake_grammalecte import fake_grammalecte

_WRONG = "Les personne accompagnés viennent à Valfictive ; les persones restent."


def content(*texts: str, kind: DocumentFormat = "docx") -> Content:
    return Content(kind, tuple(Line(10 + n, text) for n, text in enumerate(texts)), Properties())


def kept(relecture: Relecture | None) -> list[tuple[str, str, int]]:
    assert relecture is not None
    assert relecture.motif == ""
    return [(r.genre, r.texte, r.paragraphe) for r in relecture.remarques]


def test_mistakes_with_their_paragraph_and_no_noise(tmp_path: Path) -> None:
    found = proofread(
        content("Bonjour.", "", _WRONG, "chaque accompagné·e"), fake_grammalecte(tmp_path), tmp_path
    )
    assert kept(found) == [("orth", "persones", 12), ("gn", "personne accompagnés", 12)]
    assert found is not None
    assert found.remarques[1].suggestions == ("accompagnées",)


def test_acronyms_and_words_of_the_trade_are_no_mistakes(tmp_path: Path) -> None:
    program = fake_grammalecte(tmp_path)
    assert kept(proofread(content("Le contrat de le PLIE."), program, tmp_path)) == []
    assert kept(proofread(content(*["Ces persones."] * 4), program, tmp_path)) == []


def test_the_lines_of_a_pdf_are_read_as_sentences(tmp_path: Path) -> None:
    lines = ("Les personne", "accompagnés viennent.", "Une autre phrase.")
    found = proofread(content(*lines, kind="pdf"), fake_grammalecte(tmp_path), tmp_path)
    assert kept(found) == [("gn", "personne accompagnés", 10)]


@pytest.mark.parametrize(
    ("behaviour", "motif"),
    [("casse", "arrêté sans finir"), ("bavard", "illisible"), ("muet", "n’a pas répondu")],
)
def test_a_program_that_fails_says_nothing_and_costs_no_time(
    tmp_path: Path, behaviour: str, motif: str
) -> None:
    started = time.monotonic()
    program = fake_grammalecte(tmp_path, behaviour)
    found = proofread(content(_WRONG), program, tmp_path, timeout_s=1.0)
    assert found is not None
    assert found.remarques == ()
    assert motif in found.motif
    assert time.monotonic() - started < 10


def test_nobody_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert proofread(content(_WRONG), None, tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program() is None
    program = fake_grammalecte(tmp_path)
    assert find_program() == program


def test_the_real_program(tmp_path: Path) -> None:
    program = find_program()
    if program is None:
        pytest.skip("grammalecte-cli n’est pas installé")
    found = proofread(
        content("L'atelier a durer trois heures .", "Les personnes accompagnés de le PLIE."),
        program,
        tmp_path,
    )
    assert ("ppas", "durer", 10) in kept(found)
    assert ("gn", "accompagnés", 11) in kept(found)
    assert not [r for r in kept(found) if r[0] in {"apos", "nbsp"}]
