"""What leads outside the document: taken out of the working copy, so that no engine fetches it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dossier_builder.domain.retires import NatureRetiree, Retire
from dossier_builder.ooxml import Element, Package, qn, serialize_xml
from dossier_builder.ouverture.targets import is_outside, shown

_RELATIONSHIP = qn("rel:Relationship")
_HYPERLINK = "hyperlink"  # a link is text for the engines: they do not follow it
_CHUNK = "aFChunk"  # another document, HTML often, which an engine would open and follow
_NATURES: Mapping[str, NatureRetiree] = MappingProxyType(
    {
        "image": "image",
        "attachedTemplate": "modele",
        "oleObject": "objet",
        "package": "objet",
        "subDocument": "sous_document",
        _CHUNK: "partie_importee",
        "mailMergeSource": "donnees",
        "mailMergeHeaderSource": "donnees",
        "recipientData": "donnees",
        "externalLinkPath": "donnees",
        "frame": "cadre",
        "video": "media",
        "audio": "media",
        "media": "media",
    }
)
_R = qn("r:id").removesuffix("id")
_W = qn("w:p").removesuffix("p")
_PARAGRAPH = f"{_W}p"
# Elements that are nothing without their link, or that would look for a file by themselves.
_LINKS = frozenset(
    f"{_W}{name}"
    for name in (
        "attachedTemplate", "linkStyles", "subDoc", "mailMerge", "sourceFileName",
        "saveThroughXslt", "movie",
    )
)  # fmt: skip
_CHUNK_TAG = f"{_W}altChunk"
_EMPTY_WITHOUT = (
    qn("o:OLEObject"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData",
)
_DIRECT = (qn("r:link"), qn("r:href"), qn("o:href"), qn("o:althref"), "src")


def without_outside_links(package: Package) -> tuple[Package, tuple[Retire, ...]]:
    """The package without relationships to the outside other than hyperlinks, and their uses.

    Pictures kept elsewhere, attached templates, linked objects, sub-documents, imported parts and
    data sources are what LibreOffice would fetch (measured: three requests for one linked
    picture). Also gives what was taken out.
    """
    parts: dict[str, bytes] = {}
    gone: list[Retire] = []
    chunks: set[str] = set()
    for name in package.names:
        if not name.endswith(".rels"):
            continue
        root = package.xml(name)
        outside = [link for link in root.iter(_RELATIONSHIP) if _leads_outside(link)]
        if not outside:
            continue
        for link in outside:
            root.remove(link)
            gone.append(_retire(link))
        parts[name] = serialize_xml(root)
        source = _source_of(name)
        inner = (link.target for link in package.relationships(source) if link.kind == _CHUNK)
        chunks |= {target for target in inner if target in package}
        if source.endswith(".xml") and source in package:
            used = package.xml(source)
            _drop_uses(used, {link.get("Id", "") for link in outside})
            parts[source] = serialize_xml(used)
    made = package.with_parts(parts) if parts else package
    return made.without_parts(chunks), tuple(gone)


def drop_direct_links(root: Element) -> Iterator[Retire]:
    """Take out the pictures that old drawings name without a relationship (in place)."""
    for element in root.iter(qn("v:imagedata"), qn("v:fill"), qn("v:stroke")):
        targets = {name: element.get(name, "") for name in _DIRECT}
        outside = {n: t for n, t in targets.items() if is_outside(t) or _is_share(t)}
        for name in outside:
            del element.attrib[name]
        if outside:
            yield Retire("image", shown(next(iter(outside.values()))))


def _leads_outside(link: Element) -> bool:
    kind = _kind(link)
    if kind == _CHUNK:
        return True
    target = link.get("Target", "")
    external = link.get("TargetMode") == "External" or is_outside(target) or _is_share(target)
    return external and kind != _HYPERLINK


def _is_share(target: str) -> bool:
    return target.startswith(("\\\\", "//"))


def _kind(link: Element) -> str:
    return link.get("Type", "").rsplit("/", 1)[-1]


def _retire(link: Element) -> Retire:
    return Retire(_NATURES.get(_kind(link), "autre_lien"), shown(link.get("Target", "")))


def _drop_uses(root: Element, gone: set[str]) -> None:
    """Take out what used the links that are gone (in place)."""
    for element in list(root.iter()):
        used = [
            name for name, value in element.attrib.items() if _uses(str(name), str(value), gone)
        ]
        parent = element.getparent()
        if parent is None or not isinstance(element.tag, str):
            continue
        if element.tag == _CHUNK_TAG and used:
            parent.replace(element, element.makeelement(_PARAGRAPH))
        elif element.tag in _LINKS or (element.tag in _EMPTY_WITHOUT and used):
            parent.remove(element)
        else:
            for name in used:
                del element.attrib[name]


def _uses(name: str, value: str, gone: set[str]) -> bool:
    return (name.startswith(_R) and value in gone) or (name in _DIRECT and is_outside(value))


def _source_of(relationships: str) -> str:
    """`word/_rels/document.xml.rels` → `word/document.xml`."""
    folder, base = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
