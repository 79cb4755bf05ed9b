"""Two commands on one folder: one waits, or says so; a lock dies with its holder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier_builder.errors import CannotWriteError
from dossier_builder.resources.locks import alone_in
from dossier_builder.resources.writing import create_file, write_file

_HOLD = """
import sys, time
from pathlib import Path
from dossier_builder.resources.locks import alone_in
with alone_in(Path(sys.argv[1]), Path(sys.argv[2])):
    print("ici", flush=True)
    time.sleep(float(sys.argv[3]))
"""


def holder(folder: Path, cache: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder), str(cache), str(seconds)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ici\n"
    return process


def test_the_second_one_waits_and_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    with (
        holder(tmp_path, tmp_path / "cache", 1.5),
        alone_in(tmp_path, tmp_path / "cache", say=told.append),
    ):
        assert len(told) == 1
        assert "on attend" in told[0]


def test_the_second_one_gives_up_with_a_sentence(tmp_path: Path) -> None:
    process = holder(tmp_path, tmp_path / "cache", 60)
    with (
        pytest.raises(CannotWriteError, match="Une autre commande travaille déjà"),
        alone_in(tmp_path, tmp_path / "cache", wait_s=0.2),
    ):
        pass
    process.kill()
    process.communicate()
    with alone_in(tmp_path, tmp_path / "cache", wait_s=0):
        pass
    assert list((tmp_path / "cache" / "verrous").iterdir()) == []


def test_two_folders_do_not_wait_for_each_other(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    with alone_in(tmp_path / "a", tmp_path, wait_s=0), alone_in(tmp_path / "b", tmp_path, wait_s=0):
        pass


def test_a_cache_that_takes_nothing_stops_no_work(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with alone_in(tmp_path, tmp_path / "cache", wait_s=0):
        pass


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_a_new_file_is_private_and_a_replaced_one_keeps_its_rights(tmp_path: Path) -> None:
    write_file(tmp_path / "neuf.html", "x")
    assert (tmp_path / "neuf.html").stat().st_mode & 0o777 == 0o600
    create_file(tmp_path / "copie.docx", b"x")
    assert (tmp_path / "copie.docx").stat().st_mode & 0o777 == 0o600
    (tmp_path / "partage.xlsx").write_bytes(b"x")
    (tmp_path / "partage.xlsx").chmod(0o664)
    write_file(tmp_path / "partage.xlsx", b"y")
    assert (tmp_path / "partage.xlsx").stat().st_mode & 0o777 == 0o664


def test_what_a_killed_run_left_goes_at_the_next_write(tmp_path: Path) -> None:
    (tmp_path / ".dossier-0123456789abcdef.tmp").write_bytes(b"half")
    write_file(tmp_path / "r.html", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "x", b"ours")
    assert (tmp_path / "x").read_bytes() == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_writers_side_by_side_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from dossier_builder.resources.writing import write_file\n"
        "for n in range(20): write_file(Path(sys.argv[1]) / f'{sys.argv[2]}{n}', 'x' * 9999)\n"
    )
    began = time.monotonic()
    both = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path), one]) for one in "ab"]
    assert [process.wait() for process in both] == [0, 0]
    assert time.monotonic() - began < 30
    assert len(list(tmp_path.iterdir())) == 40
