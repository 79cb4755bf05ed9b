"""What zipfile raises on a damaged archive: its documentation names one of these errors."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,  # a method that no document uses
    struct.error,
    EOFError,
    NotImplementedError,  # a method that zipfile does not know
    RuntimeError,  # encrypted
    OSError,  # bz2 says so of wrong data
    ValueError,
)
