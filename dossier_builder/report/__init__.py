"""Report → what people and programs read, one module per format.

A reporter is a function `Report, Style → str`: its text goes to standard output or to a file. A
file reporter is a function `Report, Path → paths`: it writes the file it is given and what goes
with it, whole or not at all (resources.writing), and says what it wrote, that file first.
A format is imported when it is asked for: each has a library of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.report.style import Style

if TYPE_CHECKING:
    from dossier_builder.domain.report import Report

Reporter = Callable[["Report", Style], str]
FileReporter = Callable[["Report", Path], tuple[Path, ...]]


def _terminal(report: Report, style: Style) -> str:
    from dossier_builder.report import terminal

    return terminal.write(report, style)


def _json(report: Report, style: Style) -> str:
    from dossier_builder.report import json_report

    return json_report.write(report, style)


def _markdown(report: Report, style: Style) -> str:
    from dossier_builder.report import markdown_report

    return markdown_report.write(report, style)


def _html(report: Report, target: Path) -> tuple[Path, ...]:
    from dossier_builder.report import html_report

    return html_report.write(report, target)


REPORTERS: Mapping[str, Reporter] = {
    "terminal": _terminal,
    "json": _json,
    "markdown": _markdown,
}
FILE_REPORTERS: Mapping[str, FileReporter] = {
    "html": _html,
}

__all__ = ["FILE_REPORTERS", "REPORTERS", "FileReporter", "Reporter", "Style"]
