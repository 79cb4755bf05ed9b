"""Replace values in every part of a package, in the packages inside it, in the parts' names."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from dossier_builder.depot.parts import archive_of, decoded, nature_of, where, xml_of
from dossier_builder.depot.rewriting import Replaced, rewrite
from dossier_builder.depot.substitutions import Search
from dossier_builder.ooxml import Package, qn, relationships_part, serialize_xml
from dossier_builder.ooxml.package import CONTENT_TYPES_PART, ROOT_RELATIONSHIPS
from dossier_builder.ooxml.pictures import has_position, metadata_of, without_metadata

DEEPEST = 3
"""A document in a document in a document: beyond, a part is named as not verified."""

_THUMBNAIL = "/thumbnail"


@dataclass(slots=True)
class Done:
    """What was changed: replacements by place, pictures cleaned, thumbnail taken out."""

    body: list[Replaced] = field(default_factory=list)
    elsewhere: Counter[tuple[int, str]] = field(default_factory=Counter)
    photos: int = 0
    located: int = 0
    thumbnail: bool = False


def rewritten(package: Package, search: Search, done: Done, *, depth: int = 0) -> Package:
    """The package with every value replaced. Raises UnreadableError on a damaged main part."""
    # Names first: the links that lead to them must not be taken for a text.
    package = _renamed(_without_thumbnail(package, done), search, done)
    body = package.document_name if depth == 0 else ""
    changed: dict[str, bytes] = {}
    for name in package.names:
        data = package.part(name)
        new = _part(name, data, search, done, body=name == body, depth=depth)
        if new != data:
            changed[name] = new
    return package.with_parts(changed)


def _part(name: str, data: bytes, search: Search, done: Done, *, body: bool, depth: int) -> bytes:
    nature = nature_of(name, data)
    if nature == "xml":
        return _xml(name, data, search, done, body=body, inside=depth > 0)
    if nature == "texte":
        return _text(data, search, done, _where(name, inside=depth > 0))
    if nature == "photo":
        return _photo(data, done)
    inside = archive_of(data) if nature == "archive" and depth < DEEPEST else None
    if inside is None:
        return data
    new = rewritten(inside, search, done, depth=depth + 1)
    return new.to_bytes() if new.changed else data


def _where(name: str, *, inside: bool) -> str:
    return "objet incorporé" if inside else where(name)


def _xml(name: str, data: bytes, search: Search, done: Done, *, body: bool, inside: bool) -> bytes:
    root, place = xml_of(name, data), _where(name, inside=inside)
    if root is None:
        return _text(data, search, done, place)
    replaced = rewrite(root, search, body=body)
    count = len(replaced)
    if body:
        done.body += [one for one in replaced if one.paragraphe is not None]
        replaced = [one for one in replaced if one.paragraphe is None]
    done.elsewhere.update((one.rang, place) for one in replaced)
    # What the parser left out (comments, processing instructions) may hold a value too.
    hidden = next(search.find(decoded(data)), None) is not None
    return serialize_xml(root) if count or hidden else data


def _text(data: bytes, search: Search, done: Done, place: str) -> bytes:
    new, ranks = search.replaced(decoded(data))
    done.elsewhere.update((rank, place) for rank in ranks)
    return new.encode("utf-8") if ranks else data


def _photo(data: bytes, done: Done) -> bytes:
    if not metadata_of(data):
        return data
    done.photos += 1
    done.located += has_position(data)
    return without_metadata(data)


def _without_thumbnail(package: Package, done: Done) -> Package:
    """The picture of the first page that some programs keep: nobody can read what it shows."""
    links = [link for link in package.relationships("") if link.kind == "thumbnail"]
    if not links:
        return package
    done.thumbnail = True
    root = package.xml(ROOT_RELATIONSHIPS)
    for link in list(root):
        if link.get("Type", "").endswith(_THUMBNAIL):
            root.remove(link)
    gone = {link.target for link in links if not link.external}
    types = package.xml(CONTENT_TYPES_PART)
    for entry in list(types):
        if entry.get("PartName", "").lstrip("/") in gone:
            types.remove(entry)
    parts = {ROOT_RELATIONSHIPS: serialize_xml(root), CONTENT_TYPES_PART: serialize_xml(types)}
    return package.with_parts(parts).without_parts(gone)


def _renamed(package: Package, search: Search, done: Done) -> Package:
    """Parts whose own name holds a value (« media/photo-martin.jpg ») get a plain one."""
    names = [n for n in package.names if not n.endswith(".rels") and n != CONTENT_TYPES_PART]
    given: dict[str, str] = {}
    for name in names:
        ranks = [match.rang for match in search.find(name)]
        if ranks:
            done.elsewhere.update((rank, "nom d’un fichier incorporé") for rank in ranks)
            given[name] = _free_name(name, {*package.names, *given.values()})
    return _moved(package, given) if given else package


def _free_name(name: str, taken: set[str]) -> str:
    folder, base = posixpath.split(name)
    # The folder itself may be named after somebody: what matters is that links follow.
    extension = posixpath.splitext(base)[1]
    parent = folder if folder.startswith(("word", "docProps", "customXml", "xl", "ppt")) else "word"
    rank = 1
    while f"{parent}/fichier{rank}{extension}" in taken:
        rank += 1
    return f"{parent}/fichier{rank}{extension}"


def _moved(package: Package, given: Mapping[str, str]) -> Package:
    """The parts under their new names, the links and the content types that lead to them."""
    parts: dict[str, bytes] = {}
    gone: set[str] = set()
    for old, new in given.items():
        parts[new] = package.part(old)
        gone.add(old)
        if relationships_part(old) in package:
            parts[relationships_part(new)] = package.part(relationships_part(old))
            gone.add(relationships_part(old))
    if CONTENT_TYPES_PART in package:
        types = package.xml(CONTENT_TYPES_PART)
        for entry in types:
            target = entry.get("PartName", "").lstrip("/")
            if target in given:
                entry.set("PartName", f"/{given[target]}")
        parts[CONTENT_TYPES_PART] = serialize_xml(types)
    for name in package.names:
        source = "" if name == ROOT_RELATIONSHIPS else _source_of(name)
        if not name.endswith(".rels") or not any(
            link.target in given for link in package.relationships(source) if not link.external
        ):
            continue
        root = package.xml(name)
        targets = {
            link.id: link.target for link in package.relationships(source) if not link.external
        }
        for link in root.iterchildren(qn("rel:Relationship")):
            target = targets.get(link.get("Id", ""), "")
            if target in given:
                link.set("Target", f"/{given[target]}")
        renamed = given.get(source, "")
        parts[relationships_part(renamed) if renamed else name] = serialize_xml(root)
    return package.with_parts(parts).without_parts(gone)


def _source_of(relationships: str) -> str:
    """`word/_rels/document.xml.rels` → `word/document.xml`."""
    folder, base = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
