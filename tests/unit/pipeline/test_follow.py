"""`follow`: the states of a document at its saves, with the embedded engine alone."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from docx import Document

from dossier_builder.domain.suivi import Suivi
from dossier_builder.pipeline.follow import follow
from dossier_builder.pipeline.follow_watch import Wakes
from dossier_builder.pipeline.requests import Options, Request

NOW = dt.datetime(2026, 11, 23, 14, 5, tzinfo=dt.UTC)
EXAMPLES = Path(__file__).parents[3] / "examples" / "cip"

States = Generator[Suivi, None, None]


@pytest.fixture(autouse=True)
def embedded_engine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    """A short Word file, with the first headings of a CCP3."""
    path = tmp_path / "CCP3.docx"
    document = Document()
    for title in ("Introduction", "Prospection des employeurs", "Conclusion"):
        document.add_heading(title)
        document.add_paragraph("Une phrase inventée, pour faire des lignes. " * 30)
    document.save(str(path))
    return path


class Now(Wakes):
    """Time to look, at each wait."""

    def wait(self) -> bool:
        super().wait()
        return True


@pytest.fixture
def started() -> Iterator[list[States]]:
    """Iterators that the test began, closed at its end."""
    begun: list[States] = []
    yield begun
    for states in begun:
        states.close()


def begin(path: Path, tmp_path: Path, started: list[States], *, once: bool = False) -> States:
    room = tmp_path / "salle"
    room.mkdir()
    states = follow(
        Request(path, path.name),
        Options(now=NOW, modele="cip/ccp3"),
        room,
        clock=lambda: NOW,
        once=once,
        wakes=Now(path, notified=False),
    )
    started.append(states)
    return states


def until(states: States, phase: str) -> Suivi:
    return next(state for state in states if state.phase == phase)


def test_once_gives_the_figure_and_ends(
    word_file: Path, tmp_path: Path, started: list[States]
) -> None:
    states = list(begin(word_file, tmp_path, started, once=True))
    assert [state.phase for state in states] == ["calcul", "estimation"]
    last = states[-1]
    assert last.definitif
    assert "LibreOffice n’est pas là" in last.note
    assert last.chiffres is not None
    assert last.chiffres.pages in {1, 2}


def test_a_save_cut_in_two_is_waited_for_and_then_counted(
    word_file: Path, tmp_path: Path, started: list[States]
) -> None:
    states = begin(word_file, tmp_path, started)
    first = until(states, "estimation")
    whole = word_file.read_bytes()
    word_file.write_bytes(whole[: len(whole) // 3])
    saving = next(states)
    assert saving.phase == "enregistrement"
    assert saving.chiffres == first.chiffres  # what was known is still shown
    word_file.write_bytes(whole)
    again = until(states, "estimation")
    assert again.numero == 2
    assert again.avant == first.chiffres


def test_a_file_taken_away_is_waited_for(
    word_file: Path, tmp_path: Path, started: list[States]
) -> None:
    states = begin(word_file, tmp_path, started)
    until(states, "estimation")
    aside = word_file.rename(tmp_path / "ailleurs.docx")
    assert next(states).phase == "absent"
    aside.rename(word_file)
    assert until(states, "estimation").numero == 2


def test_the_program_that_opens_the_file_is_named(
    word_file: Path, tmp_path: Path, started: list[States]
) -> None:
    states = begin(word_file, tmp_path, started)
    assert until(states, "estimation").ouvert_dans == ""
    lock = tmp_path / "~$CP3.docx"
    lock.write_bytes(b"")
    assert next(states).ouvert_dans == "Word"
    lock.unlink()
    assert next(states).ouvert_dans == ""


def test_a_folder_with_a_fault_says_where_and_goes_on(
    tmp_path: Path, started: list[States]
) -> None:
    shutil.copytree(EXAMPLES / "ccp3", tmp_path / "ccp3")
    folder = tmp_path / "ccp3" / "conforme"
    states = begin(folder, tmp_path, started)
    first = until(states, "estimation")
    settings = folder / "dossier.yaml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text(good + "titre: [\n", encoding="utf-8")
    wrong = until(states, "confirme")
    assert wrong.chiffres is not None
    assert wrong.chiffres.rapport.erreur is not None
    (problem, *_) = wrong.chiffres.rapport.erreur.problemes
    assert problem.place.endswith(f"dossier.yaml:{problem.ligne}:{problem.colonne}")
    settings.write_text(good, encoding="utf-8")
    mended = until(states, "estimation")
    assert mended.avant == first.chiffres  # compared with the last that could be read


def test_nothing_is_left_once_closed(
    word_file: Path, tmp_path: Path, started: list[States]
) -> None:
    states = begin(word_file, tmp_path, started)
    until(states, "calcul")
    states.close()
    assert not list((tmp_path / "salle").glob("confirme-*"))
    assert word_file.exists()
