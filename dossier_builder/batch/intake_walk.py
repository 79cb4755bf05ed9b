"""Folders, files and archives, one after the other, each told apart: behind `gather`."""

from __future__ import annotations

import os
from pathlib import Path

from dossier_builder.batch.intake import Gathering
from dossier_builder.batch.intake_names import (
    ARCHIVE,
    DOCUMENTS,
    PACKAGES,
    WINMAIL,
    Depot,
    displayed,
    inside,
    is_hidden,
    is_ours,
    moodle,
    suffix,
)
from dossier_builder.domain.depot import DIGESTS, MANIFEST
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DossierError, UnreadableError
from dossier_builder.resources.kept import RECORD, is_theirs, recorded
from dossier_builder.values import frozen

DOSSIER = "dossier.yaml"
DEEPEST_ARCHIVE = 2
"""An archive, and those inside it: Moodle's holds one folder a learner, who may have sent a zip."""
_DEEPEST_FOLDER = 40
_HEAD_BYTES = 8
# What a document without a known name begins with: PDF, zip (docx, odt), OLE2 (doc), RTF.
_SIGNS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_IMAGES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg"))
_SYSTEM = "système"


@frozen
class Root:
    """What one argument was: a folder, or an archive, of several documents."""

    folder: Path | None = None
    several: bool = False


@frozen
class _Where:
    """Where the walk stands: the names above, how many archives deep, what Moodle said."""

    dossiers: tuple[str, ...] = ()
    archives: int = 0
    depth: int = 0
    depot: Depot | None = None

    def below(self, name: str, *, archive: bool = False) -> _Where:
        """The same, one folder or one archive further."""
        return _Where(
            (*self.dossiers, displayed(name)),
            self.archives + archive,
            self.depth + 1,
            moodle(name) or self.depot,
        )


def walk(gathering: Gathering, given: str | Path) -> Root:
    """Take what one argument of the command line names."""
    path, name = Path(given), str(given)
    try:
        is_folder, is_dossier = path.is_dir(), (path / DOSSIER).is_file()
    except (OSError, RuntimeError):
        is_folder = is_dossier = False
    if not is_folder or is_dossier:
        if suffix(path.name) != ARCHIVE or is_folder:
            # Named by somebody: whatever it is, it gets an answer.
            gathering.take(path, name, (), moodle(path.name))
            return Root()
        _archive(gathering, path, name, _Where())
        return Root(several=True)
    before = len(gathering.arrivals), len(gathering.refused)
    _folder(gathering, path, name, _Where().below(path.resolve().name))
    if before == (len(gathering.arrivals), len(gathering.refused)):
        gathering.refuse(name, _nothing(path, name))
    return Root(path, several=True)


def _folder(gathering: Gathering, path: Path, name: str, where: _Where) -> None:
    """Everything in a folder that is not a dossier; raises nothing."""
    try:
        known = gathering.walks(path, name)
        entries = sorted(os.listdir(path)) if known is None else []  # noqa: PTH208 - names alone
    except (OSError, RuntimeError):
        gathering.refuse(name, _closed(name), where.dossiers, where.depot)
        return
    if known is not None:
        gathering.note(f"« {displayed(name)} » renvoie à « {known} », déjà parcouru.")
        return
    if where.depth > _DEEPEST_FOLDER:
        gathering.refuse(name, _too_deep(name), where.dossiers, where.depot)
        return
    if MANIFEST in entries and DIGESTS in entries:
        gathering.deposits += 1
        gathering.skip("dépôts déjà faits")
        return
    if not entries and where.depth > 1:
        gathering.note(f"Le dossier « {displayed(name)} » est vide.")
    made = recorded(path) if RECORD in entries else {}
    for entry in entries:
        if entry in made and not is_theirs(path / entry):
            continue  # written by an earlier run, and nobody has touched it since
        _entry(gathering, path / entry, f"{name.rstrip(os.sep)}{os.sep}{entry}", where)


