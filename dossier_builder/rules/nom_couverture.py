"""Who wrote the document, read on its cover: « Candidat Camille Exemple », « NOM : … »; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from dossier_builder.domain.wording import folded
from dossier_builder.rules.nom import (
    CIVILITY,
    PARTICLES,
    Nom,
    is_name,
    is_word_of_name,
    name_words,
    split_name,
)

# A surname in capitals beside a first name, as people write it on a cover: « Camille EXEMPLE ».
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAME_PART = rf"(?:{_CAPITAL}[’'])?{_CAPITAL}{{2,}}"  # « D’EXEMPLE »
_SURNAME = rf"{_NAME_PART}(?:[’'\- ]{_NAME_PART})*"
_FIRST_NAME = rf"{_CAPITAL}[a-zà-öø-ÿ]+(?:[\- ]{_CAPITAL}[a-zà-öø-ÿ]+)*"
_FULL_NAME = re.compile(rf"^(?:{_FIRST_NAME} {_SURNAME}|{_SURNAME} {_FIRST_NAME})$")
_UNLABELLED_WORDS = 3
_JOINT = re.compile(r"[’'\-‑]")

_E = r"(?:\(?e\)?|[.·]e)?"
_AND = r"\s*(?:et|/|&|,|-)?\s*"
_OF_WHOM = rf"(?: d(?:u|e la) (?:candidat{_E}|stagiaire))?"
_NOM = rf"noms?(?: de naissance| d'usage| de famille| marital)?{_OF_WHOM}"
_PRENOM = r"prenoms?"
_ROLE = rf"(?:le |la |l')?(?:candidat{_E}|stagiaire|apprenant{_E}|auteur{_E}|etudiant{_E})"
_BY = (
    r"(?:(?:dossier|projet|document|rapport)(?: [a-z0-9]+){0,3} )?"
    rf"(?:present|realis|redig|soutenu|elabor|prepar|ecrit)e?{_E} par"
)
# After a label: a sign, or nothing but a space, as between two cells of a row in a PDF.
_SIGN = r"(?!\w)(?P<signe>\s*(?::|\||–|—|=|\.{2,}|…)[\s.…_]*)?\s*(?P<reste>.*)$"
# « Nom et prénom : … », « Présenté par … »: the whole name; « Nom : … »: a part of it.
_WHOLE = re.compile(rf"^(?:{_NOM}{_AND}{_PRENOM}|{_PRENOM}{_AND}{_NOM}|{_ROLE}|{_BY}){_SIGN}")
_PART = re.compile(rf"^(?:{_NOM}|{_PRENOM}){_SIGN}")
_THEN_PRENOM = re.compile(rf"\s{_PRENOM}(?!\w)")
_OTHER_LABEL = re.compile(
    r"^(?:date|session|centre|structure|titre|periode|formation|lieu|adresse|organisme)(?!\w)"
)
# « Dossier de Camille Exemple », « par Camille Exemple ».
_AT_THE_END = re.compile(r"(?:^|\s)(?:par|de|d[’'])\s?(?P<nom>[^,:;]+)$")


class _Label(NamedTuple):
    """A line that begins with a label: whether it asks for the whole name, and what follows."""

    whole: bool
    marked: bool
    rest: str


def name_on_cover(lines: Sequence[str], ordinary: Collection[str] = frozenset()) -> str:
    """The words of the cover that tell who wrote the document, "" when none is recognised.

    `ordinary` are folded words that the document writes without a capital: « Mission Locale » is
    no name. A label prevails; without one, only what can be nothing but a name is taken for one.
    """
    parts: list[str] = []
    for line, following in zip(lines, (*lines[1:], "") if lines else (), strict=True):
        if _FULL_NAME.match(CIVILITY.sub("", line)):
            return line
        label = _label(line)
        if label is None:
            continue
        if not any(character.isalpha() for character in label.rest):
            # The label in one cell or on one line, the name in the next.
            if _may_be_value(following):
                return f"{line} {following}"
        elif label.marked or (label.whole and is_name(label.rest)):
            return line
        elif not label.whole and is_word_of_name(label.rest):
            parts.append(line)
    if parts:
        return " ".join(parts)
    return next((line for line in lines if _names_somebody(line, ordinary)), "")


def read_name(lines: Sequence[str], ordinary: Collection[str] = frozenset()) -> Nom | None:
    """The surname and first name that the cover tells, None when it tells none.

    `ordinary` as for `name_on_cover`. Without capitals that set the surname off, the first name
    is taken to come first, as people write; a caller that compares should not mind the order.
    """
    parts: dict[str, str] = {}
    for line, following in zip(lines, (*lines[1:], "") if lines else (), strict=True):
        if _FULL_NAME.match(CIVILITY.sub("", line)):
            return split_name(line)
        label = _label(line)
        if label is None:
            continue
        empty = not any(character.isalpha() for character in label.rest)
        value = following if empty and _may_be_value(following) else label.rest
        if label.whole:
            if (label.marked or empty or is_name(value)) and (name := _whole_name(line, value)):
                return name
        elif label.marked or empty or is_word_of_name(value):
            key = "prenom" if folded(line).startswith("prenom") else "nom"
            if kept := name_words(value):
                parts.setdefault(key, " ".join(kept))
    if parts:
        return Nom(parts.get("nom", ""), parts.get("prenom", ""))
    alone = next((text for line in lines if (text := _unlabelled(line, ordinary))), "")
    return split_name(alone) if alone else None


def _whole_name(line: str, value: str) -> Nom | None:
    """What follows « Nom et prénom », « Présenté par », or « Nom … Prénom … » on one line."""
    then = re.search(r"(?i)\bpr[ée]noms?\b\s*:?\s*", value)
    if then and value[: then.start()].strip():
        nom, prenom = name_words(value[: then.start()]), name_words(value[then.end() :])
        return Nom(" ".join(nom), " ".join(prenom)) if nom or prenom else None
    return split_name(value, surname_first=bool(re.match(_NOM + _AND + _PRENOM, folded(line))))


def _label(line: str) -> _Label | None:
    plain = folded(line)
    whole = _WHOLE.match(plain)
    match = whole or _PART.match(plain)
    if match is None:
        return None
    rest = match["reste"]
    typed = " ".join(line.split()[len(line.split()) - len(rest.split()) :])
    then = _THEN_PRENOM.search(f" {rest}")
    if then and not whole:  # « Nom Exemple Prénom Camille »: two cells of two
        return _Label(whole=True, marked=True, rest=typed)
    return _Label(whole=bool(whole), marked=bool(match["signe"]), rest=typed)


def _may_be_value(line: str) -> bool:
    return (
        any(character.isalpha() for character in line)
        and _label(line) is None
        and not _OTHER_LABEL.match(folded(line))
    )


def _names_somebody(line: str, ordinary: Collection[str]) -> bool:
    """« Camille Exemple » alone on its line, « Dossier de Camille Exemple »: and no other thing."""
    return _unlabelled(line, ordinary) != ""


def _unlabelled(line: str, ordinary: Collection[str]) -> str:
    """The part of the line that can be nothing but a name, "" when there is none."""
    ending = _AT_THE_END.search(line)
    for text in (line, ending["nom"] if ending else ""):
        words = [piece for word in text.split() for piece in _JOINT.split(folded(word))]
        known = any(word in ordinary for word in words if word not in PARTICLES)
        if not known and len(text.split()) <= _UNLABELLED_WORDS and is_name(text):
            return text
    return ""
