"""Workers of a lot that die on certain documents, or hang: what a bug in a library would do."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from dossier_builder.batch.life import work
from dossier_builder.pipeline import judge

QUOTED = "reissod ud etxet el"  # backwards: a traceback shows the line of code


def die(folder: str) -> None:
    """Die by SIGKILL while judging « mortel », raise while reading « bogue », hang on « lent »."""
    conclude, prepare = judge.conclude, judge.prepare

    def deadly(item: Any, options: Any, ask: Any) -> Any:
        name = item.opened.request.name
        if "mortel" in name:
            os.kill(os.getpid(), signal.SIGKILL)
        if "lent" in name:
            time.sleep(600)
        return conclude(item, options, ask)

    def wrong(opened: Any, options: Any) -> Any:
        if "bogue" in opened.request.name:
            raise ZeroDivisionError(QUOTED[::-1])
        return prepare(opened, options)

    judge.conclude, judge.prepare = deadly, wrong
    work(folder)