def _entry(gathering: Gathering, path: Path, name: str, where: _Where) -> None:
    """One thing of a folder."""
    if is_hidden(path.name):
        if path.name != RECORD:
            gathering.skip(_SYSTEM)
        return
    if gathering.is_output(path):
        return
    try:
        is_folder = path.is_dir()
        is_dossier = is_folder and (path / DOSSIER).is_file()
    except (OSError, RuntimeError):
        gathering.refuse(name, _closed(name), where.dossiers, where.depot)
        return
    if is_dossier:
        gathering.take(path, name, where.dossiers, moodle(path.name) or where.depot)
    elif is_folder and suffix(path.name) not in PACKAGES:
        _folder(gathering, path, name, where.below(path.name))
    elif is_folder:
        gathering.refuse(name, _package(name), where.dossiers, where.depot)
    else:
        _file(gathering, path, name, where)


def _file(gathering: Gathering, path: Path, name: str, where: _Where) -> None:
    kind = suffix(path.name)
    if kind == ARCHIVE:
        _archive(gathering, path, name, where)
    elif _is_worth_opening(path, kind):
        gathering.take(path, name, where.dossiers, moodle(path.name) or where.depot)
    elif not is_ours(path.name):
        gathering.skip("images" if kind in _IMAGES else kind or "sans extension")


def _is_worth_opening(path: Path, kind: str) -> bool:
    """By its name; a file whose name says nothing, by its first bytes."""
    if kind in DOCUMENTS or path.name.casefold() == WINMAIL:
        return True
    # « CCP2 v1.2 », « dossier de M. Dupont »: what follows the last point is no type.
    if (kind and kind[1:].isalnum() and not kind[1:].isdigit()) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(_HEAD_BYTES).startswith(_SIGNS)
    except OSError:
        return False


def _archive(gathering: Gathering, path: Path, name: str, where: _Where) -> None:
    """Unpack an archive into the workspace and walk it; a docx named .zip is a docx."""
    from dossier_builder.batch import archives  # only where there is one

    depot = moodle(path.name) or where.depot
    if where.archives >= DEEPEST_ARCHIVE:
        gathering.refuse(name, archives.too_deep(displayed(name)), where.dossiers, depot)
        return
    try:
        if not archives.is_archive(path):
            gathering.take(path, name, where.dossiers, depot)
            return
        unpacked = archives.unpack(path, displayed(name), gathering.room())
    except DossierError as error:
        gathering.refuse(name, error, where.dossiers, depot)
        return
    below = where.below(path.name, archive=True)
    for entry, why in unpacked.refused:
        gathering.refuse(inside(name, entry), why, below.dossiers, depot)
    before = len(gathering.arrivals), len(gathering.refused), gathering.deposits
    for entry in sorted(os.listdir(unpacked.folder)):  # noqa: PTH208 - names alone
        _entry(gathering, unpacked.folder / entry, inside(name, entry), below)
    taken = before != (len(gathering.arrivals), len(gathering.refused), gathering.deposits)
    if not taken and not unpacked.refused:
        gathering.refuse(name, archives.nothing_inside(displayed(name)), where.dossiers, depot)


def _nothing(path: Path, name: str) -> UnreadableError:
    empty = not any(path.iterdir())
    seen = "est vide" if empty else "ne contient aucun document"
    return UnreadableError(
        insecable(f"Le dossier « {displayed(name)} » {seen}."),
        "Mettez-y les fichiers Word ou PDF des apprenants, ou leurs dossiers (dossier.yaml).",
    )


def _closed(name: str) -> UnreadableError:
    return UnreadableError(
        insecable(f"Le dossier « {displayed(name)} » ne peut pas être ouvert."),
        "Vérifiez que vous avez le droit de le lire.",
    )


def _too_deep(name: str) -> UnreadableError:
    return UnreadableError(
        insecable(f"« {displayed(name)} » : plus de {_DEEPEST_FOLDER} dossiers l’un dans l’autre."),
        "Sortez les documents de cet emboîtement et relancez.",
    )


def _package(name: str) -> UnreadableError:
    from dossier_builder.ouverture import letters

    return UnreadableError(
        insecable(
            f"« {displayed(name)} » est un document d’Apple (Pages), qui ne s’ouvre pas ici."
        ),
        insecable("Dans Pages : Fichier > Exporter vers > Word, ou PDF."),
        insecable(letters.letter(letters.PAGES)),
    )
