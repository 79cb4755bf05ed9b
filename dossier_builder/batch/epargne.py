"""A file that is not ours, where a report goes: kept under a dated name before it is replaced."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

from dossier_builder.resources.writing import create_file, french_errors

# What every report that we write says, whatever its format.
_OURS = (b"le jury juge le fond", b'"version_schema"')


def keep_theirs(path: Path, now: dt.datetime) -> Path | None:
    """Keep a copy of what is there, unless it is a report of ours; the copy, None for none.

    Raises CannotWriteError.
    """
    with french_errors(path):
        if not path.is_file():
            return None
        there = path.read_bytes()
        if not there or any(sign in there for sign in _OURS):
            return None
        copy = dated(path, "avant le", now)
        create_file(copy, there)
        return copy


def dated(path: Path, word: str, now: dt.datetime) -> Path:
    """`promo (avant le 2026-11-23 21h40).html`: a name beside that nobody has."""
    base = f"{path.stem} ({word} {now:%Y-%m-%d %Hh%M})"
    names = itertools.chain([base], (f"{base} {n}" for n in itertools.count(2)))
    return next(p for name in names if not (p := path.with_name(f"{name}{path.suffix}")).exists())
