"""What a layout depends on beside the document: the engines and fonts of this machine.

Told by places, names and dates, so that asking costs a few milliseconds and starts nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from dossier_builder.layout import fontconfig, soffice, word_place

_SYSTEM_CONFIGURATION = Path("/etc/fonts")


def identities() -> Iterator[str]:
    """The engines that are there: another version is another date of its files."""
    program = soffice.find()
    if program is not None:
        yield str(program.resolve())
        yield from (_dated(file) for file in soffice.registries(program))
    asked, version = word_place.find(os.environ), word_place.version()
    if asked is not None and version is not None and not word_place.is_switched_off():
        yield f"{asked} {version}"
    found = find_spec("dxpdf")
    if found is not None and found.origin is not None:
        yield from (_dated(file) for file in sorted(Path(found.origin).parent.iterdir()))


def installed_fonts() -> Iterator[str]:
    """Every font file by its name, and the rules by which one replaces another."""
    folders = fontconfig.FOLDERS.get(sys.platform) or fontconfig.installed_folders()
    for folder in folders:
        for where, below, names in os.walk(folder):
            below.sort()
            yield where
            yield from sorted(names)
    if sys.platform not in fontconfig.FOLDERS:
        yield os.environ.get("FONTCONFIG_FILE", "")
        for folder in (_SYSTEM_CONFIGURATION, _SYSTEM_CONFIGURATION / "conf.d"):
            if folder.is_dir():
                yield from (_dated(file) for file in sorted(folder.iterdir()))


def _dated(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:  # a dangling link
        return str(path)
    return f"{path}\0{found.st_size}\0{found.st_mtime_ns}"
