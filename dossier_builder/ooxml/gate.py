"""The gate: what is refused before a byte of the document is interpreted.

First stage of `ouverture`; the bounds and their reasons are in domain/limits.py. What an archive
says of itself is compared with what it is: two programs must not see two documents in one file.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from dossier_builder.domain import limits
from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.errors import Refus, UnreadableError

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
_LOCAL_HEADER_BYTES = 30  # before the name of an entry (APPNOTE 4.3.7)
_XML = (".xml", ".rels", ".svg", ".rdf")


def damaged() -> UnreadableError:
    """The error for an archive that cannot be read."""
    return UnreadableError(_DAMAGED, _DAMAGED_REMEDY, refus="endommage")


def read_bounded(path: Path) -> bytes:
    """The bytes of the file, if it is not above limits.FILE_BYTES.

    Raises UnreadableError when it is too large, absent or not readable.
    """
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise _too_large(limits.FILE_BYTES)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(
            f"Le fichier « {path.name} » n’existe pas.",
            "Vérifiez son nom et son dossier.",
            refus="absent",
        ) from error
    except OSError as error:
        raise UnreadableError(
            f"Le fichier « {path.name} » ne peut pas être lu.",
            "Fermez-le s’il est ouvert ailleurs et vérifiez que vous avez le droit de le lire.",
            refus="acces_refuse",
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
    except ZIP_ERRORS as error:
        raise damaged() from error
    entries = archive.infolist()
    if len(entries) > limits.PACKAGE_ENTRIES:
        message = f"Le fichier contient {len(entries)} parties, plus que tout document réel."
        raise _suspect(message, "trop_de_parties")
    if sum(entry.file_size for entry in entries) > limits.PACKAGE_BYTES:
        raise _too_large(limits.PACKAGE_BYTES)
    for entry in entries:
        _check_entry(entry)
    _check_names(entries)
    _check_places(entries, len(data))
    return archive


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if ".." in PurePosixPath(name).parts or "\0" in entry.orig_filename:
        message = "Le fichier contient un nom interdit, qui sort du document."
        raise _suspect(message, "chemin_interdit")
    if entry.flag_bits & _ENCRYPTED:
        raise _password()
    if name.lower().endswith(_XML) and entry.file_size > limits.XML_BYTES:
        raise _too_large(limits.XML_BYTES, "Une partie du document est trop volumineuse")
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > limits.LARGE_ENTRY_BYTES and ratio > limits.ENTRY_RATIO:
        message = "Une partie du fichier se gonfle démesurément à l’ouverture."
        raise _suspect(message, "bombe")


def _check_names(entries: Sequence[zipfile.ZipInfo]) -> None:
    """No name twice (ISO/IEC 29500-2 §6.2.2.3): which of the two counts depends on the reader."""
    names = Counter(entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries)
    if any(count > 1 for count in names.values()):
        message = "Le fichier contient deux parties du même nom."
        raise _suspect(message, "noms_en_double")


def _check_places(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Each entry within the file and apart from the others: bombs share their bytes."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in placed]
    for entry, following in zip(placed, [*starts, size][1:], strict=True):
        end = entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size
        if entry.header_offset < 0 or end > size:
            raise damaged()
        if end > following:
            message = "Des parties du fichier se recouvrent : il n’a pas été fait par Word."
            raise _suspect(message, "entrees_superposees")


def _compound_file(data: bytes) -> UnreadableError:
    """What an OLE2 compound file is: the names of its streams are in UTF-16 ([MS-CFB] §2.6)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _password()
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableError(
            "Le fichier est au format .doc de Word 97-2003.",
            "Ouvrez-le dans Word et enregistrez-le au format .docx.",
            refus="autre_format",
        )
    return UnreadableError(
        "Le fichier est d’un ancien format de bureautique, qui n’est pas un document Word.",
        "Enregistrez le document au format .docx ou en PDF.",
        refus="autre_format",
    )


def _password() -> UnreadableError:
    return UnreadableError(
        "Le document est protégé par un mot de passe.",
        "Ouvrez-le avec son mot de passe, retirez la protection "
        "(Fichier > Informations > Protéger le document) et enregistrez-le.",
        refus="mot_de_passe",
    )


def _suspect(message: str, refus: Refus) -> UnreadableError:
    return UnreadableError(message, _SUSPECT_REMEDY, refus=refus)


def _too_large(limit: int, what: str = "Le document est trop volumineux") -> UnreadableError:
    message = f"{what} (plus de {limit // limits.MEGABYTE} Mo)."
    return UnreadableError(message, _TOO_LARGE_REMEDY, refus="trop_gros")
