"""The goals of docs/exactitude.md, held on a fixed sample of the labelled benchmark."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "exactitude.py"
SAMPLE = 20
_LIMIT_S = 300
_GOAL = 0.98


def share(part: Mapping[str, int]) -> float:
    return part["oui"] / part["sur"] if part["sur"] else 1.0


@pytest.mark.lent
def test_no_sure_count_is_wrong_and_annexes_and_parts_are_found(
    engine: str, tmp_path: Path
) -> None:
    figures = tmp_path / "chiffres.json"
    done = subprocess.run(
        [
            sys.executable, str(SCRIPT), "--partie", "comptes", "--echantillon", str(SAMPLE),
            "--moteur", engine, "--json", str(figures),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    report: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    whole = report["groupes"][-1]
    assert whole["documents"] >= SAMPLE - 2, "odt alone may be left out, without LibreOffice"
    assert whole["surs_faux"] == 0, done.stdout
    assert whole["verdicts_faux"] == 0, done.stdout
    assert share(whole["contenus"]) == 1, done.stdout
    for goal in ("genre", "annexes", "rappel", "precision"):
        assert share(whole[goal]) >= _GOAL, (goal, done.stdout)
