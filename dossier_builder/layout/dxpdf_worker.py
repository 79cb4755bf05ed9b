"""The child's side of the dxpdf engine: imported alone, in an interpreter that can be killed."""

from __future__ import annotations

_POLL_S = 0.005


def serve(folder: str) -> None:
    """Lay documents out one after the other: `N.demande` names a docx, `N.pdf` is the answer.

    N counts from 0. A request and an answer are renamed into place: whole or not there. Never
    returns; raises what dxpdf raises on a document.
    """
    import itertools
    import time
    from pathlib import Path

    import dxpdf

    for number in itertools.count():
        request, answer = Path(folder, f"{number}.demande"), Path(folder, f"{number}.pdf")
        while not request.exists():
            time.sleep(_POLL_S)
        draft = answer.with_suffix(".partiel")
        dxpdf.convert_file(request.read_text(encoding="utf-8"), str(draft))
        draft.replace(answer)
