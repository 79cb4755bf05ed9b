"""How texts are compared: accents, case, apostrophes and spaces do not make a difference."""

from __future__ import annotations

import re
import unicodedata

_NUMBERING = re.compile(
    r"^(?:(?:partie|chapitre|titre|section|annexe)\s+)?"
    r"(?:n\s?°\s?)?(?:[ivxlc]{1,6}|\d{1,2}|[a-h])(?:[.\-]\d{1,2})*\s*[.):\-–—/]+\s*"
    r"|^\d{1,2}(?:\.\d{1,2})*\s+|^(?:partie)\s+(?:[ivxlc]{1,6}|\d{1,2})\s*",
)
_WORD = re.compile(r"[^\W_]+(?:[’'\-‑][^\W_]+)*")


def folded(text: str) -> str:
    """Lower case, no accents, straight apostrophes, œ as oe, one ordinary space between words."""
    text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("’", "'").replace("‘", "'").replace("‑", "-").casefold()
    return " ".join(text.split())


def without_numbering(text: str) -> str:
    """A folded heading without its leading number: « 2.1 Contexte », « Partie II – Contexte »."""
    return _NUMBERING.sub("", folded(text), count=1).strip(" .:-–—")


def count_words(text: str) -> int:
    """Words as people count them: `l’accueil` and `peut-être` are one word, `12` is one."""
    return len(_WORD.findall(text))
