"""Mutated documents through the real code: a report or a clear error, never a bug.

The harnesses are those of bench/robustesse; here, a fixed sample, and every case that once crashed.
"""

from __future__ import annotations

import importlib
import logging
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest

# What libraries say of a damaged file is no fault.
pytestmark = pytest.mark.filterwarnings("ignore")
HERE = Path(__file__).parent
CORPUS = sorted(path for path in (HERE / "corpus").iterdir() if path.suffix)
SECONDS = 7
"""For each harness; the whole sample takes less than a minute."""
SLOW_S = 20


@pytest.fixture(scope="module")
def targets() -> Any:
    bench = str(HERE.parent.parent / "bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(bench)
        yield importlib.import_module("robustesse.cibles").TARGETS


def run(target: Any, case: bytes, room: Path, caplog: pytest.LogCaptureFixture) -> None:
    room.mkdir()
    began = time.monotonic()
    with caplog.at_level(logging.ERROR, logger="dossier_builder"):
        target.run(case, room)
    assert [record.getMessage() for record in caplog.records] == []
    assert time.monotonic() - began < SLOW_S


@pytest.mark.lent
@pytest.mark.parametrize("name", ["porte", "archive", "yaml", "markdown", "docx", "pdf"])
def test_a_fixed_sample(
    name: str, targets: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    choices = sys.modules["robustesse.choix"].Choices
    rng = random.Random(20261123)  # noqa: S311 - cases, not secrets
    end, number = time.monotonic() + SECONDS, 0
    while number < 60 and (time.monotonic() < end or number < 3):
        case = targets[name].make(choices(rng.randbytes(rng.randrange(8, 96))))
        run(targets[name], case, tmp_path / str(number), caplog)
        number += 1


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_what_once_crashed(
    path: Path, targets: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run(targets[path.name.partition("-")[0]], path.read_bytes(), tmp_path / "cas", caplog)


def test_the_harness_sees_a_bug(targets: Any, tmp_path: Path) -> None:
    """A target that raised would be told: the guard is not blind."""
    cibles = sys.modules["robustesse.cibles"]
    with pytest.raises(ZeroDivisionError):
        cibles._ended(lambda: str(1 // 0))
    del targets, tmp_path


def test_the_same_bytes_make_the_same_case(targets: Any) -> None:
    choices = sys.modules["robustesse.choix"].Choices
    for target in targets.values():
        if target.name != "pdf":  # pypdf gives a new identifier to each file
            assert target.make(choices(bytes(range(60)))) == target.make(choices(bytes(range(60))))
