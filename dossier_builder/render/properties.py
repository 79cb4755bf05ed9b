"""What the docx says of itself: title, author, and who and what it is for (docProps/)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from lxml import etree

from dossier_builder import __version__
from dossier_builder.domain.dossier import Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.ooxml import NAMESPACES, Package, qn, serialize_xml
from dossier_builder.render.assembly import relate, with_types
from dossier_builder.render.context import candidate, title
from dossier_builder.render.text import clean

_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # user-defined properties, [MS-OLEPS] 2.23.2
_FIRST_PID = 2  # 0 and 1 are reserved
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_KINDS = {
    "docProps/core.xml": ("core-properties", _CORE_KIND),
    "docProps/app.xml": ("extended-properties", "extended-properties"),
    "docProps/custom.xml": ("custom-properties", "custom-properties"),
}


def declared(dossier: Dossier, modele: Modele) -> Mapping[str, str]:
    """The custom properties that `facts` reads back into Declared."""
    person = dossier.candidat
    return {
        "dossier.modele": modele.id,
        "dossier.version_modele": modele.version,
        "dossier.nom": person.nom,
        "dossier.prenom": person.prenom,
        "dossier.voie": person.voie,
        "dossier.vise": person.vise if isinstance(person.vise, str) else ",".join(person.vise),
        "dossier.session": person.session.date.isoformat() if person.session else "",
        "dossier.outil": __version__,
    }


def with_properties(
    package: Package, dossier: Dossier, modele: Modele, others: Mapping[str, str] | None = None
) -> Package:
    """Write the three parts anew: nothing of the gabarit's own record (pages, dates) is kept.

    `others` are more custom properties.
    """
    day = dossier.champs.get("date")
    centre = dossier.candidat.centre
    core = _core(
        title(dossier, modele),
        modele.intitule,
        candidate(dossier),
        f"{day.isoformat()}T00:00:00Z" if isinstance(day, dt.date) else "",
    )
    return _with_parts(
        package,
        core,
        _app(centre.nom if centre else ""),
        _custom({**declared(dossier, modele), **(others or {})}),
    )


def with_plain_properties(
    package: Package,
    *,
    title: str,
    author: str,
    custom: Mapping[str, str],
    date: dt.datetime | None = None,
) -> Package:
    """The same for a document that is no dossier; `custom` are its own properties."""
    when = f"{date.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" if date else ""
    return _with_parts(package, _core(title, "", author, when), _app(""), _custom(custom))


def _with_parts(package: Package, core: bytes, app: bytes, custom: bytes) -> Package:
    parts = {
        "docProps/core.xml": core,
        "docProps/app.xml": app,
        "docProps/custom.xml": custom,
    }
    old = {link.target: link.kind for link in package.relationships("") if not link.external}
    targets: dict[str, bytes] = {}
    types: dict[str, str] = {}
    missing = []
    for name, data in parts.items():
        kind, full = _KINDS[name]
        there = next((part for part, found in old.items() if found == kind), None)
        targets[there or name] = data
        if there is None:
            types[name] = _TYPES[name]
            missing.append((f"rIdDossier{kind.split('-')[0].title()}", full, name, False))
    package = package.with_parts(targets)
    return with_types(relate(package, "", missing) if missing else package, types)


def _core(title: str, subject: str, author: str, when: str) -> bytes:
    """`when` is a W3C date with time, "" for none."""
    root = etree.Element(
        qn("cp:coreProperties"),
        nsmap={p: NAMESPACES[p] for p in ("cp", "dc", "dcterms")} | {"xsi": _XSI},
    )
    texts = {
        "dc:title": clean(title),
        "dc:subject": clean(subject),
        "dc:creator": clean(author),
        "dc:language": "fr-FR",
        "cp:lastModifiedBy": clean(author),
    }
    for name, text in texts.items():
        etree.SubElement(root, qn(name)).text = text
    for name in ("dcterms:created", "dcterms:modified") if when else ():
        made = etree.SubElement(root, qn(name))
        made.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        made.text = when
    return serialize_xml(root)


def _app(company: str) -> bytes:
    """No count of pages: a witness would take it for Word's."""
    root = etree.Element(qn("app:Properties"), nsmap=_default("app"))
    etree.SubElement(root, qn("app:Application")).text = "dossier_builder"
    if company:
        etree.SubElement(root, qn("app:Company")).text = clean(company)
    return serialize_xml(root)


def _default(prefix: str) -> dict[str, str]:
    """A namespace without prefix, as Word writes these parts; lxml's stubs have no None key."""
    return cast("dict[str, str]", {None: NAMESPACES[prefix]})


def _custom(values: Mapping[str, str]) -> bytes:
    root = etree.Element(qn("cust:Properties"), nsmap={**_default("cust"), "vt": NAMESPACES["vt"]})
    for number, (name, value) in enumerate(values.items(), _FIRST_PID):
        entry = etree.SubElement(root, qn("cust:property"))
        entry.set("fmtid", _FMTID)
        entry.set("pid", str(number))
        entry.set("name", name)
        etree.SubElement(entry, qn("vt:lpwstr")).text = clean(value)
    return serialize_xml(root)
