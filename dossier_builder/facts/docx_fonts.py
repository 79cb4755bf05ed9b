"""Which fonts the text of a docx is printed in, and which travel with it.

Only families that some text uses: a style or a theme names many others, which look replaced when
no page shows them.
"""

from __future__ import annotations

from collections.abc import Mapping

from dossier_builder.ooxml import Element, Package, Styles, child_value, qn
from dossier_builder.values import frozen

_FONTS, _RUN, _RUN_PROPERTIES = qn("w:rFonts"), qn("w:r"), qn("w:rPr")
_TEXT = qn("w:t")
# Where Latin letters and accents take their family from; the theme prevails (§17.3.2.26).
_LATIN = (
    (qn("w:asciiTheme"), qn("w:ascii")),
    (qn("w:hAnsiTheme"), qn("w:hAnsi")),
)
_EMBEDS = tuple(
    qn(name) for name in ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic")
)
_WORD_DEFAULT = "Times New Roman"  # what Word prints where nothing names a font


def asked_fonts(package: Package, document: Element, styles: Styles) -> frozenset[str]:
    """Families in which the runs of the body are printed, resolved as Word does (§17.7.2)."""
    cascade = _Cascade(styles, _defaults(package), _theme(package))
    found: set[str] = set()
    for run in document.iter(_RUN):
        # A box to tick or a bullet alone moves no line.
        if any(character.isalnum() for text in run.iter(_TEXT) for character in text.text or ""):
            found |= cascade.families(run)
    return frozenset(found)


@frozen
class _Cascade:
    """Where a run's fonts come from: itself, its style, its paragraph's style, the defaults."""

    styles: Styles
    defaults: Element | None
    theme: Mapping[str, str]

    def families(self, run: Element) -> set[str]:
        """The families of a run's Latin text."""
        own = run.find(_RUN_PROPERTIES)
        layers = [own, *self._style_layers(child_value(own, "w:rStyle"))]
        paragraph = next(run.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            chain = self.styles.chain(self.styles.of_paragraph(paragraph))
            layers += [style.run_properties for style in chain]
        layers.append(self.defaults)
        fonts = [
            f for layer in layers if layer is not None if (f := layer.find(_FONTS)) is not None
        ]
        return {self._family(fonts, theme, plain) for theme, plain in _LATIN}

    def _style_layers(self, identifier: str | None) -> list[Element | None]:
        style = self.styles.by_id.get(identifier or "")
        return [layer.run_properties for layer in self.styles.chain(style)]

    def _family(self, fonts: list[Element], theme: str, plain: str) -> str:
        for layer in fonts:
            face = layer.get(theme)
            if face is not None:
                kind = "majorFont" if face.startswith("major") else "minorFont"
                if self.theme.get(kind):
                    return self.theme[kind]
            name = layer.get(plain)
            if name:
                return name
        return _WORD_DEFAULT


def _defaults(package: Package) -> Element | None:
    part = package.related("styles")
    if part is None:
        return None
    path = "/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))
    return package.xml(part).find(path)


def _theme(package: Package) -> Mapping[str, str]:
    """The theme's Latin faces: `majorFont` of headings, `minorFont` of the body."""
    part = package.related("theme")
    if part is None:
        return {}
    root = package.xml(part)
    faces = {}
    for kind in ("majorFont", "minorFont"):
        latin = next((e.find(qn("a:latin")) for e in root.iter(qn(f"a:{kind}"))), None)
        if latin is not None and latin.get("typeface"):
            faces[kind] = str(latin.get("typeface"))
    return faces


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
