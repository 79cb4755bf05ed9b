"""Files written whole or not at all: a temporary one beside, then a replacement.

Everything that the program leaves for somebody to read is written here: what `generer` delivers
and what reports say.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier_builder.errors import CannotWriteError

_WORD_DOCUMENTS = (".docx", ".docm")
_REASONS = {
    errno.ENOSPC: "le disque est plein",
    errno.EACCES: "l’écriture n’y est pas permise",
    errno.EPERM: "l’écriture n’y est pas permise",
    errno.EROFS: "ce disque est en lecture seule",
    errno.EISDIR: "un dossier porte le nom du fichier attendu",
    errno.ENOTDIR: "un fichier porte le nom d’un dossier attendu",
    errno.EEXIST: "un fichier porte le nom d’un dossier attendu",
    errno.ENAMETOOLONG: "le nom est trop long",
}


def write_file(path: Path, content: str | bytes) -> None:
    """Write one file, its folder made if needed; text is UTF-8.

    Raises CannotWriteError: no right, no room, open elsewhere; what was there stays as it was.
    """
    write_files({path: content})


def write_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write several files: every one is complete before the first takes its place.

    Raises CannotWriteError, as `write_file`.
    """
    for folder in dict.fromkeys(path.parent for path in contents):
        with french_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
    written: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with french_errors(path):
                data = content.encode() if isinstance(content, str) else content
                written[path] = _temporary(path, data)
        for path, temporary in list(written.items()):
            _replace(path, temporary)
            del written[path]
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


def open_elsewhere(path: Path) -> CannotWriteError:
    """What to say when another program holds the file."""
    where = "dans Word" if path.suffix.lower() in _WORD_DOCUMENTS else "là où il est ouvert"
    return CannotWriteError(
        f"Fermez « {path.name} » {where}, puis relancez ; rien n’a été modifié.",
        "Si le fichier n’est plus ouvert, supprimez le fichier caché qui porte son nom et "
        "commence par « ~ ».",
    )


@contextlib.contextmanager
def french_errors(path: Path) -> Iterator[None]:
    """Turn what the system says of `path` into a CannotWriteError."""
    try:
        yield
    except OSError as error:
        why = _REASONS.get(error.errno or 0, "le système a refusé l’écriture")
        raise CannotWriteError(
            f"Impossible d’écrire dans « {path} » : {why}.",
            "Vérifiez la place sur le disque et vos droits sur ce dossier ; rien n’a été modifié.",
        ) from error


def _replace(path: Path, temporary: Path) -> None:
    """Windows refuses with PermissionError to replace a file that a program holds open."""
    with french_errors(path):
        try:
            temporary.replace(path)
        except PermissionError as error:
            raise open_elsewhere(path) from error


def _temporary(path: Path, content: bytes) -> Path:
    """A new file beside `path`, with the permissions that the user's umask gives to any file."""
    temporary = path.parent / f".dossier-{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary
