"""What a document is, byte for byte: its fingerprint for reports, its secret for the cache."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from dossier_builder.batch.sealing import Secret
from dossier_builder.values import frozen

_SECRET = b"dossier/contenu\0"
_CANDIDAT = "candidat.yaml"


@frozen
class Content:
    """What a document holds, and the `stamp` that changes with its files' dates.

    The secret is no digest that reports tell: theirs must open nothing.
    """

    secret: Secret
    stamp: bytes


def content_of(path: Path) -> Content | None:
    """The content of a file, or of all that a dossier folder is built from.

    None when something cannot be read, or is neither file nor folder.
    """
    secret = hashlib.sha256(_SECRET)  # the fastest where processors know it, as most do
    try:
        before = stamp_of(path)
        if not path.is_dir():
            if not path.is_file():
                return None
            secret.update(path.read_bytes())
            return Content(Secret(secret.digest()), before)
        for name, file in _files(path):
            secret.update(hashlib.sha256(name.encode(errors="surrogatepass")).digest())
            secret.update(hashlib.sha256(file.read_bytes()).digest())
    except OSError:
        return None
    return Content(Secret(secret.digest()), before)


class Contents:
    """The contents of many documents, read by a thread while the caller does something else."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._found: list[Content | None] = []
        self._reader = threading.Thread(target=self._read, args=(paths,), daemon=True)
        self._reader.start()

    def _read(self, paths: Sequence[Path]) -> None:
        self._found.extend(map(content_of, paths))

    def wait(self) -> Sequence[Content | None]:
        """All of them, in the order of the paths."""
        self._reader.join()
        return self._found


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, as reports tell it; "" for a folder, or what cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def stamp_of(path: Path) -> bytes:
    """Sizes and dates of the files; the same before and after means that nothing was written.

    Raises OSError.
    """
    stamp = hashlib.blake2b(digest_size=16)
    for name, file in _files(path) if path.is_dir() else [("", path)]:
        found = file.stat()
        stamp.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0".encode(errors="replace"))
    return stamp.digest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a dossier folder, in a fixed order, then the candidat.yaml beside it."""
    found = []
    for where, folders, names in os.walk(folder):
        folders.sort()
        found += [Path(where, name) for name in names]
    for file in sorted(found):
        if file.is_file():  # links are followed; a pipe would never end
            yield str(file.relative_to(folder)), file
    beside = folder.absolute().parent / _CANDIDAT
    if beside.is_file():
        yield f"../{_CANDIDAT}", beside
