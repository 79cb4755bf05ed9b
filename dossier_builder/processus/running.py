"""One program at a time: started, watched, bounded in time, memory and output, and ended."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from subprocess import Popen
from typing import IO, Literal

from dossier_builder.processus.box import OPEN, Box
from dossier_builder.processus.groups import ask_group, close_group, open_group
from dossier_builder.values import frozen

Ending = Literal["exited", "timeout", "output"]

OUTPUT_BYTES = 1_000_000
"""What a program may say before it is stopped; soffice says about a hundred bytes a file."""
POLL_S = 0.01


@frozen
class Completed:
    """How a program ended. `returncode` is 128 + n after signal n; None unless it exited.

    `ending` tells whether it exited by itself, ran out of time, or wrote too much.
    `stdout` and `stderr` hold at most the first OUTPUT_BYTES of each.
    """

    ending: Ending
    returncode: int | None
    stdout: bytes
    stderr: bytes
    seconds: float

    @property
    def succeeded(self) -> bool:
        """Whether it exited with code 0; of what it should have made, this proves nothing."""
        return self.returncode == 0


class Running:
    """A program under way; given by `start`."""

    def __init__(self, process: Popen[bytes], stdout: IO[bytes], stderr: IO[bytes]) -> None:
        self._process = process
        self._streams = (stdout, stderr)
        self._started = time.monotonic()

    @property
    def pid(self) -> int:
        """The leader of the group: killing this group ends the program."""
        return self._process.pid

    def ending(self) -> Ending | None:
        """How it ended, None while it runs; one that writes too much counts as ended."""
        if self._process.poll() is not None:
            return "exited"
        written = max(os.fstat(stream.fileno()).st_size for stream in self._streams)
        return "output" if written > OUTPUT_BYTES else None

    def wait(self, timeout_s: float) -> Completed:
        """Wait for its end, `timeout_s` seconds at most; what still runs then is killed."""
        deadline = time.monotonic() + timeout_s
        ending = self.ending()
        while ending is None and time.monotonic() < deadline:
            time.sleep(POLL_S)
            ending = self.ending()
        return self.stop(ending or "timeout")

    def ask_to_end(self, grace_s: float) -> None:
        """Let a program that listens to SIGTERM put its things away; `stop` it afterwards."""
        ask_group(self._process, grace_s)

    def stop(self, ending: Ending) -> Completed:
        """End the whole group and say what it left."""
        close_group(self._process)
        return Completed(
            ending=ending,
            returncode=self._process.returncode if ending == "exited" else None,
            stdout=_head(self._streams[0]),
            stderr=_head(self._streams[1]),
            seconds=time.monotonic() - self._started,
        )


def _head(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read(OUTPUT_BYTES)


@contextlib.contextmanager
def start(
    command: Sequence[str],
    *,
    box: Box = OPEN,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[Running]:
    """Start a program for the length of a `with`; whatever ends the block ends the program.

    `env` is its whole environment (None: ours), `box` what it may take and reach. A program that
    does not exist exits with 127 (on Windows: FileNotFoundError).
    """
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        process = open_group(command, box=box, env=env, cwd=cwd, stdout=stdout, stderr=stderr)
        try:
            yield Running(process, stdout, stderr)
        finally:
            close_group(process)


def run(
    command: Sequence[str],
    *,
    timeout_s: float,
    box: Box = OPEN,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Completed:
    """Run a program to its end, `timeout_s` seconds at most. Parameters as in `start`."""
    with start(command, box=box, env=env, cwd=cwd) as running:
        return running.wait(timeout_s)
