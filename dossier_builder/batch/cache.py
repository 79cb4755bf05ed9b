"""Reports already made, by content: a run where nothing changed, or that was cut, starts there.

An entry is a sealed report (sealing.py). The pack in it is named, not kept: its files are part of
the place. Nothing here ever fails: what cannot be read is a miss.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from dossier_builder.batch.content import Content, stamp_of
from dossier_builder.batch.context import Context
from dossier_builder.batch.sealing import BrokenSealError
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DossierError
from dossier_builder.pipeline.etape import stage
from dossier_builder.pipeline.modeles import load
from dossier_builder.pipeline.requests import Checked, Options, Request
from dossier_builder.resources.store import Store
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = ("\0fichier\0", "\0nom\0")
"""Stand in an entry for what `_spelled` gives of the file's name; no file name holds them."""
# What unpickling the entry of another version, or a damaged one, may raise: pickle(3), « Note ».
_UNREADABLE = (
    BrokenSealError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError,
    KeyError, TypeError, ValueError,
)  # fmt: skip


@frozen
class Place:
    """Where the report of one request is, or will be; `stamp` as its files were then."""

    content: Content
    context: bytes
    roots: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The name of the entry."""
        return self.content.secret.name(self.context)


class Cache:
    """The reports known for one run's options."""

    def __init__(self, options: Options, folder: Path) -> None:
        self._store = Store(folder)
        self._context = Context(options)
        self._today = options.now.date()
        self._packs: dict[tuple[str, tuple[Path, ...]], Modele] = {}

    def place(self, request: Request, content: Content) -> Place | None:
        """Where to look for a request; None when its packs cannot be read: the check says why."""
        try:
            return Place(content, self._context.of(request), self._context.roots(request))
        except (OSError, DossierError):
            return None

    def get(self, place: Place, request: Request) -> DocumentReport | None:
        """The report of the same document, as it would be made now; None when there is none."""
        sealed = self._store.get(place.name)
        if sealed is None:
            return None
        try:
            data = place.content.secret.unseal(sealed, place.context)
            report: DocumentReport = _Reader(data, lambda id_: self._pack(id_, place.roots)).load()
        except (*_UNREADABLE, DossierError) as error:
            from dossier_builder.resources.journal import journal

            kind = type(error).__name__
            journal(__name__).debug("an entry of the cache cannot be used: %s", kind)
            self._store.drop(place.name)
            return None
        return replace(
            _named(report, _NAMES, _spelled(request.name)),
            fichier=request.name,
            etape=stage(report.session, self._today),
        )

    def put(self, place: Place, request: Request, checked: Checked) -> None:
        """Keep a report, if the same would be made again and the document is still what it was."""
        try:
            changed = stamp_of(request.path) != place.content.stamp
        except OSError:
            changed = True
        if changed or not checked.lasting:
            return
        report = _named(checked.report, _spelled(request.name), _NAMES)
        buffer = io.BytesIO()
        _Writer(buffer, pickle.HIGHEST_PROTOCOL).dump(replace(report, fichier=""))
        self._store.put(place.name, place.content.secret.seal(buffer.getvalue(), place.context))

    def trim(self) -> None:
        """Keep the cache within its bound."""
        self._store.trim()

    def _pack(self, identifier: str, roots: tuple[Path, ...]) -> Modele:
        """A pack, whose files are part of the place: looked at once a run."""
        if (identifier, roots) not in self._packs:
            self._packs[identifier, roots] = load(identifier, roots)
        return self._packs[identifier, roots]


class _Writer(pickle.Pickler):
    """A pack is named by its id."""

    def persistent_id(self, obj: Any) -> str | None:
        """The id of a pack, None for anything else."""
        return obj.id if isinstance(obj, Modele) else None


class _Reader(pickle.Unpickler):
    """A named pack is asked for."""

    def __init__(self, data: bytes, pack: Callable[[str], Modele]) -> None:
        super().__init__(io.BytesIO(data))
        self._pack = pack

    def persistent_load(self, pid: Any) -> Modele:
        """The pack of that id."""
        return self._pack(pid)


def _spelled(name: str) -> tuple[str, str]:
    """How sentences name the file: without its folder and in quotes, and as the user gave it."""
    return insecable(f"« {PurePath(name).name} »"), name


def _named(report: DocumentReport, old: tuple[str, str], new: tuple[str, str]) -> DocumentReport:
    """The same report where sentences name the file otherwise."""

    def told(sentence: str) -> str:
        for before, after in zip(old, new, strict=True):
            sentence = sentence.replace(before, after).replace(insecable(before), after)
        return sentence

    erreur = report.erreur
    if erreur is not None:
        erreur = replace(erreur, message=told(erreur.message), aide=told(erreur.aide))
    return replace(report, notes=tuple(map(told, report.notes)), erreur=erreur)
