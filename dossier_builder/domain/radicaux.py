"""French words cut to their stem: « contractualiser » and « contractualisation » are the same.

A light stemmer, no dictionary: it takes off the plural, then one or two endings of a list, then
what is left of a doubling. Good enough to meet a wording again under other forms of its words;
never used to tell two texts apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dossier_builder.domain.wording import folded

_WORD = re.compile(r"[a-z0-9]+")
# What remains must still look like a word: « atelier » keeps « ateli », « aide » keeps « aide ».
_SHORTEST = 4
# Endings of French words without accents; the longest that leaves enough of the word goes.
_ENDINGS = _WORD.findall(
    "issement ement ment ation ition ution ion ateur atrice iteur eur euse rice able ible ique "
    "isme iste ance ence age ative atif ive if ite ude aire oire ienne ien elle el iel ielle ale "
    "al aux ante ant ente ent yons eraient erait erai eront erons erez era irait ira irent erent "
    "aient ait ais ions ons iez ez ee er ir ure oir ie ier iere iquer it is e i u"
)
_CUTS = tuple(
    re.compile(rf"(.{{{shortest},}}?)(?:{'|'.join(_ENDINGS)})")
    for shortest in (_SHORTEST, _SHORTEST + 1)
)
# Verbs of the referentials whose forms share no stem.
_IRREGULAR = {
    **dict.fromkeys(("concev", "conco", "conc"), "concept"),
    **dict.fromkeys(("suivr", "suit"), "suiv"),
    **dict.fromkeys(("mainten", "maintien"), "maint"),
    **dict.fromkeys(("conduir", "conduis"), "condui"),
    **dict.fromkeys(("construir", "construis", "construct"), "constru"),
    **dict.fromkeys(("territor", "territ"), "territ"),
}
# Words that carry no meaning of their own, and the ends of elisions (« l’ », « qu’ »).
_EMPTY = frozenset(
    _WORD.findall(
        "a ai au aux avec c ce ces cet cette ceux d dans de des du elle en entre est et eu il ils "
        "j je l la le les leur leurs lors lui m ma mais me mes mon n ne nos notre nous on ont ou "
        "par pas plus pour qu que qui s sa sans se ses si son sont sous sur t ta te tes ton tous "
        "tout toute toutes tu un une vers via vos votre vous y afin ainsi lors etre avoir fait "
        "faire favorisant favoriser optimiser adapter liee lie"
    )
)
_REMEMBERED = 16_384


def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning, each once."""
    words = _WORD.findall(folded(text))
    return frozenset(stem(word) for word in words if word not in _EMPTY and len(word) > 1)


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The stem of one folded word (lower case, no accents)."""
    if word.endswith(("s", "x")) and not word.endswith("ss") and len(word) > _SHORTEST:
        word = word[:-1]
    # Twice: « professionnelle » loses « elle », then « ion » as « profession » does.
    for cut in _CUTS:
        if found := cut.fullmatch(word):
            word = found[1]
        if len(word) > _SHORTEST and word[-1] == word[-2]:
            word = word[:-1]
    word = word.removesuffix("y")  # « déploy » is « déplo » of « déploie »
    return _IRREGULAR.get(word, word)
