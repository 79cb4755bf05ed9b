"""What the file says of itself: docProps/app.xml, core.xml and custom.xml (ISO/IEC 29500-1 §22)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType

from dossier_builder.ooxml.names import Element, qn
from dossier_builder.ooxml.package import Package
from dossier_builder.values import frozen


@frozen
class AppProperties:
    """What the producing program recorded; None or "" where it says nothing.

    `pages` is Word's own count when Word wrote it (a re-save by another program leaves a stale
    one); `total_time` is in minutes of editing.
    """

    application: str = ""
    version: str = ""
    pages: int | None = None
    words: int | None = None
    characters: int | None = None
    total_time: int | None = None
    company: str = ""


@frozen
class CoreProperties:
    """Title, language, people and dates; "" or None where absent."""

    title: str = ""
    subject: str = ""
    language: str = ""
    creator: str = ""
    last_modified_by: str = ""
    created: dt.datetime | None = None
    modified: dt.datetime | None = None


def app_properties(package: Package) -> AppProperties:
    """docProps/app.xml, wherever the package keeps it. Raises UnreadableError when damaged."""
    root = _linked(package, "extended-properties")
    if root is None:
        return AppProperties()
    return AppProperties(
        application=_text(root, "app:Application"),
        version=_text(root, "app:AppVersion"),
        pages=_number(root, "app:Pages"),
        words=_number(root, "app:Words"),
        characters=_number(root, "app:CharactersWithSpaces"),
        total_time=_number(root, "app:TotalTime"),
        company=_text(root, "app:Company"),
    )


def core_properties(package: Package) -> CoreProperties:
    """docProps/core.xml. Raises UnreadableError when damaged."""
    root = _linked(package, "core-properties")
    if root is None:
        return CoreProperties()
    return CoreProperties(
        title=_text(root, "dc:title"),
        subject=_text(root, "dc:subject"),
        language=_text(root, "dc:language"),
        creator=_text(root, "dc:creator"),
        last_modified_by=_text(root, "cp:lastModifiedBy"),
        created=_date(root, "dcterms:created"),
        modified=_date(root, "dcterms:modified"),
    )


def custom_properties(package: Package) -> Mapping[str, str]:
    """docProps/custom.xml: name → value as text. Raises UnreadableError when damaged."""
    root = _linked(package, "custom-properties")
    if root is None:
        return MappingProxyType({})
    entries = root.iterchildren(qn("cust:property"))
    return MappingProxyType(
        {entry.get("name", ""): "".join(map(str, entry.itertext())).strip() for entry in entries}
    )


def _linked(package: Package, kind: str) -> Element | None:
    name = package.related(kind, source="")
    return None if name is None else package.xml(name)


def _text(root: Element, name: str) -> str:
    return (root.findtext(qn(name)) or "").strip()


def _number(root: Element, name: str) -> int | None:
    text = _text(root, name)
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def _date(root: Element, name: str) -> dt.datetime | None:
    """A W3C date with time (`2026-11-23T10:00:00Z`); None when it is written otherwise."""
    try:
        return dt.datetime.fromisoformat(_text(root, name))
    except ValueError:
        return None
