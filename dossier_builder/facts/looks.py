"""Headings by their look, where nobody used styles: which looks are headings, and their levels.

Pure, the same for a docx and for a PDF: the largest type first, then bold, capitals, underline;
numbers typed by hand (« 2.1 », « A) ») tell the depth within one look.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dossier_builder.domain.wording import folded
from dossier_builder.values import frozen

# A heading is printed larger than the body by this factor, or is set apart otherwise.
LARGER = 1.12
# Longer lines are text.
HEADING_WORDS = 20
# Sizes nearer than this, in points, are one size.
_SAME_SIZE = 0.6
_DEEPEST = 9
# Headings with a style from which the styles are believed to tell them all.
_ENOUGH_STYLED = 3
# Capitals set a line apart from this many letters on: « CV » does not.
CAPITAL_LETTERS = 4
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_a-zà-öø-ÿ]\.$")
_DECIMAL = re.compile(r"^\d{1,2}((?:[.\-]\d{1,2})*)\s?[.)°/:\-–—]*\s")
_SCHEMES = (
    ("partie", re.compile(r"^(?:partie|chapitre|titre|(?:\w+eme|premiere|seconde) partie)\b")),
    ("romain", re.compile(r"^[ivx]{1,5}\s?[.)°/:\-–—]")),
    ("lettre", re.compile(r"^[a-h]\s?[.)°/:]")),
)


class Look(NamedTuple):
    """How a line is printed: `size` in points, the rest when the whole of it is so."""

    size: float = 0.0
    bold: bool = False
    capitals: bool = False
    underlined: bool = False


@frozen
class Looked:
    """A line that may be a heading: its position in the document, its words and its look.

    `level` is the one that a style or the outline gives it.
    """

    position: int
    text: str
    look: Look
    level: int | None = None


def stands_out(look: Look, body: Look) -> bool:
    """Whether a line of that look is set apart from the body."""
    return (
        look.size > body.size * LARGER
        or (look.bold and not body.bold)
        or (look.capitals and not body.capitals)
        or (look.underlined and not body.underlined)
    )


def reads_as_heading(text: str) -> bool:
    """Whether the words may be a title: some letters, not too many words, not a sentence."""
    words = text.split()
    if not words or len(words) > HEADING_WORDS or not any(c.isalpha() for c in text):
        return False
    return len(words) == 1 or not ends_a_sentence(text)


def ends_a_sentence(text: str) -> bool:
    """Whether a text ends as sentences do; « … de Mme M. » ends with an initial."""
    ending = text.rstrip()
    if not ending.endswith((",", ";", ".")) or ending.endswith("..."):
        return False
    return _INITIAL.search(ending) is None


def body_look(printed: Iterable[tuple[Look, int]]) -> Look:
    """The look of most characters; each look comes with how many it has."""
    counts: Counter[Look] = Counter()
    for look, characters in printed:
        counts[look] += characters
    return counts.most_common(1)[0][0] if counts else Look()


def levels(lines: Sequence[Looked]) -> Mapping[int, int]:
    """Position → level for the lines that look like headings and that no style tells.

    Where three headings or more have a style, only a line that looks like them is one too, of
    their level; else every look that stands out has its rank.
    """
    lines = _one_size_each(lines)
    styled = [line for line in lines if line.level is not None]
    unstyled = [line for line in lines if line.level is None]
    if len(styled) >= _ENOUGH_STYLED:
        known = {line.look: line.level for line in reversed(styled)}
        return {x.position: lvl for x in unstyled if (lvl := known.get(x.look)) is not None}
    return _ranked(unstyled)


def _one_size_each(lines: Sequence[Looked]) -> list[Looked]:
    """The same lines, sizes that differ by a hair made one."""
    sizes = sorted({line.look.size for line in lines}, reverse=True)
    same: dict[float, float] = {}
    for size in sizes:
        larger = next((s for s in same.values() if s - size < _SAME_SIZE), size)
        same[size] = larger
    return [
        Looked(x.position, x.text, x.look._replace(size=same[x.look.size]), x.level) for x in lines
    ]


def _ranked(lines: Sequence[Looked]) -> dict[int, int]:
    by_look: dict[Look, list[Looked]] = defaultdict(list)
    for line in lines:
        by_look[line.look].append(line)
    found: dict[int, int] = {}
    level = 1
    for look in sorted(by_look, reverse=True):
        below = depths([line.text for line in by_look[look]])
        for line, depth in zip(by_look[look], below, strict=True):
            found[line.position] = min(_DEEPEST, level + depth)
        level += 1 + max(below)
    return found


def depths(texts: Sequence[str]) -> list[int]:
    """How deep each heading of one look lies under the others, by the number typed before it."""
    schemes: list[str] = []
    numbered = []
    for text in texts:
        scheme = scheme_of(text)
        if scheme and scheme not in schemes:
            schemes.append(scheme)
        numbered.append(scheme)
    shallowest = min((s.count(".") for s in schemes if s.startswith("decimal")), default=0)
    order = [s for s in schemes if not s.startswith("decimal.")]
    found = []
    for scheme in numbered:
        if scheme.startswith("decimal."):
            base = order.index("decimal") if "decimal" in order else 0
            found.append(base + scheme.count(".") - (0 if "decimal" in order else shallowest))
        else:
            found.append(order.index(scheme) if scheme in order else 0)
    return found


def scheme_of(text: str) -> str:
    """The kind of number that begins a title: « decimal », « decimal.. » for 2.1.3, « romain »."""
    name = folded(text)
    decimal = _DECIMAL.match(name)
    if decimal:
        return "decimal" + "." * len(re.findall(r"\d+", decimal[1]))
    return next((scheme for scheme, pattern in _SCHEMES if pattern.match(name)), "")
