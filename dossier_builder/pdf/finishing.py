"""The PDF that is handed in: our marks taken out, and what it is written in its properties.

The structure of PDF files is pypdf's business here, their text and pictures pdfium's. pypdf is
imported where it is used: it takes a tenth of a second, and laying out needs none of it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.pdf.structure import silence

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_NAMES_PER_NODE = 2  # a name tree's leaf alternates names and destinations


def finish(
    path: Path,
    *,
    properties: Mapping[str, str],
    language: str,
    is_mark: Callable[[str], bool],
) -> bytes:
    """The PDF at `path` without the destinations that `is_mark` names.

    `properties` go to the information dictionary (`Title`, `Author`, and ours, `dossier.…`);
    `language` is a BCP 47 tag. The title is what viewers show in their window.
    """
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    silence()
    writer = PdfWriter(clone_from=path)
    _drop_marks(writer.root_object, is_mark)
    writer.add_metadata({f"/{key}": value for key, value in properties.items()})
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    preferences = writer.root_object.get("/ViewerPreferences", DictionaryObject()).get_object()
    preferences[NameObject("/DisplayDocTitle")] = BooleanObject(value=True)
    writer.root_object[NameObject("/ViewerPreferences")] = preferences
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _drop_marks(root: DictionaryObject, is_mark: Callable[[str], bool]) -> None:
    """Both places of named destinations: the old dictionary and the name tree (ISO 32000-1)."""
    old = root.get("/Dests")
    if old is not None:
        dictionary = old.get_object()
        for name in [key for key in dictionary if is_mark(key.removeprefix("/"))]:
            del dictionary[name]
    names = root.get("/Names")
    tree = names.get_object().get("/Dests") if names is not None else None
    if tree is not None:
        _drop_from_node(tree.get_object(), is_mark)


def _drop_from_node(node: DictionaryObject, is_mark: Callable[[str], bool]) -> None:
    for kid in node.get("/Kids", ()):
        _drop_from_node(kid.get_object(), is_mark)
    from pypdf.generic import ArrayObject, NameObject

    entries = node.get("/Names")
    if entries is None:
        return
    flat = list(entries.get_object())
    kept = ArrayObject()
    for start in range(0, len(flat) - 1, _NAMES_PER_NODE):
        if not is_mark(str(flat[start])):
            kept.extend(flat[start : start + _NAMES_PER_NODE])
    node[NameObject("/Names")] = kept
    if kept and "/Limits" in node:
        limits = (kept[0], kept[len(kept) - _NAMES_PER_NODE])
        node[NameObject("/Limits")] = ArrayObject(limits)
