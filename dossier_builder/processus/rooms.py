"""Private folders that bear the number of their process, so that a later run removes the dead's."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from dossier_builder.processus.alive import is_alive


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that it holds, as far as the system lets us."""
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def own_folder(parent: Path, *, remove: Callable[[Path], None] = remove_folder) -> Iterator[Path]:
    """A new folder in `parent` for the length of a `with`; those of dead processes go first."""
    parent.mkdir(parents=True, exist_ok=True)
    sweep(parent, remove=remove)
    folder = Path(tempfile.mkdtemp(prefix=f"{owner()}-{os.getpid()}-", dir=parent))
    try:
        yield folder
    finally:
        remove(folder)


def sweep(parent: Path, *, remove: Callable[[Path], None] = remove_folder) -> None:
    """Remove what processes of this machine left when they were killed with no time to clean up."""
    for folder in parent.glob(f"{owner()}-*"):
        pid = folder.name.removeprefix(f"{owner()}-").partition("-")[0]
        if pid.isdigit() and not is_alive(int(pid)):
            remove(folder)


def owner() -> str:
    """The machine: a cache folder may be shared by several, whose process numbers mean nothing."""
    return platform.node().replace("-", "_") or "machine"
