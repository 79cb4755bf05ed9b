"""Where Word is on this machine, and which version; starts nothing. Windows only."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "DOSSIER_POWERSHELL"
"""Names the PowerShell to start when it is elsewhere; Word is then taken to be there."""
SWITCHED_OFF = "DOSSIER_SANS_WORD"
"""Set to 1, Word is left alone even where it is installed."""

_USUAL = ("System32", "WindowsPowerShell", "v1.0", "powershell.exe")
_CLASS = r"Word.Application\CurVer"


def is_switched_off() -> bool:
    """Whether the user asks to do without Word."""
    return os.environ.get(SWITCHED_OFF) == "1"


def find(environ: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """The PowerShell to start: the one named, else that of Windows; None elsewhere."""
    chosen = environ.get(VARIABLE)
    if chosen:
        return Path(chosen) if os.access(chosen, os.X_OK) else None
    if platform != "win32":
        return None
    usual = Path(environ.get("SYSTEMROOT", "C:/Windows"), *_USUAL)
    found = shutil.which("powershell.exe", path=environ.get("PATH", ""))
    return usual if usual.is_file() else Path(found) if found else None


def version() -> str | None:
    """Word's own version as Windows has it registered (16), None without Word; starts nothing."""
    if os.environ.get(VARIABLE):
        return ""
    if sys.platform == "win32":
        import winreg

        try:
            name = winreg.QueryValue(winreg.HKEY_CLASSES_ROOT, _CLASS)
        except OSError:
            return None
        return name.rpartition(".")[2]
    return None
