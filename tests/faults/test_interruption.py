"""Ctrl-C during a check: exit code 130 at once, no engine and no temporary file left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document


def running(pattern: str) -> list[int]:
    """The processes whose command line holds `pattern`."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            words = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if pattern.encode() in words:
            found.append(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    hanging = tmp_path / "soffice-qui-dort"
    hanging.write_text("#!/bin/sh\nsleep 600\n", encoding="utf-8")
    hanging.chmod(0o755)
    document = Document()
    document.add_heading("Introduction", 1)
    document.add_paragraph("Un texte fictif.")
    source = tmp_path / "dossier.docx"
    document.save(str(source))
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    # the spell checker works in a thread that the interruption does not wait for
    programs = tmp_path / "programmes"
    programs.mkdir()
    (programs / "grammalecte-cli").symlink_to(hanging)
    environment = {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "DOSSIER_SOFFICE": str(hanging),
        "DOSSIER_SANS_LIBREOFFICE": "",
        "TMPDIR": str(temporary),
    }
    started = subprocess.Popen(
        [sys.executable, "-m", "dossier_builder", "verifier", str(source), "--modele", "cip/ccp2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while not running(str(hanging)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert running(str(hanging)), "the engine was never started"
    while not running(str(programs)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert running(str(programs)), "the spell checker was never started"
    started.send_signal(signal.SIGINT)
    _, errors = started.communicate(timeout=20)
    assert started.returncode == 130
    assert "Interrompu" in errors
    deadline = time.monotonic() + 10
    while running(str(hanging)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not running(str(hanging))
    assert not list(temporary.iterdir())
