"""How texts are compared: accents, case, apostrophes and spaces do not make a difference."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# I to XXXIX: beyond, letters that look like a number are a word (« CV », « DIX », « civil »).
_ROMAN = r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})"
_ONE = rf"(?:\d{{1,2}}|{_ROMAN})"
_COMPOUND = rf"{_ONE}(?:[.\-](?:{_ONE}|[a-h])(?!\w))+"
_ORDINAL = (
    r"(?:premiere|deuxieme|seconde|troisieme|quatrieme|cinquieme|sixieme|\d(?:re|ere|e|eme|nde))"
)
# What stands between a number and the title: a dash after a letter wants a space, or else
# « e-mail » and « A-t-il » would lose their first letter.
_MARK = r"(?:\s*[.):/°]+\)?\s*|\s*[\-–—]+(?:\s+|$)|\s+[\-–—]+\s*)"
_NUMBERED = re.compile(
    rf"^(?:(?:partie|chapitre|titre|section|annexe)\s+(?:n\s?°\s?)?)?"
    rf"(?:{_COMPOUND}(?:{_MARK}|\s+)|{_ONE}(?:{_MARK}|[\-–—]+(?=\S))|[a-h]{_MARK})+"
    rf"|^{_ORDINAL}\s+partie(?:{_MARK}|\s+)"
    rf"|^(?:partie|chapitre)\s+(?:n\s?°\s?)?{_ONE}(?:\s+|$)"
)
# « 2 Contexte », « II Contexte »: a number without a mark, told from « 12 mois de suivi » by the
# capital that follows, in the text as it was typed.
_BARE_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))\s+(?=[^\W\d_a-zà-öø-ÿ])"
)
# U+2010 is what NFKD makes of U+2011, the no-break hyphen.
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-"}
_WORD = re.compile(r"[^\W_]+(?:[’'\-‑][^\W_]+)*")


# The lines of a long dossier, each compared with many titles.
_REMEMBERED = 8_192


@lru_cache(maxsize=_REMEMBERED)
def folded(text: str) -> str:
    """Lower case, no accents, straight apostrophes, œ as oe, one ordinary space between words."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
        for sign in set(text):  # a few, where a long text has thousands of letters
            if unicodedata.combining(sign):
                text = text.replace(sign, "")
            elif sign in _PLAIN:
                text = text.replace(sign, _PLAIN[sign])
    return " ".join(text.casefold().split())


@lru_cache(maxsize=_REMEMBERED)
def without_numbering(text: str) -> str:
    """A folded heading without its leading number: « 2.1 Contexte », « Partie II – Contexte ».

    Never the start of a word or of a sentence: « Ci-dessous », « CV : mode d’emploi »,
    « 12 mois de suivi » stay whole. A text that is nothing but a number stays as it is.
    """
    whole = folded(text)
    bare = _BARE_NUMBER.match(text)
    name = folded(text[bare.end() :]) if bare else _NUMBERED.sub("", whole, count=1)
    return name.strip(" .:-–—") or whole.strip(" .:-–—")


@lru_cache(maxsize=_REMEMBERED)
def count_words(text: str) -> int:
    """Words as people count them: `l’accueil` and `peut-être` are one word, `12` is one."""
    return len(_WORD.findall(text))
