from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from dossier_builder.processus import OPEN, Box, Completed, start_worker

MEGABYTE = 1_000_000


def write(text: str, output: str) -> None:
    with open(output, "w", encoding="utf-8") as file:  # noqa: PTH123 (light imports)
        file.write(text)


LIGHT = """
def list_modules(output):
    import sys
    with open(output, "w") as file:
        file.write("\\n".join(sys.modules))
"""


def fail() -> None:
    raise RuntimeError("perdu")


def eat() -> None:
    bytearray(1000 * MEGABYTE)


def hang() -> None:
    while True:
        pass


def show(name: str, output: str) -> None:
    import os

    write(os.environ.get(name, ""), output)


def run_worker(
    function: Callable[..., None],
    arguments: Sequence[str],
    *,
    timeout_s: float,
    box: Box = OPEN,
    env: Mapping[str, str] | None = None,
) -> Completed:
    """Wait for its end."""
    with start_worker(function, arguments, box=box, env=env) as running:
        return running.wait(timeout_s)


def test_the_function_is_called_and_leaves_its_result(tmp_path: Path) -> None:
    output = tmp_path / "résultat d’essai.txt"
    assert run_worker(write, ["é\n« à »", str(output)], timeout_s=20).succeeded
    assert output.read_text(encoding="utf-8") == "é\n« à »"


def test_the_child_imports_nothing_but_the_file_of_the_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "leger.py").write_text(LIGHT)
    monkeypatch.syspath_prepend(tmp_path)
    output = tmp_path / "modules"
    worker = importlib.import_module("leger")
    assert run_worker(worker.list_modules, [str(output)], timeout_s=20).succeeded
    modules = set(output.read_text().splitlines())
    assert not modules & {"pydantic", "dossier_builder", "lxml"}


def test_what_it_raises_is_in_the_error_output() -> None:
    completed = run_worker(fail, [], timeout_s=20)
    assert completed.returncode == 1
    assert b"perdu" in completed.stderr


def test_limits() -> None:
    assert run_worker(hang, [], timeout_s=0.5).ending == "timeout"
    assert run_worker(eat, [], timeout_s=20, box=Box(memory_bytes=500 * MEGABYTE)).returncode == 1


def test_variables_are_added_to_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_NOUS", "oui")
    for name, env in (("A_NOUS", None), ("AJOUT", {"AJOUT": "oui"})):
        assert run_worker(show, [name, str(tmp_path / name)], timeout_s=20, env=env).succeeded
        assert (tmp_path / name).read_text() == "oui"


def test_a_function_that_the_child_cannot_load_is_refused() -> None:
    def inner() -> None: ...

    with pytest.raises(ValueError, match="inner"):
        run_worker(inner, [], timeout_s=1)
    with pytest.raises(ValueError, match="module's file"):
        run_worker(print, [], timeout_s=1)
