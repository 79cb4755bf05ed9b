"""The titles of checks, and that a terminal report does without the catalogue."""

from __future__ import annotations

import subprocess
import sys

from dossier_builder.report.check_titles import check_title

LIGHT = """
import sys
from dossier_builder.batch import cache, cohort, delivery, trainer
from dossier_builder.report import json_report, terminal
heavy = {"dossier_builder.rules.checks", "dossier_builder.facts", "dossier_builder.inputs",
         "lxml", "pypdfium2", "rapidfuzz", "markdown_it", "dossier_builder.domain.facts"}
sys.exit(", ".join(heavy & set(sys.modules)) or 0)
"""


def test_a_check_has_its_title() -> None:
    assert check_title("TXT001") == "Textes provisoires"


def test_what_only_cohorts_know_has_none() -> None:
    assert check_title("SIM001") is None


def test_known_reports_are_told_without_any_check_or_reader() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT], check=False, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.returncode == 0
