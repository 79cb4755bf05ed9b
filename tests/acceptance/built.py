"""A built docx and PDF read without the package under test: zip, lxml and pypdf alone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import Destination

_NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_W = f"{{{_NS['w']}}}"


def document(docx: Path) -> Any:
    """The root of word/document.xml."""
    return part(docx, "word/document.xml")


def part(docx: Path, name: str) -> Any:
    """The root of one XML part."""
    with zipfile.ZipFile(docx) as package:
        return etree.fromstring(package.read(name))


def xpath(element: Any, path: str) -> list[Any]:
    """Elements or attributes, `w:` being WordprocessingML."""
    found: list[Any] = element.xpath(path, namespaces=_NS)
    return found


def squeezed(text: str) -> str:
    """Letters and signs only: PDF extraction spaces words as it likes."""
    return re.sub(r"\s+", "", text).casefold()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sommaire or of the list of annexes, in the docx.

    `text` is its heading's text, read where the link of the line leads; `shown` is what stands in
    the line, number of page left out.
    """

    text: str
    shown: str
    page: int


def tables(root: Any) -> list[list[Entry]]:
    """The lines of each TOC field: of the sommaire, then of the list of annexes if it has one."""
    headings = {
        start.get(f"{_W}name"): _text(start.getparent())
        for start in root.iter(f"{_W}bookmarkStart")
    }
    found: list[list[Entry]] = []
    for element in root.iter(f"{_W}instrText", f"{_W}hyperlink"):
        if (element.text or "").strip().startswith("TOC "):
            found.append([])
        elif element.tag == f"{_W}hyperlink" and _has_page(element):
            found[-1].append(_entry(element, headings))
    return found


def _has_page(link: Any) -> bool:
    return any("PAGEREF" in (code.text or "") for code in link.iter(f"{_W}instrText"))


def _entry(link: Any, headings: Mapping[str, str]) -> Entry:
    before = "w:r[not(preceding-sibling::w:r/w:fldChar)]//w:t/text()"
    return Entry(
        text=headings[link.get(f"{_W}anchor")],
        shown="".join(xpath(link, before)),
        page=int(_cached(link)),
    )


def _cached(link: Any) -> str:
    """What stands between the `separate` and the `end` of the PAGEREF field."""
    after = "preceding-sibling::w:r/w:fldChar[@w:fldCharType='separate']"
    return "".join(xpath(link, f"w:r[{after}]//w:t/text()"))


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))


def field_faults(root: Any) -> list[str]:
    """What is wrong with the complex fields of a part (ISO/IEC 29500-1 §17.16.18)."""
    faults: list[str] = []
    open_fields: list[str] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}instrText":
            if not open_fields or open_fields[-1] != "begin":
                faults.append(f"code outside a field: {element.text}")
            continue
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields:
            faults.append(f"{kind} without begin")
        elif kind == "separate":
            if open_fields[-1] != "begin":
                faults.append("two separators")
            open_fields[-1] = "separate"
        else:
            open_fields.pop()
        if element.get(f"{_W}dirty") is not None:
            faults.append("dirty field: Word would ask at opening")
    return faults + ["field left open"] * len(open_fields)


class Pdf:
    """A PDF by pypdf; pages from 1."""

    def __init__(self, path: Path) -> None:
        self._reader = PdfReader(path)
        named = self._reader.named_destinations.items()
        self._named = {str(name).removeprefix("/"): place for name, place in named}
        self.texts = [page.extract_text() for page in self._reader.pages]

    def __len__(self) -> int:
        return len(self.texts)

    def says(self, page: int, text: str) -> bool:
        """Whether that page prints the text."""
        return squeezed(text) in squeezed(self.texts[page - 1])

    def outline(self) -> list[tuple[str, int]]:
        """Title and page of each entry of the PDF's outline."""
        return list(self._outline(self._reader.outline))

    def _outline(self, entries: Any) -> Iterator[tuple[str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from self._outline(entry)
            else:
                yield str(entry.title), self._page(entry)

    def links(self, page: int) -> list[int]:
        """The pages that the links of a page lead to, from top to bottom.

        A line is one link for one engine and one per word for the other: links of one place count
        once.
        """
        found: dict[tuple[int, float], float] = {}
        for annotation in self._reader.pages[page - 1].get("/Annots") or ():
            link = annotation.get_object()
            destination = self._destination(link.get("/Dest"))
            if link.get("/Subtype") == "/Link" and destination is not None:
                place = (self._page(destination), float(destination.top or 0))
                found[place] = max(found.get(place, 0.0), float(link["/Rect"][3]))
        return [place[0] for place in sorted(found, key=lambda place: -found[place])]

    def _destination(self, written: Any) -> Destination | None:
        if written is None:
            return None
        if isinstance(written, list):
            return Destination("", written[0], _fit(written))
        return self._named.get(str(written).removeprefix("/"))

    def _page(self, destination: Destination) -> int:
        number = self._reader.get_destination_page_number(destination)
        assert number is not None
        return number + 1


def _fit(written: Any) -> Any:
    from pypdf.generic import Fit

    return Fit(str(written[1]), tuple(written[2:]))
