"""Workers in the place of dxpdf's, loaded alone as it is: bad ones, and good ones that are noted.

`VIES` names a file that gets a line for each worker started.
"""

from __future__ import annotations

import os
import signal
import time


def hang(_folder: str) -> None:
    time.sleep(60)


def crash(_folder: str) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def leave(_folder: str) -> None:
    return


def lie(folder: str) -> None:
    with open(os.path.join(folder, "0.pdf"), "wb") as file:  # noqa: PTH118, PTH123 (light imports)
        file.write(b"%PDF-1.4\n" + bytes(3000) + b"startxref\n9\n%%EOF\n")
    time.sleep(60)


def eat(folder: str) -> None:
    with open(os.path.join(folder, "0.pdf.partiel"), "wb") as file:  # noqa: PTH118, PTH123
        file.write(bytes(4_000_000_000))


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
    with open(os.environ["VIES"], "a") as file:  # noqa: PTH123
        file.write(f"{os.getpid()}\n")


def _serve_one(folder: str) -> None:
    """Lay the first document out; return when there is a second one."""
    import dxpdf

    _note()
    dxpdf.convert_file(_asked(folder, "0"), os.path.join(folder, "0.partiel"))  # noqa: PTH118
    os.replace(os.path.join(folder, "0.partiel"), os.path.join(folder, "0.pdf"))  # noqa: PTH105, PTH118
    _asked(folder, "1")


def _asked(folder: str, number: str) -> str:
    request = os.path.join(folder, f"{number}.demande")  # noqa: PTH118
    while not os.path.exists(request):  # noqa: PTH110
        time.sleep(0.005)
    with open(request, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()
