"""All that a report depends on beside the document: packs, engines, fonts, options, this program.

Digests only, and cheap ones: a run where nothing changed pays for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from dossier_builder import __version__
from dossier_builder.layout import identities, installed_fonts
from dossier_builder.pipeline.fingerprint import digest, pack_files, program_files
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.pipeline.requests import Options, Request

_NOT_IN_KEY = frozenset(("now", "packs"))
"""Options that change nothing of a report, or by what they name: packs are read."""


class Context:
    """What one run checks with; each part is looked at once."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._machine = digest(
            __version__, *program_files(), *identities(), *installed_fonts(), *_choices(options)
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
        return digest(self._machine, self.packs(self.roots(request)), name)

    def roots(self, request: Request) -> tuple[Path, ...]:
        """The folders of packs that count for that request."""
        return pack_roots(self._options.packs, request.path)

    def packs(self, roots: tuple[Path, ...]) -> bytes:
        """The digest of every file of those folders of packs."""
        if roots not in self._packs:
            self._packs[roots] = digest(*(part for root in roots for part in pack_files(root)))
        return self._packs[roots]


def _choices(options: Options) -> Iterator[str]:
    for field in fields(options):
        if field.name not in _NOT_IN_KEY:
            yield f"{field.name}={getattr(options, field.name)!r}"
