"""The words and the last line that every report shares, and text made fit to be shown.

What a document, a file name or a person says is data: invisible and direction-changing characters
are taken out before any format escapes the rest.
"""

from __future__ import annotations

import re
import unicodedata

from dossier_builder.domain.findings import Verdict
from dossier_builder.domain.typographie import insecable

FOOTER = "Contrôle de forme seulement ; le jury juge le fond. Rien n’a été modifié ni envoyé."
VERDICTS: dict[Verdict, str] = {
    "conforme": "conforme",
    "non_conforme": "à corriger",
    "a_verifier": "à vérifier",
    "illisible": "illisible",
}
_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")  # no-break spaces stay
# Unicode categories: controls, formats (bidirectional overrides, zero width), lone surrogates
# (file names that are not UTF-8), private use and unassigned.
_CONTROLS = frozenset(("Cc", "Cf"))
_UNKNOWN = frozenset(("Cs", "Co", "Cn"))
# What a printable text may hold besides, of blanks: line ends and no-break spaces.
_ORDINARY = dict.fromkeys(map(ord, "\n\t\u00a0\u202f"), " ")
# Joins the parts of an emoji.
_JOINER = "\u200d"


def shown(text: str) -> str:
    """The text on one line, as it may be shown: no control, « � » for what is no character.

    Blanks at its ends stay, as one space: a piece of a sentence is shown as well as a whole one.
    """
    return insecable(_BLANKS.sub(" ", visible(text)))


def visible(text: str) -> str:
    """The text, line ends included, without what is not seen or changes the order of letters."""
    if text.translate(_ORDINARY).isprintable():
        return text
    return "".join(_kept(character) for character in text)


def _kept(character: str) -> str:
    if character in "\n\t\r" or character == _JOINER:
        return character
    category = unicodedata.category(character)
    if category in _CONTROLS:
        return ""
    return "\ufffd" if category in _UNKNOWN else character


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut at a word, « … » at the end."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head = cut.rsplit(" ", 1)[0]
    return (head if len(head) > length // 2 else cut).rstrip(" ,;:") + "…"
