"""Whether programs can be started here without a network: containers and some systems forbid it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping

from dossier_builder.processus.box import UNSHARE
from dossier_builder.processus.running import run

_ASK_S = 5.0


def can_cut_network(env: Mapping[str, str] | None = None) -> bool:
    """Whether a Box without network really has none; asks the system, in a few milliseconds.

    `env` as in `start`. The guard asks the same before each program (groups.py): this is only to
    tell people.
    """
    path = (os.environ if env is None else env).get("PATH")
    if sys.platform != "linux" or shutil.which(UNSHARE, path=path) is None:
        return False
    return run([UNSHARE, "-c", "-n", "true"], timeout_s=_ASK_S, env=env).succeeded
