"""What a PDF that is handed in has besides its pages: tags, outline, language, embedded fonts.

The structure of PDF files is pypdf's business (ISO 32000-1 §9.9, §14.8; ISO 14289-1 §5).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier_builder.pdf.opening import opened
from dossier_builder.pdf.structure import silence
from dossier_builder.values import frozen

_FORM_DEPTH = 4
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_UA = b"http://www.aiim.org/pdfua/ns/id/"


@frozen
class PdfQuality:
    """`known` is False when the structure could not be read: nothing but `pages` is then told.

    `ua`: the file says that it follows PDF/UA, which nothing here proves. `outline` counts its
    lines. `not_embedded` are fonts that a reader's machine has to have.
    """

    pages: int
    known: bool = True
    tagged: bool = False
    ua: bool = False
    outline: int = 0
    language: str = ""
    title: str = ""
    not_embedded: tuple[str, ...] = ()


def read_quality(path: Path) -> PdfQuality:
    """Look at the whole structure of a PDF. Raises UnreadableError (see `opened`)."""
    with opened(path) as document:
        pages = len(document)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    silence()
    try:
        return _looked_at(PdfReader(path, strict=False), pages)
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return PdfQuality(pages, known=False)


def _looked_at(reader: Any, pages: int) -> PdfQuality:
    root = reader.root_object
    marked = (_held(root, "/MarkInfo") or {}).get("/Marked")
    fonts = {font for page in reader.pages for font in _loose_fonts(page, _FORM_DEPTH)}
    metadata = _held(root, "/Metadata")
    information = reader.metadata
    return PdfQuality(
        pages=pages,
        tagged=bool(marked) and "/StructTreeRoot" in root,
        ua=metadata is not None and _UA in metadata.get_data(),
        outline=_lines(reader.outline),
        language=str(root.get("/Lang", "")),
        title=str(information.title or "") if information else "",
        not_embedded=tuple(sorted(fonts)),
    )


def _held(dictionary: Any, key: str) -> Any:
    value = dictionary.get(key)
    return None if value is None else value.get_object()


def _lines(outline: Any) -> int:
    return sum(_lines(one) if isinstance(one, list) else 1 for one in outline)


def _loose_fonts(holder: Any, depth: int) -> Iterator[str]:
    """The fonts of a page, or of a form drawn on it, that the file does not carry."""
    resources = _held(holder, "/Resources")
    if resources is None:
        return
    for font in (_held(resources, "/Font") or {}).values():
        yield from _if_loose(font.get_object())
    if depth:
        for drawn in (_held(resources, "/XObject") or {}).values():
            form = drawn.get_object()
            if form.get("/Subtype") == "/Form":
                yield from _loose_fonts(form, depth - 1)


def _if_loose(font: Any) -> Iterator[str]:
    if font.get("/Subtype") == "/Type3":  # drawn by the file itself
        return
    bearers = [one.get_object() for one in _held(font, "/DescendantFonts") or [font]]
    for bearer in bearers:
        descriptor = _held(bearer, "/FontDescriptor") or {}
        if not any(name in descriptor for name in _FILES):
            yield str(bearer.get("/BaseFont", "")).removeprefix("/") or "sans nom"
