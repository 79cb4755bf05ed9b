"""What somebody changed is never lost: the record of what we wrote in a folder.

A file that is not byte for byte what we wrote last is theirs; ours goes beside it, with date and
hour. The record is a small hidden file of the folder.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
from collections.abc import Collection, Mapping
from pathlib import Path

from dossier_builder.resources.writing import (
    french_errors,
    open_elsewhere,
    write_file,
    write_files,
)
from dossier_builder.values import frozen

RECORD = ".empreintes.json"


@frozen
class Put:
    """The files written, in the order asked; `kept` are those left alone, if any."""

    paths: tuple[Path, ...]
    kept: tuple[Path, ...] = ()


def put_beside(
    folder: Path,
    stem: str,
    contents: Mapping[str, bytes],
    *,
    now: dt.datetime,
    spared: Collection[Path] = (),
) -> Put:
    """Write `<stem><suffix>` for each suffix; under one dated stem where one of them is theirs.

    Every file is complete before the first takes its place. `spared` are never replaced, even by
    what we wrote there. Raises CannotWriteError: not writable, or open in another program.
    """
    with french_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [folder / f"{stem}{suffix}" for suffix in contents]
        kept = tuple(path for path in wanted if is_theirs(path, spared))
        for other in _stems(stem, now) if kept else ():
            wanted = [folder / f"{other}{suffix}" for suffix in contents]
            if not any(is_theirs(path, spared) for path in wanted):
                break
        for path in wanted:
            refuse_if_open(path)
        written = dict(zip(wanted, contents.values(), strict=True))
        remember(folder, written)  # before: what is written in between would pass for theirs
        write_files(written)
    return Put(tuple(wanted), kept)


def _stems(stem: str, now: dt.datetime) -> itertools.chain[str]:
    dated = f"{stem} {now:%Y-%m-%d %Hh%M}"
    return itertools.chain([dated], (f"{dated} ({n})" for n in itertools.count(2)))


def is_theirs(path: Path, spared: Collection[Path] = ()) -> bool:
    """Whether a file is there that we did not write, or that was changed since."""
    if not path.exists():
        return False
    if any(other.exists() and other.samefile(path) for other in spared):
        return True
    return _digest(path.read_bytes()) not in recorded(path.parent).get(path.name, "").split()


def recorded(folder: Path) -> dict[str, str]:
    """File name → SHA-256 of what we wrote; empty when the record is absent or damaged.

    Two of them, with a space, from when we are about to replace what is there to the next time.
    """
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def remember(folder: Path, contents: Mapping[Path, bytes]) -> None:
    """Note what is about to be written in the folder, and still what of ours is there.

    A run that dies in between leaves one or the other, and both are ours.
    """
    before = recorded(folder)
    made = dict(before)
    for path, data in contents.items():
        there = _digest(path.read_bytes()) if path.is_file() else ""
        ours = [there] if there in before.get(path.name, "").split() else []
        made[path.name] = " ".join(dict.fromkeys([*ours, _digest(data)]))
    write_file(folder / RECORD, json.dumps(made, indent=1))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def refuse_if_open(path: Path) -> None:
    """Word leaves `~$name` beside an open file (first two letters gone), LibreOffice `.~lock`.

    Raises CannotWriteError.
    """
    locks = (path.with_name("~$" + path.name[2:]), path.with_name(f".~lock.{path.name}#"))
    if path.exists() and any(lock.exists() for lock in locks):
        raise open_elsewhere(path)
