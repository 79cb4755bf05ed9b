"""Compound files ([MS-CFB]) made in the test: a root storage with streams of any bytes."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_FREE, _END, _FAT_SECTOR, _NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF

LOCKED_DOC = struct.pack("<H8xH", 0xA5EC, 0x0100) + bytes(5000)
"""The beginning of a Word 97 document that is locked by a password."""


def compound(streams: Mapping[str, bytes]) -> bytes:
    """The file: its FAT in sector 0, its directory after it, then the streams."""
    entries = [_entry("Root Entry", 5, child=1 if streams else _NOBODY)]
    directory_sectors = (len(streams) + 1 + 3) // 4
    chains = [_FAT_SECTOR, *_chain(1, directory_sectors)]
    data = b""
    for rank, (name, content) in enumerate(streams.items(), 1):
        start = len(chains)
        count = -(-len(content) // _SECTOR)
        chains += _chain(start, count)
        data += content.ljust(count * _SECTOR, b"\0")
        right = rank + 1 if rank < len(streams) else _NOBODY
        entries.append(_entry(name, 2, right=right, start=start, size=len(content)))
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(_SECTOR, b"\xff")
    directory = b"".join(entries).ljust(directory_sectors * _SECTOR, b"\0")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack(
        "<HHHHH6xIII4xIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 4096, _END, 0, _END, 0
    )
    header += struct.pack("<I", 0).ljust(_SECTOR - len(header), b"\xff")
    return header + fat + directory + data


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END] if count else []


def _entry(
    name: str,
    kind: int,
    *,
    right: int = _NOBODY,
    child: int = _NOBODY,
    start: int = 0,
    size: int = 0,
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, _NOBODY, right, child, start, size
    )
