"""Where LibreOffice is on this machine, and which version; starts nothing."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

VARIABLE = "DOSSIER_SOFFICE"
"""Names the program when it is in an unusual place; nothing else is then looked at."""
SWITCHED_OFF = "DOSSIER_SANS_LIBREOFFICE"
"""Set to 1, it simulates a machine without LibreOffice."""

_NAMES = ("soffice", "libreoffice")
# On Windows soffice.exe comes back at once, before its work is done; soffice.com waits for it.
_NAMES_ON_WINDOWS = ("soffice.com",)
_PLACES_ON_WINDOWS = (
    ("PROGRAMFILES", "LibreOffice/program/soffice.com"),
    ("PROGRAMW6432", "LibreOffice/program/soffice.com"),
    ("PROGRAMFILES(X86)", "LibreOffice/program/soffice.com"),
    ("LOCALAPPDATA", "Programs/LibreOffice/program/soffice.com"),
    ("LOCALAPPDATA", "LibreOffice/program/soffice.com"),
)
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/usr/local/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_VERSIONED = (Path("/opt"), "libreoffice*/program/soffice")  # packages of libreoffice.org
_REGISTRIES = (Path("../share/registry/main.xcd"), Path("../Resources/registry/main.xcd"))
_VERSION = re.compile(rb'ooSetupVersionAboutBox"[^>]*>\s*<value>([0-9.]+)')


def is_switched_off() -> bool:
    """Whether the user asks to do without LibreOffice."""
    return os.environ.get(SWITCHED_OFF) == "1"


def find() -> Path | None:
    """The program to start, None when LibreOffice is not installed (or is switched off)."""
    if is_switched_off():
        return None
    return next((path for path in candidates(os.environ) if os.access(path, os.X_OK)), None)


def candidates(environ: Mapping[str, str], platform: str = sys.platform) -> Iterator[Path]:
    """Where to look, the surest first: the place that the user names, the PATH, the usual ones."""
    chosen = environ.get(VARIABLE)
    if chosen:
        yield Path(chosen)
        return
    names = _NAMES_ON_WINDOWS if platform == "win32" else _NAMES
    path = environ.get("PATH")
    yield from (Path(found) for name in names if (found := shutil.which(name, path=path)))
    if platform == "win32":
        roots = ((environ.get(variable), below) for variable, below in _PLACES_ON_WINDOWS)
        yield from dict.fromkeys(Path(root, below) for root, below in roots if root)
        return
    yield from (Path(place).expanduser() for place in _USUAL_PLACES)
    yield from sorted(_VERSIONED[0].glob(_VERSIONED[1]), reverse=True)


def version(program: Path) -> str:
    """The version, as « À propos » shows it (7.4.7.2); "" when it cannot be told.

    Read from the registry beside the program: `soffice --version` takes a third of a second.
    """
    for registry in registries(program):
        try:
            found = _version_in(registry, registry.stat().st_mtime_ns)
        except OSError:
            continue
        if found:
            return found
    return ""


@lru_cache(maxsize=4)
def _version_in(registry: Path, _changed: int) -> str:
    """Looked for once: the file has megabytes, and each document asks. Raises OSError."""
    found = _VERSION.search(registry.read_bytes())
    return found[1].decode("ascii") if found else ""


def registries(program: Path) -> Iterator[Path]:
    """Where the registry of that LibreOffice may be: its files come with the version."""
    return (program.resolve().parent / registry for registry in _REGISTRIES)


def lacks_writer(program: Path) -> bool:
    """Whether the word processor is not installed (Debian packages it apart)."""
    folder = program.resolve().parent
    return (
        (folder / "bootstraprc").is_file()
        and not (folder / "libswlo.so").is_file()
        and (os.name == "posix" and not folder.match("*/Contents/MacOS"))
    )
