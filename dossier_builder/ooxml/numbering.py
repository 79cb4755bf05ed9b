"""The numbers that Word prints before headings and list items (ISO/IEC 29500-1 §17.9).

Only what a reader of headings needs: multilevel counters, restarts, start values, the usual
formats; bullets print nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dossier_builder.ooxml.names import Element, qn
from dossier_builder.ooxml.package import Package
from dossier_builder.ooxml.styles import Styles, child_value
from dossier_builder.values import frozen

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999
_ALPHABET = 26
_MAX_LETTERS = 780  # Word goes round from a to z thirty times


@frozen
class Level:
    """One level of a list: `text` is Word's pattern (`%1.%2`), `format` the kind of figures."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str | None = None


@frozen
class ListDefinition:
    """A `w:num`: the list whose counters it shares, and its levels."""

    abstract: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@frozen
class Numbering:
    """The lists of a document by `w:numId`."""

    lists: Mapping[str, ListDefinition]

    @classmethod
    def of(cls, package: Package) -> Numbering:
        """The lists of the package; none when it has no numbering part."""
        name = package.related("numbering")
        if name is None:
            return cls(MappingProxyType({}))
        root = package.xml(name)
        abstracts = {
            element.get(qn("w:abstractNumId"), ""): _levels(element)
            for element in root.iterchildren(qn("w:abstractNum"))
        }
        found = {
            element.get(qn("w:numId"), ""): _definition(element, abstracts)
            for element in root.iterchildren(qn("w:num"))
        }
        return cls(MappingProxyType(found))


def printed_numbers(
    elements: Sequence[Element], styles: Styles, numbering: Numbering
) -> tuple[str, ...]:
    """What Word prints before each paragraph (`2.1`, `a)`), "" where nothing or a bullet.

    `elements` are all the paragraphs of the body in order: the counters run through them.
    """
    counters: dict[str, list[int | None]] = {}
    started: set[str] = set()
    return tuple(_next(element, styles, numbering, counters, started) for element in elements)


def _next(
    element: Element,
    styles: Styles,
    numbering: Numbering,
    counters: dict[str, list[int | None]],
    started: set[str],
) -> str:
    identifier, depth = list_place(element, styles, numbering)
    found = numbering.lists.get(identifier or "")
    if found is None or identifier is None:
        return ""
    counts = counters.setdefault(found.abstract, [None] * _LEVELS)
    if identifier not in started:
        started.add(identifier)
        for restarted, start in found.restarts.items():
            counts[restarted] = start - 1
    level = found.levels.get(depth, Level())
    current = counts[depth]
    counts[depth] = level.start if current is None else current + 1
    counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
    return _printed(found, counts, depth)


def list_place(element: Element, styles: Styles, numbering: Numbering) -> tuple[str | None, int]:
    """The list and the level (from 0) of a paragraph, its own or its style's."""
    own = element.find(qn("w:pPr"))
    sources = [(own, None)] if own is not None else []
    chain = styles.chain(styles.of_paragraph(element))
    for properties, style in [*sources, *((s.properties, s.id) for s in chain)]:
        numbered = None if properties is None else properties.find(qn("w:numPr"))
        identifier = child_value(numbered, "w:numId")
        if numbered is None or identifier is None:
            continue
        written = child_value(numbered, "w:ilvl")
        if written is not None:
            return identifier, min(_whole(written, 0), _LEVELS - 1)
        levels = numbering.lists[identifier].levels if identifier in numbering.lists else {}
        return identifier, next((n for n, lvl in levels.items() if style and lvl.style == style), 0)
    return None, 0


def _printed(found: ListDefinition, counts: Sequence[int | None], depth: int) -> str:
    level = found.levels.get(depth, Level())
    if level.format in {"bullet", "none"}:
        return ""

    def figure(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        other = found.levels.get(index, Level())
        count = counts[index]
        return _figure(other.start if count is None else count, other.format)

    return _PLACE.sub(figure, level.text).strip()


def _figure(count: int, form: str) -> str:
    if form == "decimalZero":
        return f"{count:02d}"
    if form in {"lowerRoman", "upperRoman"} and 0 < count <= _MAX_ROMAN:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (count // value)
            count %= value
        return text.upper() if form == "upperRoman" else text
    if form in {"lowerLetter", "upperLetter"} and 0 < count <= _MAX_LETTERS:
        text = chr(ord("a") + (count - 1) % _ALPHABET) * ((count - 1) // _ALPHABET + 1)
        return text.upper() if form == "upperLetter" else text
    return str(count)


def _levels(element: Element) -> dict[int, Level]:
    return {
        _depth(level): Level(
            start=_whole(child_value(level, "w:start"), 1),
            format=child_value(level, "w:numFmt") or "decimal",
            text=child_value(level, "w:lvlText") or "",
            style=child_value(level, "w:pStyle"),
        )
        for level in element.iterchildren(qn("w:lvl"))
    }


def _depth(element: Element) -> int:
    return min(_whole(element.get(qn("w:ilvl")), 0), _LEVELS - 1)


def _whole(text: str | None, default: int) -> int:
    """A whole number as the schema wants it; `default` for anything else."""
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else default


def _definition(element: Element, abstracts: Mapping[str, dict[int, Level]]) -> ListDefinition:
    abstract = child_value(element, "w:abstractNumId") or ""
    levels = dict(abstracts.get(abstract, {}))
    restarts: dict[int, int] = {}
    for override in element.iterchildren(qn("w:lvlOverride")):
        depth = _depth(override)
        levels |= _levels(override)
        start = child_value(override, "w:startOverride")
        if start is not None:
            restarts[depth] = _whole(start, 1)
    return ListDefinition(abstract, MappingProxyType(levels), MappingProxyType(restarts))
