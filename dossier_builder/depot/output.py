"""The anonymised copy on the disk: whole or absent, never in the place of anything."""

from __future__ import annotations

from pathlib import Path

from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import CannotWriteError
from dossier_builder.resources.writing import create_file

_SUFFIX = "-anonyme"


def default_output(source: Path) -> Path:
    """`dossier.docx` → `dossier-anonyme.docx`, beside it."""
    return source.with_name(f"{source.stem}{_SUFFIX}{source.suffix}")


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; complete before it has its name.

    Raises CannotWriteError: it exists, or the folder cannot be written.
    """
    refuse_existing(path)
    try:
        create_file(path, data)
    except OSError as error:
        refuse_existing(path)  # somebody was faster
        raise CannotWriteError(
            insecable(f"Impossible d’écrire « {path} »."),
            "Vérifiez le dossier, la place sur le disque et vos droits ; rien n’a été modifié.",
        ) from error


def refuse_existing(path: Path) -> None:
    """Raises CannotWriteError when there is something of that name."""
    if path.exists() or path.is_symlink():
        raise CannotWriteError(
            insecable(f"« {path} » existe déjà : rien n’a été écrit."),
            insecable("Donnez un autre nom avec --sortie, ou déplacez ce fichier."),
        )
