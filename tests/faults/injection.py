"""Writes that fail, or that the power ends: any command, stopped at each of its writes in turn.

A server process imports the program once and forks for every run; the child counts what it writes
(opening to write, writing, syncing, renaming, removing, linking, making folders) and, at the one
that was asked for, fails as a disk does or dies by SIGKILL, half of the bytes written.

`campaign` does it all for one command. Used by the tests and by bench/robustesse.
"""

from __future__ import annotations

import contextlib
import errno
import io
import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

Kind = Literal["count", "fail", "kill"]
LIMIT_S = 120
_ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
_EVENTS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}
_LEFT = "**/.dossier-*.tmp"


# -- in the child --


@dataclass(slots=True)
class Armed:
    """What happens in a child: at its write of that number, the fault.

    `own` is the number of the first write below `folder`, where the user's files are.
    """

    kind: Kind
    at: int
    folder: str = ""
    seen: int = 0
    own: int = 0

    def reached(self, path: object = "") -> bool:
        """Count one more write, there; whether it is the one."""
        self.seen += 1
        if self.folder and not self.own and self.folder in str(path):
            self.own = self.seen
        return self.kind != "count" and self.seen == self.at

    def strike(self) -> None:
        """The fault itself."""
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        code = _ERRORS[self.at % len(_ERRORS)]
        raise OSError(code, os.strerror(code))


