"""`dossier suivre` as a whole process: a save is counted, confirmed, and Ctrl-C leaves nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

ROOT = Path(__file__).parents[2]
DOSSIER = [sys.executable, "-m", "dossier_builder"]
_LONG_S = 120.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples" / "cip" / "ccp3", tmp_path / "ccp3")
    return tmp_path / "ccp3" / "conforme"


class Followed:
    """The command under way; its lines as they come."""

    def __init__(self, path: Path, cache: Path, **more: str) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "DOSSIER_CACHE": str(cache), **more}
        self.process = subprocess.Popen(
            [*DOSSIER, "suivre", str(path), "--texte-seul"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.replace("\u00a0", " "))

    def hears(self, word: str) -> str:
        deadline = time.monotonic() + _LONG_S
        while time.monotonic() < deadline:
            line = self._lines.get(timeout=_LONG_S)
            if word in line:
                return line
        raise AssertionError(word)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def left_in(cache: Path) -> list[Path]:
    return [*cache.glob("en-cours/*"), *cache.glob("libreoffice/en-cours/*")]


@pytest.fixture
def ended() -> Iterator[list[Followed]]:
    begun: list[Followed] = []
    yield begun
    for one in begun:
        one.process.kill()
        one.process.communicate()


@pytest.mark.libreoffice
@pytest.mark.lent
def test_a_save_is_estimated_then_confirmed_and_a_newer_one_drops_the_confirmation(
    folder: Path, cache: Path, ended: list[Followed]
) -> None:
    one = Followed(folder, cache)
    ended.append(one)
    assert "environ" in one.hears("estimation")
    one.hears("confirmé")
    text = next((folder / "sections").glob("introduction.md"))
    text.write_text(text.read_text(encoding="utf-8") + "\nUn mot de plus.\n", encoding="utf-8")
    assert "mots de plus" in one.hears("estimation")
    text.write_text(text.read_text(encoding="utf-8") + "\nEncore trois mots.\n", encoding="utf-8")
    assert "3 mots de plus" in one.hears("estimation")  # the first one was not waited for
    one.hears("confirmé")
    one.process.send_signal(signal.SIGINT)
    _, told = one.process.communicate(timeout=_LONG_S)
    assert one.process.returncode == 130
    assert "Traceback" not in told
    assert left_in(cache) == []


@pytest.mark.libreoffice
@pytest.mark.lent
def test_an_interrupt_while_the_engine_works_leaves_no_engine(
    folder: Path, cache: Path, ended: list[Followed]
) -> None:
    one = Followed(folder, cache)
    ended.append(one)
    one.hears("estimation")
    time.sleep(1.0)  # the confirmation has begun
    one.process.send_signal(signal.SIGINT)
    one.process.communicate(timeout=_LONG_S)
    assert one.process.returncode == 130
    assert left_in(cache) == []
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert str(cache) not in running.stdout


def test_once_without_libreoffice_ends_with_the_verdict(folder: Path, cache: Path) -> None:
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DOSSIER_CACHE": str(cache),
        "DOSSIER_SANS_LIBREOFFICE": "1",
    }
    done = subprocess.run(
        [*DOSSIER, "surveiller", str(folder), "--une-fois"],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert "LibreOffice n’est pas là" in done.stdout
    assert "il en faut 12 à 15" in done.stdout.replace("\u00a0", " ")
    assert left_in(cache) == []
