"""« Mme Martin », « M. DUPONT »: a civility and a name that nothing allows; pure.

Initials and masked names are fine (« Mme M. », « M. XX »), so are jurors, authors with a year,
streets and schools, and names that stand beside a role that the pack admits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dossier_builder.domain.wording import folded
from dossier_builder.rules.people.vocabulary import FIRST_NAMES, NOT_A_NAME, ORGANISATIONS
from dossier_builder.values import frozen

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_WORD = rf"{_CAPITAL}(?:[’']{_CAPITAL})?{_LETTER}+(?:[’'\-\u2010\u2011]{_LETTER}+)*"
_PARTICLE = r"(?:(?:de|du|des|van|von|ben|bin|el|al|di|da|dos)\s+(?:la\s+|le\s+|der\s+)?|d[’'])"
_NAME = rf"{_PARTICLE}?{_WORD}(?:[ \u00a0\n](?:{_PARTICLE})?{_WORD}){{0,3}}"
_SPACE = r"[ \t\n\u00a0\u202f]+"
_CIVILITY = r"(?:Madame|Mademoiselle|Monsieur|Mesdames|Messieurs|Mmes|Mme|MM\.|Mlle|Melle|Mr|M\.)"
_SEEN = re.compile(rf"(?<!\w)(?P<civilite>{_CIVILITY})\.?{_SPACE}(?P<nom>{_NAME})(?!\w)")
_OF_SEVERAL = frozenset({"Mmes", "MM.", "Mesdames", "Messieurs"})
_AND_ANOTHER = re.compile(rf"(?P<civilite>)(?:,{_SPACE}|{_SPACE}et{_SPACE})(?P<nom>{_NAME})(?!\w)")
# « Mme M. Elle… », « Sarah M. Ensuite… »: an initial, and the next sentence.
_INITIAL_BEFORE = re.compile(rf"(?:{_CIVILITY}|\b{_CAPITAL}\.|[\w’'-]*{_LETTER})\s*$")
_SENTENCE_END = re.compile(r"[.!?…:;»”\"(–—-]\s*$")
# « Madame Le Goff », « M. de La Tour »: part of the name when no function follows.
_ARTICLES = frozenset({"le", "la", "les"})
_PLACE_BEFORE = re.compile(
    r"(?:rue|avenue|boulevard|place|allee|impasse|quai|square|ecole|lycee|college|hopital|clinique|"
    r"residence|institut|institution|musee|theatre|stade|gymnase|parc|maison|cite|foyer|fondation)"
    r"(?:\s+(?:de|du|des|la|le))?\s*$"
)
_YEAR_AFTER = re.compile(r"^\s*(?:,\s*)?\(?(?:1[89]|20)\d{2}\b")
_PUBLISHED_AFTER = re.compile(r"^[^.;!?]{0,40}\((?:[^)]{0,40}\b)?(?:1[89]|20)\d{2}[a-z]?\)")
_ROLE_GAP_BEFORE = (
    r"(?:\s+(?:professionnelle?|de stage|pedagogique|referente?|etait|est))*[\s,:(|–—-]*$"
)
_ROLE_GAP_AFTER = (
    r"^[\s,:()|–—-]*(?:(?:qui (?:est|etait)|est|etait)\s+)?"
    r"(?:(?:ma|mon|notre|le|la|l'|une?|leur|et)\s*)?"
)
_CHANGED = re.compile(
    r"\b(?:noms?|prenoms?|identites?|patronymes?)\b[^.!?]{0,60}\b(?:change|modifie|fictif|fictive|"
    r"d'emprunt|invente|anonymise|remplace)|\bpseudonymes?\b|\b(?:noms?|prenoms?) d'emprunt\b|"
    r"\bnoms? fictifs?\b|\bprenoms? fictifs?\b"
)
_MASKED = re.compile(r"(?:X{2,}|Y{2,}|Z{2,}|N{2,}|ANONYME|Anonyme|[A-Z]{1,2})")
# « Mme Sophie M. »: the surname is hidden already.
_SURNAME_INITIAL = re.compile(rf"[ \u00a0]{_CAPITAL}\.(?!\w)")
# Members of a jury and people who are thanked are named on purpose.
_NAMED_OPENLY = re.compile(r"\bjurys?\b|\bjure(?:e|s|es)?\b|\bremerci")
ROLES = (
    "jury", "tuteur", "tutrice", "maître de stage", "maîtresse de stage", "maître d’apprentissage",
    "maîtresse d’apprentissage", "formateur", "formatrice", "auteur", "autrice", "sociologue",
    "philosophe", "ministre", "député", "députée",
)  # fmt: skip
"""Roles beside which people are named on purpose: « ma tutrice, Mme Durand »."""
_AROUND = 90


@frozen
class NameSeen:
    """« Mme Martin », civility included, stands between `debut` and `fin`; `nom` follows it.

    `declare`: the learner asked to hide it; it may have no civility then.
    """

    civilite: str
    nom: str
    debut: int
    fin: int
    declare: bool = False

    @property
    def famille(self) -> str:
        """The surname: the words in capitals, else the last word with its particle."""
        words = self.nom.split()
        capitals = [word for word in words if len(word) > 1 and word.isupper()]
        if capitals and len(capitals) < len(words):
            return " ".join(capitals)
        at = len(words) - 1
        while at > 0 and words[at - 1].islower():
            at -= 1
        return " ".join(words[at:]) if len(words) > 1 else self.nom

    @property
    def prenom(self) -> str:
        """What is left of the name."""
        family = self.famille.split()
        return " ".join(word for word in self.nom.split() if word not in family)

    @property
    def cle(self) -> str:
        """The same for « Martin » and « MARTIN »."""
        return folded(self.famille)

    @property
    def masque(self) -> str:
        """« Mme Ma… »: enough to find it."""
        return f"{self.civilite} {self.famille[:2]}…".strip()


def find_names(text: str, roles: Sequence[str] = ROLES) -> Iterator[NameSeen]:
    """Names with a civility that the words around do not explain.

    `roles` are those beside which a name may stand: « ma tutrice, Mme Durand ».
    """
    if not _may_hold(text) or (roles and _NAMED_OPENLY.search(folded(text))):
        return
    role = _role_pattern(tuple(roles))
    for match in _SEEN.finditer(text):
        name = _trimmed(match)
        if name is not None and not _explained(text, match.start(), name, role):
            yield name
            if name.civilite in _OF_SEVERAL:
                yield from _others(text, name.fin)


def _others(text: str, start: int) -> Iterator[NameSeen]:
    """« Mmes Durand, Martin et Petit »: those after the first."""
    found = _AND_ANOTHER.match(text, start)
    while found is not None:
        name = _trimmed(found)
        if name is None or folded(name.nom.split()[0]) in ORGANISATIONS:
            return
        yield NameSeen("", name.nom, found.start("nom"), name.fin)
        found = _AND_ANOTHER.match(text, name.fin)


def says_names_are_changed(text: str) -> bool:
    """« Les noms ont été changés »: names with a civility are then pseudonyms."""
    plain = folded(text) if "om" in text or "seudonyme" in text or "dentit" in text else ""
    return bool(plain) and _CHANGED.search(plain) is not None


def _may_hold(text: str) -> bool:
    return any(sign in text for sign in ("M", "m."))


def _trimmed(match: re.Match[str]) -> NameSeen | None:
    """The name up to the first word that is none; None when nothing is left of it."""
    typed = match["nom"].split()
    words: list[str] = []
    for word, following in zip(typed, (*typed[1:], ""), strict=True):
        plain = folded(word)
        article = plain in _ARTICLES and following and folded(following) not in NOT_A_NAME
        if plain in NOT_A_NAME and not article and not word.islower():
            break
        words.append(word)
    while words and words[-1].islower():
        words.pop()
    if not words or _MASKED.fullmatch(words[0]):
        return None
    if len(words) == 1 and folded(words[0]) in FIRST_NAMES:
        return None
    start = match.start("nom")
    last = re.compile(r"\s+".join(map(re.escape, words))).match(match.string, start)
    if last is None:
        return None
    return NameSeen(match["civilite"], " ".join(words), match.start(), last.end())


def _explained(text: str, start: int, name: NameSeen, role: re.Pattern[str] | None) -> bool:
    raw_before = text[max(0, start - _AROUND) : start]
    if name.civilite == "M." and raw_before.strip():
        ends = _SENTENCE_END.search(raw_before)
        initial = _INITIAL_BEFORE.search(raw_before)
        word = re.search(rf"({_CAPITAL}[\w’'-]*)\s*$", raw_before)
        if re.search(rf"(?:{_CIVILITY}|(?<!\w){_CAPITAL}\.)\s*$", raw_before):
            return True
        if initial and word and not ends and raw_before.strip() != word[1]:
            return True
    if _SURNAME_INITIAL.match(text[name.fin :]):
        return True
    before, after = folded(raw_before), folded(text[name.fin : name.fin + _AROUND])
    if _PLACE_BEFORE.search(before) or _YEAR_AFTER.match(after) or _PUBLISHED_AFTER.match(after):
        return True
    return role is not None and _beside(role, before, after)


@lru_cache(maxsize=16)
def _role_pattern(roles: tuple[str, ...]) -> re.Pattern[str] | None:
    if not roles:
        return None
    words = "|".join(re.escape(folded(role)) for role in sorted(roles, key=len, reverse=True))
    return re.compile(rf"\b(?:{words})(?:s|\(e\)|\(trice\))?\b")


def _beside(role: re.Pattern[str], before: str, after: str) -> bool:
    """Whether a role stands just before or just after, nothing but small words between."""
    for found in role.finditer(before):
        if re.match(_ROLE_GAP_BEFORE, before[found.end() :]):
            return True
    lead = re.match(_ROLE_GAP_AFTER, after)
    return lead is not None and role.match(after, lead.end()) is not None
