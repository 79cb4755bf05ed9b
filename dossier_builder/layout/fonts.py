"""Fonts asked by a document against fonts that an engine used: the evidence behind a page count.

A family replaced by one of the same advance widths (a metric twin) moves no line; any other
replacement can move pages, silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal

from dossier_builder.values import frozen

FontMatch = Literal["identical", "twin", "near", "other"]

METRIC_TWINS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Calibri": ("Carlito",),
        "Cambria": ("Caladea",),
        "Arial": ("Liberation Sans", "Arimo", "Nimbus Sans"),
        "Helvetica": ("Liberation Sans", "Arimo", "Nimbus Sans", "Arial"),
        "Arial Narrow": ("Liberation Sans Narrow",),
        "Times New Roman": ("Liberation Serif", "Tinos", "Nimbus Roman"),
        "Times": ("Liberation Serif", "Tinos", "Nimbus Roman", "Times New Roman"),
        "Courier New": ("Liberation Mono", "Cousine", "Nimbus Mono PS"),
        "Courier": ("Liberation Mono", "Cousine", "Nimbus Mono PS", "Courier New"),
        "Georgia": ("Gelasio",),
        # bullets of lists: the list's indent fixes the width, not the character
        "Symbol": ("OpenSymbol", "Standard Symbols PS"),
        "Wingdings": ("OpenSymbol",),
        "Wingdings 2": ("OpenSymbol",),
        "Webdings": ("OpenSymbol",),
    }
)
"""Families of the same advance widths. Source: fontconfig's 30-metric-aliases.conf."""

STAND_INS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Aptos": ("Carlito",),
        "Aptos Display": ("Carlito",),
        "Calibri Light": ("Carlito",),
        "Aptos Narrow": ("Liberation Sans Narrow",),
        "Aptos Mono": ("Liberation Mono",),
        "Aptos Serif": ("Liberation Serif",),
    }
)
"""Near in width but no twins: better than the system's silent choice, and still a doubt.

Aptos is Word's default font since 2023 and has no free twin; as Carlito, a text of 33 pages kept
33 pages, where DejaVu Sans made 37 of them (measured, November 2026).
"""

_NOT_LETTERS = re.compile(r"[^0-9a-z]")
_FACE = re.compile(r"(?:[-, ]?(?:bold|italic|oblique|regular|mt|ps))+$")


@frozen
class FontEvidence:
    """What became of one family that the document asks for.

    `used` is the family that stands for it, "" when that cannot be told: `match` is then `other`.
    """

    asked: str
    used: str
    match: FontMatch


def compare_fonts(asked: Iterable[str], used: Iterable[str]) -> tuple[FontEvidence, ...]:
    """For each family asked, sorted: the one used, and how near it is.

    Names are compared without spaces, case and the words of a face (`LiberationSans-Bold` is
    Liberation Sans). Ask only for families that the document prints: one that no text uses looks
    like one that was replaced.
    """
    names = {_key(name): name for name in sorted(used, reverse=True)}
    return tuple(_evidence(family, names) for family in sorted(set(asked)))


def _evidence(family: str, used: Mapping[str, str]) -> FontEvidence:
    kinds: tuple[tuple[FontMatch, tuple[str, ...]], ...] = (
        ("identical", (family,)),
        ("twin", _lookup(METRIC_TWINS, family)),
        ("near", _lookup(STAND_INS, family)),
    )
    for match, candidates in kinds:
        for candidate in candidates:
            if _key(candidate) in used:
                return FontEvidence(family, used[_key(candidate)], match)
    return FontEvidence(family, "", "other")


def _lookup(table: Mapping[str, tuple[str, ...]], family: str) -> tuple[str, ...]:
    return next((twins for name, twins in table.items() if _key(name) == _key(family)), ())


def _key(name: str) -> str:
    plain = _FACE.sub("", name.lower()) or name.lower()
    return _NOT_LETTERS.sub("", plain)
