"""What a picture says besides what it shows: EXIF, XMP, comments; read and taken out untouched.

Pixels are never decoded: only the segments around them are read (JPEG: ITU-T T.81 annex B; PNG:
ISO/IEC 15948 §5; EXIF: CIPA DC-008 §4.6). Other formats are left alone.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_EXIF = b"Exif\x00\x00"
_GPS_POINTER, _ORIENTATION = 0x8825, 0x0112
_APP1, _COMMENT, _SCAN = 0xE1, 0xFE, 0xDA
# Application segments that change how the picture is drawn: JFIF, colour profile, Adobe's colours.
_DRAWING = frozenset({0xE0, 0xE2, 0xEE})
_APPLICATIONS = range(0xE0, 0xF0)
_TEXT_CHUNKS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf"})
_ENTRY_BYTES = 12
_SHORT = 3


def has_position(data: bytes) -> bool:
    """Whether the picture tells where it was taken (GPS in EXIF or XMP)."""
    return any(_tells_position(block) for block in _metadata_blocks(data))


def metadata_of(data: bytes) -> bytes:
    """The bytes of its metadata, compressed texts of a PNG unpacked; empty for other formats."""
    return b"\n".join(_metadata_blocks(data))


def without_metadata(data: bytes) -> bytes:
    """The same picture without its metadata, pixel for pixel; its orientation is kept."""
    if data.startswith(_JPEG):
        return _jpeg_without(data)
    if data.startswith(_PNG):
        kept = (raw for kind, _, raw in _chunks(data) if kind not in _TEXT_CHUNKS)
        return _PNG + b"".join(kept)
    return data


def _metadata_blocks(data: bytes) -> Iterator[bytes]:
    if data.startswith(_JPEG):
        for marker, payload, _ in _segments(data):
            if _is_metadata(marker):
                yield payload
    elif data.startswith(_PNG):
        for kind, payload, _ in _chunks(data):
            if kind in _TEXT_CHUNKS:
                yield _unpacked(kind, payload)


def _is_metadata(marker: int) -> bool:
    return marker == _COMMENT or (marker in _APPLICATIONS and marker not in _DRAWING)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, payload, raw bytes of each segment before the scan; a damaged one ends the list."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - the first byte of a marker
        marker = data[at + 1]
        if marker == _SCAN:
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + max(2, length)
        yield marker, data[at + 4 : end], data[at:end]
        at = end


def _jpeg_without(data: bytes) -> bytes:
    kept, read, orientation = [], 2, b""
    for marker, payload, raw in _segments(data):
        read += len(raw)
        if not _is_metadata(marker):
            kept.append(raw)
        elif marker == _APP1 and payload.startswith(_EXIF):
            orientation = _orientation_segment(payload[len(_EXIF) :])
    if orientation:  # after JFIF, which must come first
        kept.insert(1 if kept and kept[0][1] == 0xE0 else 0, orientation)  # noqa: PLR2004 - APP0
    return _JPEG + b"".join(kept) + data[read:]


def _orientation_segment(tiff: bytes) -> bytes:
    """An EXIF segment that says nothing but how the picture is turned; empty when it is not."""
    found = dict(_entries(tiff)).get(_ORIENTATION, 1)
    if not 1 < found <= 8:  # noqa: PLR2004 - the eight orientations of EXIF
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, found, 0)
    payload = _EXIF + b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + b"\x00" * 4
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload


def _tells_position(block: bytes) -> bool:
    tiff = block.removeprefix(_EXIF)
    if tiff[:2] in {b"II", b"MM"}:
        pointer = dict(_entries(tiff)).get(_GPS_POINTER, 0)
        return bool(pointer) and sum(1 for _ in _entries(tiff, pointer)) > 1
    return b"GPSLatitude" in block


def _entries(tiff: bytes, start: int | None = None) -> Iterator[tuple[int, int]]:
    """Tag and immediate value of each entry of an image file directory."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        offset = struct.unpack_from(f"{order}I", tiff, 4)[0] if start is None else start
        (count,) = struct.unpack_from(f"{order}H", tiff, offset)
        for rank in range(count):
            at = offset + 2 + rank * _ENTRY_BYTES
            tag, kind = struct.unpack_from(f"{order}HH", tiff, at)
            yield (
                tag,
                struct.unpack_from(f"{order}{'H' if kind == _SHORT else 'I'}", tiff, at + 8)[0],
            )
    except struct.error:
        return  # cut short: what was read stands


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Type, payload, raw bytes of each chunk; what follows a damaged one goes with it."""
    at = len(_PNG)
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 12 + length
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length], data[at:end]
        at = end


def _unpacked(kind: bytes, payload: bytes) -> bytes:
    """The text of a chunk; a compressed one that cannot be unpacked stays as it is."""
    if kind in {b"tEXt", b"eXIf"}:
        return payload
    keyword, _, rest = payload.partition(b"\x00")
    if kind == b"iTXt" and rest[:1] != b"\x01":
        return payload
    packed = rest[1:] if kind == b"zTXt" else rest[2:].split(b"\x00", 2)[-1]
    unpacker = zlib.decompressobj()
    try:
        return keyword + b"\n" + unpacker.decompress(packed, 1_000_000)
    except zlib.error:
        return payload
