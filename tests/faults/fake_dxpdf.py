"""Workers in the place of dxpdf's, loaded alone as it is: bad ones, and good ones that are noted.

`VIES` names a file that gets a line for each worker started.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def hang(_folder: str) -> None:
    time.sleep(60)


def crash(_folder: str) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def leave(_folder: str) -> None:
    return


def lie(folder: str) -> None:
    Path(folder, "0.pdf").write_bytes(b"%PDF-1.4\n" + bytes(3000) + b"startxref\n9\n%%EOF\n")
    time.sleep(60)


def eat(folder: str) -> None:
    Path(folder, "0.partiel").write_bytes(bytes(4_000_000_000))


def noted(folder: str) -> None:
    from dossier_builder.layout.dxpdf_worker import serve

    _note()
    serve(folder)


def die_at_second(folder: str) -> None:
    _serve_one(folder)
    crash(folder)


def hang_at_second(folder: str) -> None:
    _serve_one(folder)
    hang(folder)


def _note() -> None:
    with Path(os.environ["VIES"]).open("a") as file:
        file.write(f"{os.getpid()}\n")


def _serve_one(folder: str) -> None:
    """Lay the first document out; return when there is a second one."""
    import dxpdf

    _note()
    draft = Path(folder, "0.partiel")
    dxpdf.convert_file(_asked(folder, 0), str(draft))
    draft.replace(draft.with_suffix(".pdf"))
    _asked(folder, 1)


def _asked(folder: str, number: int) -> str:
    request = Path(folder, f"{number}.demande")
    while not request.exists():
        time.sleep(0.005)
    return request.read_text(encoding="utf-8")
