"""Standard output and error that every French letter can go through.

A Windows console speaks Unicode, but a file or a pipe there is Windows-1252 unless told otherwise:
« ☐ » would end the run with an English error, and JSON would not be UTF-8.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from typing import TextIO


def settle(
    stream: TextIO, environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> None:
    """Make a stream fit: UTF-8 where Windows redirects it, « ? » for what a terminal lacks.

    An encoding that the user has chosen (PYTHONIOENCODING, PYTHONUTF8) is kept.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return  # replaced by who calls us
    if (stream.encoding or "").lower().replace("-", "") == "utf8":
        return
    chosen = environ.get("PYTHONIOENCODING") or environ.get("PYTHONUTF8") == "0"
    if platform == "win32" and not stream.isatty() and not chosen:
        stream.reconfigure(encoding="utf-8")
    else:
        stream.reconfigure(errors="replace")
