"""Files written whole or not at all: a temporary one beside, then a replacement.

Everything that the program leaves for somebody to read is written here: what `generer` delivers
and what reports say. A new file is its owner's alone; one that is replaced keeps its permissions.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
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
_DISK = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place qui vous est accordée sur le disque est pleine",
    errno.EROFS: "le disque est en lecture seule",
    errno.EIO: "le disque ne répond pas",
    errno.EACCES: "le système a refusé un accès",
    errno.EPERM: "le système a refusé un accès",
}
_PREFIX, _SUFFIX = ".dossier-", ".tmp"
_TURN_S = 10.0
"""How long a write waits for another in the same folder; afterwards it writes all the same."""
_PRIVATE = 0o600


def write_file(path: Path, content: str | bytes) -> None:
    """Write one file, its folder made if needed; text is UTF-8.

    Raises CannotWriteError: no right, no room, open elsewhere; what was there stays as it was.
    """
    write_files({path: content})


def write_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write several files: every one is complete before the first takes its place.

    Raises CannotWriteError, as `write_file`.
    """
    folders = sorted({path.parent for path in contents})  # one order: nobody waits for each other
    for folder in folders:
        with french_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
    written: dict[Path, Path] = {}
    with contextlib.ExitStack() as writing:
        for folder in folders:
            writing.enter_context(_writing_in(folder))
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
                _drop(temporary)
        for folder in folders:
            _settle(folder)


def create_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; it has its name once it is complete.

    Raises FileExistsError when something of that name came meanwhile, OSError.
    """
    with _writing_in(path.parent):
        temporary = _temporary(path, data)
        try:
            try:
                os.link(temporary, path)  # unlike a renaming, never in the place of anything
            except FileExistsError:
                raise
            except OSError:  # a disk that knows no second name: memory sticks
                if path.exists() or path.is_symlink():
                    raise FileExistsError(errno.EEXIST, "exists", str(path)) from None
                temporary.rename(path)
        finally:
            _drop(temporary)
        _settle(path.parent)


def write_folder(
    target: Path, contents: Mapping[str, str | bytes], empty: Sequence[str] = ()
) -> None:
    """Write a whole folder beside, then give it its name; what stands there is never replaced.

    `contents` are by their path in it, `empty` are folders with nothing in them yet. An empty
    folder may be there already. Raises CannotWriteError.
    """
    parent = target.absolute().parent
    with french_errors(parent):
        parent.mkdir(parents=True, exist_ok=True)
    with _writing_in(parent):
        made = parent / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
        try:
            with french_errors(target):
                _fill(made, contents, empty)
                if target.is_dir():  # perhaps where a terminal stands: it stays the same folder
                    for one in made.iterdir():
                        one.rename(target / one.name)
                else:
                    made.rename(target)
        finally:
            _drop(made)
        _settle(parent)


def _fill(folder: Path, contents: Mapping[str, str | bytes], empty: Sequence[str]) -> None:
    for name in empty:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _temporary(path, content.encode() if isinstance(content, str) else content).rename(path)
    for made in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        _settle(made)


def open_elsewhere(path: Path) -> CannotWriteError:
    """What to say when another program holds the file."""
    where = "dans Word" if path.suffix.lower() in _WORD_DOCUMENTS else "là où il est ouvert"
    return CannotWriteError(
        f"Fermez « {path.name} » {where}, puis relancez ; rien n’a été modifié.",
        "Si le fichier n’est plus ouvert, supprimez le fichier caché qui porte son nom et "
        "commence par « ~ ».",
    )


def disk_failure(error: OSError) -> CannotWriteError | None:
    """What to say when the disk takes nothing more, wherever that was; None for another trouble."""
    why = _DISK.get(error.errno or 0)
    if isinstance(error, shutil.Error):  # a whole folder that could not be copied: it has no number
        why = "une copie n’a pas pu être faite sur le disque"
    if why is None:
        return None
    return CannotWriteError(
        f"Le travail s’est arrêté : {why}.",
        "Vérifiez la place sur le disque et vos droits sur les dossiers de travail (dossier "
        "diagnostic les dit), puis relancez ; vos fichiers n’ont pas été modifiés.",
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


@contextlib.contextmanager
def _writing_in(folder: Path) -> Iterator[None]:
    """Write in a folder, after what a killed run left there was removed.

    Only who holds the folder's lock removes: what bears our temporary name is then nobody's.
    """
    from dossier_builder.resources import cache_folder
    from dossier_builder.resources.locks import turn_in

    try:
        cache = cache_folder()
    except CannotWriteError:  # a write needs no cache
        yield
        return
    with turn_in("ecriture", folder, cache, wait_s=_TURN_S) as ours:
        if ours:
            with contextlib.suppress(OSError):
                for left in list(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
                    _drop(left)
        yield


def _replace(path: Path, temporary: Path) -> None:
    """Windows refuses with PermissionError to replace a file that a program holds open."""
    with french_errors(path):
        try:
            temporary.replace(path)
        except PermissionError as error:
            raise open_elsewhere(path) from error


def _temporary(path: Path, content: bytes) -> Path:
    """A new file beside `path`, with the permissions of what it will replace, else private."""
    temporary = path.parent / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    try:
        with open(temporary, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # not there, or a disk that knows no permissions
            temporary.chmod(stat.S_IMODE(path.stat().st_mode) & 0o777)
    except OSError:
        _drop(temporary)
        raise
    return temporary


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE)


def _drop(temporary: Path) -> None:
    """Remove a file or a folder of ours; where the system refuses, a later run will."""
    if temporary.is_dir() and not temporary.is_symlink():
        shutil.rmtree(temporary, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the new names themselves on the disk, should the power go; where the system can."""
    if sys.platform == "win32":
        return  # it opens no folder
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
