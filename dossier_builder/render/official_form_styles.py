"""The styles and lists that a learner's text asks for, added to somebody's form.

They are those of the pack's gabarit, which has the form's look, based on the form's own normal
style so that its face is kept; under ids of our own, so that no style of the form changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

from dossier_builder.ooxml import Element, Package, Styles, child_value, qn, serialize_xml
from dossier_builder.render import styles as names
from dossier_builder.render.assembly import relate, with_types
from dossier_builder.render.markup import el
from dossier_builder.render.styles import StyleIds
from dossier_builder.values import frozen

_PREFIX = "Dossier"
_ADDED = (
    names.BODY, names.QUOTE, names.SOURCE, names.FIGURE, names.FIGURE_ALONE, names.CAPTION,
    names.TABLE_CAPTION, names.TABLE, names.TABLE_TEXT, names.TABLE_HEADER, names.AFTER_TABLE,
    names.ANNEX_TITLE, names.ANNEX_PAGE, names.FOOTNOTE_TEXT, names.FOOTNOTE_REFERENCE,
    names.HYPERLINK, names.SYMBOL, names.CODE, names.ANNEX_LIST, *names.ANNEX_HEADINGS,
    *names.BOX_HEADINGS, *names.BULLETS, *names.NUMBERS, *names.CONTINUED,
)  # fmt: skip
_NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"


@frozen
class Added:
    """The form's package with our styles, and their ids by name.

    `ordered` is the definition of ordered lists, `first_list` the first free number of a list.
    `round_trip`: the form went through a program that left its styles without a name.
    """

    package: Package
    ids: StyleIds
    ordered: str
    first_list: int
    round_trip: bool


def with_styles(package: Package, gabarit: Path) -> Added:
    """Add the styles and the lists of that gabarit. Raises PackError when it lacks one."""
    source = Package.read(gabarit)
    theirs = Styles.of(source)
    asked = StyleIds.of(theirs, gabarit)
    package = _with_parts(package)
    part, lists = package.related("styles"), package.related("numbering")
    if part is None or lists is None:
        msg = "the parts were just added"
        raise TypeError(msg)
    numbering, moved, first = _with_lists(package.xml(lists), source)
    root = package.xml(part)
    known = {child_value(style, "w:name") for style in root.iterchildren(qn("w:style"))}
    base = _base_style(root)
    round_trip = _name_styles(root)
    wanted = _closure(theirs, [asked(name) for name in _ADDED])
    elements = {
        style.get(qn("w:styleId"), ""): style
        for style in source.xml(source.related("styles") or "").iterchildren(qn("w:style"))
    }
    identifiers: dict[str, str] = {}
    for identifier in wanted:
        style = deepcopy(elements[identifier])
        name = child_value(style, "w:name") or identifier
        _rename(style, identifier, name, wanted, base, known)
        _renumber(style, moved)
        root.append(style)
        identifiers[name.lower()] = f"{_PREFIX}{identifier}"
    changed = {part: serialize_xml(root), lists: serialize_xml(numbering)}
    package = package.with_parts(changed)
    ordered = _abstract_of(numbering, elements[asked(names.NUMBERS[0])], moved)
    return Added(package, StyleIds(gabarit, identifiers), ordered, first, round_trip)


def _name_styles(root: Element) -> bool:
    """Google Docs leaves its table styles without a name: LibreOffice then drops their spacing."""
    named = False
    for style in root.iterchildren(qn("w:style")):
        if style.find(qn("w:name")) is None:
            style.insert(0, el("w:name", val=style.get(qn("w:styleId"), "")))
            named = True
    return named


def _closure(styles: Styles, wanted: list[str]) -> list[str]:
    """The styles and those they are based on, each after its base."""
    found: list[str] = []
    for identifier in wanted:
        for style in reversed(styles.chain(styles.by_id[identifier])):
            if style.id not in found and not style.default:
                found.append(style.id)
    return found


def _base_style(root: Element) -> str:
    """The form's normal paragraph style; one of ours where it has none."""
    for style in root.iterchildren(qn("w:style")):
        kind = style.get(qn("w:type"))
        if kind == "paragraph" and style.get(qn("w:default")) in {"1", "true", "on"}:
            return style.get(qn("w:styleId"), "Normal")
    return ""


def _rename(
    style: Element,
    identifier: str,
    name: str,
    wanted: list[str],
    base: str,
    known: set[str | None],
) -> None:
    """Our id; our name too where the form has a style of that name."""
    style.set(qn("w:styleId"), f"{_PREFIX}{identifier}")
    style.set(qn("w:customStyle"), "1")
    label = style.find(qn("w:name"))
    if label is not None and name in known:
        label.set(qn("w:val"), f"{name} (dossier)")
    for tag in ("w:basedOn", "w:next", "w:link"):
        link = style.find(qn(tag))
        if link is None:
            continue
        target = link.get(qn("w:val"), "")
        if target in wanted and tag != "w:link":
            link.set(qn("w:val"), f"{_PREFIX}{target}")
        elif tag == "w:basedOn" and base and style.get(qn("w:type")) == "paragraph":
            link.set(qn("w:val"), base)
        else:
            style.remove(link)
    if style.get(qn("w:type")) == "paragraph":
        _keep_to_itself(style)


