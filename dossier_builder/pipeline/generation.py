"""What was generated, kept beside it, so that a change made in Word can be told from one made here.

The docx itself is kept (less its fonts), and the texts that it was made from: the docx that comes
back is read by the same reader as this one, so that whatever the reader cannot represent is the
same on both sides and is no change.
"""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from dossier_builder import __version__
from dossier_builder.domain.blocks import Reference
from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import InputsError, UnreadableError
from dossier_builder.inputs.markdown_parser import REFERENCE_KINDS
from dossier_builder.ooxml import Package, parse_xml, qn, serialize_xml
from dossier_builder.packs.positions import parse_yaml, read_text
from dossier_builder.pipeline.deliver import FOLDER
from dossier_builder.render.numbering import annex_bookmark, number
from dossier_builder.resources.writing import write_file
from dossier_builder.values import frozen

PROPERTY = "dossier.generation"
_HIDDEN = ".generations"
_MOST_KEPT = 10
_DOCUMENT, _RECORD = "document.docx", "sources.json"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@frozen
class Generation:
    """One generation: the docx, and for each unit of text its file and its words at that time.

    `files` maps a unit (`section:contexte`, `exemple:1-2`, `annexe2`) to the path of its file in
    the folder; `sources` gives the text of each. `references` tells what each of our bookmarks
    stood for.
    """

    document: bytes
    files: Mapping[str, str]
    sources: Mapping[str, str]
    references: Mapping[str, Reference]


def keep_generation(folder: Path, dossier: Dossier, modele: Modele, docx: bytes) -> bytes:
    """Keep what is being generated from a folder; the docx to deliver, which names it.

    Raises CannotWriteError.
    """
    files = dict(_files(folder, dossier, modele))
    sources = {path: _text(folder / path) for path in files.values() if (folder / path).is_file()}
    references = {
        target.bookmark: [kind, identifier]
        for (kind, identifier), target in number(dossier, modele).targets.items()
    }
    record = {"files": files, "sources": sources, "references": references}
    said = json.dumps(record, ensure_ascii=False, sort_keys=True)
    identifier = hashlib.sha256(f"{__version__} {said}".encode() + docx).hexdigest()[:16]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_DOCUMENT, _without_fonts(docx))
        archive.writestr(_RECORD, said)
    place = folder / FOLDER / _HIDDEN
    write_file(place / f"{identifier}.zip", kept.getvalue())
    for old in sorted(place.glob("*.zip"), key=lambda one: one.stat().st_mtime)[:-_MOST_KEPT]:
        old.unlink(missing_ok=True)
    return _stamped(docx, identifier)


def find_generation(folder: Path, properties: Mapping[str, str]) -> Generation | None:
    """What a document of these properties was generated from, if the folder still keeps it."""
    identifier = properties.get(PROPERTY, "")
    place = folder / FOLDER / _HIDDEN / f"{identifier}.zip"
    if not identifier.isalnum() or not place.is_file():
        return None
    try:
        with zipfile.ZipFile(place) as archive:
            record = json.loads(archive.read(_RECORD))
            return Generation(
                archive.read(_DOCUMENT),
                record["files"],
                record["sources"],
                dict(_references(record["references"])),
            )
    except (KeyError, *ZIP_ERRORS):
        return None


def generation_now(folder: Path, dossier: Dossier, modele: Modele, docx: bytes) -> Generation:
    """The same from the folder as it is, for want of what was kept."""
    files = dict(_files(folder, dossier, modele))
    sources = {path: _text(folder / path) for path in files.values() if (folder / path).is_file()}
    targets = number(dossier, modele).targets
    said = {target.bookmark: [kind, name] for (kind, name), target in targets.items()}
    return Generation(docx, files, sources, dict(_references(said)))


def _references(written: Mapping[str, Any]) -> Iterator[tuple[str, Reference]]:
    for bookmark, (kind, identifier) in written.items():
        known = next((one for one in REFERENCE_KINDS if one == kind), None)
        if known is not None:
            yield bookmark, Reference(known, identifier)


def _files(folder: Path, dossier: Dossier, modele: Modele) -> Iterator[tuple[str, str]]:
    """Each unit of text, and the file that holds it."""
    for section in modele.sections:
        yield f"section:{section.id}", f"sections/{section.id}.md"
    for exemple in dossier.exemples:
        name = f"{exemple.activite_type}-{exemple.numero}"
        yield f"exemple:{name}", f"exemples/at{name}.md"
    written = _annexes_written(folder)
    for annexe in dossier.annexes:
        if annexe.fichier is None and len(written) >= annexe.numero:
            yield annex_bookmark(annexe), posixpath.normpath(written[annexe.numero - 1])


def _annexes_written(folder: Path) -> list[str]:
    try:
        name = folder / "dossier.yaml"
        value = parse_yaml(read_text(name).text, name.name).value
    except InputsError:
        return []
    entries = value.get("annexes") if isinstance(value, dict) else None
    entries = entries if isinstance(entries, list) else []
    return [str(one.get("fichier", "")) if isinstance(one, dict) else "" for one in entries]


def _text(path: Path) -> str:
    return read_text(path).text


def _without_fonts(docx: bytes) -> bytes:
    """The docx less its embedded fonts, which weigh more than all the rest."""
    package = Package.from_bytes(docx)
    table = package.related("fontTable")
    links = package.relationships(table) if table else ()
    return package.without_parts([k.target for k in links if k.kind == "font"]).to_bytes()


def _stamped(docx: bytes, identifier: str) -> bytes:
    """The docx with the name of its generation among its custom properties."""
    package = Package.from_bytes(docx)
    name = package.related("custom-properties", source="")
    if name is None:
        msg = "a docx of ours has custom properties"
        raise UnreadableError(msg)
    root = parse_xml(package.part(name), part=name)
    pids = [int(entry.get("pid", "1")) for entry in root]
    entry = etree.SubElement(root, qn("cust:property"))
    entry.set("fmtid", _FMTID)
    entry.set("pid", str(max(pids, default=1) + 1))
    entry.set("name", PROPERTY)
    etree.SubElement(entry, qn("vt:lpwstr")).text = identifier
    return package.with_parts({name: serialize_xml(root)}).to_bytes()
