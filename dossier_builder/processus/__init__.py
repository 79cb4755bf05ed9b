"""Starting programs that may hang, crash or eat the machine: the only starter of processes.

Stands beside `pdf` and `resources` at the bottom of the line; `layout` is its main user. Nothing
started here outlives the call, nor us: not on a time limit, an interrupt, or our own death.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dossier_builder.processus.alive import is_alive
    from dossier_builder.processus.box import OPEN, Box
    from dossier_builder.processus.frames import FrameReader, FrameWriter
    from dossier_builder.processus.memory import settle_memory
    from dossier_builder.processus.network import can_cut_network
    from dossier_builder.processus.rooms import own_folder, remove_folder, sweep
    from dossier_builder.processus.running import Completed, Ending, Running, run, start
    from dossier_builder.processus.sigterm import TERMINATED, EndedError, unwind_on_sigterm
    from dossier_builder.processus.worker import start_worker

_HOMES = {
    "OPEN": "box",
    "Box": "box",
    "FrameReader": "frames",
    "FrameWriter": "frames",
    "is_alive": "alive",
    "settle_memory": "memory",
    "can_cut_network": "network",
    "own_folder": "rooms",
    "remove_folder": "rooms",
    "sweep": "rooms",
    "Completed": "running",
    "Ending": "running",
    "Running": "running",
    "run": "running",
    "start": "running",
    "TERMINATED": "sigterm",
    "EndedError": "sigterm",
    "unwind_on_sigterm": "sigterm",
    "start_worker": "worker",
}

__all__ = [
    "OPEN",
    "TERMINATED",
    "Box",
    "Completed",
    "EndedError",
    "Ending",
    "FrameReader",
    "FrameWriter",
    "Running",
    "can_cut_network",
    "is_alive",
    "own_folder",
    "remove_folder",
    "run",
    "settle_memory",
    "start",
    "start_worker",
    "sweep",
    "unwind_on_sigterm",
]


def __getattr__(name: str) -> Any:
    """Each name from its module when it is asked for: who wants a folder starts no program."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