def _keep_to_itself(style: Element) -> None:
    """Sizes are said, not inherited: a form's normal style may be of any size."""
    properties = style.find(qn("w:rPr"))
    if properties is None:
        properties = el("w:rPr")
        style.append(properties)
    if properties.find(qn("w:sz")) is None and _own_base(style):
        rank = sum(1 for c in properties if c.tag in _BEFORE_SIZE)
        properties.insert(rank, el("w:sz", val=22))
        properties.insert(rank + 1, el("w:szCs", val=22))


_BEFORE_SIZE = tuple(
    qn(f"w:{n}")
    for n in ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "color", "spacing")
)


def _own_base(style: Element) -> bool:
    based = child_value(style, "w:basedOn") or ""
    return not based.startswith(_PREFIX)


def _renumber(style: Element, moved: Mapping[str, str]) -> None:
    for number in style.iter(qn("w:numId")):
        number.set(qn("w:val"), moved.get(number.get(qn("w:val"), ""), "0"))


def _with_lists(numbering: Element, source: Package) -> tuple[Element, dict[str, str], int]:
    """The lists of the gabarit after those of the form; their new numbers, the first free one."""
    part = source.related("numbering")
    theirs = source.xml(part) if part else el("w:numbering")
    every = numbering.iterchildren(qn("w:abstractNum"))
    abstracts = [int(a.get(qn("w:abstractNumId"), "0")) for a in every]
    lists = [int(n.get(qn("w:numId"), "0")) for n in numbering.iterchildren(qn("w:num"))]
    next_abstract, next_list = max(abstracts, default=-1) + 1, max(lists, default=0) + 1
    first_num = numbering.find(qn("w:num"))
    renamed: dict[str, str] = {}
    for abstract in theirs.findall(qn("w:abstractNum")):
        made = deepcopy(abstract)
        renamed[abstract.get(qn("w:abstractNumId"), "")] = str(next_abstract)
        made.set(qn("w:abstractNumId"), str(next_abstract))
        for tag in ("w:nsid", "w:tmpl", "w:styleLink", "w:numStyleLink"):
            for old in made.findall(qn(tag)):
                made.remove(old)
        for style in made.iter(qn("w:pStyle")):
            style.set(qn("w:val"), f"{_PREFIX}{style.get(qn('w:val'))}")
        next_abstract += 1
        if first_num is None:
            numbering.append(made)
        else:
            first_num.addprevious(made)
    moved: dict[str, str] = {}
    last = numbering.find(qn("w:numIdMacAtCleanup"))
    for number in theirs.findall(qn("w:num")):
        made = deepcopy(number)
        moved[number.get(qn("w:numId"), "")] = str(next_list)
        made.set(qn("w:numId"), str(next_list))
        reference = made.find(qn("w:abstractNumId"))
        if reference is not None:
            reference.set(qn("w:val"), renamed.get(reference.get(qn("w:val"), ""), "0"))
        next_list += 1
        if last is None:
            numbering.append(made)
        else:
            last.addprevious(made)
    return numbering, moved, next_list


def _abstract_of(numbering: Element, style: Element, moved: Mapping[str, str]) -> str:
    number = child_value(style.find(f"{qn('w:pPr')}/{qn('w:numPr')}"), "w:numId") or ""
    wanted = moved.get(number, "")
    found = next(
        (n for n in numbering.iterchildren(qn("w:num")) if n.get(qn("w:numId")) == wanted), None
    )
    return child_value(found, "w:abstractNumId") or "0"


def _with_parts(package: Package) -> Package:
    """The parts that a form may lack: styles, lists, notes (with their two separators)."""
    separators = (
        el("w:footnote", _separator("w:separator"), type="separator", id=-1),
        el("w:footnote", _separator("w:continuationSeparator"), type="continuationSeparator", id=0),
    )
    wanted = {
        "styles": (el("w:styles"), _STYLES),
        "numbering": (el("w:numbering"), _NUMBERING),
        "footnotes": (el("w:footnotes", *separators), _FOOTNOTES),
    }
    for kind, (root, media) in wanted.items():
        if package.related(kind) is not None:
            continue
        name = f"word/dossier-{kind}.xml"
        package = package.with_parts({name: serialize_xml(root)})
        link = (f"rIdDossier{kind}", kind, f"/{name}", False)
        package = with_types(relate(package, package.document_name, [link]), {name: media})
    return package


def _separator(name: str) -> Element:
    return el("w:p", el("w:r", el(name)))
