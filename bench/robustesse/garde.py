"""Watching a command from outside: memory, sockets, processes left, files written elsewhere.

Reads /proc, so Linux only; sockets are looked at twenty times a second, which a connection that
is refused at once may escape: the tests of the box are the proof, this is the count of a long run.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PAUSE_S = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(slots=True)
class Seen:
    """What was seen of a command while it ran, and after."""

    code: int = 0
    seconds: float = 0.0
    said: str = ""
    printed: str = ""
    parent: list[int] = field(default_factory=list)
    together: list[int] = field(default_factory=list)
    sockets: set[str] = field(default_factory=set)
    left: list[str] = field(default_factory=list)


def watched(
    command: Sequence[str], environment: Mapping[str, str], room: Path, limit_s: float
) -> Seen:
    """Run a command to its end, or kill it at the limit (code 999); `room` marks what is its."""
    seen = Seen()
    began = time.monotonic()
    process = subprocess.Popen(
        command, env=dict(environment), text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, seen, over), daemon=True)
    watcher.start()
    try:
        seen.printed, seen.said = process.communicate(timeout=limit_s)
        seen.code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        seen.code = 999
    seen.seconds = time.monotonic() - began
    over.set()
    watcher.join()
    time.sleep(0.5)
    seen.left = [line for pid, line in _processes() if str(room) in line and pid != os.getpid()]
    return seen


def files_below(folder: Path) -> set[str]:
    """The files of a folder, by relative path."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def _watch(pid: int, seen: Seen, over: threading.Event) -> None:
    while not over.wait(PAUSE_S):
        family = _family(pid)
        sizes = {one: _resident(one) for one in family}
        seen.parent.append(sizes.get(pid, 0))
        seen.together.append(sum(sizes.values()))
        seen.sockets |= _connections(family)


def _family(pid: int) -> list[int]:
    """A process and its descendants; ours alone, by the tree of parents."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found, waiting = [pid], [pid]
    while waiting:
        one = waiting.pop()
        children = [child for child, parent in parents.items() if parent == one]
        found += children
        waiting += children
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def _connections(family: Sequence[int]) -> set[str]:
    """Remote ends of the Internet sockets that these processes hold."""
    held: set[str] = set()
    for pid in family:
        try:
            links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()]
        except OSError:
            continue
        held |= {link[8:-1] for link in links if link.startswith("socket:[")}
    if not held:
        return set()
    return {
        fields[2]
        for table in ("tcp", "tcp6", "udp", "udp6")
        for fields in _table(Path("/proc/net") / table)
        if fields[9] in held
    }


def _table(path: Path) -> Iterator[list[str]]:
    try:
        lines = path.read_text().splitlines()[1:]
    except OSError:
        return
    yield from (line.split() for line in lines)


def _processes() -> Iterator[tuple[int, str]]:
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            state = (entry.parent / "stat").read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if line and state[0] not in "ZX":
            yield int(entry.parent.name), line
