"""Where deposits are on the disk: numbered, whole or absent, never one in the place of another.

Everything is written in a hidden folder beside, and gets its name only once it is complete: a full
disk or an interruption leaves what was there before, and nothing else.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier_builder.depot.manifest import Manifeste, read
from dossier_builder.depot.names import folder_name
from dossier_builder.depot.values import Ancien, Demande
from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.depot import MANIFEST
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import CannotWriteError
from dossier_builder.processus import own_folder
from dossier_builder.resources.writing import french_errors

STAGING = ".en-cours"
_NAME = re.compile(r"depot-(\d+)(?:\.zip)?")
_MOST_MANIFEST = 5_000_000
_EPOCH = (1980, 1, 1, 0, 0, 0)


def folder_of(vers: Path, demande: Demande) -> Path:
    """`depot/EXEMPLE Camille/CCP2`."""
    return vers / folder_name(demande.dossier) / folder_name(demande.sigle)


def name_of(numero: int, *, en_zip: bool) -> str:
    """`depot-1`, or `depot-1.zip`."""
    return f"depot-{numero}.zip" if en_zip else f"depot-{numero}"


def last_deposit(folder: Path) -> Ancien | None:
    """The deposit of the highest number in a kind's folder."""
    found = [
        (int(match[1]), path)
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := _NAME.fullmatch(path.name))
    ]
    if not found:
        return None
    numero, path = max(found)
    return Ancien(numero, path, manifest_in(path))


def manifest_in(place: Path) -> Manifeste | None:
    """The manifest of a deposit, a folder or an archive; None when it cannot be read."""
    try:
        if place.is_dir():
            return read((place / MANIFEST).read_bytes())
        with zipfile.ZipFile(place) as archive:
            entry = next(n for n in archive.namelist() if n.rpartition("/")[2] == MANIFEST)
            if archive.getinfo(entry).file_size > _MOST_MANIFEST:
                return None
            return read(archive.read(entry))
    except (StopIteration, *ZIP_ERRORS):  # StopIteration: no manifest in it
        return None


@contextlib.contextmanager
def staging(vers: Path) -> Iterator[Path]:
    """A hidden folder of the archive for what is not complete yet; nothing of it is left."""
    parent = vers / STAGING
    with french_errors(vers):
        made = [p for p in (vers, *vers.parents) if not p.exists()]
        parent.mkdir(parents=True, exist_ok=True)
    try:
        with own_folder(parent) as room:
            yield room
    finally:
        # Where nothing was deposited, the folders that we made go too.
        for folder in (parent, *made):
            with contextlib.suppress(OSError):
                folder.rmdir()


def write_whole(room: Path, numero: int, contents: Mapping[str, bytes], *, en_zip: bool) -> Path:
    """A complete deposit in the staging folder. Raises CannotWriteError."""
    target = room / name_of(numero, en_zip=en_zip)
    with french_errors(target):
        if en_zip:
            _write(target, _zipped(f"depot-{numero}", contents))
        else:
            target.mkdir()
            for name, data in contents.items():
                _write(target / name, data)
    return target


def publish(staged: Mapping[Path, Path]) -> None:
    """Give every complete deposit its place: staged → target, which must not be there.

    Raises CannotWriteError, which says how many are in place.
    """
    for done, (source, target) in enumerate(staged.items()):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise FileExistsError(target)
            source.rename(target)
        except OSError as error:
            _withdraw_empty(target.parent)
            before = (
                f"Avant lui, {pluriel(done, 'dépôt a été fait', 'dépôts ont été faits')} et "
                "complets : relancez, ils ne seront pas refaits."
                if done
                else "Rien n’a été déposé."
            )
            raise CannotWriteError(
                insecable(f"Impossible de mettre le dépôt à sa place : « {target} »."),
                insecable(f"Vérifiez la place sur le disque et vos droits. {before}"),
            ) from error


def _withdraw_empty(folder: Path) -> None:
    for one in (folder, folder.parent):
        with contextlib.suppress(OSError):
            one.rmdir()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _zipped(folder: str, contents: Mapping[str, bytes]) -> bytes:
    """An archive of one folder, with fixed dates; PDF and docx are compressed already."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()
