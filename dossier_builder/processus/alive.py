"""Whether a process runs, asked without starting one: rooms.py sweeps what the dead left."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Whether such a process runs; on Windows always True (asking would send it a signal).

    One that is dead and not yet buried, as orphans in a container may stay for long, does not run.
    """
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:  # no /proc here, or it ended while we looked
        return True
    return stat.rpartition(")")[2].split()[0] not in "ZX"
