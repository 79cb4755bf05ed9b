"""Where a link leads: inside the document, or anywhere else."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_SHOWN = 60  # characters of a name in a sentence
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def is_outside(target: str) -> bool:
    """Whether a target names something that is not in the package: a URL, a path, a share."""
    start = target.strip()
    return bool(_SCHEME.match(start)) and not start.lower().startswith("data:")


def leaves_package(target: str) -> bool:
    """The same for OpenDocument, whose targets are relative to the package's root."""
    start = target.strip()
    return is_outside(start) or start.startswith(("/", "\\", "../", "..\\"))


def shown(target: str) -> str:
    """The host of a URL, or the last step of a path: no path, which names people."""
    text = target.strip().strip('"')
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        host = ""
    if host and not text.lower().startswith("file:"):
        name = host
    else:
        steps = re.split(r"[/\\]+", unquote(text).rstrip("/\\"))
        name = steps[-1] if steps else ""
    return _HIDDEN.sub("", name)[:_SHOWN]
