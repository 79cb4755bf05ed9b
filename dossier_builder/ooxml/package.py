"""A docx as a frozen set of named parts: read through the gate, written byte for byte the same.

The main document is found through the relationships, never by its usual name
(ISO/IEC 29500-2 §8.3): Google Docs, Pages and LibreOffice each choose their own.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import IO
from urllib.parse import unquote

from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.errors import CannotWriteError, UnreadableError
from dossier_builder.ooxml.gate import damaged, open_archive, read_bounded
from dossier_builder.ooxml.names import Element, qn
from dossier_builder.ooxml.strict import is_strict, to_transitional
from dossier_builder.ooxml.xml import parse_xml
from dossier_builder.values import frozen

CONTENT_TYPES_PART = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
_RELATIONSHIP = qn("rel:Relationship")
_WORD_MAIN = ("wordprocessingml.", "ms-word.")
_OTHER_MAIN = MappingProxyType(
    {"spreadsheetml": "un classeur Excel", "presentationml": "un diaporama PowerPoint"}
)
_TO_DOCX = "Enregistrez le document au format .docx."
_TO_PDF = "Exportez-le en PDF, ou copiez son contenu dans un .docx."
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold
_ALREADY_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4", ".m4a", ".zip", ".docx")


@frozen
class Relationship:
    """A link from one part to another (`target` is then a part's name) or to the outside.

    `kind` is the last word of its type (`styles`, `image`, `hyperlink`…), the same in the
    transitional and in the strict vocabulary.
    """

    id: str
    kind: str
    target: str
    external: bool


@frozen
class Package:
    """The parts of a docx, unpacked when asked for; `changed` parts stand before the archive's.

    A part that is None in `changed` has been taken out.
    """

    archive: zipfile.ZipFile
    changed: Mapping[str, bytes | None] = field(default_factory=lambda: MappingProxyType({}))
    _links: dict[str, tuple[Relationship, ...]] = field(
        default_factory=dict, init=False, repr=False
    )
    _types: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def read(cls, path: Path) -> Package:
        """The docx at `path`. Raises UnreadableError when it is not one (see the gate)."""
        return cls.from_bytes(read_bounded(path))

    @classmethod
    def from_bytes(cls, data: bytes) -> Package:
        """The docx in `data`. Raises UnreadableError when it is not a Word document."""
        package = _in_transitional(cls(open_archive(data)))
        package.document_name  # noqa: B018 (a package without a Word document is refused here)
        return package

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, without leading slash: content types, relationships, then sorted."""
        names = {_normal(name) for name in self.archive.namelist() if not name.endswith("/")}
        names |= {name for name, data in self.changed.items() if data is not None}
        names -= {name for name, data in self.changed.items() if data is None}
        first = [name for name in (CONTENT_TYPES_PART, ROOT_RELATIONSHIPS) if name in names]
        return (*first, *sorted(names - set(first)))

    def __contains__(self, name: str) -> bool:
        """Whether there is such a part."""
        if name in self.changed:
            return self.changed[name] is not None
        return self._entry(name) is not None

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises KeyError if absent, UnreadableError if damaged."""
        if name in self.changed:
            data = self.changed[name]
            if data is None:
                raise KeyError(name)
            return data
        entry = self._entry(name)
        if entry is None:
            raise KeyError(name)
        try:
            return self.archive.read(entry)
        except ZIP_ERRORS as error:
            raise damaged() from error

    def head(self, name: str, size: int) -> bytes:
        """The first `size` bytes of a part, the rest left packed. Raises as `part` does."""
        entry = None if name in self.changed else self._entry(name)
        if entry is None:
            return self.part(name)[:size]
        try:
            with self.archive.open(entry) as file:
                return file.read(size)
        except ZIP_ERRORS as error:
            raise damaged() from error

    def _entry(self, name: str) -> str | None:
        if name in self.archive.NameToInfo:
            return name
        # a leading slash or backslashes: rare producers
        return next((k for k in self.archive.namelist() if _normal(k) == name), None)

    def xml(self, name: str) -> Element:
        """A part, parsed anew at each call. Raises KeyError, UnreadableError."""
        return parse_xml(self.part(name), part=name)

    def with_parts(self, parts: Mapping[str, bytes]) -> Package:
        """The same package with these parts added or replaced."""
        return Package(self.archive, MappingProxyType({**self.changed, **parts}))

    def without_parts(self, names: Iterable[str]) -> Package:
        """The same package less these parts (their relationships are the caller's business)."""
        gone: dict[str, bytes | None] = dict.fromkeys(names)
        return Package(self.archive, MappingProxyType({**self.changed, **gone}))

    # -- what the package says of its parts --

    @property
    def document_name(self) -> str:
        """The main document part. Raises UnreadableError when the package is not Word's."""
        try:
            found = [link for link in self.relationships("") if link.kind == "officeDocument"]
            name = next(link.target for link in found if link.target in self)
        except StopIteration:
            message = "Le fichier est une archive, mais pas un document Word."
            raise UnreadableError(message, _TO_DOCX, refus="autre_format") from None
        kind = self.content_type(name)
        if any(word in kind for word in _WORD_MAIN):
            return name
        seen = next((text for word, text in _OTHER_MAIN.items() if word in kind), "")
        detail = f"\u00a0: c’est {seen}." if seen else "."
        message = f"Le fichier n’est pas un document Word{detail}"
        raise UnreadableError(message, _TO_PDF, refus="autre_format")

    def content_type(self, name: str) -> str:
        """The media type of a part, "" when the package does not say."""
        if name not in self._types:
            self._types[name] = self._content_type(name)
        return self._types[name]

    def _content_type(self, name: str) -> str:
        if CONTENT_TYPES_PART not in self:
            return ""
        extension = posixpath.splitext(name)[1].lstrip(".").lower()
        default = ""
        for entry in self.xml(CONTENT_TYPES_PART):
            if entry.get("PartName", "").lstrip("/") == name:
                return entry.get("ContentType", "")
            if entry.get("Extension", "").lower() == extension and extension:
                default = entry.get("ContentType", "")
        return default

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """The links that start at a part; at the package itself for ""."""
        if name not in self._links:
            part = relationships_part(name)
            entries = self.xml(part) if part in self else ()
            links = (link for link in entries if link.tag == _RELATIONSHIP)
            self._links[name] = tuple(_relationship(link, source=name) for link in links)
        return self._links[name]

    def related(self, kind: str, *, source: str | None = None) -> str | None:
        """The part that the main document (or `source`) links to as `kind`, if it is there."""
        start = self.document_name if source is None else source
        links = (link for link in self.relationships(start) if link.kind == kind)
        return next((k.target for k in links if not k.external and k.target in self), None)

    # -- writing --

    def to_bytes(self, *, keep_dates: bool = False) -> bytes:
        """The docx: fixed dates, fixed order, so that the same parts give the same bytes.

        `keep_dates`: the archive's own dates for the parts that it had, changed ones too; they
        tell which program wrote a part after which other.
        """
        buffer = io.BytesIO()
        self._write_to(buffer, compress=True, keep_dates=keep_dates)
        return buffer.getvalue()

    def write(self, path: Path, *, compress: bool = True) -> None:
        """Write the docx; without compression when it is read once and thrown away.

        Raises CannotWriteError.
        """
        try:
            with path.open("wb") as file:
                self._write_to(file, compress=compress)
        except OSError as error:
            raise CannotWriteError(
                f"Impossible d’écrire « {path.name} ».",
                "Fermez ce fichier s’il est ouvert et vérifiez la place sur le disque.",
            ) from error

    def _write_to(self, file: IO[bytes], *, compress: bool, keep_dates: bool = False) -> None:
        known = {_normal(e.filename): e.date_time for e in self.archive.infolist()}
        dates = known if keep_dates else {}
        with zipfile.ZipFile(file, "w") as archive:
            for name in self.names:
                entry = zipfile.ZipInfo(name, max(dates.get(name, _FIXED_DATE), _FIXED_DATE))
                entry.create_system = 0  # the same on every platform
                packed = not compress or name.lower().endswith(_ALREADY_PACKED)
                entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.part(name), compresslevel=6)


def relationships_part(name: str) -> str:
    """Where the links of a part are kept: `word/document.xml` → `word/_rels/document.xml.rels`."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relationship(element: Element, *, source: str) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        joined = posixpath.join("/", posixpath.dirname(source), unquote(target).replace("\\", "/"))
        target = posixpath.normpath(joined).lstrip("/")
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    return Relationship(element.get("Id", ""), kind, target, external)


def _in_transitional(package: Package) -> Package:
    """The package with its strict vocabulary, if it uses it, put in the transitional one."""
    if not is_strict(package.part(ROOT_RELATIONSHIPS) if ROOT_RELATIONSHIPS in package else b""):
        return package
    names = (name for name in package.names if name.endswith((".xml", ".rels")))
    return package.with_parts({name: to_transitional(package.part(name)) for name in names})


def _normal(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
