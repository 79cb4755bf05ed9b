"""Parts without any heading style: a style of their own or typed numbers tell of one more.

Where no heading has a level, the parts of the pack are found by their words. When all of these are
in one style that no text has, what else is in that style is a part as well. When they carry
numbers that follow one another (« 1. », « II – », « Partie 3 : »), a line that bears the number
that is missing, or the next one, is a part as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier_builder.domain.facts import Paragraph
from dossier_builder.domain.wording import folded

_NUMBER = re.compile(
    r"^(?P<word>(?:partie|chapitre|axe)\s+)?(?P<number>\d{1,2}|[ivx]{1,4})"
    r"(?P<mark>\s?[.)°:/]|\s[-–—])(?!\s?\d)\s*(?=\S)"
)
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
# Longer lines, or lines that end as sentences do, are text.
_HEADING_WORDS = 14
# Two parts in one style may be a chance: a body text is in one style as well.
_ENOUGH = 2
_SENTENCE_ENDS = (".", ";", ",", ":", "!", "?")


def of_one_style(
    found: Sequence[Paragraph], deeper: Sequence[Paragraph], there: Sequence[Paragraph]
) -> tuple[Paragraph, ...] | None:
    """What is in the style of the parts `found`, in document order.

    None when the style tells nothing: they have none in common, or titles further down (`deeper`)
    or text have it as well.
    """
    styles = {_style(p) for p in found}
    if len(found) < _ENOUGH or len(styles) != 1 or styles <= {_style(p) for p in deeper}:
        return None
    same = [p for p in there if _style(p) in styles and p.text.strip()]
    if not styles - {""} or not all(_is_heading(p) for p in same):
        return None
    return tuple(same)


def _style(paragraph: Paragraph) -> str:
    """What it is printed like: the rank of its look among headings, else its style's name."""
    return f"aspect {paragraph.aspect}" if paragraph.aspect is not None else paragraph.style


def with_numbered(
    found: Sequence[Paragraph], there: Sequence[Paragraph]
) -> tuple[Paragraph, ...] | None:
    """The parts `found` among `there`, with those that their numbers show; in document order.

    None when the numbers tell nothing: none, or not one after another from 1.
    """
    schemes = [_read(p) for p in found]
    if not schemes or any(one is None or one[0] != (schemes[0] or ("",))[0] for one in schemes):
        return None
    numbers = [number for one in schemes if one is not None for number in (one[1],)]
    if numbers != sorted(set(numbers)) or numbers[0] > len(numbers) + 1:
        return None
    scheme = (schemes[0] or ("",))[0]
    extra: list[Paragraph] = []
    for wanted in range(1, numbers[-1] + 2):
        if wanted not in numbers:
            one = _bearing(wanted, scheme, found, numbers, there)
            if one is None and wanted < numbers[-1]:
                return None
            extra += [one] if one is not None else []
    return tuple(sorted((*found, *extra), key=lambda p: p.index))


def _bearing(
    wanted: int,
    scheme: str,
    found: Sequence[Paragraph],
    numbers: Sequence[int],
    there: Sequence[Paragraph],
) -> Paragraph | None:
    """The line that bears that number where it should: after the part before, before the next.

    A list counts from 1: where the numbers before are there as well, it is an item of a list.
    """
    after = max((p.index for p, n in zip(found, numbers, strict=True) if n < wanted), default=-1)
    before = min(
        (p.index for p, n in zip(found, numbers, strict=True) if n > wanted), default=1 << 31
    )
    between = [p for p in there if after < p.index < before]
    marked = [(p, one[1]) for p in between if (one := _read(p)) is not None and one[0] == scheme]
    if any(number < wanted for _, number in marked):
        return None
    return next((p for p, number in marked if number == wanted and _is_heading(p)), None)


def _is_heading(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    short = len(text.split()) <= _HEADING_WORDS and not text.endswith(_SENTENCE_ENDS)
    return short and paragraph.kind in {"corps", "titre"}


def _read(paragraph: Paragraph) -> tuple[str, int] | None:
    """How the line is numbered and its number; None when it is not."""
    match = _NUMBER.match(folded(paragraph.text))
    if match is None:
        return None
    text = match["number"]
    number = int(text) if text.isdecimal() else _ROMAN.index(text) if text in _ROMAN else 0
    kind = "chiffres" if text.isdecimal() else "romains"
    scheme = f"{(match['word'] or '').strip()} {kind} {match['mark'].strip()}"
    return (scheme, number) if number else None
