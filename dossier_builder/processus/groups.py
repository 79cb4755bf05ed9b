"""Process groups: a program with all that it starts, and the end of all of them at once.

Killing `soffice` alone leaves `soffice.bin` running; so each program gets a session of its own and
the whole group is killed. POSIX and Windows differ here and nowhere else.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from dossier_builder.processus.box import Box

_GUARD = """
address=$1 data=$2 cpu=$3 file=$4 apart=$5; shift 5
ulimit -c 0 2>/dev/null
[ -z "$address" ] || ulimit -v "$address" 2>/dev/null
[ -z "$data" ] || ulimit -d "$data" 2>/dev/null
[ -z "$cpu" ] || ulimit -t "$cpu" 2>/dev/null
[ -z "$file" ] || ulimit -f "$file" 2>/dev/null
if [ -n "$apart" ] && "$apart" -c -n true 2>/dev/null; then set -- "$apart" -c -n -- "$@"; fi
exec 3<&0 </dev/null
{ read -r _ <&3; kill -KILL 0; } &
guard=$!
"$@" 3<&-
code=$?
kill -KILL "$guard"; wait "$guard" 2>/dev/null
exit "$code"
"""
"""Stands between us and the program, in the same group, and reads a pipe that we hold open.

If we die, even by SIGKILL, the pipe ends and the guard kills the group. It also sets the bounds of
the box (box.py) where the system knows them: no code of ours runs between fork and exec, which
would not be safe with threads. It costs one or two milliseconds, a network apart four more.
"""
_GRACE_S = 0.3
_PAUSE_S = 0.005


def open_group(
    command: Sequence[str],
    *,
    box: Box,
    env: Mapping[str, str] | None,
    cwd: Path | None,
    stdout: IO[bytes],
    stderr: IO[bytes],
) -> subprocess.Popen[bytes]:
    """Start the command as the leader of a new group; `box` is ignored on Windows."""
    if sys.platform == "win32":
        return subprocess.Popen(  # noqa: S603 (a list of arguments, no shell)
            command,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env=env,
            cwd=cwd,
            creationflags=subprocess.CREATE_NEW_PROCESS_GROUP,
        )
    return subprocess.Popen(  # noqa: S603 (the script is ours, the command its arguments)
        ["/bin/sh", "-c", _GUARD, "dossier-guard", *box.arguments(), *command],
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=stderr,
        env=env,
        cwd=cwd,
        start_new_session=True,
    )


def close_group(process: subprocess.Popen[bytes]) -> None:
    """End every process of the group and reap its leader; harmless when all is over already.

    They are killed, not asked: what we start works on copies in folders that we remove, so it has
    nothing to save, and a program that hangs would only take the time. Returns once nothing of
    the group runs, or at worst after a third of a second.
    """
    if process.returncode is not None and (process.stdin is None or process.stdin.closed):
        return  # closed before
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(taskkill, capture_output=True, check=False)  # noqa: S603 - fixed words
        process.wait()
        return
    _signal(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + _GRACE_S
    while _has_living_member(process.pid) and time.monotonic() < deadline:
        time.sleep(_PAUSE_S)
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()


def ask_group(process: subprocess.Popen[bytes], grace_s: float) -> None:
    """Ask the group to end by itself (SIGTERM) and give it that time; on Windows: nothing."""
    if sys.platform == "win32":
        return
    if process.returncode is not None:
        return
    _signal(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + grace_s
    while _has_living_member(process.pid) and time.monotonic() < deadline:
        time.sleep(_PAUSE_S)


def _signal(group: int, number: int) -> bool:
    """Send the signal to the group; False when it has no member left."""
    if sys.platform == "win32":
        return False
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    except PermissionError:  # pragma: no cover (macOS says so of a group of zombies)
        return False
    return True


def _has_living_member(group: int) -> bool:
    """Whether something of the group still runs.

    Killed processes whose parent died wait for the system to bury them, in a container sometimes
    for long: /proc tells these zombies from the living where there is one.
    """
    if not _signal(group, 0):
        return False
    stats = list(Path("/proc").glob("[0-9]*/stat"))
    return not stats or any(_is_living_member(path, group) for path in stats)


def _is_living_member(stat: Path, group: int) -> bool:
    try:
        # proc(5): pid (name) state ppid pgrp …; the name may hold anything, parentheses too
        state, _, pgrp, *_ = stat.read_text(errors="replace").rpartition(")")[2].split()
    except (OSError, ValueError):  # it ended while we looked
        return False
    return int(pgrp) == group and state not in "ZX"
