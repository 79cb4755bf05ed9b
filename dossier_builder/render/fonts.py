"""Fonts travel with the file: coverage of the faces, and their obfuscated copies in the docx.

Obfuscation: ISO/IEC 29500-1 §17.8.1. The key is a GUID derived from the face, so that the same
inputs give the same bytes.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from dossier_builder.ooxml import Element, qn
from dossier_builder.render.markup import el
from dossier_builder.resources import FontFile
from dossier_builder.values import frozen

MAIN_FAMILY = "Lato"
SIGN_FAMILY = "Dossier Cases"
_OBFUSCATED = 32  # bytes from the start of the file
_SPACE_FOR_KEYS = uuid.UUID("7d0ce0f4-3f0e-5b63-9f2b-8d2d1f6f6a11")  # namespace of our keys
_EXCERPT = 40  # characters of text shown around an unknown character
_SLOTS = {
    (False, False): "w:embedRegular",
    (True, False): "w:embedBold",
    (False, True): "w:embedItalic",
    (True, True): "w:embedBoldItalic",
}


@frozen
class Coverage:
    """Code points that each of the two embedded families prints in all of its faces."""

    main: frozenset[int]
    signs: frozenset[int]

    @classmethod
    def of(cls, faces: Iterable[FontFile]) -> Coverage:
        """What these font files cover."""
        from fontTools.ttLib import TTFont

        found: dict[str, frozenset[int]] = {}
        for face in faces:
            with TTFont(face.path, lazy=True) as font:
                points = frozenset(font.getBestCmap())
            found[face.famille] = points & found.get(face.famille, points)
        return cls(found.get(MAIN_FAMILY, frozenset()), found.get(SIGN_FAMILY, frozenset()))


@dataclass(slots=True)
class UnknownCharacters:
    """Characters met that no embedded face prints, each with where it was first seen."""

    coverage: Coverage
    seen: dict[str, str] = field(default_factory=dict)

    def look(self, text: str, *, signs: bool = True) -> None:
        """Note what cannot be printed; `signs`: whether the face of signs may be used there."""
        known = self.coverage.main | self.coverage.signs if signs else self.coverage.main
        for place, character in enumerate(text):
            if ord(character) not in known and character not in self.seen:
                start = max(0, place - _EXCERPT // 2)
                self.seen[character] = text[start : start + _EXCERPT].strip()

    def notices(self) -> tuple[str, ...]:
        """One French sentence per character, in the order met."""
        return tuple(
            f"Le caractère «\u00a0{character}\u00a0» ({_name(character)}) n’est dans aucune police "
            "du dossier\u00a0: son aspect dépendra de l’ordinateur. Remplacez-le. "
            f"Vu dans\u00a0: «\u00a0{excerpt}\u00a0»."
            for character, excerpt in self.seen.items()
        )


def _name(character: str) -> str:
    point = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    return f"{point}, {name.lower()}" if name else point


def obfuscated(data: bytes, key: uuid.UUID) -> bytes:
    """The font with its first 32 bytes combined with the key, last byte of the GUID first."""
    mask = bytes.fromhex(key.hex)[::-1]
    head = bytes(b ^ mask[i % len(mask)] for i, b in enumerate(data[:_OBFUSCATED]))
    return head + data[_OBFUSCATED:]


@frozen
class EmbeddedFace:
    """A part to add, and the element of fontTable.xml that names it."""

    famille: str
    part: str
    data: bytes
    relation: str
    slot: str
    key: str


def embedded(faces: Iterable[FontFile]) -> tuple[EmbeddedFace, ...]:
    """The faces as parts of the docx."""
    made = []
    for number, face in enumerate(faces, 1):
        key = uuid.uuid5(_SPACE_FOR_KEYS, face.path.name)
        made.append(
            EmbeddedFace(
                famille=face.famille,
                part=f"word/fonts/dossier{number}.odttf",
                data=obfuscated(face.path.read_bytes(), key),
                relation=f"rIdDossier{number}",
                slot=_SLOTS[face.bold, face.italic],
                key=f"{{{key!s}}}".upper(),
            )
        )
    return tuple(made)


def declare(font_table: Element, faces: Iterable[EmbeddedFace]) -> None:
    """Name the embedded faces in fontTable.xml, in the order of the schema (CT_Font)."""
    for face in faces:
        entry = next(
            (f for f in font_table if f.get(qn("w:name")) == face.famille),
            None,
        )
        if entry is None:
            entry = el("w:font", name=face.famille)
            font_table.append(entry)
        for old in entry.findall(qn(face.slot)):
            entry.remove(old)
        rank = list(_SLOTS.values()).index(face.slot)
        later = [qn(slot) for slot in list(_SLOTS.values())[rank + 1 :]]
        place = next((n for n, child in enumerate(entry) if child.tag in later), len(entry))
        entry.insert(place, el(face.slot, r_id=face.relation, fontKey=face.key))
