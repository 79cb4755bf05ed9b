"""Faults planted in conform documents: a fixed sample of bench/exactitude (embedded engine)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "exactitude.py"
SAMPLE = 30
_FALSE_ALARMS = 0.1
_LIMIT_S = 900


@pytest.mark.lent
def test_planted_errors_are_seen_and_conform_documents_left_in_peace(tmp_path: Path) -> None:
    figures = tmp_path / "chiffres.json"
    done = subprocess.run(
        [
            sys.executable, str(SCRIPT), "--partie", "fautes", "--echantillon", str(SAMPLE),
            "--moteur", "dxpdf", "--sans-page", "--json", str(figures),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=_LIMIT_S,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(figures.read_text(encoding="utf-8"))
    errors = [code for code in report["codes"] if code["gravite"] == "erreur"]
    assert len(errors) >= 10, "the sample must hold most of the codes"
    assert [code["code"] for code in errors if code["vues"] < code["plantees"]] == [], done.stdout
    assert report["verdicts_faux"] == [], done.stdout
    assert report["conformes"] >= 5
    assert set(report["fausses"]) == {"erreur", "avertissement"}
    assert max(report["fausses"].values()) <= _FALSE_ALARMS, done.stdout
