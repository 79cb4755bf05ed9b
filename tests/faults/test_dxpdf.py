"""Workers of dxpdf that misbehave: other functions stand in for its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from dossier_builder.domain.submission import Layout, LayoutFailure
from dossier_builder.layout import LayoutJob, dxpdf, dxpdf_server

from . import fake_dxpdf


@pytest.fixture
def lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a line for each worker started."""
    monkeypatch.setenv("VIES", str(tmp_path / "vies"))
    return tmp_path / "vies"


def _lives(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().splitlines()]


@pytest.mark.parametrize(
    ("worker", "motif"),
    [
        (fake_dxpdf.hang, "dxpdf n’a pas fini en 1\u00a0s"),
        (fake_dxpdf.crash, "dxpdf s’est arrêté brutalement (mémoire épuisée ou document anormal)"),
        (fake_dxpdf.leave, "dxpdf s’est arrêté brutalement (mémoire épuisée ou document anormal)"),
        (fake_dxpdf.lie, "le PDF produit est illisible"),
        (fake_dxpdf.eat, "dxpdf ne sait pas mettre en page ce document"),
    ],
)
def test_each_fault_is_a_failure(
    worker: Callable[[str], None],
    motif: str,
    jobs: list[LayoutJob],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dxpdf_server, "serve", worker)
    began = time.monotonic()
    (laid,) = dxpdf.lay_out(jobs[:1], timeout_s=1.0)
    assert isinstance(laid.result, LayoutFailure)
    assert laid.result.motif == motif
    assert not jobs[0].output.exists()
    assert time.monotonic() - began < 30  # the program would sleep for a minute


def test_one_worker_serves_many_documents(
    jobs: list[LayoutJob], lives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dxpdf_server, "serve", fake_dxpdf.noted)
    assert all(isinstance(laid.result, Layout) for laid in dxpdf.lay_out(jobs))
    assert len(_lives(lives)) == 1


def test_a_worker_is_renewed(
    jobs: list[LayoutJob], lives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dxpdf_server, "serve", fake_dxpdf.noted)
    monkeypatch.setattr(dxpdf_server, "BATCH", 2)
    assert all(isinstance(laid.result, Layout) for laid in dxpdf.lay_out(jobs))
    assert len(_lives(lives)) == 2


def test_no_document_pays_for_those_before(
    jobs: list[LayoutJob], lives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that dies on the second document: that one is asked of a new worker."""
    monkeypatch.setattr(dxpdf_server, "serve", fake_dxpdf.die_at_second)
    assert all(isinstance(laid.result, Layout) for laid in dxpdf.lay_out(jobs))
    assert len(_lives(lives)) == 3


def test_a_hang_costs_its_own_document(
    jobs: list[LayoutJob], lives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dxpdf_server, "serve", fake_dxpdf.hang_at_second)
    results = [laid.result for laid in dxpdf.lay_out(jobs, timeout_s=5.0)]
    assert [type(result) for result in results] == [Layout, LayoutFailure, Layout]
    assert len(_lives(lives)) == 2


def test_a_folder_that_takes_nothing_is_a_failure(
    jobs: list[LayoutJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "en-cours").write_text("un fichier à la place du dossier")
    for laid in dxpdf.lay_out(jobs[:2]):
        assert isinstance(laid.result, LayoutFailure)
        assert laid.result.motif.startswith("le dossier de travail ne se laisse pas écrire")


def test_nothing_is_left(
    jobs: list[LayoutJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    with dxpdf.answering() as answer:
        assert isinstance(answer(jobs[0]).result, Layout)
        (room,) = (tmp_path / "cache" / "en-cours").iterdir()
        assert not list(room.glob("*.pdf"))  # copied where it was wanted, then removed
    assert not list((tmp_path / "cache" / "en-cours").iterdir())


def test_its_version_is_that_of_the_wheel() -> None:
    assert dxpdf.probe().version == metadata.version("dxpdf")


def test_without_the_library(jobs: list[LayoutJob], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dxpdf, "find_spec", lambda _: None)
    assert "Réinstallez" in dxpdf.probe().remedy
    (laid,) = dxpdf.lay_out(jobs[:1])
    assert isinstance(laid.result, LayoutFailure)
    assert laid.result.motif == "dxpdf n’est pas installé"
