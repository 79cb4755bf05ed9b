"""What a file is, by its content: its name is only what somebody called it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from dossier_builder.domain.submission import DocumentFormat
from dossier_builder.errors import UnreadableError
from dossier_builder.ooxml.gate import OLE2_MAGIC
from dossier_builder.pdf import looks_like_pdf

_HEAD_BYTES = 4096
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_TO_DOCX = "Ce format n’est pas encore pris en charge ; enregistrez-le en .docx ou en PDF."

_Kind = Literal["docx", "pdf", "odt", "rtf", "pages", "image", "page web", "texte", "autre"]
_SIGNS: Mapping[_Kind, tuple[bytes, ...]] = MappingProxyType(
    {
        "rtf": (b"{\\rtf",),
        "image": (b"\x89png", b"\xff\xd8\xff", b"gif8", b"ii*\x00", b"mm\x00*"),
        "page web": (b"<!doctype html", b"<html"),
    }
)
"""First bytes in lower case, white space and byte order mark left out."""
_NAMES: Mapping[_Kind, str] = MappingProxyType(
    {
        "odt": "un document LibreOffice (.odt)",
        "rtf": "un document RTF",
        "pages": "un document Pages d’Apple",
        "image": "une image",
        "page web": "une page web",
        "texte": "un fichier de texte simple",
        "autre": "un fichier d’un type inconnu",
    }
)


def recognise(path: Path, name: str) -> tuple[DocumentFormat, tuple[str, ...]]:
    """The format of the file, and what the user should know of it (French notes).

    Old and encrypted Office files pass as docx: the gate says what they are. Raises
    UnreadableError when the file is absent, empty, or neither a docx nor a PDF.
    """
    kind = _kind(path, _head(path, name))
    suffix = path.suffix.lower()
    if kind == "pdf":
        return "pdf", _renamed(name, suffix, ".pdf", "un PDF")
    if kind == "docx":
        word = (".docx", ".docm", ".dotx", ".dotm", ".doc")
        return "docx", () if suffix in word else _renamed(name, suffix, ".docx", "un document Word")
    seen = _NAMES[kind]
    if suffix in {".docx", ".pdf"}:
        message = f"Le fichier « {name} » se nomme {suffix} mais c’est {seen}."
    else:
        message = f"Le fichier « {name} » est {seen}."
    raise UnreadableError(message, _TO_DOCX)


def _renamed(name: str, suffix: str, expected: str, seen: str) -> tuple[str, ...]:
    if suffix == expected:
        return ()
    return (f"Le fichier « {name} » se nomme {suffix or 'sans extension'} mais c’est {seen}.",)


def _head(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise UnreadableError(f"« {name} » est un dossier.", "Indiquez un fichier .docx ou .pdf.")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        message = f"Le fichier « {name} » n’existe pas."
        raise UnreadableError(message, "Vérifiez son nom et son dossier.") from error
    except OSError as error:
        raise UnreadableError(
            f"Le fichier « {name} » ne peut pas être lu.",
            "Fermez-le s’il est ouvert ailleurs et vérifiez que vous avez le droit de le lire.",
        ) from error
    if not head:
        raise UnreadableError(
            f"Le fichier « {name} » est vide.", "Redemandez-le ou enregistrez-le de nouveau."
        )
    return head


def _kind(path: Path, head: bytes) -> _Kind:
    if head.startswith(_ZIP_MAGIC):
        return _kind_of_archive(path, head)
    if head.startswith(OLE2_MAGIC):
        return "docx"
    if looks_like_pdf(head):
        return "pdf"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    found = (kind for kind, signs in _SIGNS.items() if start.startswith(signs))
    return next(found, "autre" if b"\x00" in head else "texte")


def _kind_of_archive(path: Path, head: bytes) -> _Kind:
    """An archive passes as docx unless it says what else it is (ODF 1.3 part 2 §3.3: mimetype)."""
    if _OPENDOCUMENT in head[:128]:
        return "odt"
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "docx"  # damaged: the gate says so
    return "pages" if any(name.startswith("Index/") for name in names) else "docx"
