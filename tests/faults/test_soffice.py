"""Whatever soffice does, each document has its result and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dossier_builder.domain.submission import Layout
from dossier_builder.layout import Laid, LayoutJob, libreoffice

Install = Callable[[str], Path]

WELL = "for d in documents: write(d, good)"


def results(jobs: Sequence[LayoutJob], timeout_s: float = 20.0) -> list[str]:
    """The motif of each job in their order, "" for those that succeeded."""
    by_job: dict[LayoutJob, Laid] = {
        laid.job: laid for laid in libreoffice.lay_out(jobs, timeout_s=timeout_s)
    }
    assert len(by_job) == len(jobs)
    for laid in by_job.values():
        assert laid.job.output.exists() == isinstance(laid.result, Layout)
    found = [by_job[job].result for job in jobs]
    return ["" if isinstance(result, Layout) else result.motif for result in found]


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path) -> object:
    yield
    runs = tmp_path / "cache" / "libreoffice" / "en-cours"
    assert list(runs.glob("*")) == []
    calls = (tmp_path / "faux" / "appels").read_text().split()
    assert not [pid for pid in calls if runs_still(int(pid))]
    assert not list(tmp_path.glob(".*.partiel"))


def runs_still(pid: int) -> bool:
    """Whether a process runs; one that is dead and not yet buried does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_one_that_behaves(fake: Install, jobs: list[LayoutJob]) -> None:
    fake(WELL)
    assert results(jobs) == ["", "", ""]


def test_one_that_works_slowly_is_waited_for(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("for d in documents: time.sleep(0.4); write(d, good)")
    assert results(jobs, timeout_s=1.0) == ["", "", ""]  # the limit is for each, not for all


def test_results_are_handed_on_one_by_one(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("for d in documents: write(d, good); time.sleep(60)")
    began = time.monotonic()
    next(iter(libreoffice.lay_out(jobs)))
    assert time.monotonic() - began < 30


def test_one_that_does_nothing_and_says_all_is_well(fake: Install, jobs: list[LayoutJob]) -> None:
    folder = fake("print('convert ok'); sys.exit(0)")
    assert results(jobs) == ["LibreOffice n’a pas su ouvrir ou convertir ce document"] * 3
    assert len((folder / "appels").read_text().split()) == 2  # the profile, then one run


def test_one_that_cannot_open_a_document_and_goes_on(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("for d in documents:\n  if 'document1' not in content(d): write(d, good)")
    assert results(jobs) == ["", "LibreOffice n’a pas su ouvrir ou convertir ce document", ""]


def test_one_that_crashes_on_a_document(fake: Install, jobs: list[LayoutJob]) -> None:
    fake(
        "for d in documents:\n"
        "  if 'document1' in content(d): os.kill(os.getpid(), signal.SIGSEGV)\n"
        "  write(d, good)"
    )
    assert results(jobs) == ["", "LibreOffice s’est arrêté brutalement", ""]


def test_one_that_hangs_on_a_document(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("for d in documents:\n  if 'document1' in content(d): time.sleep(60)\n  write(d, good)")
    began = time.monotonic()
    assert results(jobs, timeout_s=0.5) == ["", "LibreOffice n’a pas fini en 0,5\u00a0s", ""]
    assert time.monotonic() - began < 10


def test_one_that_hangs_before_it_is_ready(
    fake: Install, jobs: list[LayoutJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fake(WELL)
    program = folder / "soffice"
    program.write_text(program.read_text().replace("    sys.exit(0)", "    time.sleep(60)", 1))
    monkeypatch.setattr("dossier_builder.layout.profile._PREPARE_S", 0.5)
    assert results(jobs) == ["", "", ""]


def test_one_whose_child_hangs_and_ignores_the_request_to_stop(
    fake: Install, jobs: list[LayoutJob]
) -> None:
    fake(
        "if os.fork() == 0:\n"
        "  signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "  open(os.path.join(here, 'appels'), 'a').write(f'{os.getpid()}\\n')\n"
        "  time.sleep(60)\n"
        "os.wait()"
    )
    assert results(jobs[:1], timeout_s=0.5) == ["LibreOffice n’a pas fini en 0,5\u00a0s"]


@pytest.mark.parametrize(
    "data", ["b''", "b'%PDF-1.6 garbage'", "os.urandom(100_000)", "good[: len(good) // 2]"]
)
def test_one_that_writes_something_else_than_a_pdf(
    fake: Install, jobs: list[LayoutJob], data: str
) -> None:
    fake(f"for d in documents: write(d, {data})")
    assert results(jobs) == ["LibreOffice n’a pas su ouvrir ou convertir ce document"] * 3


def test_one_that_writes_what_only_looks_like_a_pdf(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("for d in documents: write(d, b'%PDF-1.6\\n' + bytes(9000) + b'startxref\\n9\\n%%EOF\\n')")
    assert results(jobs) == ["le PDF produit est illisible"] * 3


def test_one_that_never_stops_talking(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("while True: print('x' * 10_000)")
    assert results(jobs[:1]) == ["LibreOffice s’est arrêté brutalement"]


def test_one_that_fails_at_once(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("sys.exit(77)")
    assert results(jobs) == ["LibreOffice s’est arrêté brutalement"] * 3


def test_an_output_of_before_is_no_proof(fake: Install, jobs: list[LayoutJob]) -> None:
    fake("sys.exit(0)")
    jobs[0].output.write_bytes(b"avant")
    (laid,) = libreoffice.lay_out(jobs[:1])
    assert not isinstance(laid.result, Layout)
    assert jobs[0].output.read_bytes() == b"avant"


def test_many_documents_go_by_batches(fake: Install, jobs: list[LayoutJob], tmp_path: Path) -> None:
    folder = fake(WELL)
    many = [LayoutJob(jobs[n % 3].source, tmp_path / f"lot{n}.pdf") for n in range(60)]
    assert results(many) == [""] * 60
    assert len((folder / "appels").read_text().split()) == 1 + 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_our_death_leaves_no_soffice_and_the_next_run_cleans_up(
    fake: Install, jobs: list[LayoutJob], number: signal.Signals
) -> None:
    folder = fake("time.sleep(60)")
    script = (
        "import sys; from pathlib import Path; from dossier_builder.layout import *\n"
        "list(ENGINES['libreoffice'].lay_out([LayoutJob(Path(sys.argv[1]), Path('x.pdf'))]))"
    )
    command = [sys.executable, "-c", script, str(jobs[0].source)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=os.environ) as ours:
        calls = wait_for_calls(folder / "appels", 2)
        ours.send_signal(number)
        assert ours.wait(timeout=10) != 0
    deadline = time.monotonic() + 5
    while runs_still(calls[1]) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not runs_still(calls[1])
    fake(WELL)
    assert results(jobs) == ["", "", ""]  # and _nothing_left sees that the old run is gone


def wait_for_calls(log: Path, count: int) -> list[int]:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        calls = [int(pid) for pid in log.read_text().split()] if log.exists() else []
        if len(calls) >= count:
            return calls
        time.sleep(0.01)
    raise AssertionError("the fake soffice was not called")
