"""All that a report depends on beside the document: packs, engines, fonts, options, this program.

Digests only, and cheap ones: a run where nothing changed pays for them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from dossier_builder import __version__
from dossier_builder.layout import identities, installed_fonts
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.stages import Options, Request

_PACKAGE = Path(__file__).parent.parent
_PACK_DEPTH = 4  # packs are looked for three folders below a root; a fourth holds their own files
_NOT_IN_KEY = frozenset(("now", "packs"))
"""Options that change nothing of a report, or by what they name: packs are read."""


class Context:
    """What one run checks with; each part is looked at once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._machine = _digest(
            __version__, *_program(), *identities(), *installed_fonts(), *_choices(options)
        )
        self._packs: dict[tuple[Path, ...], bytes] = {}

    def of(self, request: Request) -> bytes:
        """The context of one request.

        The name of a file counts by its suffix; a folder is read by its paths, which it may quote.
        Raises UsageError when a folder of packs that somebody named is not there, OSError.
        """
        name = request.path.suffix.lower()
        if request.path.is_dir():
            name = f"{request.path.absolute()}\0{request.name}"
        return _digest(self._machine, self.packs(self.roots(request)), name)

    def roots(self, request: Request) -> tuple[Path, ...]:
        """The folders of packs that count for that request."""
        return pack_roots(self._options.packs, request.path)

    def packs(self, roots: tuple[Path, ...]) -> bytes:
        """The digest of every file of those folders of packs."""
        if roots not in self._packs:
            self._packs[roots] = _digest(*(part for root in roots for part in _pack_files(root)))
        return self._packs[roots]


def _digest(*parts: str | bytes) -> bytes:
    made = hashlib.blake2b(digest_size=32)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode(errors="surrogateescape")
        made.update(len(data).to_bytes(8, "big") + data)
    return made.digest()


def _choices(options: Options) -> Iterator[str]:
    for field in fields(options):
        if field.name not in _NOT_IN_KEY:
            yield f"{field.name}={getattr(options, field.name)!r}"


def _program() -> Iterator[str]:
    """Our own files, by size and date: in a checkout, code changes and the version does not."""
    for where, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(folder for folder in folders if folder != "__pycache__")
        for entry in sorted(names):
            yield _dated(os.path.join(where, entry))  # noqa: PTH118 - four hundred Paths take 6 ms


def _pack_files(root: Path, depth: int = _PACK_DEPTH) -> Iterator[str | bytes]:
    """Where the root is, then each file with its content; hidden ones left out."""
    yield str(root)
    with os.scandir(root) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_file():
            yield entry.name
            yield Path(entry).read_bytes()
        elif depth and entry.is_dir():
            yield from _pack_files(Path(entry), depth - 1)


def _dated(path: str) -> str:
    found = os.stat(path)  # noqa: PTH116 - as above
    return f"{path}\0{found.st_size}\0{found.st_mtime_ns}"
