"""Where rule packs are looked for, and loading one with the catalogue of checks.

The only meeting point of `packs` (which stands below the rules and does not know them) and
`rules` (which hands over its catalogue); every command that needs a pack comes here.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator, Sequence
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

    Read again only when a file of the roots has changed: a lot asks for it once a document. Raises
    PackError with every problem of the chain of packs, or because no root has that name.
    """
    return _load(identifier, tuple(roots), tuple(_dates(roots)))


@functools.lru_cache(maxsize=32)
def _load(identifier: str, roots: tuple[Path, ...], _dates: tuple[tuple[str, int], ...]) -> Modele:
    from dossier_builder.pipeline.kept_packs import kept

    def read() -> tuple[Modele, ...]:
        from dossier_builder.packs.loader import load_modele
        from dossier_builder.rules import CATALOGUE

        return (load_modele(identifier, CATALOGUE, roots=roots),)

    (modele,) = kept(f"modele {identifier}", roots, read)
    return modele


def _dates(roots: Sequence[Path], depth: int = 3) -> Iterator[tuple[str, int]]:
    """Every YAML file of the packs, as deep as packs are looked for, and the date of its text."""
    for root in roots:
        with contextlib.suppress(OSError), os.scandir(root) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith(".yaml"):
                    yield entry.path, entry.stat().st_mtime_ns
                elif depth and entry.is_dir() and not entry.name.startswith("."):
                    yield from _dates([Path(entry)], depth - 1)


def load_all(roots: Sequence[Path]) -> tuple[Modele, ...]:
    """Every pack of the roots that loads; a broken one of a centre must not stop the others."""
    return _load_all(tuple(roots), tuple(_dates(roots)))


@functools.lru_cache(maxsize=4)
def _load_all(roots: tuple[Path, ...], _dates: tuple[tuple[str, int], ...]) -> tuple[Modele, ...]:
    from dossier_builder.pipeline.kept_packs import kept

    def read() -> tuple[Modele, ...]:
        from dossier_builder.packs import list_modeles

        loaded = []
        for info in list_modeles(roots):
            with contextlib.suppress(PackError):
                loaded.append(load(info.id, roots))
        return tuple(loaded)

    return kept("tous", roots, read)


def _folder(path: Path, origin: str) -> Path:
    if not path.is_dir():
        raise UsageError(
            f"Le dossier de modèles « {path} », donné par {origin}, n’existe pas.",
            "Un dossier de modèles contient, par exemple, mon-centre/ccp2/modele.yaml.",
        )
    return path.absolute()


def packs_in(folder: Path) -> tuple[tuple[str, Path], ...]:
    """Give the packs of a folder, each with its root: the folder's own, else those below it.

    The folder of one pack (it holds modele.yaml) is named by its `id` when the path ends with it,
    so that `centre/ccp2` may extend `centre/commun`; by its last name otherwise.
    """
    from dossier_builder.packs.chain import MODELE, found

    folder = folder.absolute()
    if not (folder / MODELE).is_file():
        return tuple((identifier, folder) for identifier, _ in found((folder,)))
    parts = _written_id(folder / MODELE).split("/")
    if list(folder.parts[-len(parts) :]) != parts:
        parts = [folder.name]
    return (("/".join(parts), folder.parents[len(parts) - 1]),)


def _written_id(path: Path) -> str:
    """The `id` in a modele.yaml; "" when it cannot be read, which loading will say."""
    from dossier_builder.errors import InputsError
    from dossier_builder.packs.positions import parse_yaml, read_text

    try:
        value = parse_yaml(read_text(path).text, str(path)).value
    except InputsError:
        return ""
    written = value.get("id") if isinstance(value, dict) else None
    return written if isinstance(written, str) else ""
