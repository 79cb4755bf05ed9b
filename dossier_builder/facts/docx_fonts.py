"""Which fonts the text of a docx is printed in, and which travel with it.

Only families that some text uses: a style or a theme names many others, which look replaced when
no page shows them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dossier_builder.ooxml import Element, Package, Style, Styles, child_value, qn

_FONTS, _RUN, _RUN_PROPERTIES = qn("w:rFonts"), qn("w:r"), qn("w:rPr")
_P, _TEXT = qn("w:p"), qn("w:t")
_LETTER = re.compile(r"[^\W_]")
# Where Latin letters and accents take their family from; the theme prevails (§17.3.2.26).
_LATIN = (
    (qn("w:asciiTheme"), qn("w:ascii")),
    (qn("w:hAnsiTheme"), qn("w:hAnsi")),
)
_EMBEDS = tuple(
    qn(name) for name in ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic")
)
_Said = tuple[tuple[str | None, str | None], ...]
"""For each of `_LATIN`, the theme's font and the plain one that some properties name."""
_WORD_DEFAULT = "Times New Roman"  # what Word prints where nothing names a font


def asked_fonts(package: Package, document: Element, styles: Styles) -> frozenset[str]:
    """Families in which the runs of the body are printed, resolved as Word does (§17.7.2)."""
    cascade = _Cascade(styles, _theme(package))
    found: set[str] = set()
    for run in document.iter(_RUN):
        # A box to tick or a bullet alone moves no line.
        if any(_LETTER.search(text.text or "") for text in run.iter(_TEXT)):
            found |= cascade.families(run)
    return frozenset(found)


class _Cascade:
    """Where a run's fonts come from: itself, its style, its paragraph's style, the defaults.

    Thousands of runs have a few answers between them: each is looked for once.
    """

    def __init__(self, styles: Styles, theme: Mapping[str, str]) -> None:
        self._styles = styles
        self._theme = theme
        self._known: dict[tuple[_Said | None, str | None, str | None], frozenset[str]] = {}

    def families(self, run: Element) -> frozenset[str]:
        """The families of a run's Latin text."""
        own = run.find(_RUN_PROPERTIES)
        paragraph = next(run.iterancestors(_P), None)
        style = None if paragraph is None else self._styles.of_paragraph(paragraph)
        key = (_said(own), child_value(own, "w:rStyle"), style.id if style else None)
        if key not in self._known:
            said, of_run, _ = key
            inherited = [*self._layers(self._styles.by_id.get(of_run or "")), *self._layers(style)]
            layers = [said, *map(_said, [*inherited, self._styles.run_defaults])]
            told = [layer for layer in layers if layer is not None]
            self._known[key] = frozenset(self._family(told, n) for n in range(len(_LATIN)))
        return self._known[key]

    def _layers(self, style: Style | None) -> list[Element | None]:
        return [layer.run_properties for layer in self._styles.chain(style)]

    def _family(self, layers: Sequence[_Said], letters: int) -> str:
        for layer in layers:
            face, name = layer[letters]
            if face is not None:
                kind = "majorFont" if face.startswith("major") else "minorFont"
                if self._theme.get(kind):
                    return self._theme[kind]
            if name:
                return name
        return _WORD_DEFAULT


def _said(properties: Element | None) -> _Said | None:
    """What run properties say of fonts, None when nothing."""
    fonts = None if properties is None else properties.find(_FONTS)
    if fonts is None:
        return None
    return tuple((fonts.get(theme), fonts.get(plain)) for theme, plain in _LATIN)


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
