"""The strict vocabulary of « Document Open XML strict », read as the transitional one.

The same elements under other namespace names (ISO/IEC 29500-1 annex A): put back in the usual
ones at the door, so that nothing further down knows of it.
"""

from __future__ import annotations

import re

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/-]+)")
_RENAMED = ((b"extendedProperties", b"extended-properties"),
            (b"customProperties", b"custom-properties"))  # fmt: skip


def is_strict(root_relationships: bytes) -> bool:
    """Whether the package's own relationships are written in the strict vocabulary."""
    return _STRICT in root_relationships


def to_transitional(part: bytes) -> bytes:
    """The XML of a part with the transitional names in place of the strict ones."""
    return _NAME.sub(_transitional, part)


def _transitional(match: re.Match[bytes]) -> bytes:
    rest = match[2]
    for strict, transitional in _RENAMED:
        rest = rest.replace(strict, transitional)
    return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + rest
