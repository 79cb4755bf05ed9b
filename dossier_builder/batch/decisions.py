"""What a trainer types in « Décision du formateur » → exemptions, versions to keep or to drop.

« dispense PAG001 jusqu’au 31/12/2026 (M. Formateur) », several of them on lines or after « ; »;
« pour CCP2 » limits one to a kind; what follows a colon is the reason, read by nobody.
« retenir » and « écarter » say which version of a dossier counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from dossier_builder.batch.version_marks import date_in
from dossier_builder.domain.wording import folded
from dossier_builder.inputs.suggestions import closest
from dossier_builder.values import frozen

EXAMPLE = "dispense PAG001 jusqu’au 31/12/2026 (M. Formateur)"
_KEEP = frozenset({"retenir", "retenue", "retenu", "a retenir", "garder"})
_DROP = frozenset({"ecarter", "ecarte", "ecartee", "a ecarter", "ignorer"})
_WAIVER = re.compile(
    r"(?:dispense|dispenser|derogation)s?\s+(?:de\s+|d'|pour\s+|la\s+regle\s+)?(?P<regles>.+?)"
    r"(?:\s+pour\s+(?:le\s+|la\s+)?(?P<genre>[^()]+?))?"
    r"\s+jusqu'?(?:\s?au|a|en)?\s+(?:le\s+)?(?P<fin>[^()]+?)\s*"
    r"(?:\(\s*(?P<auteur>[^()]+?)\s*\)|$)\s*[.]?$"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_CENTURY = 2000


@frozen
class Dispensed:
    """One exemption as typed; `genre` is « CCP2 », "" for all."""

    regles: tuple[str, ...]
    auteur: str
    fin: dt.date
    genre: str = ""


@frozen
class Decision:
    """All that one cell says; `retenue` None when it says nothing of versions.

    `problemes` are pairs of what is wrong and how to write it (French).
    """

    dispenses: tuple[Dispensed, ...] = ()
    retenue: bool | None = None
    problemes: tuple[tuple[str, str], ...] = ()


def read_decision(text: str, regles: Collection[str]) -> Decision:
    """What a cell says. `regles` are the codes and rule ids that there are; none: any goes."""
    waivers: list[Dispensed] = []
    problems: list[tuple[str, str]] = []
    kept: bool | None = None
    for part in re.split(r"[;\n]+", text):
        typed = part.split(" : ", 1)[0].strip(" .\t\u00a0\u202f")
        plain = folded(typed)
        if plain in _KEEP or plain in _DROP:
            kept = plain in _KEEP
        elif plain:
            read = _waiver(typed, regles)
            if isinstance(read, Dispensed):
                waivers.append(read)
            else:
                problems.append(read)
    return Decision(tuple(waivers), kept, tuple(problems))


def _waiver(typed: str, regles: Collection[str]) -> Dispensed | tuple[str, str]:
    """The exemption, or what is wrong and how to write it."""
    plain = folded(typed)
    if not plain.startswith(("dispense", "derogation")):
        known = "retenir, écarter, ou une dérogation comme " + f"« {EXAMPLE} »"
        return f"« {typed} » n’est pas une décision connue", f"Écrivez {known}."
    found = _WAIVER.match(plain)
    if found is None:
        missing = "la date de fin" if "jusqu" not in plain else "la règle, la date ou l’auteur"
        return f"« {typed} » : {missing} n’est pas lisible", f"Écrivez par exemple « {EXAMPLE} »."
    fin = _day(found["fin"])
    if fin is None:
        seen = f"« {found['fin']} » n’est pas une date"
        return seen, f"Écrivez jour/mois/année. Exemple : « {EXAMPLE} »."
    auteur = re.search(r"\(([^()]+)\)", typed)
    if auteur is None or not auteur[1].strip():
        seen = f"« {typed} » : qui accorde la dérogation n’est pas dit"
        return seen, f"Ajoutez le nom entre parenthèses. Exemple : « {EXAMPLE} »."
    rules = []
    for word in re.split(r"\s*(?:,|\bet\b|\+)\s*|\s+", found["regles"].strip()):
        rule = _rule(word, regles)
        if rule is None:
            close = closest(word, regles)
            hint = f"Vouliez-vous dire « {close} » ? " if close else ""
            return (
                f"la règle « {word.upper()} » n’existe pas",
                f"{hint}Le code est dans la feuille Constats, comme PAG001.",
            )
        rules.append(rule)
    genre = (found["genre"] or "").strip().upper()
    return Dispensed(tuple(rules), auteur[1].strip(), fin, genre)


def _rule(word: str, regles: Collection[str]) -> str | None:
    known = {rule.casefold(): rule for rule in regles}
    return known.get(word) if known else word


def _day(text: str) -> dt.date | None:
    """31/12/2026, 31-12-26, 2026-12-31, 31 décembre 2026."""
    if iso := _ISO.search(text):
        parts = tuple(int(part) for part in iso.groups())
    elif numbers := _NUMBERS.search(text):
        day, month, year = (int(part) for part in numbers.groups())
        parts = (year if year >= _CENTURY else year + _CENTURY, month, day)
    else:
        return date_in(text)
    try:
        return dt.date(*parts)
    except ValueError:
        return None
