"""A zip archive → its files in a private folder, and nothing anywhere else.

What an archive declares is checked before a byte is unpacked, and what comes out is counted: an
entry that climbs, links or swells is refused alone, an archive beyond all reason as a whole.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from pathlib import Path

from dossier_builder.batch.intake_names import displayed, is_hidden
from dossier_builder.domain import limits
from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import CannotWriteError, DossierError, UnreadableError
from dossier_builder.resources.writing import french_errors
from dossier_builder.values import frozen

_LONGEST_NAME = 240
"""Bytes of a name on the disk; most systems stop at 255."""
_CHUNK = 1 << 20

_ENCRYPTED = 0x1
_UTF8 = 0x800  # general purpose bit 11: the name is UTF-8 (APPNOTE 4.4.4)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_SUSPECT = "Redemandez les fichiers eux-mêmes, ou une archive refaite par un clic droit."


@frozen
class Unpacked:
    """The folder that now holds the files; entries that were refused, by their name as shown."""

    folder: Path
    refused: tuple[tuple[str, DossierError], ...] = ()


def is_archive(path: Path) -> bool:
    """Whether it is to be unpacked: not a docx nor an OpenDocument text that is named .zip.

    What is no zip at all is an archive too: `unpack` says that it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except ZIP_ERRORS:
        return True
    return not names & {"[Content_Types].xml", "mimetype", "Index/Document.iwa", "Index.zip"}


def unpack(path: Path, name: str, folder: Path) -> Unpacked:
    """Unpack the archive into `folder`, an empty one. `name` is how it is shown.

    Raises UnreadableError (damaged, encrypted, too many files, too much data), CannotWriteError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
            _check_whole(entries, name)
            refused = list(_unpack_all(archive, entries, folder))
    except FileNotFoundError as error:
        message = f"L’archive « {name} » n’existe pas ou a été retirée."
        raise _error(message, "Vérifiez son nom et son dossier.") from error
    except PermissionError as error:
        message = f"L’archive « {name} » ne peut pas être ouverte."
        raise _error(message, "Vérifiez que vous avez le droit de la lire.") from error
    except ZIP_ERRORS as error:
        raise _error(
            f"L’archive « {name} » est endommagée ou incomplète.",
            "Redemandez-la, ou demandez les fichiers un par un.",
        ) from error
    return Unpacked(folder, tuple(refused))


def too_deep(name: str) -> UnreadableError:
    """For an archive in an archive in an archive."""
    return _error(
        f"« {name} » : une archive dans une archive dans une archive n’est pas ouverte.",
        "Décompressez-la et indiquez les documents qu’elle contient.",
    )


def nothing_inside(name: str) -> UnreadableError:
    """For an archive without any document."""
    return _error(
        f"L’archive « {name} » ne contient aucun document.",
        "Demandez les fichiers Word ou PDF eux-mêmes.",
    )


def _check_whole(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > limits.ARCHIVE_ENTRIES:
        raise _error(
            f"L’archive « {name} » contient {len(entries)} fichiers ; "
            f"{limits.ARCHIVE_ENTRIES} au plus.",
            "Ne gardez que les dossiers des apprenants.",
        )
    if sum(entry.file_size for entry in entries) > limits.ARCHIVE_BYTES:
        raise _error(
            f"L’archive « {name} » est trop volumineuse une fois décompressée "
            f"(plus de {limits.ARCHIVE_BYTES // limits.MEGABYTE} Mo).",
            "Décompressez-la vous-même et ne gardez que les dossiers des apprenants.",
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _error(
            f"L’archive « {name} » est protégée par un mot de passe.",
            "Décompressez-la avec son mot de passe et indiquez les documents qu’elle contient.",
        )


def _unpack_all(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], folder: Path
) -> list[tuple[str, DossierError]]:
    refused: list[tuple[str, DossierError]] = []
    for entry in entries:
        name = _name(entry)
        steps = [step for step in name.replace("\\", "/").split("/") if step not in {"", "."}]
        if any(is_hidden(step) for step in steps if step != ".."):
            continue
        try:
            _check(entry, name, steps)
            target = folder.joinpath(*(_on_disk(step) for step in steps))
            _extract(archive, entry, _free(target), name)
        except CannotWriteError:
            raise
        except DossierError as error:
            refused.append((displayed("/".join(steps)), error))
    return refused


def _check(entry: zipfile.ZipInfo, name: str, steps: list[str]) -> None:
    shown = displayed("/".join(steps))
    if ".." in steps or name.startswith(("/", "\\")) or _DRIVE.match(name) or not steps:
        raise _error(f"« {shown} » porte un chemin qui sort de l’archive : refusé.", _SUSPECT)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _error(
            f"« {shown} » est un lien, pas un fichier : refusé.",
            "Redemandez le fichier lui-même.",
        )
    ratio = entry.file_size / max(1, entry.compress_size)
    swollen = entry.file_size > limits.LARGE_ENTRY_BYTES and ratio > limits.ENTRY_RATIO
    if swollen or entry.file_size > limits.ARCHIVE_ENTRY_BYTES:
        raise _error(
            f"« {shown} » est trop volumineux une fois décompressé "
            f"({entry.file_size // limits.MEGABYTE} Mo).",
            "Demandez le PDF exporté depuis Word, images compressées.",
        )


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, name: str) -> None:
    """What comes out is bounded: zipfile never gives more of an entry than its declared size."""
    with french_errors(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            file = target.open("xb")
        except (FileExistsError, NotADirectoryError) as error:
            message = f"« {displayed(name)} » porte le nom d’un fichier de l’archive : refusé."
            raise _error(message, _SUSPECT) from error
    with file:
        try:
            with archive.open(entry) as source:
                while chunk := source.read(_CHUNK):
                    with french_errors(target):
                        file.write(chunk)
        except ZIP_ERRORS as error:
            message = f"« {displayed(name)} » est endommagé dans l’archive."
            raise _error(message, "Redemandez ce fichier.") from error


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as it was typed: without its flag, zipfile has read it as cp437.

    macOS writes UTF-8 without saying so, Windows the code page of its language (cp850).
    """
    if entry.flag_bits & _UTF8:
        return entry.orig_filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.orig_filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _on_disk(step: str) -> str:
    """A name that every system takes; only what none would take is changed."""
    name = _FORBIDDEN.sub("_", step).rstrip(" .") or "_"
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name.encode("utf-8", "surrogateescape")) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    ending = f"{dot}{ending}" if stem and len(ending) < 10 else ""  # noqa: PLR2004 - an extension
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    room = _LONGEST_NAME - len(ending.encode()) - len(mark) - 1
    return f"{name.encode()[:room].decode('utf-8', 'ignore')}~{mark}{ending}"


def _free(target: Path) -> Path:
    """The same name twice in an archive, or twice but for case: both are kept."""
    number = 2
    free = target
    while free.exists():
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1
    return free


def _error(message: str, remedy: str) -> UnreadableError:
    return UnreadableError(insecable(message), insecable(remedy))
