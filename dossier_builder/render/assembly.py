"""Putting the written parts into the package: content types, relationships, fonts, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from lxml import etree

from dossier_builder.ooxml import (
    Element,
    Package,
    parse_xml,
    qn,
    relationships_part,
    serialize_xml,
)
from dossier_builder.render.additions import Additions
from dossier_builder.render.fonts import EmbeddedFace, declare
from dossier_builder.render.markup import el

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY_RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_EXTENSIONS = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
_BEFORE_EMBEDDING = frozenset(
    qn(f"w:{name}")
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData",
    )
)  # fmt: skip
_NEVER = ("w:updateFields", "w:saveSubsetFonts", "w:embedTrueTypeFonts", "w:attachedTemplate")


def relate(package: Package, part: str, links: Iterable[tuple[str, str, str, bool]]) -> Package:
    """Add relationships (id, kind or full type, target, external) to a part ("" the package)."""
    name = relationships_part(part) if part else "_rels/.rels"
    data = package.part(name) if name in package else _EMPTY_RELATIONSHIPS
    root = parse_xml(data, part=name)
    for identifier, kind, target, external in links:
        made = etree.SubElement(root, qn("rel:Relationship"))
        made.set("Id", identifier)
        made.set("Type", kind if "/" in kind else f"{_OFFICE}/{kind}")
        made.set("Target", target)
        if external:
            made.set("TargetMode", "External")
    return package.with_parts({name: serialize_xml(root)})


def with_types(package: Package, overrides: Mapping[str, str]) -> Package:
    """Declare the media types of what we add: by extension, and these parts by name."""
    name = "[Content_Types].xml"
    root = package.xml(name)
    known = {entry.get("Extension", "").lower() for entry in root}
    for extension, kind in _EXTENSIONS.items():
        if extension not in known:
            made = etree.Element(qn("ct:Default"))
            made.set("Extension", extension)
            made.set("ContentType", kind)
            root.insert(0, made)
    present = {entry.get("PartName", "") for entry in root}
    for part, kind in overrides.items():
        if f"/{part}" not in present:
            made = etree.SubElement(root, qn("ct:Override"))
            made.set("PartName", f"/{part}")
            made.set("ContentType", kind)
    return package.with_parts({name: serialize_xml(root)})


def with_additions(package: Package, additions: Additions) -> Package:
    """Pictures, links, notes and lists, each in its part."""
    document = package.document_name
    package = package.with_parts(additions.media)
    package = relate(
        package,
        document,
        [
            (identifier, "image", posixpath.relpath(name, posixpath.dirname(document)), False)
            for name, identifier in additions.pictures.items()
        ],
    )
    homes = {"document": document, "footnotes": package.related("footnotes")}
    for home, part in homes.items():
        links = [
            (identifier, "hyperlink", address, True)
            for (where, address), identifier in additions.links.items()
            if where == home
        ]
        if links and part:
            package = relate(package, part, links)
    changed: dict[str, bytes] = {}
    for kind, extra in (("footnotes", additions.footnotes), ("numbering", additions.lists)):
        name = package.related(kind)
        if name and extra:
            root = package.xml(name)
            _append(root, extra)
            changed[name] = serialize_xml(root)
    return package.with_parts(changed)


def _append(root: Element, extra: Iterable[Element]) -> None:
    """At the end, but before what the schema puts last (w:numIdMacAtCleanup)."""
    last = root.find(qn("w:numIdMacAtCleanup"))
    for element in extra:
        if last is None:
            root.append(element)
        else:
            last.addprevious(element)


def with_fonts(package: Package, faces: Iterable[EmbeddedFace]) -> Package:
    """Embed the faces and ask Word and LibreOffice to keep them when they save."""
    faces = tuple(faces)
    table = package.related("fontTable")
    if table is None:
        return package
    root = package.xml(table)
    declare(root, faces)
    folder = posixpath.dirname(table)
    package = package.with_parts(
        {table: serialize_xml(root), **{face.part: face.data for face in faces}}
    )
    return relate(
        package,
        table,
        [(f.relation, "font", posixpath.relpath(f.part, folder), False) for f in faces],
    )


def with_settings(package: Package) -> Package:
    """Fonts embedded whole; nothing that makes Word ask or fetch at opening."""
    name = package.related("settings")
    if name is None:
        return package
    root = package.xml(name)
    for tag in _NEVER:
        for old in root.findall(qn(tag)):
            root.remove(old)
    place = sum(1 for child in root if child.tag in _BEFORE_EMBEDDING)
    root.insert(place, el("w:embedTrueTypeFonts"))
    return package.with_parts({name: serialize_xml(root)})
