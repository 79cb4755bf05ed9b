"""A folder of entries, one file each: bounded, and safe with several runs at once.

A file is written whole under another name and then takes its place, so that a reader sees an old
entry, a new one or none. Whatever goes wrong is a miss: the cache never is a reason to fail.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from pathlib import Path

from dossier_builder.values import frozen

MAX_BYTES = 256 << 20
"""About 5 000 reports with their pictures."""
_STALE_S = 3600.0


@frozen
class Store:
    """The entries below `folder`, which only their owner can read."""

    folder: Path
    max_bytes: int = MAX_BYTES

    def get(self, name: str) -> bytes | None:
        """The entry of that name, None when there is none that can be read."""
        path = self._path(name)
        try:
            data = path.read_bytes()
            os.utime(path)  # the least recently used go first
        except OSError:
            return None
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep an entry; in vain when the disk is full or the folder cannot be written."""
        path = self._path(name)
        partial = path.with_name(f".{secrets.token_hex(8)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(partial, "xb", opener=_private) as file:
                file.write(data)
            partial.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                partial.unlink()

    def drop(self, name: str) -> None:
        """Forget an entry."""
        with contextlib.suppress(OSError):
            self._path(name).unlink()

    def trim(self) -> None:
        """Remove the entries least recently used beyond the bound, and what a killed run left."""
        entries: list[tuple[float, int, Path]] = []
        for path in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                found = path.stat()
                entries.append((found.st_mtime, found.st_size, path))
        excess = sum(size for _, size, _ in entries) - self.max_bytes
        for used, size, path in sorted(entries):
            stale = path.name.startswith(".") and used < time.time() - _STALE_S
            if excess <= 0 and not stale:
                continue
            with contextlib.suppress(OSError):
                path.unlink()
                excess -= size

    def forget(self, mark: str) -> int:
        """Remove the entries whose names end with that mark; how many there were.

        Raises OSError: what is to be forgotten and stays is said.
        """
        found = list(self.folder.glob(f"*/*-{mark}"))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
