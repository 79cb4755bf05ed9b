"""Images of a document → files of a dossier, in a format that it prints, each kept once."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dossier_builder.inputs.word_source import WordPicture

FOLDER = "images"
_KEPT = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"BM": "bmp"}
_WORDS_OF_A_NAME = 4
_LONGEST = 36


@dataclass(slots=True)
class Pictures:
    """The images met so far: `files` maps the path in the dossier to the bytes.

    `unprintable` are those that nothing here can convert: kept as files, cited by no text.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    unprintable: list[str] = field(default_factory=list)
    _known: dict[str, Path | None] = field(default_factory=dict)

    def keep(self, picture: WordPicture) -> Path | None:
        """Keep one image (a PictureSink); the same bytes are one file."""
        key = hashlib.sha256(picture.data).hexdigest()
        if key not in self._known:
            self._known[key] = self._kept(picture)
        return self._known[key]

    def _kept(self, picture: WordPicture) -> Path | None:
        data, extension = printable(picture.data)
        stem = slug(picture.alternative, default=Path(picture.name).stem)
        if extension is None:
            suffix = Path(picture.name).suffix.lower().lstrip(".") or "bin"
            name = self._free(f"{FOLDER}/{slug(Path(picture.name).stem)}", suffix)
            self.files[name] = picture.data
            self.unprintable.append(name)
            return None
        name = self._free(f"{FOLDER}/{stem}", extension)
        self.files[name] = data
        return Path(name)

    def _free(self, stem: str, extension: str) -> str:
        name, number = f"{stem}.{extension}", 1
        while name in self.files:
            number += 1
            name = f"{stem}-{number}.{extension}"
        return name


def printable(data: bytes) -> tuple[bytes, str | None]:
    """The image as a dossier prints it and its extension; None when it cannot be converted."""
    from PIL import Image

    for start, extension in _KEPT.items():
        if data.startswith(start):
            return data, extension
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.format in {"WMF", "EMF"}:  # Pillow draws them on Windows only
                return data, None
            buffer = io.BytesIO()
            mode = (
                opened if opened.mode in {"1", "L", "P", "RGB", "RGBA"} else opened.convert("RGB")
            )
            mode.save(buffer, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data, None
    return buffer.getvalue(), "png"


def slug(text: str, *, default: str = "image") -> str:
    """A short name for a file or an identifier: « L’entretien d’accueil » → entretien-accueil."""
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    plain = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    words = [w for w in re.findall(r"[a-z0-9]+", plain) if w not in _SMALL]
    kept: list[str] = []
    for word in words[:_WORDS_OF_A_NAME]:
        if kept and len("-".join((*kept, word))) > _LONGEST:
            break
        kept.append(word[:_LONGEST])
    return "-".join(kept) or (slug(default) if default != "image" else default)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name, numbered when another has it."""
    names, name, number = set(taken), wanted, 1
    while name in names:
        number += 1
        name = f"{wanted}-{number}"
    return name


_SMALL = frozenset(
    (
        "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "n", "ou",
        "par", "pour", "s", "sur", "un", "une",
    )
)  # fmt: skip