class _Writer(io.BufferedWriter):
    """A file whose writes count; the one that fails leaves half of its bytes."""

    armed: Armed

    def write(self, data: Any, /) -> int:
        """As a file does, until the fault."""
        if self.armed.reached():
            super().write(bytes(data)[: len(bytes(data)) // 2])
            self.flush()
            self.armed.strike()
        return super().write(data)


def arm(armed: Armed) -> None:
    """Watch the writes of this process from now on; there is no way back."""
    real_open, real_fsync = io.open, os.fsync

    def opened(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
        if not set(mode) & set("wxa") or "+" in mode or isinstance(file, int) or buffering == 0:
            return real_open(file, mode, buffering, *rest, **more)
        raw = io.FileIO(file, mode.replace("b", "").replace("t", ""), opener=more.get("opener"))
        writer = _Writer(raw)
        writer.armed = armed
        if "b" in mode:
            return writer
        names = ("encoding", "errors", "newline")
        text = dict(zip(names, rest, strict=False)) | {n: more[n] for n in names if n in more}
        return io.TextIOWrapper(writer, **{"encoding": "utf-8", **text})

    def fsync(descriptor: int) -> None:
        if armed.reached():
            armed.strike()
        real_fsync(descriptor)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event in _EVENTS
        if event == "open":
            path, _, flags = arguments
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR)) and not str(path).startswith("/dev/")
        if writes and armed.reached(arguments[0]):
            armed.strike()

    import builtins

    builtins.open = opened
    io.open = opened
    os.fsync = fsync
    sys.addaudithook(hook)


# -- the server --


def serve() -> None:
    """Read a run a line, do it in a child, answer with its exit code and its writes."""
    sys.dont_write_bytecode = True
    from dossier_builder.cli import main

    answers, sys.stdout = sys.stdout, open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["kind"] == "warm":
            code, seen, own, said = main(asked["arguments"]), 0, 0, ""
        else:
            code, seen, own, said = _forked(asked)
        answers.write(json.dumps({"code": code, "seen": seen, "own": own, "said": said}) + "\n")
        answers.flush()


def _forked(asked: dict[str, Any]) -> tuple[int, int, int, str]:
    out, inside = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        _child(asked, inside)
    os.close(inside)
    deadline = time.monotonic() + LIMIT_S
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            break
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            status = -1
            break
        time.sleep(0.002)
    with open(out, "rb") as pipe:  # noqa: PTH123 - a descriptor
        told = pipe.read().decode(errors="replace")
    numbers, _, said = told.partition("\n")
    seen, own = map(int, numbers.split() or (0, 0))
    code = os.waitstatus_to_exitcode(status) if status >= 0 else 999
    return code, seen, own, said


def _child(asked: dict[str, Any], inside: int) -> None:
    armed = Armed(asked["kind"], asked["at"], asked["folder"])
    code = 99
    sys.stderr = errors = io.StringIO()
    try:
        from dossier_builder.cli import main

        arm(armed)
        code = main(asked["arguments"])
    finally:
        with contextlib.suppress(OSError):
            os.write(inside, f"{armed.seen} {armed.own}\n{errors.getvalue()[:4000]}".encode())
        os._exit(code)


class Server:
    """The process that forks, for the length of a `with`."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, __file__], env=self._environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.communicate()

    def run(
        self, kind: str, arguments: Sequence[str], at: int = 0, folder: str = ""
    ) -> tuple[int, int, int, str]:
        """One run: exit code (-9 when killed), writes, number of the first in `folder`, words."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        asked = {"kind": kind, "arguments": list(arguments), "at": at, "folder": folder}
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        return answer["code"], answer["seen"], answer["own"], answer["said"]


# -- what must hold --


@dataclass(slots=True)
class Outcome:
    """What a campaign found. Everything in `lost` is a fault of ours."""

    writes: int = 0
    faults: int = 0
    kills: int = 0
    codes: Counter[int] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def campaign(
    server: Server,
    arguments: Sequence[str],
    prepare: Callable[[Path], None],
    room: Path,
    *,
    faults: int,
    kills: int,
    made: Sequence[str] = (),
    again_every: int = 1,
) -> Outcome:
    """Run the command on a fresh copy of a folder, stopped each time at another write.

    `prepare` fills an empty folder, always the same; `{}` in the arguments is that folder. What
    matches one of the globs `made` may be replaced, whole; every other file there stays byte for
    byte. After one fault in `again_every` (0: none) the command runs
    again: nothing of ours may be left.
    """
    outcome = Outcome()
    state, work = room / "etat", room / "travail"
    state.mkdir(parents=True)
    prepare(state)
    before = _contents(state)
    command = [one.replace("{}", str(work)) for one in arguments]
    _restore(state, work)
    server.run("warm", command)
    _restore(state, work)
    code, outcome.writes, own, said = server.run("count", command, folder=str(work))
    if code not in {0, 1}:
        outcome.lost.append(f"the command itself ends with {code}: {said}")
        return outcome
    known = frozenset((*before.values(), *_contents(work).values()))
    plan = _plan(outcome.writes, own, faults, kills)
    for number, (kind, at) in enumerate(plan):
        _restore(state, work)
        code, _, _, said = server.run(kind, command, at)
        outcome.codes[code] += 1
        outcome.faults += kind == "fail"
        outcome.kills += kind == "kill"
        where = f"{kind} {at}"
        outcome.lost += [f"{where}: {fault}" for fault in _faults(work, before, made, known)]
        if code not in {0, 1, 7, -9, 6, 3}:
            outcome.lost.append(f"{where}: ends with {code}: {said[-600:]}")
        if again_every and number % again_every == 0:
            code, _, _, said = server.run("count", command)
            if code not in {0, 1}:
                outcome.lost.append(f"{where}: the next run ends with {code}: {said}")
            outcome.lost += [f"{where}, again: {f}" for f in _faults(work, before, made, known)]
            outcome.lost += [f"{where}: left {path}" for path in work.glob(_LEFT)]
    return outcome


def _plan(writes: int, own: int, faults: int, kills: int) -> Iterator[tuple[Kind, int]]:
    """Faults and deaths: at the write numbered `own`, then spread over all of them.

    Over and over when there are more than writes.
    """
    for kind, count in (("fail", faults), ("kill", kills)):
        step = max(1, writes // max(1, count))
        places = itertools.cycle(
            (own, *range(1, writes + 1, step)) if own else range(1, writes + 1, step)
        )
        for at in itertools.islice(places, count):
            yield kind, at  # type: ignore[misc]  # the two words are Kinds


def _restore(state: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(state, work)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _faults(
    work: Path, before: dict[str, bytes], made: Sequence[str], known: Collection[bytes] = ()
) -> Iterator[str]:
    """Files lost, changed or half written; `known` is what a text may be, before or once done."""
    now = _contents(work)
    for name, data in before.items():
        if name not in now:
            yield f"{name} is lost"
        elif now[name] != data and not _matches(name, made):
            yield f"{name} was changed"
    for name, data in now.items():
        left = any(Path(part).match(".dossier-*.tmp") for part in Path(name).parts)
        if before.get(name) != data and not left:
            if not _matches(name, made):
                yield f"{name} was written"
            elif not (data in known or _whole(name, data)):
                yield f"{name} is half written"


def _matches(name: str, made: Sequence[str]) -> bool:
    return any(Path(name).match(glob) for glob in made)


def _whole(name: str, data: bytes) -> bool:
    """Whether a file of that kind is complete; SQLite sees to its own, with a journal beside."""
    match Path(name).suffix:
        case ".docx" | ".xlsx" | ".pptx" | ".zip":
            return _whole_zip(data)
        case ".pdf":
            return data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
        case ".html":
            return data.rstrip().endswith(b"</html>")
        case ".json":
            return _whole_json(data)
        case ".md" | ".yaml":
            return False  # not known
    return bool(data)


def _whole_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def _whole_zip(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


if __name__ == "__main__":
    serve()


__all__ = ["Armed", "Outcome", "Server", "arm", "campaign"]
