"""The gate: what is refused before a byte of the document is interpreted.

First stage of `ouverture`; the bounds and their reasons are in limits.py.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml import limits

OLE2_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
"""First bytes of a compound file ([MS-CFB] §2.2): old Office formats, and encrypted docx."""

_DAMAGED = "Le fichier est endommagé ou incomplet."
_DAMAGED_REMEDY = (
    "Redemandez le fichier ou enregistrez-le de nouveau depuis Word (Fichier > Enregistrer sous)."
)
_TOO_LARGE_REMEDY = (
    "Compressez les images dans Word (Format de l’image > Compresser les images), "
    "enregistrez et relancez."
)
_SUSPECT_REMEDY = "Ouvrez-le dans Word, enregistrez-le sous un autre nom et relancez."
_ENCRYPTED = 0x1  # general purpose bit 0 of a zip entry


def damaged() -> UnreadableError:
    """The error for an archive that cannot be read."""
    return UnreadableError(_DAMAGED, _DAMAGED_REMEDY)


def read_bounded(path: Path) -> bytes:
    """The bytes of the file, if it is not above MAX_FILE_BYTES.

    Raises UnreadableError when it is too large, absent or not readable.
    """
    try:
        if path.stat().st_size > limits.MAX_FILE_BYTES:
            raise _too_large(limits.MAX_FILE_BYTES)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(
            f"Le fichier « {path.name} » n’existe pas.", "Vérifiez son nom et son dossier."
        ) from error
    except OSError as error:
        raise UnreadableError(
            f"Le fichier « {path.name} » ne peut pas être lu.",
            "Fermez-le s’il est ouvert ailleurs et vérifiez que vous avez le droit de le lire.",
        ) from error


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, once its table of contents has passed every bound.

    The bounds look at the sizes that the table declares; zipfile never unpacks more of an entry
    than its declared size, so what passed here stays bounded. Raises UnreadableError.
    """
    if data.startswith(OLE2_MAGIC):
        raise _compound_file(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise damaged() from error
    entries = archive.infolist()
    if len(entries) > limits.MAX_ENTRIES:
        message = f"Le fichier contient {len(entries)} parties, plus que tout document réel."
        raise UnreadableError(message, _SUSPECT_REMEDY)
    if sum(entry.file_size for entry in entries) > limits.MAX_TOTAL_BYTES:
        raise _too_large(limits.MAX_TOTAL_BYTES)
    for entry in entries:
        _check_entry(entry)
    return archive


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if ".." in PurePosixPath(name).parts:
        message = "Le fichier contient un nom interdit, qui sort du document."
        raise UnreadableError(message, _SUSPECT_REMEDY)
    if entry.flag_bits & _ENCRYPTED:
        raise _password()
    if name.endswith((".xml", ".rels")) and entry.file_size > limits.MAX_XML_BYTES:
        raise _too_large(limits.MAX_XML_BYTES)
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > limits.LARGE_ENTRY_BYTES and ratio > limits.MAX_RATIO:
        message = "Une partie du fichier se gonfle démesurément à l’ouverture."
        raise UnreadableError(message, _SUSPECT_REMEDY)


def _compound_file(data: bytes) -> UnreadableError:
    """What an OLE2 compound file is: the names of its streams are in UTF-16 ([MS-CFB] §2.6)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _password()
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableError(
            "Le fichier est au format .doc de Word 97-2003.",
            "Ouvrez-le dans Word et enregistrez-le au format .docx.",
        )
    return UnreadableError(
        "Le fichier est d’un ancien format de bureautique, qui n’est pas un document Word.",
        "Enregistrez le document au format .docx ou en PDF.",
    )


def _password() -> UnreadableError:
    return UnreadableError(
        "Le document est protégé par un mot de passe.",
        "Ouvrez-le avec son mot de passe, retirez la protection "
        "(Fichier > Informations > Protéger le document) et enregistrez-le.",
    )


def _too_large(limit: int) -> UnreadableError:
    message = f"Le document est trop volumineux (plus de {limit // limits.MEGABYTE} Mo)."
    return UnreadableError(message, _TOO_LARGE_REMEDY)
