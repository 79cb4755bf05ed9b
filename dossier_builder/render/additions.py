"""What the blocks add beside the body: pictures, notes, lists, links, bookmarks' numbers.

The one value of a render that changes while the body is written; it lives as long as one call.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dossier_builder.ooxml import Element
from dossier_builder.render.markup import el

_SCHEMES = frozenset(("http", "https", "mailto"))


@dataclass(slots=True)
class Additions:
    """Parts and relationships to add once the body is written.

    `lists` are the `w:num` of ordered lists; `number_abstract` the definition they follow,
    `first_list` the first free `w:numId`, `first_note` the first free number of a note. `prefix`
    keeps our relationships apart from those that somebody's document has already.
    """

    number_abstract: str = ""
    first_list: int = 1
    first_note: int = 1
    prefix: str = ""
    media: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    footnotes: list[Element] = field(default_factory=list)
    lists: list[Element] = field(default_factory=list)
    _ids: int = 1000
    _drawings: int = 1000

    def next_id(self) -> int:
        """A number that no other bookmark of the document has."""
        self._ids += 1
        return self._ids

    def next_drawing(self) -> int:
        """A number that no other drawing of the document has."""
        self._drawings += 1
        return self._drawings

    def picture(self, data: bytes, extension: str) -> str:
        """The relationship of a picture; the same bytes are stored once."""
        name = f"word/media/{hashlib.sha256(data).hexdigest()[:16]}.{extension}"
        self.media[name] = data
        return self.pictures.setdefault(name, f"rId{self.prefix}Image{len(self.pictures) + 1}")

    def link(self, address: str, part: str) -> str | None:
        """The relationship of an address from a part (`document`, `footnotes`); None: not safe."""
        if urlsplit(address).scheme.lower() not in _SCHEMES:
            return None
        return self.links.setdefault((part, address), f"rId{self.prefix}Lien{len(self.links) + 1}")

    def footnote(self, make: list[Element]) -> int:
        """The number of a new note made of these paragraphs, from 1."""
        identifier = self.first_note + len(self.footnotes)
        self.footnotes.append(el("w:footnote", *make, id=identifier))
        return identifier

    def ordered_list(self, depth: int, start: int) -> int:
        """A list of its own that counts from `start` at that depth."""
        identifier = self.first_list + len(self.lists)
        self.lists.append(
            el(
                "w:num",
                el("w:abstractNumId", val=self.number_abstract),
                el("w:lvlOverride", el("w:startOverride", val=start), ilvl=depth),
                numId=identifier,
            )
        )
        return identifier
