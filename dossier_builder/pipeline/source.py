"""What a learner writes → the dossier: the one way in of every verb that builds something."""

from __future__ import annotations

from pathlib import Path

from dossier_builder.inputs import LoadedDossier, load_dossier
from dossier_builder.pipeline.modeles import load


def load_source(source: Path, roots: tuple[Path, ...]) -> LoadedDossier:
    """Read a dossier folder; `roots` are the folders of packs (see `pack_roots`).

    Raises InputsError with every problem at once, PackError, UnreadableError.
    """
    return load_dossier(source, lambda identifier: load(identifier, roots))
