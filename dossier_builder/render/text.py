"""What becomes of a learner's characters: French spaces, twins, what no face can print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from dossier_builder.domain.typographie import espaces_imprimees

# XML 1.0 allows tab, line feed and carriage return below U+0020; here they are white space.
_WHITE = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U0001fffe\U0001ffff]")
# Nothing to print: zero-width space and joiners, byte order mark, variation selectors.
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]")
_TWINS = str.maketrans(
    {
        "\u202f": "\u00a0",  # narrow no-break space: not in Lato
        "\u2007": "\u00a0",
        "\u2009": " ",
        "\u200a": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2010": "-",
        "\u2011": "-",  # no-break hyphen: not in Lato
        "\u2015": "—",
    }
)


def clean(text: str) -> str:
    """The characters that can be printed: composed accents, no control character, twins."""
    text = _FORBIDDEN.sub("", _WHITE.sub(" ", unicodedata.normalize("NFC", text)))
    return _INVISIBLE.sub("", text).translate(_TWINS)


def french(texts: Sequence[str]) -> list[str]:
    """The texts of one paragraph, run by run, with no-break spaces where French wants them.

    The whole paragraph decides: « **mot** : » spreads over two runs.
    """
    cleaned = [clean(text) for text in texts]
    whole = espaces_imprimees("".join(cleaned))  # one character for one
    cut: list[str] = []
    place = 0
    for text in cleaned:
        cut.append(whole[place : place + len(text)])
        place += len(text)
    return cut


def pieces(text: str, main: frozenset[int], signs: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """The text cut where the face changes: (piece, whether the face of signs prints it)."""
    for is_sign, characters in groupby(text, lambda c: ord(c) not in main and ord(c) in signs):
        yield "".join(characters), is_sign
