"""Names of the files that we make for people: what every system takes, and nothing that climbs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')  # by Windows; / by all
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"))
)
_LONGEST = 120
"""Bytes of a stem: 255 less the date, the suffix, and what a cloud adds for a conflict."""
_NOBODY = "Sans nom"


def safe_stem(text: str) -> str:
    """The text as the beginning of a file name: one line, no control, no reserved name.

    Never empty, never hidden, at most 120 bytes of UTF-8.
    """
    kept = (
        " " if unicodedata.category(character)[0] in "CZ" else character
        for character in unicodedata.normalize("NFC", text)
    )
    name = " ".join(_FORBIDDEN.sub(" ", "".join(kept)).split())
    name = name.encode()[:_LONGEST].decode(errors="ignore").strip(" .~")
    if name.split(".")[0].strip().upper() in _RESERVED:
        name = f"_{name}"
    return name or _NOBODY


def unique_stems(names: Sequence[str], ending: str) -> list[str]:
    """`DUPONT Alex - fiche` for each name; « (2) » where two would be one file.

    Upper and lower case are one file on Windows and macOS.
    """
    taken: set[str] = set()
    stems = []
    for name in names:
        base = safe_stem(name)
        number = 1
        while (stem := f"{base}{f' ({number})' if number > 1 else ''}{ending}").casefold() in taken:
            number += 1
        taken.add(stem.casefold())
        stems.append(stem)
    return stems
