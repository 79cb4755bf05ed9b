"""What is followed, on disk: whether it changed, is whole, is open elsewhere; only ever read."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from dossier_builder.domain.damage import ZIP_ERRORS

Stamp = tuple[tuple[str, int, int, int], ...]
"""Every file that counts: name, date, size, number on the disk. A save by renaming changes it."""

_MADE_BY_US = frozenset(("rendu",))
_SHARED = "candidat.yaml"
_TAIL_BYTES = 1024
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"


def stamp(path: Path) -> Stamp | None:
    """The state of a file, or of all that counts in a dossier folder; None when it is not there."""
    if path.is_dir():
        shared = path.absolute().parent / _SHARED
        return tuple(sorted(filter(None, map(_line, [*_files(path), shared]))))
    found = _line(path)
    return None if found is None else (found,)


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _MADE_BY_US and not _is_noise(name)]
        yield from (Path(root, name) for name in names if not _is_noise(name))


def _is_noise(name: str) -> bool:
    """Locks and drafts of editors; our own hidden files."""
    return name.startswith((".", "~$", "~WR")) or name.endswith(("~", ".tmp", ".TMP"))


def _line(path: Path) -> tuple[str, int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino


def take(path: Path, copy: Path) -> bool:
    """Copy the file; False while it is being written, or its program holds it."""
    before = stamp(path)
    try:
        shutil.copyfile(path, copy)
    except OSError:
        return False
    return before is not None and before == stamp(path) and is_whole(copy)


def is_whole(path: Path) -> bool:
    """Whether the end of the file is there, for the formats that have one."""
    with path.open("rb") as file:
        head = file.read(len(_PDF))
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        tail = file.read()
    if head.startswith(_ZIP):
        try:
            with zipfile.ZipFile(path) as archive:
                return bool(archive.namelist())
        except ZIP_ERRORS:
            return False
    if head == _PDF:
        return b"%%EOF" in tail
    return bool(head)


def open_in(path: Path) -> str:
    """The program that has the file open, as its lock tells; "" for none or a folder.

    Word takes two letters off a long name, one off a name of seven, none off a shorter one.
    """
    if path.is_dir():
        return ""
    name = path.name
    if path.with_name(f".~lock.{name}#").exists():
        return "LibreOffice"
    locks = {f"~${name}", f"~${name[1:]}", f"~${name[2:]}"}
    return "Word" if any(path.with_name(lock).exists() for lock in locks) else ""
