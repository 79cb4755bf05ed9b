"""Whatever dies during a lot, each document has its report and nothing is left behind."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest

from dossier_builder.batch import processes
from dossier_builder.batch.events import Progress
from dossier_builder.batch.run import check_all
from dossier_builder.domain.report import DocumentReport
from dossier_builder.pipeline.requests import Options, Request

from . import poisoned

Install = Callable[[str], Path]
NOW = dt.datetime(2026, 11, 23, 20, 0, tzinfo=dt.UTC)
DXPDF = Options(now=NOW, modele="cip/ccp2", moteur="dxpdf")
LIBREOFFICE = Options(now=NOW, modele="cip/ccp2", moteur="libreoffice")

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache and a temporary folder of our own, empty of anything under way at the end."""
    temporary = tmp_path / "temporaire"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "cache"))
    yield
    deadline = time.monotonic() + 5
    while running(str(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running(str(tmp_path)) == []
    assert list(temporary.iterdir()) == []
    assert list((tmp_path / "cache").glob("**/en-cours/*")) == []


def running(word: str) -> list[int]:
    """The processes, ours and the dead left out, whose command line holds that word."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes()
            state = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
        except OSError:
            continue
        if word.encode() in line and state not in "ZX" and int(entry.name) != os.getpid():
            found.append(int(entry.name))
    return found


def lot(folder: Path, *names: str) -> list[Request]:
    requests = []
    for number, name in enumerate(names):
        document = docx.Document()
        document.add_heading("Introduction", 1)
        document.add_paragraph(f"Texte fictif, document{number}.")
        document.save(str(folder / f"{name}.docx"))
        requests.append(Request(folder / f"{name}.docx", f"{name}.docx"))
    return requests


def errors(reports: tuple[DocumentReport, ...]) -> list[str]:
    """The code of each report's error, "" for a document that was checked."""
    return [report.erreur.code if report.erreur else "" for report in reports]


def test_a_document_that_kills_its_worker_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(processes, "work", poisoned.die)
    requests = lot(tmp_path, "un", "deux", "mortel", "quatre", "bogue", "six")
    with caplog.at_level(logging.ERROR):
        reports = check_all(requests, DXPDF, jobs=2, use_cache=False)
    assert errors(reports) == ["", "", "arret", "", "bug", ""]
    assert [report.fichier for report in reports] == [request.name for request in requests]
    assert "ZeroDivisionError" in caplog.text
    assert poisoned.QUOTED[::-1] not in caplog.text


def test_a_worker_that_says_nothing_any_more_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "work", poisoned.die)
    monkeypatch.setattr(processes, "SILENCE_S", 6.0)
    monkeypatch.setattr(processes, "_GRACE_S", 0.2)
    requests = lot(tmp_path, "un", "lent")
    assert errors(check_all(requests, DXPDF, jobs=1, use_cache=False)) == ["", "arret"]


def test_a_worker_that_somebody_kills_costs_nobody(tmp_path: Path) -> None:
    requests = lot(tmp_path, *(str(number) for number in range(6)))
    killed: list[int] = []

    def kill_one(now: Progress) -> None:
        if now.done == 2 and not killed:
            killed.extend(running("dossier_builder.batch.life"))
            for pid in killed:
                os.kill(pid, signal.SIGKILL)

    reports = check_all(requests, DXPDF, jobs=2, use_cache=False, on_progress=kill_one)
    assert killed
    assert errors(reports) == [""] * 6


@pytest.mark.parametrize(
    "fault", ["time.sleep(60)", "os.kill(os.getpid(), signal.SIGSEGV)", "continue"]
)
def test_a_soffice_that_fails_on_a_document_costs_that_one(
    tmp_path: Path, fake: Install, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    fake(f"for d in documents:\n  if 'document2' in content(d): {fault}\n  write(d, good)")
    monkeypatch.setattr("dossier_builder.layout.libreoffice.TIMEOUT_S", 1.0)
    requests = lot(tmp_path, "a", "b", "c", "d", "e")
    with_hang = "sleep" in fault
    if with_hang:  # the limit of two minutes is the worker's: here, in this process
        from dossier_builder.batch.executors import in_process
        from dossier_builder.layout import libreoffice

        monkeypatch.setattr(libreoffice.lay_out, "__kwdefaults__", {"timeout_s": 1.0})
        reports = check_all(requests, LIBREOFFICE, runner=in_process, use_cache=False)
    else:
        reports = check_all(requests, LIBREOFFICE, jobs=2, use_cache=False)
    assert errors(reports) == ["", "", "mise_en_page", "", ""]


@pytest.mark.libreoffice
def test_a_real_soffice_that_is_killed_costs_one_document_at_most(tmp_path: Path) -> None:
    requests = lot(tmp_path, *(str(number) for number in range(8)))
    killed = threading.Event()

    def kill_when_it_works() -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not killed.is_set():
            pages = list((tmp_path / "cache").glob("libreoffice/en-cours/*/sortie/0001.pdf"))
            found = [p for p in running("soffice.bin") if p in running(str(tmp_path))]
            if pages and found:
                os.kill(found[0], signal.SIGKILL)
                killed.set()
            time.sleep(0.005)

    watcher = threading.Thread(target=kill_when_it_works)
    watcher.start()
    reports = check_all(requests, LIBREOFFICE, jobs=2, use_cache=False)
    killed.set()
    watcher.join()
    assert len([code for code in errors(reports) if code]) <= 1
    assert set(errors(reports)) <= {"", "mise_en_page"}


RUN = """
import datetime, sys
from pathlib import Path
from dossier_builder.batch.run import check_all
from dossier_builder.pipeline.requests import Options, Request
requests = [Request(path, path.name) for path in Path(sys.argv[1]).glob("*.docx")]
options = Options(datetime.datetime.now(datetime.UTC), "cip/ccp2", "libreoffice")
check_all(requests, options, jobs=2)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_end_from_outside_leaves_nothing(
    tmp_path: Path, fake: Install, number: signal.Signals
) -> None:
    log = fake("time.sleep(60)") / "appels"
    lot(tmp_path, "a", "b", "c")
    words = [sys.executable, "-c", RUN, str(tmp_path)]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as ours:
        deadline = time.monotonic() + 20
        while len(log.read_text().split() if log.exists() else ()) < 3:
            assert time.monotonic() < deadline, "soffice was not started"
            time.sleep(0.05)
        ours.send_signal(number)
        _, said = ours.communicate(timeout=20)
    assert ours.returncode != 0
    assert b"KeyboardInterrupt" in said


def test_our_own_death_is_swept_by_the_next_run(tmp_path: Path, fake: Install) -> None:
    log = fake("time.sleep(60)") / "appels"
    requests = lot(tmp_path, "a", "b", "c")
    with subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)]) as ours:
        while len(log.read_text().split() if log.exists() else ()) < 3:
            time.sleep(0.05)
        ours.kill()
    deadline = time.monotonic() + 5
    while running(str(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.05)
    fake("for d in documents: write(d, good)")
    assert errors(check_all(requests, LIBREOFFICE, jobs=2)) == ["", "", ""]
