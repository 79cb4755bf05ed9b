"""Where rule packs are looked for, and loading one with the catalogue of checks.

The only meeting point of `packs` (which stands below the rules and does not know them) and
`rules` (which hands over its catalogue); every command that needs a pack comes here.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from dossier_builder.domain.modele import Modele
from dossier_builder.errors import PackError, UsageError

VARIABLE = "DOSSIER_MODELES"
"""Environment variable naming folders of packs, separated as in PATH (`;` on Windows)."""

BESIDE = "modeles"
"""Name of the folder of packs that may stand next to a dossier folder."""


def pack_roots(explicit: Path | None, beside: Path | None = None) -> tuple[Path, ...]:
    """Give the folders of packs, the first to hold a name winning; ours come last.

    In order: `explicit` (the option --modeles), the folders of `DOSSIER_MODELES`, the folder
    `modeles` next to `beside` (the dossier folder or file at hand), the packs that travel with
    the program. All absolute. Raises UsageError when one that somebody named is no folder.
    """
    from dossier_builder.resources import templates_root

    named = [] if explicit is None else [_folder(explicit, "l’option --modeles")]
    named += [
        _folder(Path(text), f"la variable {VARIABLE}")
        for text in os.environ.get(VARIABLE, "").split(os.pathsep)
        if text
    ]
    if beside is not None:
        neighbour = beside.absolute().parent / BESIDE
        named += [neighbour] if neighbour.is_dir() else []
    return tuple(dict.fromkeys((*named, templates_root())))


def load(identifier: str, roots: Sequence[Path]) -> Modele:
    """Load the pack of that identifier, merged with those it extends.

    Raises PackError with every problem of the chain of packs, or because no root has that name.
    """
    from dossier_builder.packs.loader import load_modele
    from dossier_builder.rules import CATALOGUE

    return load_modele(identifier, CATALOGUE, roots=tuple(roots))


def load_all(roots: Sequence[Path]) -> tuple[Modele, ...]:
    """Every pack of the roots that loads; a broken one of a centre must not stop the others."""
    from dossier_builder.packs import list_modeles

    loaded = []
    for info in list_modeles(tuple(roots)):
        try:
            loaded.append(load(info.id, roots))
        except PackError:
            continue
    return tuple(loaded)


def _folder(path: Path, origin: str) -> Path:
    if not path.is_dir():
        raise UsageError(
            f"Le dossier de modèles « {path} », donné par {origin}, n’existe pas.",
            "Un dossier de modèles contient, par exemple, mon-centre/ccp2/modele.yaml.",
        )
    return path.absolute()
