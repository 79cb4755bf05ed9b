"""Where the answers of an interrupted interview are kept: one file a folder to make, in the cache.

The interview (`cli`) writes and reads it, `oublier` (`batch`) removes it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

ANSWERS = "entretiens"


def answers_file(folder: Path, cache: Path) -> Path:
    """The file of that folder to make; its name tells nothing."""
    digest = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogatepass")).hexdigest()
    return cache / ANSWERS / f"{digest[:24]}.json"
