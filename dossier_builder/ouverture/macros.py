"""Macros: taken out of the working copy, so that no engine ever has one to run."""

from __future__ import annotations

from dossier_builder.ooxml import Package, qn, serialize_xml
from dossier_builder.ooxml.package import CONTENT_TYPES_PART, relationships_part

_KINDS = ("vbaProject", "wordVbaData", "keyMapCustomizations", "attachedToolbars")
"""Links to what runs, or is bound to what runs ([MS-DOCX], [MS-OFFMACRO2] §2.1)."""
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def has_macros(package: Package) -> bool:
    """Whether a Word document carries macros."""
    return bool(package.related("vbaProject"))


def as_plain_document(package: Package) -> Package:
    """The same document without macros, and as a document where it was a template.

    Both engines then take a .docm or a .dotx for what it prints.
    """
    main = package.document_name
    if package.content_type(main) == _DOCUMENT and not has_macros(package):
        return package
    sources = [main, *([vba] if (vba := package.related("vbaProject")) else [])]
    gone: set[str] = set()
    parts: dict[str, bytes] = {}
    for source in sources:
        links = [link for link in package.relationships(source) if link.kind in _KINDS]
        gone |= {link.target for link in links if not link.external}
        if links:
            ids = {link.id for link in links}
            root = package.xml(relationships_part(source))
            for link in [k for k in root.iter(qn("rel:Relationship")) if k.get("Id") in ids]:
                root.remove(link)
            parts[relationships_part(source)] = serialize_xml(root)
    parts[CONTENT_TYPES_PART] = _types(package, main, gone)
    gone |= {relationships_part(name) for name in gone}
    kept = {name: data for name, data in parts.items() if name not in gone}
    return package.with_parts(kept).without_parts(name for name in gone if name in package)


def _types(package: Package, main: str, gone: set[str]) -> bytes:
    root = package.xml(CONTENT_TYPES_PART)
    named = False
    for entry in list(root):
        part = entry.get("PartName", "").lstrip("/")
        if part in gone:
            root.remove(entry)
        elif part == main:
            entry.set("ContentType", _DOCUMENT)
            named = True
    if not named:
        namespace = str(root.tag).partition("}")[0]
        attributes = {"PartName": f"/{main}", "ContentType": _DOCUMENT}
        root.append(root.makeelement(f"{namespace}}}Override", attributes))
    return serialize_xml(root)
