"""An OpenDocument text made harmless before LibreOffice converts it: links and macros taken out.

Names and places: ODF 1.3 part 3 §19.908 (xlink:href), part 2 §3 (packages).
"""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path

from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.retires import NatureRetiree, Retire
from dossier_builder.ooxml import Element, parse_xml, serialize_xml
from dossier_builder.ooxml.gate import damaged, open_archive, read_bounded
from dossier_builder.ouverture.outside_pictures import safe_pictures
from dossier_builder.ouverture.targets import leaves_package, shown

_PARTS = frozenset(("content.xml", "styles.xml", "meta.xml", "settings.xml"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_HYPERLINKS = frozenset(("a",))  # text:a, draw:a: text for the engines
# What is nothing without its link, or runs: taken out with its place.
_DROPPED: dict[str, NatureRetiree] = {
    "section-source": "sous_document",
    "dde-source": "donnees",
    "dde-connection-decl": "donnees",
    "dde-connection": "donnees",
    "template": "modele",
    "auto-reload": "autre_lien",
    "event-listeners": "macros",
    "scripts": "macros",
    "floating-frame": "cadre",
    "plugin": "media",
    "applet": "objet",
    "connection-resource": "donnees",
}
_NATURES: dict[str, NatureRetiree] = {
    "image": "image",
    "fill-image": "image",
    "background-image": "image",
    "list-level-style-image": "image",
    "object": "objet",
    "object-ole": "objet",
    "audio": "media",
}


def harmless(path: Path, target: Path) -> tuple[Retire, ...]:
    """Write at `target` the same document without what leads outside; what was taken out.

    Raises UnreadableError when it does not pass the gate.
    """
    archive = open_archive(read_bounded(path))
    names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
    parts: dict[str, bytes] = {}
    gone: list[Retire] = []
    for name in names:
        if posixpath.basename(name) in _PARTS:
            root = parse_xml(_part(archive, name), part=name)
            gone += _clean(root)
            parts[name] = serialize_xml(root)
    pictures, drawn = safe_pictures(names, lambda name, size: _part(archive, name)[:size])
    parts |= pictures
    with zipfile.ZipFile(target, "w") as made:
        for name in sorted(names, key=lambda name: name != "mimetype"):  # first (part 2 §3.3)
            made.writestr(zipfile.ZipInfo(name), parts.get(name) or _part(archive, name))
    return (*gone, *drawn)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except ZIP_ERRORS as error:
        raise damaged() from error


def _clean(root: Element) -> list[Retire]:
    gone: list[Retire] = []
    for element in list(root.iter()):
        local = str(element.tag).rpartition("}")[2]
        target = element.get(_HREF, "")
        parent = element.getparent()
        if local in _DROPPED and parent is not None:
            parent.remove(element)
            if len(element) or element.attrib:
                gone.append(Retire(_DROPPED[local], shown(target)))
        elif local not in _HYPERLINKS and leaves_package(target):
            del element.attrib[_HREF]
            gone.append(Retire(_NATURES.get(local, "autre_lien"), shown(target)))
    return gone
