"""Starting programs that may hang, crash or eat the machine: the only starter of processes.

Stands beside `pdf` and `resources` at the bottom of the line; `layout` is its main user. Nothing
started here outlives the call, nor us: not on a time limit, an interrupt, or our own death.
"""

from __future__ import annotations

from dossier_builder.processus.box import OPEN, Box
from dossier_builder.processus.frames import FrameReader, FrameWriter
from dossier_builder.processus.groups import is_alive
from dossier_builder.processus.network import can_cut_network
from dossier_builder.processus.rooms import own_folder, remove_folder, sweep
from dossier_builder.processus.running import Completed, Ending, Running, run, start
from dossier_builder.processus.sigterm import TERMINATED, EndedError, unwind_on_sigterm
from dossier_builder.processus.worker import run_worker, start_worker

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
    "run_worker",
    "start",
    "start_worker",
    "sweep",
    "unwind_on_sigterm",
]
