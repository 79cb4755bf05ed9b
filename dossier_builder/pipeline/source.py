"""What a learner writes → the dossier: the one way in of every verb that builds something."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from dossier_builder.inputs import LoadedDossier, load_dossier
from dossier_builder.pipeline.modeles import load


def load_source(source: Path, roots: tuple[Path, ...], room: Path | None = None) -> LoadedDossier:
    """Read a dossier folder or a Word start file; `roots` are the packs' (see `pack_roots`).

    `room` is a private folder of the caller for what a Word file holds (its pictures), needed as
    long as the dossier is; without one, a temporary folder lasts until the program ends. Raises
    InputsError with every problem at once, PackError, UnreadableError, UnknownKindError.
    """
    if not source.is_file():
        return load_dossier(source, lambda identifier: load(identifier, roots))
    from dossier_builder.pipeline.word_source import load_word

    return load_word(source, roots, room or _lasting_room())


def home_of(source: Path) -> Path:
    """The folder in which what is made of a source goes: itself, or where the Word file is."""
    return source.parent if source.is_file() else source


def _lasting_room() -> Path:
    room = Path(tempfile.mkdtemp(prefix="dossier-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    return room
