"""What hostile documents are given to: the line itself, or the command, measured from outside."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dossier_builder.batch.run import check_all
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.submission import EngineChoice
from dossier_builder.pipeline.requests import Options, Request

sys.path.insert(0, str(Path(__file__).parent))  # documents.py, pdfs.py: no plugin, no test

NOW = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)
# The peak of this program alone: what getrusage tells begins with the one that started it.
_DRIVER = """
import sys
from dossier_builder.cli import run
try:
    code = run(sys.argv[2:])
except SystemExit as end:
    code = end.code
(peak,) = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
open(sys.argv[1], "w").write(f"{code} {int(peak.split()[1]) // 1024}")
"""

Check = Callable[..., DocumentReport]


@pytest.fixture
def check() -> Check:
    """Check one file as the command does, in a process of its own."""

    def one(path: Path, moteur: EngineChoice = "dxpdf") -> DocumentReport:
        options = Options(now=NOW, modele="cip/ccp2", moteur=moteur)
        (report,) = check_all([Request(path, path.name)], options, use_cache=False)
        return report

    return one


@dataclass(frozen=True)
class Ended:
    """How the command ended: its code, the memory of its own process, the report it wrote."""

    code: int
    megabytes: int
    seconds: float
    document: Any
    said: str


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., Ended]:
    """`dossier verifier` on one file, as a program."""

    def verify(path: Path, *options: str, timeout: float = 120) -> Ended:
        import time

        report, usage = tmp_path / "rapport.json", tmp_path / "mesures"
        words = ["verifier", str(path), "--sans-cache", "--sans-orthographe"]
        words += ["--modele", "cip/ccp2", "--format", f"json:{report}", *options]
        began = time.monotonic()
        ended = subprocess.run(
            [sys.executable, "-c", _DRIVER, str(usage), *words],
            capture_output=True, text=True, timeout=timeout, check=False, env=dict(os.environ),
        )  # fmt: skip
        code, megabytes = map(int, usage.read_text().split())
        (document,) = json.loads(report.read_text())["documents"]
        seconds = time.monotonic() - began
        return Ended(code, megabytes, seconds, document, ended.stdout + ended.stderr)

    return verify


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address of this machine, and what has connected to it."""
    seen: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, where = server.accept()
                    seen.append(where)
                    connection.close()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", seen
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
    thread.join(5)
