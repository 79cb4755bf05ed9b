"""How the paragraphs of a docx are printed: size, weight, capitals, underline; hidden text.

The effective look of a run: its own properties, else those of its character style, else those of
the paragraph's style and of the styles it is based on, else the document's defaults
(ISO/IEC 29500-1 §17.7.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field

from dossier_builder.facts.looks import CAPITAL_LETTERS, Look
from dossier_builder.ooxml import Element, Style, Styles, child_value, qn
from dossier_builder.values import frozen

_R, _T, _P, _RPR, _PPR, _BR = (qn(n) for n in ("w:r", "w:t", "w:p", "w:rPr", "w:pPr", "w:br"))
_SKIPPED = frozenset(
    qn(n)
    for n in ("w:del", "w:moveFrom", "w:p", "w:pPr", "w:sdtPr", "mc:Fallback", "w:txbxContent")
)
_TOGGLES: Mapping[str, str] = {
    qn("w:b"): "bold",
    qn("w:caps"): "capitals",
    qn("w:smallCaps"): "capitals",
    qn("w:vanish"): "hidden",
}
_OFF = frozenset({"0", "false", "off"})
# Word's size where nothing tells one: 10 points (§17.3.2.38).
_DEFAULT_SIZE = 10.0
# A title is bold when this share of its letters is: the number or the mark before it may not be.
_WHOLE = 0.9
_SPACING, _SCALE = qn("w:spacing"), qn("w:w")
_TWIPS, _PERCENT = 20, 100
# Letters set closer by 0.2 points, or narrowed by 5 %, are seen; less is a designer's touch.
_CONDENSED, _NARROWED = -0.2, 0.95
# Spaces smaller than this share of the type beside them are there to gain room.
_SMALL_SPACE = 0.6

Values = dict[str, float | bool]


@frozen
class ParagraphLook:
    """The look of a paragraph; of its first line apart, when Shift+Enter ends it (`lead`).

    `letters` is how many visible letters it has; `hidden` tells that none of its text is printed.
    `sizes` are (points, letters) pairs, `condensed` the letters set closer or narrower than the
    font wants, `small_spaces` the runs of nothing but spaces in a type much smaller than the rest.
    """

    look: Look
    letters: int
    hidden: bool = False
    lead: str = ""
    lead_look: Look = field(default_factory=Look)
    sizes: tuple[tuple[float, int], ...] = ()
    condensed: int = 0
    small_spaces: int = 0


class Looks:
    """The looks of one document; what a style gives is worked out once."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._defaults = _values(styles.run_defaults)
        self._of_style: dict[str, Values] = {}

    def of(self, paragraph: Element) -> ParagraphLook:
        """The look of a paragraph as printed."""
        style = self._styles.of_paragraph(paragraph)
        base = self._defaults | (self._style(style) if style else {})
        whole, lead = _Tally(), _Tally()
        first_line = ""
        broken = False
        hidden = visible = False
        for run in _runs(paragraph):
            values = self._run(run, base)
            for text, is_break in _texts(run):
                if values.get("hidden"):
                    hidden = hidden or bool(text.strip())
                    continue
                broken = broken or (is_break and bool(first_line.strip()))
                visible = visible or bool(text.strip())
                count, capitals = _letters(text)
                if count:
                    whole.add(count, values, capitals=capitals)
                elif text.isspace() and text != "\n":
                    whole.add_space(values)
                if not broken:
                    first_line += text
                    lead.add(count, values, capitals=capitals)
        ends_early = broken and lead.letters < whole.letters
        return ParagraphLook(
            look=whole.look(),
            letters=whole.letters,
            hidden=hidden and not visible,
            lead=first_line.strip() if ends_early else "",
            lead_look=lead.look() if ends_early else Look(),
            sizes=whole.sizes(),
            condensed=whole.condensed,
            small_spaces=whole.small_spaces(),
        )

    def _style(self, style: Style) -> Values:
        known = self._of_style.get(style.id)
        if known is None:
            known = {}
            for one in reversed(self._styles.chain(style)):
                known |= _values(one.run_properties)
            self._of_style[style.id] = known
        return known

    def _run(self, run: Element, base: Values) -> Values:
        properties = run.find(_RPR)
        if properties is None:
            return base
        named = self._styles.by_id.get(child_value(properties, "w:rStyle") or "")
        return base | (self._style(named) if named else {}) | _values(properties)


