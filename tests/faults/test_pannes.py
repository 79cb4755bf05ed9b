"""A full disk, a power cut: at whatever write it comes, no learner's file is lost or half new.

The commands and their folders are those of bench/robustesse, which stops them many more times.
"""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .injection import Outcome, Server, campaign

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "bench"))
        yield importlib.import_module("robustesse.commandes")


def stopped(bench: Any, title: str, room: Path, *, faults: int, kills: int) -> Outcome:
    """The command of that title, stopped so many times."""
    (room / "tmp").mkdir(parents=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DOSSIER_SANS_LIBREOFFICE": "1",
        "DOSSIER_CACHE": str(room / "cache"),
        "TMPDIR": str(room / "tmp"),
    }
    one = bench.COMMANDS[title]
    with Server(environment) as server:
        return campaign(
            server, one.arguments, lambda folder: bench.prepared(one, folder), room / "campagne",
            faults=faults, kills=kills, made=one.made, again_every=one.again_every,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "faults", "kills"),
    [
        ("generer", 14, 6),
        ("generer, Word retouché", 5, 3),
        ("nouveau", 5, 4),
        ("importer", 8, 4),
        ("importer --dans", 8, 4),
        ("verifier, rapports", 6, 3),
        ("anonymiser", 6, 3),
        ("deposer", 6, 3),
    ],
)
def test_a_write_that_fails_loses_nothing(
    bench: Any, title: str, faults: int, kills: int, tmp_path: Path
) -> None:
    outcome = stopped(bench, title, tmp_path, faults=faults, kills=kills)
    assert outcome.lost == []
    assert outcome.writes >= faults
    assert (outcome.faults, outcome.kills) == (faults, kills)
    assert outcome.codes[-9] == kills
    assert outcome.codes[7] > 0


def test_the_harness_sees_a_careless_write(tmp_path: Path) -> None:
    """Half a file, where a report is written in its place: the guard would say so."""
    from .injection import _faults

    (tmp_path / "r.html").write_text("<html>", encoding="utf-8")
    before = {"r.html": b"<html></html>", "lost.txt": b"x"}
    found = list(_faults(tmp_path, before, ("r.html",)))
    assert found == ["lost.txt is lost", "r.html is half written"]
    shutil.rmtree(tmp_path)
