"""Building WordprocessingML elements: the only way text enters the document, so all is escaped."""

from __future__ import annotations

from lxml import etree

from dossier_builder.ooxml import NAMESPACES, Element, qn

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT = ("w", "r", "wp", "a", "pic")
_NSMAP = {prefix: NAMESPACES[prefix] for prefix in _KEPT}
_TEXTS = frozenset((qn("w:t"), qn("w:instrText")))


def el(name: str, /, *children: Element | str | None, **attributes: str | int) -> Element:
    """The element `name` (`w:p`) with its children in order; None children are left out.

    Attributes of `w:` elements are in the same namespace, those of the drawing vocabularies in
    none; `r_id` stands for `r:id`.
    """
    tag = qn(name)
    made = etree.Element(tag, nsmap=_NSMAP)
    word = name.startswith("w:")
    for key, value in attributes.items():
        if key.startswith("r_"):
            full = qn(f"r:{key[2:]}")
        else:
            full = qn(f"w:{key.rstrip('_')}") if word else key.rstrip("_")
        made.set(full, str(value))
    for child in children:
        if isinstance(child, str):
            made.text = child
        elif child is not None:
            made.append(child)
    if tag in _TEXTS:
        made.set(_SPACE, "preserve")
    return made


def run(text: str, *properties: Element) -> Element:
    """A run of text."""
    return el("w:r", el("w:rPr", *properties) if properties else None, el("w:t", text))


def tab() -> Element:
    """A run that holds a tabulation."""
    return el("w:r", el("w:tab"))


def field(code: str, shown: str) -> tuple[Element, ...]:
    """The runs of a complex field and its cached result (ISO/IEC 29500-1 §17.16)."""
    return (
        el("w:r", el("w:fldChar", fldCharType="begin")),
        el("w:r", el("w:instrText", f" {code} ")),
        el("w:r", el("w:fldChar", fldCharType="separate")),
        run(shown),
        el("w:r", el("w:fldChar", fldCharType="end")),
    )


def bookmark(identifier: int, name: str) -> tuple[Element, Element]:
    """The start and the end of a bookmark."""
    return (
        el("w:bookmarkStart", id=identifier, name=name),
        el("w:bookmarkEnd", id=identifier),
    )


def open_paragraph(paragraph: Element, *elements: Element) -> None:
    """Put elements at the start of a paragraph, after its properties."""
    place = 1 if len(paragraph) and paragraph[0].tag == qn("w:pPr") else 0
    for offset, element in enumerate(elements):
        paragraph.insert(place + offset, element)


def add_property(paragraph: Element, made: Element) -> None:
    """Add a property to a paragraph at its place in the schema (CT_PPrBase)."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = el("w:pPr")
        paragraph.insert(0, properties)
    rank = _ORDER.index(made.tag)
    place = sum(1 for child in properties if child.tag in _ORDER[:rank])
    properties.insert(place, made)


_ORDER = tuple(
    qn(f"w:{name}")
    for name in (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr",
        "shd", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
    )
)  # fmt: skip