def _letters(text: str) -> tuple[int, bool]:
    """How many letters and figures, and whether no letter is a small one."""
    small = any(character.islower() and character.isalpha() for character in text)
    return sum(map(str.isalnum, text)), not small


class _Tally:
    """How many letters of a text have each look."""

    def __init__(self) -> None:
        self.letters = 0
        self.condensed = 0
        self._sizes: Counter[float] = Counter()
        self._spaces: list[float] = []
        self._with: Counter[str] = Counter()

    def add(self, count: int, values: Values, *, capitals: bool) -> None:
        if not count:
            return
        if values.get("spacing", 0.0) <= _CONDENSED or values.get("scale", 1.0) <= _NARROWED:
            self.condensed += count
        self.letters += count
        self._sizes[float(values.get("size", _DEFAULT_SIZE))] += count
        for name in ("bold", "underlined"):
            if values.get(name):
                self._with[name] += count
        if values.get("capitals") or capitals:
            self._with["capitals"] += count

    def add_space(self, values: Values) -> None:
        self._spaces.append(float(values.get("size", _DEFAULT_SIZE)))

    def sizes(self) -> tuple[tuple[float, int], ...]:
        return tuple(self._sizes.items())

    def small_spaces(self) -> int:
        size = max(self._sizes, default=0.0)
        return sum(space < size * _SMALL_SPACE for space in self._spaces)

    def look(self) -> Look:
        if not self.letters:
            return Look()
        whole = {name: n >= _WHOLE * self.letters for name, n in self._with.items()}
        return Look(
            self._sizes.most_common(1)[0][0],
            bold=whole.get("bold", False),
            capitals=whole.get("capitals", False) and self.letters >= CAPITAL_LETTERS,
            underlined=whole.get("underlined", False),
        )


def _runs(element: Element) -> Iterator[Element]:
    """The runs that the paragraph prints itself, those of its text boxes left out."""
    for child in element:
        if child.tag == _R:
            yield child
        elif child.tag not in _SKIPPED and len(child):
            yield from _runs(child)


def _texts(run: Element) -> Iterator[tuple[str, bool]]:
    """The pieces of text of a run, and whether each is a line break."""
    for child in run:
        if child.tag == _T:
            yield child.text or "", False
        elif child.tag == _BR and child.get(qn("w:type"), "textWrapping") == "textWrapping":
            yield "\n", True


def _values(properties: Element | None) -> Values:
    """What a `w:rPr` says of the look."""
    if properties is None:
        return {}
    found: Values = {}
    for child in properties:
        name = _TOGGLES.get(child.tag)
        value = child.get(qn("w:val"))
        if name:
            found[name] = value not in _OFF
        elif child.tag == qn("w:u"):
            found["underlined"] = value not in {None, "none"}
        elif child.tag == qn("w:sz") and value:
            size = _half_points(value)
            if size:
                found["size"] = size
        elif child.tag == _SPACING and value:
            found["spacing"] = _number(value) / _TWIPS
        elif child.tag == _SCALE and value:
            found["scale"] = (_number(value.rstrip("%")) or _PERCENT) / _PERCENT
    return found


def _half_points(value: str) -> float:
    """`w:sz` in points: half-points, or a measure with its unit in the strict variant."""
    number = value.removesuffix("pt")
    try:
        return float(number) / (1 if number != value else 2)
    except ValueError:
        return 0.0


def _number(value: str) -> float:
    """A measure as it is written, 0 when it is not a number: a unit (« 1pt ») is never negative."""
    try:
        return float(value)
    except ValueError:
        return 0.0
