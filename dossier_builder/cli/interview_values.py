"""What people type, read: French dates, spans, names, CCP; each reader says what it expected.

A reader takes the text of one answer and gives its value, or raises AnswerError with a French
sentence to be shown under the question, or beside the line of the answers file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

from dossier_builder.domain.candidat import (
    CcpAcquis,
    Declaration,
    Diplome,
    Periode,
    PeriodeEntreprise,
)
from dossier_builder.domain.typographie import insecable
from dossier_builder.inputs.suggestions import closest, folded

Reader = Callable[[str], Any]

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FRENCH = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_SPELT = re.compile(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4})")
_A_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_HOURS = re.compile(r"(\d+)\s*h(?:eures?)?\b")
_LONGEST = 300
_YEARS = (1950, 2100)


class AnswerError(ValueError):
    """An answer that cannot be taken; its text is a French sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(insecable(sentence))


def text(answer: str) -> str:
    """One line of text."""
    if len(answer) > _LONGEST:
        raise AnswerError(f"C’est trop long : {_LONGEST} signes au plus.")
    if "\n" in answer.strip():
        raise AnswerError("Une seule ligne est attendue.")
    return answer.strip()


def name(answer: str) -> str:
    """A person's name: letters."""
    found = text(answer)
    if not any(sign.isalpha() for sign in found) or any(sign.isdigit() for sign in found):
        raise AnswerError("Un nom s’écrit avec des lettres, sans chiffre.")
    return found


def date(answer: str) -> dt.date:
    """07/12/2026, 2026-12-07, 7 décembre 2026."""
    typed = " ".join(answer.strip().split())
    try:
        if match := _ISO.fullmatch(typed):
            return _known(*map(int, match.groups()))
        if match := _FRENCH.fullmatch(typed):
            day, month, year = map(int, match.groups())
            return _known(year, month, day)
        if match := _SPELT.fullmatch(folded(typed)):
            return _known(int(match[3]), _month(match[2]), int(match[1]))
    except AnswerError:
        raise
    except ValueError:
        raise AnswerError(f"« {typed} » n’est pas un jour du calendrier.") from None
    raise AnswerError(f"« {typed} » n’est pas une date. Exemple : 07/12/2026")


def _month(typed: str) -> int:
    if typed in _MONTHS:
        return _MONTHS.index(typed) + 1
    near = closest(typed, _MONTHS)
    hint = f" Vouliez-vous dire « {near} » ?" if near else ""
    raise AnswerError(f"« {typed} » n’est pas un mois.{hint}")


def _known(year: int, month: int, day: int) -> dt.date:
    found = dt.date(year, month, day)
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise AnswerError(f"L’année {year} est hors du possible.")
    return found


def span(answer: str) -> Periode:
    """« du 16/11/2026 au 11/12/2026 »."""
    days = _A_DAY.findall(answer)
    if len(days) != 2:  # noqa: PLR2004 - a span has two ends
        raise AnswerError("Deux dates sont attendues. Exemple : du 16/11/2026 au 11/12/2026")
    first, last = date(days[0]), date(days[1])
    if last < first:
        raise AnswerError("La fin précède le début.")
    return Periode(debut=first, fin=last)


def company(answer: str) -> PeriodeEntreprise:
    """« Mission locale, du 05/10/2026 au 23/10/2026, 105 h »."""
    found = span(answer)
    hours = _HOURS.search(answer)
    left = _A_DAY.sub(" ", answer)
    left = _HOURS.sub(" ", left)
    left = re.sub(r"[;,]\s*(du|au|de|a|à|-|–)?(?=\s*[;,]|\s|$)", ",", left)
    left = re.sub(r"\b(du|au)\b\s*", "", left)
    named = left.strip(" ,;–-")
    if not named:
        raise AnswerError(
            "Le nom de la structure manque. "
            "Exemple : Mission locale, du 05/10/2026 au 23/10/2026, 105 h"
        )
    return PeriodeEntreprise(
        structure=" ".join(named.split()).strip(" ,;"),
        debut=found.debut,
        fin=found.fin,
        heures=int(hours[1]) if hours else None,
    )


def companies(answer: str) -> tuple[PeriodeEntreprise, ...]:
    """One period a line."""
    return tuple(map(company, _lines(answer)))


def choice(possible: Sequence[str]) -> Reader:
    """One of these words, whatever the case and the accents."""

    def read(answer: str) -> str:
        known = {folded(one): one for one in possible}
        if folded(answer) in known:
            return known[folded(answer)]
        near = closest(answer, possible)
        hint = f" Vouliez-vous dire « {near} » ?" if near else ""
        raise AnswerError(f"« {answer.strip()} » : choisissez parmi {', '.join(possible)}.{hint}")

    return read


def aims(ccps: Sequence[str]) -> Reader:
    """« titre », or some CCP: « ccp2, ccp3 »."""
    one = choice(("titre", *ccps))

    def read(answer: str) -> str | tuple[str, ...]:
        named = tuple(dict.fromkeys(one(word) for word in re.split(r"[,;\s]+", answer) if word))
        if not named:
            raise AnswerError("Choisissez le titre entier, ou au moins un CCP.")
        if "titre" in named:
            if len(named) > 1:
                raise AnswerError("Le titre comprend déjà tous les CCP : gardez l’un ou l’autre.")
            return "titre"
        return named

    return read


def held(ccps: Sequence[str]) -> Reader:
    """« ccp1 12/03/2026, ccp3 2026-06-20 »."""
    one = choice(ccps)

    def read(answer: str) -> tuple[CcpAcquis, ...]:
        found = []
        for part in filter(None, map(str.strip, re.split(r"[,;\n]", answer))):
            word, _, day = part.partition(" ")
            if not day.strip():
                raise AnswerError(f"« {part} » : la date du jury manque. Exemple : ccp1 12/03/2026")
            found.append(CcpAcquis(ccp=one(word), date=date(day.strip(" (du)"))))
        return tuple(found)

    return read


def texts(answer: str) -> tuple[str, ...]:
    """One text a line."""
    return tuple(map(text, _lines(answer)))


def diplomas(answer: str) -> tuple[Diplome, ...]:
    """« intitulé ; organisme ; date », one a line."""
    return tuple(map(_diploma, _lines(answer)))


def _diploma(answer: str) -> Diplome:
    parts = [part.strip() for part in answer.split(";")]
    if len(parts) != 3 or not all(parts):  # noqa: PLR2004 - the three columns of the form
        raise AnswerError(
            "Trois choses sont attendues, séparées par des points-virgules. "
            "Exemple : CAP Exemple ; Académie fictive ; 05/07/2019"
        )
    return Diplome(intitule=parts[0], organisme=parts[1], date=date(parts[2]))


def declaration(answer: str) -> Declaration:
    """« Valfictive, 26/02/2027 »."""
    place, _, day = answer.rpartition(",")
    if not place.strip():
        raise AnswerError("Un lieu et une date sont attendus. Exemple : Valfictive, 26/02/2027")
    return Declaration(lieu=text(place), date=date(day))


def _lines(answer: str) -> list[str]:
    return [line.strip() for line in answer.splitlines() if line.strip()]


BY_TYPE: dict[str, Reader] = {
    "texte": text,
    "date": date,
    "periode": span,
    "liste_diplomes": diplomas,
    "declaration": declaration,
    "liste_textes": texts,
}
"""The reader of each type of field of a pack."""
