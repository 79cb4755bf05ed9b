"""Which fonts a docx asks for, and which travel with it."""

from __future__ import annotations

from dossier_builder.ooxml import Element, Package, qn

_FONTS = qn("w:rFonts")
_LATIN = (qn("w:ascii"), qn("w:hAnsi"))
_EMBEDS = tuple(
    qn(name) for name in ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic")
)
_THEME_FONT = qn("a:latin")


def asked_fonts(package: Package, document: Element) -> frozenset[str]:
    """Families named by the runs of the body, by the styles and by the theme's two faces."""
    found = _named(document)
    styles = package.related("styles")
    if styles is not None:
        found |= _named(package.xml(styles))
    theme = package.related("theme")
    if theme is not None:
        latin = package.xml(theme).iter(_THEME_FONT)
        found |= {font.get("typeface", "") for font in latin}
    return frozenset(name for name in found if name and not name.startswith("+"))


def _named(root: Element) -> set[str]:
    return {fonts.get(key, "") for fonts in root.iter(_FONTS) for key in _LATIN}


def embedded_fonts(package: Package) -> frozenset[str]:
    """Families of the font table with at least one embedded face (§17.8.3.3)."""
    table = package.related("fontTable")
    if table is None:
        return frozenset()
    return frozenset(
        font.get(qn("w:name"), "")
        for font in package.xml(table).iterchildren(qn("w:font"))
        if any(font.find(face) is not None for face in _EMBEDS)
    )
