"""What a PDF would run in a viewer: scripts, programs. Nothing here ever runs; it is told.

Actions stand in dictionaries, plain or in object streams (ISO 32000-1 §12.6.4, §7.5.7): both are
searched by their bytes, so that a damaged file tells too. A name that is written otherwise (`#4a`)
is not found: that harms nobody, since no action is followed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from dossier_builder.domain import limits

_SCRIPT = re.compile(rb"/S\s*/JavaScript\b")
_LAUNCH = re.compile(rb"/S\s*/Launch\b")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY_BYTES = 1_000  # from the type of a stream to its data


def actions(path: Path) -> tuple[bool, bool]:
    """Whether the PDF holds scripts, and whether it would start programs or open other files."""
    data = path.read_bytes()
    script, launch = bool(_SCRIPT.search(data)), bool(_LAUNCH.search(data))
    for unpacked in _object_streams(data):
        script = script or bool(_SCRIPT.search(unpacked))
        launch = launch or bool(_LAUNCH.search(unpacked))
        if script and launch:
            break
    return script, launch


def _object_streams(data: bytes) -> Iterator[bytes]:
    left = limits.PDF_OBJECT_STREAMS_BYTES
    for found in _OBJECT_STREAM.finditer(data):
        start = _STREAM.search(data, found.end(), found.end() + _DICTIONARY_BYTES)
        if start is None or left <= 0:
            continue
        unpacker = zlib.decompressobj()
        try:
            unpacked = unpacker.decompress(data[start.end() : start.end() + left], left)
        except zlib.error:
            continue
        left -= len(unpacked)
        yield unpacked
