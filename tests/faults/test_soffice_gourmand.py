"""A soffice that takes too much: the disk, processes, places that are not its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier_builder.layout import ENGINES, LayoutJob

from .test_interruption import running

Install = Callable[[str], Path]


def results(jobs: list[LayoutJob], timeout_s: float = 20.0) -> list[str]:
    """The motif of each failure, "" for a PDF."""
    found = {
        laid.job: getattr(laid.result, "motif", "")
        for laid in ENGINES["libreoffice"].lay_out(jobs, timeout_s=timeout_s)
    }
    return [found[job] for job in jobs]


def test_one_that_fills_the_disk(fake: Install, jobs: list[LayoutJob], tmp_path: Path) -> None:
    fake(
        "with open(os.path.join(outdir, '0000.pdf'), 'wb') as file:\n"
        "  for _ in range(3):\n"
        "    file.seek(2_000_000_000, 1)\n"
        "    file.write(b'x')\n"
        "    file.flush()\n"
    )
    (motif,) = results(jobs[:1])
    assert motif.startswith("LibreOffice")
    assert not jobs[0].output.exists()
    left = list((tmp_path / "cache").rglob("*.pdf"))
    assert left == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")
def test_one_that_forks_without_end(fake: Install, jobs: list[LayoutJob]) -> None:
    folder = fake(
        "for _ in range(60):\n"
        "  if os.fork() == 0:\n"
        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    time.sleep(120)\n"
        "time.sleep(120)"
    )
    assert results(jobs[:1], timeout_s=1.0) == ["LibreOffice n’a pas fini en 1\u00a0s"]
    deadline = time.monotonic() + 5
    while running(str(folder)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running(str(folder)) == []


def test_one_that_writes_in_its_profile_leaves_nothing(
    fake: Install, jobs: list[LayoutJob], tmp_path: Path
) -> None:
    fake(
        "for place in (os.environ['HOME'], os.environ['TMPDIR'], os.getcwd()):\n"
        "  open(os.path.join(place, 'trace'), 'w').write('x')\n"
        "for d in documents: write(d, good)"
    )
    assert results(jobs[:1]) == [""]
    assert list(tmp_path.rglob("trace")) == []


def test_one_that_erases_what_it_was_given(fake: Install, jobs: list[LayoutJob]) -> None:
    """It has copies: the learner's own files are out of its reach by name."""
    before = [job.source.read_bytes() for job in jobs]
    fake("for d in documents:\n  open(d, 'wb').close()\n  os.unlink(d)")
    assert all(motif.startswith("LibreOffice") for motif in results(jobs))
    assert [job.source.read_bytes() for job in jobs] == before
