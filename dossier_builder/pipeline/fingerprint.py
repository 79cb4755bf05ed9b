"""Digests of what a result depends on beside the document: this program, the folders of packs.

Cheap ones: a run where nothing changed pays for them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_PACK_DEPTH = 4  # packs are looked for three folders below a root; a fourth holds their own files


def digest(*parts: str | bytes) -> bytes:
    """32 bytes (BLAKE2b) that tell these parts, in this order, from any others."""
    made = hashlib.blake2b(digest_size=32)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode(errors="surrogatepass")
        made.update(len(data).to_bytes(8, "big") + data)
    return made.digest()


@lru_cache(maxsize=1)
def program_files() -> tuple[str, ...]:
    """Our own files, by size and date: in a checkout, code changes and the version does not."""
    return tuple(
        _dated(os.path.join(where, name))  # noqa: PTH118 - four hundred Paths take 6 ms
        for where, _, names in sorted(os.walk(_PACKAGE))
        if not where.endswith("__pycache__")
        for name in sorted(names)
    )


def pack_files(root: Path, *, suffix: str = "", depth: int = _PACK_DEPTH) -> Iterator[str | bytes]:
    """Where the root is, then each file by name; with its content when it ends with `suffix`.

    Hidden ones are left out. Raises OSError.
    """
    yield str(root)
    with os.scandir(root) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_file():
            yield entry.name
            if entry.name.endswith(suffix):
                yield Path(entry).read_bytes()
        elif depth and entry.is_dir():
            yield from pack_files(Path(entry), suffix=suffix, depth=depth - 1)


def _dated(path: str) -> str:
    found = os.stat(path)  # noqa: PTH116 - as above
    return f"{path}\0{found.st_size}\0{found.st_mtime_ns}"
