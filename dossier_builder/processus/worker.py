"""A Python function in an interpreter of its own, for libraries that cannot be stopped."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType

from dossier_builder.processus.box import OPEN, Box
from dossier_builder.processus.running import Running, start

_BOOT = """
import sys
path, name, file, function, *arguments = sys.argv[1:]
sys.path[:] = path.split('\\n')
from importlib.machinery import SourceFileLoader
module = type(sys)(name)
SourceFileLoader(name, file).exec_module(module)
getattr(module, function)(*arguments)
"""
"""The child loads the function's own file, not the packages above it, which cost 0.05 s.

Its path is ours, so that `site` has nothing to find (-S); importlib.util takes 4 ms.
"""


@contextlib.contextmanager
def start_worker(
    function: Callable[..., None],
    arguments: Sequence[str],
    *,
    box: Box = OPEN,
    env: Mapping[str, str] | None = None,
) -> Iterator[Running]:
    """Call `function(*arguments)` in a new interpreter, for the length of a `with`; see `start`.

    The function stands at the top of a module whose imports are light and absolute (an interpreter
    starts in 0.02 s); it takes strings and leaves its result in a file that they name. What it
    raises becomes return code 1 and a traceback in `stderr`. `env` is added to our environment.
    Raises ValueError for a function that the child could not load.
    """
    command = _command(function, arguments)
    with start(command, box=box, env={**os.environ, **(env or {})}) as running:
        yield running


def _command(function: Callable[..., None], arguments: Sequence[str]) -> list[str]:
    file = function.__code__.co_filename if isinstance(function, FunctionType) else ""
    if "." in function.__qualname__ or not os.path.isfile(file):  # noqa: PTH113 - `__file__` is text
        raise ValueError(f"{function.__qualname__} is not at the top of a module's file")
    path = "\n".join(entry or os.getcwd() for entry in sys.path)  # noqa: PTH109 (as Python does)
    command = [sys.executable, "-I", "-S", "-c", _BOOT, path, function.__module__, file]
    return [*command, function.__name__, *arguments]
