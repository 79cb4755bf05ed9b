"""A bar for people, nothing for programs."""

from __future__ import annotations

import io
import sys

import pytest

from dossier_builder.batch.events import Progress
from dossier_builder.cli import progress


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_who_is_in_hand_the_pace_and_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown() as show:
        show(Progress(4, 1, 1, ("promo/un\ndossier.docx",), 0.1))
        show(Progress(4, 3, 1, ("promo/[bold]deux.docx",), 20.0))
        show(Progress(4, 4, 1, (), 30.0))
    said = screen.getvalue()
    assert "[bold]deux.docx" in said
    assert "promo/" not in said
    assert "6\u00a0par minute" in said.replace(" par", "\u00a0par")
    assert said.endswith("4 documents en 30 s (10 s par document, 1 déjà connu).\n")


def test_a_file_and_a_pipe_see_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown() as show:
        show(Progress(2, 0, 0, ("a.docx",), 0.0))
        show(Progress(2, 2, 0, (), 3.0))
    assert capsys.readouterr().err == ""


def test_all_known_needs_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.shown() as show:
        show(Progress(24, 24, 24, (), 0.2))
    assert screen.getvalue() == "24 documents en 0,2 s (24 déjà connus).\n"


@pytest.mark.parametrize(
    ("seconds", "words"), [(3.25, "3,2 s"), (42.4, "42 s"), (754.0, "12 min 34 s")]
)
def test_durations(seconds: float, words: str) -> None:
    assert f" en {words} (" in progress.summary(Progress(2, 2, 0, (), seconds))


def test_time_left_is_that_of_what_must_be_made() -> None:
    assert progress.left_s(Progress(10, 4, 4, (), 1.0)) is None
    assert progress.left_s(Progress(10, 6, 4, (), 8.0)) == 16.0
