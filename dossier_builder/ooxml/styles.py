"""Paragraph styles: names, chains of « basé sur », outline levels (ISO/IEC 29500-1 §17.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from dossier_builder.ooxml.names import Element, qn
from dossier_builder.ooxml.package import Package
from dossier_builder.values import frozen

_BUILT_IN_HEADING = re.compile(r"(?:heading|titre) ?([1-9])", re.IGNORECASE)
_DEEPEST = 9  # w:outlineLvl counts from 0; its value 9, our 10, means « corps de texte »
_VAL, _PPR = qn("w:val"), qn("w:pPr")
_PARAGRAPH_DEFAULTS = "/".join(map(qn, ("w:docDefaults", "w:pPrDefault", "w:pPr")))
_RUN_DEFAULTS = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))


@frozen
class Style:
    """One style of the document. `properties` is its `w:pPr`, None when it has none."""

    id: str
    name: str
    kind: str
    based_on: str | None
    default: bool
    properties: Element | None
    run_properties: Element | None


@frozen
class Styles:
    """The styles of a document by their ids; empty when it has none.

    `default` is that of the paragraphs that name none; `paragraph_defaults` and `run_defaults` are
    the `w:pPr` and `w:rPr` under every style (§17.7.5), None when the document has none.
    """

    by_id: Mapping[str, Style]
    default: Style | None = None
    paragraph_defaults: Element | None = None
    run_defaults: Element | None = None

    @classmethod
    def of(cls, package: Package) -> Styles:
        """The styles of the package. Raises UnreadableError when their part is damaged."""
        name = package.related("styles")
        if name is None:
            return cls(MappingProxyType({}))
        root = package.xml(name)
        found = (_style(element) for element in root.iterchildren(qn("w:style")))
        by_id = {style.id: style for style in found}
        usual = (style for style in by_id.values() if style.kind == "paragraph" and style.default)
        return cls(
            MappingProxyType(by_id),
            next(usual, None),
            paragraph_defaults=root.find(_PARAGRAPH_DEFAULTS),
            run_defaults=root.find(_RUN_DEFAULTS),
        )

    def of_paragraph(self, paragraph: Element) -> Style | None:
        """The paragraph's style, the default paragraph style where it names none."""
        identifier = child_value(next(paragraph.iterchildren(_PPR), None), "w:pStyle")
        if identifier is not None and identifier in self.by_id:
            return self.by_id[identifier]
        return self.default

    def chain(self, style: Style | None) -> tuple[Style, ...]:
        """The style, the one it is based on, and so on; a loop ends the chain."""
        chain: list[Style] = []
        while style is not None and style not in chain:
            chain.append(style)
            style = self.by_id.get(style.based_on or "")
        return tuple(chain)

    def name_of(self, paragraph: Element) -> str:
        """The name of the paragraph's style as Word stores it (`heading 1`), "" when none."""
        style = self.of_paragraph(paragraph)
        return style.name if style else ""

    def heading_level(self, paragraph: Element) -> int | None:
        """The outline level from 1 to 9; None for body text.

        The paragraph's own level, else the first of its style's chain; a built-in heading name
        counts as its level (Google Docs leaves the level out).
        """
        own = _level(paragraph.find(qn("w:pPr")))
        if own is not None:
            return own if own <= _DEEPEST else None
        for style in self.chain(self.of_paragraph(paragraph)):
            level = _level(style.properties)
            if level is not None:
                return level if level <= _DEEPEST else None
            heading = _BUILT_IN_HEADING.fullmatch(style.name)
            if heading:
                return int(heading[1])
        return None


def child_value(element: Element | None, name: str) -> str | None:
    """The `w:val` of a child of `element`, None where either is absent."""
    # twice as quick as `find`, some thousands of times a document
    child = None if element is None else next(element.iterchildren(qn(name)), None)
    return None if child is None else child.get(_VAL)


def _level(properties: Element | None) -> int | None:
    """`w:outlineLvl` plus one: 1 to 9 for headings, 10 for what is set as body text."""
    value = child_value(properties, "w:outlineLvl")
    return int(value) + 1 if value is not None and re.fullmatch("[0-9]", value) else None


def _style(element: Element) -> Style:
    return Style(
        id=element.get(qn("w:styleId"), ""),
        name=child_value(element, "w:name") or "",
        kind=element.get(qn("w:type"), "paragraph"),
        based_on=child_value(element, "w:basedOn"),
        default=element.get(qn("w:default"), "0") in {"1", "true", "on"},
        properties=element.find(qn("w:pPr")),
        run_properties=element.find(qn("w:rPr")),
    )
