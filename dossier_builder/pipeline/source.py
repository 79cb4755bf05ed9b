"""What a learner writes → the dossier: the one way in of every verb that builds something."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from dossier_builder.domain.depart import PROPERTY
from dossier_builder.errors import DossierError
from dossier_builder.inputs import LoadedDossier, load_dossier
from dossier_builder.ooxml import Package, custom_properties
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


def is_start_file(path: Path) -> bool:
    """Whether it is a Word file that `nouveau --word` began: something to build a dossier from."""
    if path.suffix.lower() != ".docx" or not path.is_file():
        return False
    try:
        return bool(custom_properties(Package.read(path)).get(PROPERTY))
    except DossierError:
        return False


def _lasting_room() -> Path:
    room = Path(tempfile.mkdtemp(prefix="dossier-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    return room
