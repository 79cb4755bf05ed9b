"""The size in pixels of a picture, read in the first bytes of its file.

PNG (ISO/IEC 15948 §11.2.2), JPEG (ITU-T T.81 B.2.2), GIF, BMP; other formats are not judged. No
library: opening every picture with one takes longer than reading the whole text.
"""

from __future__ import annotations

BLANK = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154"
    "789c63f80f0001010100b5b9de4f0000000049454e44ae426082"
)
"""A PNG of one white point: drawn as large as the document says, for no cost."""
HEAD_BYTES = 262_144
"""Enough for a JPEG with a large thumbnail and a colour profile before its size."""
_PNG, _GIF, _BMP, _JPEG = b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"\xff\xd8"
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
_NOT_A_FRAME = frozenset({0xC4, 0xC8, 0xCC})  # tables and extensions among the frame markers
_FRAMES = frozenset(range(0xC0, 0xD0)) - _NOT_A_FRAME


def pixels(head: bytes) -> tuple[int, int] | None:
    """Width and height; None when the format is not known or the head says nothing."""
    if head.startswith(_PNG):
        return _pair(head[16:24], 4, "big")
    if head.startswith(_GIF):
        return _pair(head[6:10], 2, "little")
    if head.startswith(_BMP):
        return _pair(head[18:26], 4, "little")
    return _jpeg(head) if head.startswith(_JPEG) else None


def _pair(data: bytes, size: int, order: str) -> tuple[int, int] | None:
    if len(data) < 2 * size:
        return None
    signed = order == "little" and size > 2  # noqa: PLR2004 - a BMP stored from the top is negative
    first, second = (
        int.from_bytes(data[n : n + size], "big" if order == "big" else "little", signed=signed)
        for n in (0, size)
    )
    return abs(first), abs(second)


def _jpeg(head: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame, which says height then width."""
    at = 2
    while at + 9 <= len(head):
        if head[at] != 0xFF:  # noqa: PLR2004 - every marker begins so
            return None
        marker = head[at + 1]
        if marker in _NO_LENGTH or marker == 0xFF:  # noqa: PLR2004 - fill byte
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004 - same
            continue
        if marker in _FRAMES:
            found = _pair(head[at + 5 : at + 9], 2, "big")
            return (found[1], found[0]) if found else None
        at += 2 + int.from_bytes(head[at + 2 : at + 4], "big")
    return None
