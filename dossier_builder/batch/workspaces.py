"""Where lists at work keep their files; imported before anything is known to be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dossier_builder.resources import cache_folder

if TYPE_CHECKING:
    from pathlib import Path


def workspaces() -> Path:
    """Where the folders of lists at work are: in the cache folder, swept by the next run."""
    return cache_folder() / "en-cours"
