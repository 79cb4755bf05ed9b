from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier_builder.processus import Box, can_cut_network, is_alive, run, start

SLEEPER = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"


def _pid_written(path: Path) -> int:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if path.exists() and (text := path.read_text()):
            return int(text)
        time.sleep(0.01)
    raise AssertionError("the program did not start")


def _runs(pid: int) -> bool:
    """Whether the process runs; one that is dead and not yet buried (state Z) does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _ends(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not _runs(pid)


def test_output_and_code_are_given_back() -> None:
    completed = run(["sh", "-c", "echo bonjour; echo zut >&2; exit 3"], timeout_s=10)
    assert (completed.ending, completed.returncode) == ("exited", 3)
    assert (completed.stdout, completed.stderr) == (b"bonjour\n", b"zut\n")
    assert not completed.succeeded


def test_nothing_of_the_standard_input_reaches_the_program() -> None:
    assert run(["cat"], timeout_s=10).stdout == b""


def test_environment_is_the_one_given(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "SALUT": "à toi"}
    completed = run(["sh", "-c", "pwd; echo $SALUT$HOME"], timeout_s=10, env=env, cwd=tmp_path)
    assert completed.stdout.decode() == f"{tmp_path}\nà toi\n"


def test_a_program_that_does_not_exist_exits_with_127() -> None:
    assert run(["programme-inexistant"], timeout_s=10).returncode == 127


def test_a_program_killed_by_a_signal_is_told() -> None:
    assert run(["sh", "-c", "kill -SEGV $$"], timeout_s=10).returncode == 128 + signal.SIGSEGV


def test_time_limit_ends_the_whole_group(tmp_path: Path) -> None:
    child = tmp_path / "enfant"
    script = 'trap "" TERM; "$0" -c "$1" "$2" & "$0" -c "$1" "$2.autre"'
    command = ["sh", "-c", script, sys.executable, SLEEPER, str(child)]
    began = time.monotonic()
    completed = run(command, timeout_s=1)
    assert (completed.ending, completed.returncode) == ("timeout", None)
    assert time.monotonic() - began < 30  # the program would sleep for a minute
    assert not _runs(_pid_written(child))
    assert not _runs(_pid_written(tmp_path / "enfant.autre"))


def test_a_background_child_does_not_outlive_its_parent(tmp_path: Path) -> None:
    child = tmp_path / "enfant"
    script = '"$0" -c "$1" "$2" & while ! [ -s "$2" ]; do sleep 0.01; done'
    assert run(["sh", "-c", script, sys.executable, SLEEPER, str(child)], timeout_s=10).succeeded
    assert not _runs(_pid_written(child))


def test_a_program_that_never_stops_talking_is_stopped() -> None:
    completed = run(["yes"], timeout_s=10)
    assert completed.ending == "output"
    assert len(completed.stdout) == 1_000_000


def test_memory_limit() -> None:
    command = [sys.executable, "-c", "bytearray(1_000_000_000)"]
    assert run(command, timeout_s=20).succeeded
    assert run(command, timeout_s=20, box=Box(memory_bytes=500_000_000)).returncode == 1


def test_an_exception_in_the_block_ends_the_program(tmp_path: Path) -> None:
    child = tmp_path / "enfant"
    pids = []

    def interrupted() -> None:
        with start([sys.executable, "-c", SLEEPER, str(child)]):
            pids.append(_pid_written(child))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not _runs(pids[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_our_own_death_ends_the_program(tmp_path: Path, number: signal.Signals) -> None:
    child = tmp_path / "enfant"
    script = (
        "import sys; from dossier_builder.processus import run; run(sys.argv[1:], timeout_s=60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, sys.executable, "-c", SLEEPER, str(child)],
        stderr=subprocess.DEVNULL,
    ) as ours:
        pid = _pid_written(child)
        ours.send_signal(number)
        assert ours.wait(timeout=10) != 0
    assert _ends(pid)


def test_is_alive() -> None:
    assert is_alive(os.getpid())
    with subprocess.Popen(["true"]) as process:
        process.wait()
    assert not is_alive(process.pid)


@pytest.mark.skipif(sys.platform != "linux", reason="the bounds are Linux's")
def test_the_box_holds_whatever_the_program_does(tmp_path: Path) -> None:
    big = "open(sys.argv[1], 'wb').write(bytes(3_000_000))"
    written = [sys.executable, "-c", f"import sys; {big}", str(tmp_path / "gros")]
    assert run(written, timeout_s=20, box=Box(file_bytes=1_000_000)).returncode != 0
    assert (tmp_path / "gros").stat().st_size <= 1_000_448  # whole blocks of 512 bytes
    turning = [sys.executable, "-c", "while True: pass"]
    began = time.monotonic()
    assert run(turning, timeout_s=20, box=Box(cpu_s=1)).ending == "exited"
    assert time.monotonic() - began < 19
    eating = [sys.executable, "-c", "bytearray(600_000_000)"]
    assert run(eating, timeout_s=20, box=Box(data_bytes=300_000_000)).returncode == 1


def test_a_program_without_network_reaches_nothing() -> None:
    if not can_cut_network():
        pytest.skip("this system does not let us cut the network of a program")
    connect = (
        "import socket, sys; s = socket.socket(); s.settimeout(5); "
        "sys.exit(s.connect_ex(('127.0.0.1', int(sys.argv[1]))) != 0)"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        command = [sys.executable, "-c", connect, port]
        assert run(command, timeout_s=20).succeeded
        assert not run(command, timeout_s=20, box=Box(network=False)).succeeded


def test_where_the_system_forbids_it_the_program_runs_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dossier_builder.processus.box.UNSHARE", "unshare-interdit")
    monkeypatch.setattr("dossier_builder.processus.network.UNSHARE", "unshare-interdit")
    assert run(["echo", "bonjour"], timeout_s=10, box=Box(network=False)).stdout == b"bonjour\n"
    assert not can_cut_network()
