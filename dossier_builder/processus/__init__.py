"""Starting programs that may hang, crash or eat the machine: the only starter of processes.

Stands beside `pdf` and `resources` at the bottom of the line; `layout` is its main user. Nothing
started here outlives the call, nor us: not on a time limit, an interrupt, or our own death.
"""

from __future__ import annotations

from dossier_builder.processus.groups import is_alive
from dossier_builder.processus.running import Completed, Ending, Running, run, start
from dossier_builder.processus.worker import run_worker

__all__ = ["Completed", "Ending", "Running", "is_alive", "run", "run_worker", "start"]
