"""Values that one process writes at the end of a file and another reads as they come.

A file, not a pipe: neither side ever waits for the other, and what a killed writer had finished
is still there. For a folder that only their owner can write: values are pickled.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LENGTH_BYTES = 8


class FrameWriter:
    """The writing end."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        self._lock = threading.Lock()

    def put(self, value: object) -> None:
        """Add one value; the reader sees it whole or not at all."""
        data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        with self._lock:
            self._file.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
            self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class FrameReader:
    """The reading end; the file may not be there yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = 0

    def news(self) -> Iterator[Any]:
        """The values that were finished since the last call."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                data = file.read()
        except FileNotFoundError:
            return
        start = 0
        while len(data) >= start + _LENGTH_BYTES:
            body = start + _LENGTH_BYTES
            end = body + int.from_bytes(data[start:body], "big")
            if end > len(data):
                return
            start = end
            self._read += end - body + _LENGTH_BYTES
            yield pickle.loads(data[body:end])  # noqa: S301 - our own child wrote it, in our folder
