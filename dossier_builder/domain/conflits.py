"""The marks of a passage that was changed both in the file and in Word: both versions are kept.

They are Markdown comments, so that nothing else of the file is disturbed; a dossier that still
holds one is not built (see `inputs`).
"""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*<!-- conflit \d+, (votre fichier|Word|fin)\b")


def opening(number: int) -> str:
    """The line before the file's version."""
    return (
        f"<!-- conflit {number}, votre fichier : gardez une des deux versions, puis supprimez les "
        "lignes « conflit » -->"
    )


def separating(number: int) -> str:
    """The line between both versions."""
    return f"<!-- conflit {number}, Word : -->"


def closing(number: int) -> str:
    """The line after Word's version."""
    return f"<!-- conflit {number}, fin -->"


def opens_conflict(line: str) -> bool:
    """Whether that line begins a passage kept twice."""
    found = _MARK.match(line)
    return found is not None and found[1] == "votre fichier"


def is_mark(line: str) -> bool:
    """Whether that line is one of ours."""
    return _MARK.match(line) is not None
