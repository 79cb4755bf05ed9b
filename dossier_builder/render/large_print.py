"""A dossier's docx → the same in large print: a change of its styles, never a second gabarit.

16 points or more, lines one and a half apart, aligned left, black on white, no meaning carried by
italics alone. The face stays Lato, which is sans serif and travels with the file.
"""

from __future__ import annotations

from dataclasses import replace

from dossier_builder.ooxml import Element, Package, is_on, qn, serialize_xml
from dossier_builder.render.document import RenderedDocx
from dossier_builder.render.markup import el

BODY = 32
"""Half-points: 16 points, the least that RNIB and the French « gros caractères » ask for."""
_TABLE = 24  # in cells: larger, the words of narrow columns would be cut
_RUNNING = 24  # headers and footers: repeated, and no part of the text
_LARGEST = 56
_AIR = 10  # half-points: a line of that size is a gap, not text
_GROWTH = 1.35
_LINE = 360  # 1.5, in 240ths of a line
_LETTER = 140  # twips: an average letter of 12 points, bold
_MARGINS = 280  # twips: of a cell
_LONG_WORD = 18  # beyond it a word may be cut
_TALL = 6_500_000  # EMU: 18 cm
_SHRUNK = 0.88
_BLACK, _WHITE = "000000", "FFFFFF"
_DARK = 0.35  # relative luminance: below it, a background keeps white text
_TABLE_STYLES = ("Texte de tableau", "En-tête de tableau", "Tableau du dossier")
_SIZES = (qn("w:sz"), qn("w:szCs"))


def in_large_print(rendered: RenderedDocx) -> RenderedDocx:
    """The same document in large print; its bookmarks stay, so that its sommaire can be true."""
    package = Package.from_bytes(rendered.content)
    document = package.document_name
    parts = {
        link.target: _RUNNING
        for link in package.relationships(document)
        if link.kind in {"header", "footer"} and link.target in package
    }
    for kind in ("styles", "footnotes"):
        part = package.related(kind)
        if part is not None:
            parts[part] = BODY
    changed = {
        part: serialize_xml(_enlarged(package.xml(part), least))
        for part, least in {document: BODY, **parts}.items()
    }
    return replace(rendered, content=package.with_parts(changed).to_bytes())


def _enlarged(root: Element, least: int) -> Element:
    for style in root.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        in_table = name is not None and name.get(qn("w:val")) in _TABLE_STYLES
        _sizes(style, _TABLE if in_table else least)
    for size in [
        e for e in root.iter(*_SIZES) if next(e.iterancestors(qn("w:style")), None) is None
    ]:
        _grow(size, least)
    for spacing in root.iter(qn("w:spacing")):
        if spacing.get(qn("w:line")) is not None and _is_proportional(spacing):
            spacing.set(qn("w:line"), str(_LINE))
    for alignment in root.iter(qn("w:jc")):
        if alignment.get(qn("w:val")) == "both":
            alignment.set(qn("w:val"), "left")
    _colours(root)
    _italics(root)
    _pictures(root)
    for table in root.iter(qn("w:tbl")):
        _widen(table)
    return root


def _widen(table: Element) -> None:
    """Narrow columns grow so that their longest word is not cut; the widest gives the room."""
    grid = table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
    rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
    if not grid or any(len(row) != len(grid) for row in rows):
        return  # merged cells: not one of our tables
    widths = [int(float(column.get(qn("w:w"), "0"))) for column in grid]
    least = [
        max((len(w) for row in rows for w in _words(row[n])), default=1) * _LETTER + _MARGINS
        for n in range(len(grid))
    ]
    if sum(least) > sum(widths):
        return
    for n, wanted in enumerate(least):
        while widths[n] < wanted:
            giver = max(range(len(widths)), key=lambda m: widths[m] - least[m])
            moved = min(wanted - widths[n], widths[giver] - least[giver])
            widths[n] += moved
            widths[giver] -= moved
    for n, column in enumerate(grid):
        column.set(qn("w:w"), str(widths[n]))
        for row in rows:
            width = row[n].find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if width is not None:
                width.set(qn("w:w"), str(widths[n]))


def _words(cell: Element) -> list[str]:
    return [w[:_LONG_WORD] for t in cell.iter(qn("w:t")) for w in (t.text or "").split()]


def _pictures(root: Element) -> None:
    """A page shown as a picture leaves room for its title, which has grown."""
    for inline in root.iter(qn("wp:inline")):
        sizes = list(inline.iter(qn("wp:extent"), qn("a:ext")))
        if any(int(size.get("cy", "0")) > _TALL for size in sizes):
            for size in sizes:
                for side in ("cx", "cy"):
                    if size.get(side) is not None:
                        size.set(side, str(int(int(size.get(side, "0")) * _SHRUNK)))


def _sizes(style: Element, least: int) -> None:
    for size in style.iter(*_SIZES):
        _grow(size, least)


def _grow(size: Element, least: int) -> None:
    value = float(size.get(qn("w:val"), "22"))
    if value > _AIR:
        size.set(qn("w:val"), str(int(min(_LARGEST, max(least, value * _GROWTH)))))


def _is_proportional(spacing: Element) -> bool:
    return spacing.get(qn("w:lineRule"), "auto") == "auto"


def _colours(root: Element) -> None:
    """Black on white; a dark background becomes black, and keeps its white text."""
    for shading in root.iter(qn("w:shd")):
        fill = shading.get(qn("w:fill"), "auto")
        if fill != "auto":
            shading.set(qn("w:fill"), _BLACK if _luminance(fill) < _DARK else _WHITE)
    for colour in root.iter(qn("w:color")):
        value = colour.get(qn("w:val"), "auto")
        if value not in {"auto", _WHITE}:
            colour.set(qn("w:val"), _BLACK)
        for theme in ("w:themeColor", "w:themeTint", "w:themeShade"):
            if qn(theme) in colour.attrib:
                del colour.attrib[qn(theme)]
    for borders in root.iter(*(qn(f"w:{n}") for n in ("pBdr", "tblBorders", "tcBorders"))):
        for line in borders:
            if line.get(qn("w:color")) is not None:
                line.set(qn("w:color"), _BLACK)


def _luminance(fill: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.1, relative luminance)."""
    try:
        parts = [int(fill[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    except ValueError:
        return 1.0
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004 - the formula's own
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _italics(root: Element) -> None:
    """Words set apart by italics are set apart by bold; whole paragraphs in italics are upright."""
    for look in list(root.iter(qn("w:rPr"))):
        italic = look.find(qn("w:i"))
        if italic is None:
            continue
        was_on = is_on(italic)
        for tag in ("w:i", "w:iCs"):
            for old in look.findall(qn(tag)):
                look.remove(old)
        parent = look.getparent()
        in_text = parent is not None and parent.tag == qn("w:r")
        if was_on and in_text and look.find(qn("w:b")) is None:
            place = sum(1 for c in look if c.tag in (qn("w:rStyle"), qn("w:rFonts")))
            look.insert(place, el("w:b"))
