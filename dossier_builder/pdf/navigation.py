"""Where the PDF's own names and outline lead: the places that the engines give back."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pypdfium2.raw as pdfium_c

from dossier_builder.domain import limits
from dossier_builder.domain.place import Place
from dossier_builder.pdf import plain
from dossier_builder.pdf.geometry import Geometry
from dossier_builder.pdf.opening import opened, place_of
from dossier_builder.values import frozen

_NAME_BYTES = 256
"""Two a character: the names of an engine's places have about ten characters."""


@frozen
class OutlineEntry:
    """A line of the outline: `level` from 1, `place` None when it leads nowhere."""

    level: int
    title: str
    place: Place | None


def destinations(path: Path) -> Mapping[str, Place]:
    """Named destinations, of the `/Dests` dictionary and of the `/Names` tree alike.

    Names that lead nowhere are left out. Raises UnreadableError (see `opened`).
    """
    found: dict[str, Place] = {}
    with opened(path) as document:
        geometries = plain.geometries(document, path)
        buffer = ctypes.create_string_buffer(_NAME_BYTES)
        count = min(pdfium_c.FPDF_CountNamedDests(document), limits.PDF_DESTINATIONS)
        for index in range(count):
            name, destination = _named(document.raw, index, buffer)
            place = place_of(document, destination, geometries) if destination else None
            if name and place is not None:
                found[name] = place
    return MappingProxyType(found)


def outline(path: Path) -> tuple[OutlineEntry, ...]:
    """The outline in its order, flattened. Raises UnreadableError (see `opened`)."""
    with opened(path) as document:
        return outline_of(document, {})


def outline_of(document: Any, geometries: dict[int, Geometry]) -> tuple[OutlineEntry, ...]:
    """The outline of an open document; `geometries` as in `place_of`."""
    return tuple(
        OutlineEntry(
            level=entry.level + 1,
            title=entry.get_title().strip(),
            place=_place_of_entry(document, entry, geometries),
        )
        for entry in itertools.islice(document.get_toc(), limits.PDF_OUTLINE)
    )


def _place_of_entry(document: Any, entry: Any, geometries: dict[int, Geometry]) -> Place | None:
    destination = entry.get_dest()
    return None if destination is None else place_of(document, destination, geometries)


def _named(document: Any, index: int, buffer: Any) -> tuple[str, Any]:
    """A name and where it leads; `buffer` holds most of them, and is asked for first."""
    size = ctypes.c_long(len(buffer))
    destination = pdfium_c.FPDF_GetNamedDest(document, index, buffer, size)
    if size.value < 0:  # a longer name
        pdfium_c.FPDF_GetNamedDest(document, index, None, size)
        buffer = ctypes.create_string_buffer(max(size.value, 0))
        destination = pdfium_c.FPDF_GetNamedDest(document, index, buffer, size)
    if size.value <= 0:
        return "", None
    return buffer.raw[: size.value].decode("utf-16-le", "replace").rstrip("\x00"), destination
