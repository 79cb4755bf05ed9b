"""Compound files ([MS-CFB]): the shell of the old Office formats, and of encrypted docx.

Only the directory is read, to tell what the file is; the rest is LibreOffice's business.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from dossier_builder.values import frozen

_ENTRY_BYTES = 128
_FIRST_DIFAT = 76  # byte of the header where the list of FAT sectors begins
_HEADER_DIFAT = 109  # entries of that list in the header: files under 7 MB need no more
_MAX_SECTOR = 0xFFFFFFFA  # above: marks, not sectors
_NOBODY = 0xFFFFFFFF
_SECTOR_SHIFTS = (9, 12)  # sectors of 512 or 4096 bytes
_MAX_ENTRIES = 10_000  # a .doc with a hundred embedded objects has about two thousand
_MINI_STREAM = 4096  # streams below this lie in a stream of small ones
_FIB_FLAGS = 10  # byte of the FIB ([MS-DOC] §2.5.2) where its flags are
_WORD_MAGIC = frozenset((0xA5EC, 0xA5DC))  # Word 97 to 2003; Word 6 and 95
WORD_ENCRYPTED = 0x100
"""Flag of a Word document that is locked by a password (fEncrypted)."""


@frozen
class CompoundFile:
    """The names at the root of the file in lower case, with the first sector and size of each.

    Names are compared without their case ([MS-CFB] §2.6.4).
    """

    data: bytes
    sector_bytes: int
    root: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, data: bytes) -> CompoundFile | None:
        """The directory of the file; None when it is damaged or cut short."""
        try:
            (shift,) = struct.unpack_from("<H", data, 30)
            (first,) = struct.unpack_from("<I", data, 48)
            if shift not in _SECTOR_SHIFTS or _is_cut(data, 1 << shift):
                return None
            return cls(data, 1 << shift, _root(_directory(data, 1 << shift, first)))
        except (struct.error, IndexError):
            return None

    def word_flags(self) -> int | None:
        """The flags of the Word document inside; None when it is not one, or cut short."""
        start, size = self.root.get("worddocument", (0, 0))
        place = (start + 1) * self.sector_bytes
        if size < _MINI_STREAM:
            return 0  # a document of a few lines, kept elsewhere: LibreOffice will tell
        if place + _FIB_FLAGS + 2 > len(self.data):
            return None
        (magic,) = struct.unpack_from("<H", self.data, place)
        (flags,) = struct.unpack_from("<H", self.data, place + _FIB_FLAGS)
        return int(flags) if magic in _WORD_MAGIC else None


def _is_cut(data: bytes, size: int) -> bool:
    """Whether a chain of sectors goes on after the end of the file."""
    last = 0
    for holder in _fat_sectors(data):
        if holder < _MAX_SECTOR:
            marks = struct.unpack_from(f"<{size // 4}I", data, (holder + 1) * size)
            last = max(last, *(mark for mark in marks if mark < _MAX_SECTOR), 0)
    return (last + 1) * size >= len(data)


def _fat_sectors(data: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{_HEADER_DIFAT}I", data, _FIRST_DIFAT)


def _directory(data: bytes, size: int, first: int) -> bytes:
    """The sectors of the directory, one after the other."""
    fat = _fat_sectors(data)
    per_sector = size // 4
    sectors: list[bytes] = []
    sector = first
    while sector < _MAX_SECTOR and len(sectors) * size < _MAX_ENTRIES * _ENTRY_BYTES:
        start = (sector + 1) * size
        sectors.append(data[start : start + size])
        holder = fat[sector // per_sector]
        (sector,) = struct.unpack_from("<I", data, (holder + 1) * size + 4 * (sector % per_sector))
    return b"".join(sectors)


def _root(directory: bytes) -> Mapping[str, tuple[int, int]]:
    """The children of the root storage: a tree of siblings ([MS-CFB] §2.6.4)."""
    found: dict[str, tuple[int, int]] = {}
    seen: set[int] = set()
    waiting = [_entry(directory, 0)[3]]
    while waiting:
        number = waiting.pop()
        if number == _NOBODY or number in seen:
            continue
        seen.add(number)
        name, left, right, _, start, size = _entry(directory, number)
        found[name.lower()] = (start, size)
        waiting += [left, right]
    return found


def _entry(directory: bytes, number: int) -> tuple[str, int, int, int, int, int]:
    """Name, left and right siblings, first child, first sector, size."""
    place = number * _ENTRY_BYTES
    (length,) = struct.unpack_from("<H", directory, place + 64)
    name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<3I", directory, place + 68)
    start, size = struct.unpack_from("<2I", directory, place + 116)
    return name, left, right, child, start, size
