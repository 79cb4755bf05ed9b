"""A Python function in an interpreter of its own, for libraries that cannot be stopped."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

from dossier_builder.processus.running import Completed, run

_BOOT = """
import sys
path, module, name, *arguments = sys.argv[1:]
sys.path[:] = path.split('\\n')
from importlib import import_module
getattr(import_module(module), name)(*arguments)
"""
"""The child imports the function's module and what that imports, nothing else."""


def run_worker(
    function: Callable[..., None],
    arguments: Sequence[str],
    *,
    timeout_s: float,
    memory_bytes: int | None = None,
    env: Mapping[str, str] | None = None,
) -> Completed:
    """Call `function(*arguments)` in a new interpreter that can be killed.

    The function stands at the top of an importable module whose imports are light (an interpreter
    starts in 0.02 s); it takes strings and leaves its result in a file that they name. What it
    raises becomes return code 1 and a traceback in `stderr`. `env` is added to our environment.
    Raises ValueError for a function that the child could not import.
    """
    if "." in function.__qualname__ or function.__module__ == "__main__":
        raise ValueError(f"{function.__qualname__} is not at the top of an importable module")
    path = "\n".join(entry or os.getcwd() for entry in sys.path)  # noqa: PTH109 (as Python does)
    command = [sys.executable, "-I", "-c", _BOOT, path]
    return run(
        [*command, function.__module__, function.__name__, *arguments],
        timeout_s=timeout_s,
        memory_bytes=memory_bytes,
        env={**os.environ, **(env or {})},
    )
