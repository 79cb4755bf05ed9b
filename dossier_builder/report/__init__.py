"""Report → what people and programs read, one module per format.

A reporter is a function `Report, Style → str`; its text goes to standard output or to a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dossier_builder.domain.report import Report
from dossier_builder.report import json_report, terminal
from dossier_builder.report.style import Style

Reporter = Callable[[Report, Style], str]

REPORTERS: Mapping[str, Reporter] = {
    "terminal": terminal.write,
    "json": json_report.write,
}

__all__ = ["REPORTERS", "Reporter", "Style"]
