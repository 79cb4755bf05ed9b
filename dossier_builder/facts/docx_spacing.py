"""The paragraph's own properties in a docx: line spacing, page breaks, what keeps with the next.

Each from the paragraph, else from its style and those it is based on, else from the document's
defaults (ISO/IEC 29500-1 §17.3.1.33 for spacing, §17.7.2 for the order).
"""

from __future__ import annotations

from dataclasses import replace

from dossier_builder.ooxml import Element, Style, Styles, is_on, qn
from dossier_builder.values import frozen

_PPR, _SPACING = qn("w:pPr"), qn("w:spacing")
_LINE, _RULE = qn("w:line"), qn("w:lineRule")
_KEEP, _BREAK = qn("w:keepNext"), qn("w:pageBreakBefore")
_SINGLE = 240.0  # `w:line` of a single line where the rule is « auto »
_TWIPS = 20
# A single line in sizes of the type: 1.15 in Arial and Times, 1.22 in Calibri.
SINGLE_LINE = 1.15


@frozen
class ParagraphRules:
    """What holds for a paragraph: `line` and `rule` as Word stores them, None where not said."""

    line: float | None = None
    rule: str = "auto"
    keeps: bool = False
    breaks: bool = False

    def single_lines(self, size: float) -> float | None:
        """The line spacing in single lines of a type of `size` points; None for a least one."""
        if self.rule == "atLeast":
            return None
        if self.rule == "exact":
            return (
                (self.line or 0.0) / _TWIPS / (size * SINGLE_LINE) if size and self.line else None
            )
        return 1.0 if self.line is None else self.line / _SINGLE


class SpacingRules:
    """The rules of the paragraphs of one document; what a style gives is worked out once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._defaults = _with(ParagraphRules(), styles.paragraph_defaults)
        self._of_style: dict[str, ParagraphRules] = {}

    def of(self, paragraph: Element) -> ParagraphRules:
        """The rules that hold for a paragraph."""
        style = self._styles.of_paragraph(paragraph)
        base = self._style(style) if style else self._defaults
        return _with(base, paragraph.find(_PPR))

    def _style(self, style: Style) -> ParagraphRules:
        known = self._of_style.get(style.id)
        if known is None:
            known = self._defaults
            for one in reversed(self._styles.chain(style)):
                known = _with(known, one.properties)
            self._of_style[style.id] = known
        return known


def _with(base: ParagraphRules, properties: Element | None) -> ParagraphRules:
    """`base` with what a `w:pPr` says besides."""
    if properties is None or not len(properties):
        return base
    changes: dict[str, float | str | bool] = {}
    spacing = properties.find(_SPACING)
    if spacing is not None:
        line = _number(spacing.get(_LINE, ""))
        if line is not None:
            changes |= {"line": line, "rule": spacing.get(_RULE, "auto")}
    for name, tag in (("keeps", _KEEP), ("breaks", _BREAK)):
        toggle = properties.find(tag)
        if toggle is not None:
            changes[name] = is_on(toggle)
    return replace(base, **changes) if changes else base  # type: ignore[arg-type]  # by field name


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
