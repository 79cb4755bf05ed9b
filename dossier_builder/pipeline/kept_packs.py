"""Packs once read, kept for the next process: their YAML takes 0.1 to 0.4 s, this 10 ms.

An entry is named by all that the reading depends on: the program, every YAML file below the roots,
the names of the others. It holds values of `domain.modele` and nothing else can be made from it.
What cannot be read is a miss; nothing here ever fails (docs/decisions/0008).
"""

from __future__ import annotations

import hashlib
import io
import logging
import pathlib
import pickle
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dossier_builder.domain.modele import Modele
from dossier_builder.errors import CannotWriteError
from dossier_builder.pipeline.fingerprint import digest, pack_files, program_files
from dossier_builder.resources import cache_folder, templates_root
from dossier_builder.resources.store import Store

KEPT = "modeles"
"""The folder of the entries, in the cache folder."""
MAX_BYTES = 4 << 20
"""Forty times all of ours: the packs of a centre as they were at each change of its last days."""
_OURS = "dossier_builder.domain."
_CHECK_BYTES = 32

_log = logging.getLogger(__name__)


def kept(
    what: str, roots: Sequence[Path], read: Callable[[], tuple[Modele, ...]]
) -> tuple[Modele, ...]:
    """What `read` gives for these roots; from the last process that asked the same, if any.

    Raises what `read` raises, of which nothing is kept.
    """
    try:
        store = Store(cache_folder() / KEPT, MAX_BYTES)
        name = _name(what, roots)
    except (OSError, CannotWriteError):
        return read()
    found = _unpacked(store.get(name))
    if found is None:
        found = read()
        store.put(name, _packed(found))
        store.trim()
    return found


def _name(what: str, roots: Sequence[Path]) -> str:
    read = dict.fromkeys((*roots, templates_root()))  # ours are read last, named or not
    files = (part for root in read for part in pack_files(root, suffix=".yaml"))
    return digest(sys.version, what, *program_files(), *files).hex()


def _packed(packs: tuple[Modele, ...]) -> bytes:
    data = pickle.dumps(packs, pickle.HIGHEST_PROTOCOL)
    return _check(data) + data


def _unpacked(entry: bytes | None) -> tuple[Modele, ...] | None:
    """The packs, if the entry is whole and the files that they name are still there."""
    if entry is None or entry[:_CHECK_BYTES] != _check(entry[_CHECK_BYTES:]):
        return None
    try:
        packs: tuple[Modele, ...] = _Reader(io.BytesIO(entry[_CHECK_BYTES:])).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError) as error:
        _log.debug("kept packs cannot be used: %s", type(error).__name__)
        return None
    files = {pack.gabarit for pack in packs} | {pack.centre.logo for pack in packs if pack.centre}
    return packs if all(path.is_file() for path in files if path) else None


def _check(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_CHECK_BYTES).digest()


class _Reader(pickle.Unpickler):
    """Makes values of our domain, dates and paths; runs nothing (pickle: Restricting Globals)."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name. Raises UnpicklingError for any other."""
        if module.startswith(_OURS) and isinstance(found := super().find_class(module, name), type):
            return found
        if (module, name) == ("datetime", "date") or (
            module == pathlib.__name__ and name in pathlib.__all__
        ):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
