"""A report shown in the user's own browser, where there is one."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from pathlib import Path

import click

from dossier_builder.domain.typographie import insecable


def show(path: Path, opener: Callable[[str], bool] = webbrowser.open) -> bool:
    """Open a file in the browser; say where it is when nothing can. Nothing leaves the machine."""
    try:
        shown = opener(path.absolute().as_uri())
    except (OSError, webbrowser.Error):
        shown = False
    if not shown:
        click.echo(insecable(f"Le rapport n’a pas pu être ouvert : ouvrez « {path} »."), err=True)
    return shown
