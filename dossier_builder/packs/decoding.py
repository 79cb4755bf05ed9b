"""The bottom of packs: a text file of any Windows or Unix editor → str."""

from __future__ import annotations

import codecs
from pathlib import Path

from dossier_builder.domain import limits
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.values import frozen

_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@frozen
class DecodedText:
    """A file's text, lines ended by line feeds. `notice` (French) when it was not plain UTF-8."""

    text: str
    notice: str | None


def read_text(path: Path, *, fichier: str | None = None) -> DecodedText:
    """Read a text file in UTF-8 (with or without BOM), UTF-16 with BOM, or Windows-1252.

    `fichier` is the name shown in problems (default: the path). Raises InputsError when the file
    is missing, cannot be read, is not text, or holds more than `limits.TEXT_BYTES`.
    """
    name = fichier if fichier is not None else str(path)
    data = _read_bytes(path, name)
    text, notice = _decode(data, name)
    return DecodedText(text.replace("\r\n", "\n").replace("\r", "\n"), notice)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.TEXT_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(name, "fichier introuvable", "Vérifiez son nom et son dossier.") from None
    except IsADirectoryError:
        raise _unreadable(name, "c’est un dossier, un fichier est attendu") from None
    except OSError as error:
        reason = error.strerror or "erreur du système"
        raise _unreadable(
            name,
            f"le fichier ne peut pas être lu ({reason})",
            "Fermez les programmes qui l’utilisent et vérifiez vos droits, puis relancez.",
        ) from None
    if len(data) > limits.TEXT_BYTES:
        raise _unreadable(
            name,
            f"fichier trop lourd : plus de {limits.TEXT_BYTES // 1024 // 1024} Mo pour du texte",
            "Vérifiez que c’est bien le bon fichier.",
        )
    return data


def _decode(data: bytes, name: str) -> tuple[str, str | None]:
    if data.startswith(_UTF16_BOMS):
        try:
            return data.decode("utf-16"), _notice(name, "UTF-16")
        except UnicodeDecodeError:
            raise _not_text(name) from None
    if b"\0" in data:
        raise _not_text(name)
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), _notice(name, "Windows-1252")
    except UnicodeDecodeError:
        raise _not_text(name) from None


def _notice(name: str, encoding: str) -> str:
    return (
        f"{name} est enregistré en {encoding} ; il a été lu ainsi. "
        "Enregistrez-le de préférence en UTF-8."
    )


def _not_text(name: str) -> InputsError:
    return _unreadable(
        name,
        "ce n’est pas un fichier de texte lisible",
        "Enregistrez-le comme texte, en UTF-8 (pas comme document Word ou PDF).",
    )


def _unreadable(name: str, message: str, aide: str = "") -> InputsError:
    problem = InputProblem(name, None, None, message, aide)
    return InputsError(f"{name} : {message}", (problem,), aide)
