"""The life of one of our own processes: a list of documents, then the end, of its memory too.

Who starts it names `work` and runs nothing of it: what the work needs is imported there.
"""

from __future__ import annotations

import os
import pickle
from pathlib import Path


def work(folder: str) -> None:
    """Check the list pickled in `folder`/liste; write in `folder`/suite what happens.

    The frames: `(rank, True)` when our own code begins on a document, `(rank, False)` when it ends
    well, a Checked for each report, a DossierError that ends the run, a Bug that ends this list.
    SIGTERM ends soffice first.
    """
    from dossier_builder.processus import (
        TERMINATED,
        EndedError,
        FrameWriter,
        settle_memory,
        unwind_on_sigterm,
    )

    unwind_on_sigterm()
    settle_memory()
    from dossier_builder.batch.events import Bug
    from dossier_builder.batch.worker import check_dated
    from dossier_builder.errors import DossierError

    requests, options, alone = pickle.loads(Path(folder, "liste").read_bytes())  # noqa: S301 - our parent's
    workspace = Path(folder, "documents")
    workspace.mkdir()
    news = FrameWriter(Path(folder, "suite"))
    try:
        for checked in check_dated(
            requests,
            options,
            workspace,
            watch=lambda rank, begins: news.put((rank, begins)),
            alone=alone,
        ):
            news.put(checked)
    except DossierError as error:
        news.put(error)
    except EndedError:
        os._exit(TERMINATED)  # threads may wait for an engine, which dies with us
    except Exception as bug:  # noqa: BLE001 - our parent says it of the document in hand
        news.put(Bug.of(bug))
