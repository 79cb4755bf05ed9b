"""Write what was made into `rendu/` without ever losing what somebody changed there."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.errors import CannotWriteError

FOLDER = "rendu"
_RECORD = ".empreintes.json"


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where the files are; `kept` is the edited file that was left alone, if any."""

    docx: Path
    pdf: Path
    kept: Path | None = None


def deliver(folder: Path, name: str, *, docx: bytes, pdf: bytes, now: dt.datetime) -> Delivered:
    """Write `<name>.docx` and `<name>.pdf` in `folder`/rendu.

    A docx there that is not byte for byte what we wrote last is left alone, and ours goes beside
    it with date and hour. Both files are complete before either replaces anything. Raises
    CannotWriteError: not writable, or open in Word.
    """
    target = folder / FOLDER
    with _french_errors(target):
        target.mkdir(parents=True, exist_ok=True)
        kept = target / f"{name}.docx" if _edited(target, f"{name}.docx") else None
        stem = f"{name} {now:%Y-%m-%d %Hh%M}" if kept else name
        made = Delivered(target / f"{stem}.docx", target / f"{stem}.pdf", kept)
        for path in (made.docx, made.pdf):
            _refuse_if_open(path)
        _replace_all({made.pdf: pdf, made.docx: docx})
        if kept is None:
            _remember(target, made.docx, docx)
    return made


def edited_since(folder: Path) -> tuple[Path, ...]:
    """The docx files of `folder`/rendu that were changed since we wrote them."""
    target = folder / FOLDER
    names = sorted(_recorded(target))
    return tuple(target / name for name in names if _edited(target, name))


def write_text(path: Path, text: str) -> None:
    """Write a report: a temporary file in the same folder, then a replacement.

    Raises CannotWriteError.
    """
    with _french_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace_all({path: text.encode()})


def _edited(target: Path, name: str) -> bool:
    path = target / name
    if not path.exists():
        return False
    return _recorded(target).get(name) != hashlib.sha256(path.read_bytes()).hexdigest()


def _recorded(target: Path) -> dict[str, str]:
    """File name → SHA-256 of what we wrote; empty when the record is absent or damaged."""
    try:
        found = json.loads((target / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _remember(target: Path, path: Path, content: bytes) -> None:
    record = {**_recorded(target), path.name: hashlib.sha256(content).hexdigest()}
    _replace_all({target / _RECORD: json.dumps(record, indent=1).encode()})


def _refuse_if_open(path: Path) -> None:
    """Word leaves `~$name` beside an open file (first two letters gone), LibreOffice `.~lock`."""
    locks = (path.with_name("~$" + path.name[2:]), path.with_name(f".~lock.{path.name}#"))
    if path.exists() and any(lock.exists() for lock in locks):
        raise _open_in_word(path)


def _open_in_word(path: Path) -> CannotWriteError:
    return CannotWriteError(
        f"Fermez « {path.name} » dans Word, puis relancez ; rien n’a été modifié.",
        "Si le fichier n’est plus ouvert, supprimez le fichier caché qui porte son nom et "
        "commence par « ~ ».",
    )


def _replace_all(contents: Mapping[Path, bytes]) -> None:
    """Every file is written whole under another name first; then each takes its place."""
    written: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            written[path] = _temporary(path, content)
        for path, temporary in list(written.items()):
            try:
                temporary.replace(path)
            except PermissionError as error:
                raise _open_in_word(path) from error
            del written[path]
    finally:
        for temporary in written.values():
            temporary.unlink(missing_ok=True)


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


@contextlib.contextmanager
def _french_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWriteError(
            f"Impossible d’écrire dans « {path} » : {_reason(error)}.",
            "Vérifiez la place sur le disque et vos droits sur ce dossier ; rien n’a été modifié.",
        ) from error


def _reason(error: OSError) -> str:
    import errno

    reasons = {
        errno.ENOSPC: "le disque est plein",
        errno.EACCES: "l’écriture n’y est pas permise",
        errno.EPERM: "l’écriture n’y est pas permise",
        errno.EROFS: "ce disque est en lecture seule",
        errno.ENOTDIR: "un fichier porte le nom d’un dossier attendu",
        errno.EEXIST: "un fichier porte le nom d’un dossier attendu",
        errno.ENAMETOOLONG: "le nom est trop long",
    }
    return reasons.get(error.errno or 0, "le système a refusé l’écriture")
