"""The journal of our own faults: frames and types, no text and no name of a document.

A log record of ours goes there rather than, in English, to the terminal of a learner.
"""

from __future__ import annotations

import logging
import os

from dossier_builder import __version__
from dossier_builder.errors import CannotWriteError
from dossier_builder.resources import cache_folder

FOLDER = "journaux"
_PACKAGE = "dossier_builder"


class _Journal(logging.Handler):
    """Adds each record to the file of the day, which only its owner can read."""

    def emit(self, record: logging.LogRecord) -> None:
        """A journal that cannot be written stops nothing."""
        try:
            folder = cache_folder() / FOLDER
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            text = f"dossier {__version__}, {self.format(record)}\n"
            path = folder / f"dossier-{_day(record)}.log"
            descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as file:
                file.write(text)
        except (OSError, CannotWriteError):
            return


def _day(record: logging.LogRecord) -> str:
    """`20261123`, of the local day."""
    return logging.Formatter().formatTime(record, "%Y%m%d")


def journal(name: str) -> logging.Logger:
    """The logger of a module; its errors go into the journal."""
    top = logging.getLogger(_PACKAGE)
    if not any(isinstance(handler, _Journal) for handler in top.handlers):
        handler = _Journal(logging.ERROR)
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s\n%(message)s"))
        top.addHandler(handler)
    return logging.getLogger(name)
