"""The child's side of the dxpdf engine: imported alone, in an interpreter that can be killed."""

from __future__ import annotations

_POLL_S = 0.005


def serve(folder: str) -> None:
    """Lay documents out one after the other: `N.demande` names a docx, `N.pdf` is the answer.

    N counts from 0. A request and an answer are renamed into place: whole or not there. Never
    returns; raises what dxpdf raises on a document.
    """
    import os
    import time

    import dxpdf

    number = 0
    while True:
        request, answer = (os.path.join(folder, f"{number}.{kind}") for kind in ("demande", "pdf"))  # noqa: PTH118 (light imports)
        while not os.path.exists(request):  # noqa: PTH110
            time.sleep(_POLL_S)
        with open(request, encoding="utf-8") as file:  # noqa: PTH123
            source = file.read()
        dxpdf.convert_file(source, f"{answer}.partiel")
        os.replace(f"{answer}.partiel", answer)  # noqa: PTH105
        number += 1
