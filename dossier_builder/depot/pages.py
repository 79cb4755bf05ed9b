"""On which page each paragraph of a docx is, and how many there are: one engine's word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dossier_builder.domain.submission import EngineChoice
from dossier_builder.errors import DossierError
from dossier_builder.ouverture import open_submission, parse_mark
from dossier_builder.pdf import destinations, page_count
from dossier_builder.pipeline.engines import lay_out_one, usable
from dossier_builder.values import frozen


@frozen
class Pages:
    """Index of a paragraph → its page; `total` is None when no engine could tell."""

    of: Mapping[int, int]
    total: int | None


def pages_of(path: Path, workspace: Path, moteur: EngineChoice) -> Pages:
    """Lay the document out; nothing is known of its pages when that cannot be done."""
    room = workspace / path.stem
    room.mkdir(exist_ok=True)
    try:
        copy = open_submission(path, name=path.name, workspace=room).working_copy
        if copy is None:
            return Pages({}, None)
        layout = lay_out_one(copy.path, room / "pages.pdf", usable(moteur), handed_in=False)
        found = destinations(layout.pdf)
        total = page_count(layout.pdf)
    except DossierError:
        return Pages({}, None)
    marks = {name: parse_mark(name, copy.prefix) for name in found}
    return Pages({n: found[name].page for name, n in marks.items() if n is not None}, total)
