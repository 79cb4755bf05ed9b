"""COH001 to COH006: the documents of one learner side by side, what they say of the same things.

Not rules of a pack: no pack knows the other documents. `compare` takes the reports of one person,
each with its `repere`, and says what does not agree; it never changes a verdict.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from dossier_builder.domain.findings import Finding, Outcome
from dossier_builder.domain.modele import Gravite, Source
from dossier_builder.domain.repere import Repere, Sejour
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.domain.wording import folded
from dossier_builder.resources.journal import journal
from dossier_builder.rules.judged import Judged, Wording, judged, not_applicable, passed
from dossier_builder.values import frozen

_log = journal(__name__)
_WORDS = Wording()
# Of 100: the same name with a typing error; below, another name.
_SAME_BUT_MISSPELLED = 85
_TWO = 2

SOURCE = Source(
    document="Lecture proposée par dossier_builder, à confirmer par un formateur",
    statut="infere",
    date=dt.date(2026, 11, 23),
)


@frozen
class Said:
    """One document of the learner: how reports call it, and what it says."""

    label: str
    repere: Repere


@frozen
class Comparison:
    """One thing that the documents of a person must agree on."""

    code: str
    intitule: str
    regle: str
    gravite: Gravite
    judge: Callable[[Sequence[Said]], Judged]


def compare(documents: Sequence[DocumentReport]) -> tuple[Outcome, ...]:
    """One outcome per comparison; none for fewer than two documents that could be read.

    The findings have no page: their message names the documents. A comparison that crashes is a
    bug of ours: `non_evaluee`, and the others go on.
    """
    said = [
        Said(label, document.repere)
        for label, document in zip(_labels(documents), documents, strict=True)
        if document.repere is not None
    ]
    if len(said) < _TWO:
        return ()
    return tuple(_outcome(comparison, said) for comparison in COMPARISONS.values())


def _outcome(comparison: Comparison, said: Sequence[Said]) -> Outcome:
    try:
        answer = comparison.judge(said)
    except Exception as bug:  # noqa: BLE001 - a bug of ours must never be the learner's fault
        _log.error("comparison %s crashed: %s", comparison.code, type(bug).__name__)
        preuve = "Cette comparaison a échoué par notre faute : relisez ce point à la main."
        answer = Judged("non_evaluee", preuve=insecable(preuve))
    return Outcome(
        regle=comparison.regle,
        controle=comparison.code,
        statut=answer.statut,
        gravite=comparison.gravite,
        constats=answer.constats,
        preuve=answer.preuve,
        source=SOURCE,
    )


def _labels(documents: Sequence[DocumentReport]) -> list[str]:
    """« CCP2 », or the file's name where two documents are of one kind."""
    sigles = [document.modele.sigle if document.modele else "" for document in documents]
    return [
        sigle if sigle and sigles.count(sigle) == 1 else PurePath(document.fichier).name
        for sigle, document in zip(sigles, documents, strict=True)
    ]


def _finding(message: str, aide: str, page: int | None = None) -> Finding:
    return _WORDS.finding(message, aide, nature="a_decider", page=page)


def _pairs(said: Sequence[Said]) -> Iterator[tuple[Said, Said]]:
    return itertools.combinations(said, 2)


def _full_name(repere: Repere) -> str:
    return " ".join(filter(None, (repere.prenom, *repere.noms[-1:])))


def _names(repere: Repere) -> frozenset[str]:
    """The words of every name it gives; empty when that is not a whole name."""
    text = folded(" ".join((repere.prenom, *repere.noms))).replace("-", " ")
    words = frozenset(text.split())
    return words if len(words) >= _TWO else frozenset()


def _identity(said: Sequence[Said]) -> Judged:
    named = [one for one in said if _names(one.repere)]
    if len(named) < _TWO:
        return not_applicable("Moins de deux documents disent à qui ils sont.")
    constats = []
    for one, other in _pairs(named):
        mine, theirs = _names(one.repere), _names(other.repere)
        if mine <= theirs or theirs <= mine:
            continue
        likeness = _likeness(" ".join(sorted(mine)), " ".join(sorted(theirs)))
        told = (
            "Le nom est écrit de deux façons"
            if likeness >= _SAME_BUT_MISSPELLED
            else "Le nom n’est pas le même"
        )
        constats.append(
            _finding(
                f"{told} : « {_full_name(one.repere)} » ({one.label}), "
                f"« {_full_name(other.repere)} » ({other.label}).",
                "Gardez partout le nom de votre pièce d’identité. Si l’un des documents n’est pas "
                "à vous, dites-le à votre formateur.",
            )
        )
    return judged(constats, f"Même nom dans {_enumerated(named)}.")


def _enumerated(said: Sequence[Said]) -> str:
    return enumeration([one.label for one in said])


def _title(said: Sequence[Said]) -> Judged:
    titled = [one for one in said if len(one.repere.titre.split()) >= _TWO]
    if len(titled) < _TWO:
        return not_applicable("Moins de deux documents disent le titre visé.")
    constats = [
        _finding(
            f"Le titre visé diffère : « {one.repere.titre} » ({one.label}), "
            f"« {other.repere.titre} » ({other.label}).",
            "Écrivez partout l’intitulé complet du titre professionnel.",
        )
        for one, other in _pairs(titled)
        if not _same_words(one.repere.titre, other.repere.titre)
    ]
    return judged(constats, f"Même titre dans {_enumerated(titled)}.")


def _same_words(one: str, other: str) -> bool:
    """The same name, cut short or misspelled."""
    mine, theirs = folded(one), folded(other)
    return mine in theirs or theirs in mine or _likeness(mine, theirs) >= _SAME_BUT_MISSPELLED


def _likeness(mine: str, theirs: str) -> float:
    """Of the words in any order, 0 to 100."""
    from rapidfuzz import fuzz  # 10 ms, for those that differ only

    return fuzz.token_sort_ratio(mine, theirs)


def _stays(said: Sequence[Said]) -> Iterator[tuple[Said, Sejour, Said, Sejour]]:
    """The stays of two documents for one activité-type, each pair of companies once."""
    seen = set()
    for one, other in _pairs(said):
        for mine, theirs in itertools.product(one.repere.sejours, other.repere.sejours):
            key = (one.label, folded(mine.structure), other.label, folded(theirs.structure))
            if mine.activite is not None and mine.activite == theirs.activite and key not in seen:
                seen.add(key)
                yield one, mine, other, theirs


def _structures(said: Sequence[Said]) -> Judged:
    compared = list(_stays(said))
    if not compared:
        return not_applicable("Aucune structure à rapprocher pour une même activité-type.")
    constats = []
    for one, mine, other, theirs in compared:
        if folded(mine.structure) == folded(theirs.structure):
            continue
        if _same_words(mine.structure, theirs.structure):
            told = "La structure est écrite de deux façons"
            aide = "Choisissez une écriture, la même dans vos dossiers."
        elif any(
            _same_words(mine.structure, stay.structure)
            for stay in other.repere.sejours
            if stay.activite == mine.activite
        ):
            continue  # another example was lived elsewhere
        else:
            told = f"Pour l’activité-type {mine.activite}, la structure n’est pas la même"
            aide = "Rien à changer si vous avez travaillé dans les deux ; sinon, corrigez."
        constats.append(
            _finding(
                f"{told} : « {mine.structure} » ({one.label}), "
                f"« {theirs.structure} » ({other.label}).",
                aide,
            )
        )
    return judged(constats, "Mêmes structures d’un document à l’autre.")


def _sessions(said: Sequence[Said]) -> Judged:
    dated = [one for one in said if one.repere.session is not None]
    constats = [
        _finding(
            f"La date de session diffère : {_day(one.repere.session)} ({one.label}), "
            f"{_day(other.repere.session)} ({other.label}).",
            "Gardez celle de votre convocation. Deux sessions sont possibles, CCP par CCP.",
        )
        for one, other in _pairs(dated)
        if one.repere.session != other.repere.session and one.repere.vise == other.repere.vise
    ]
    constats += [
        _finding(
            f"Le document {one.label} est daté du {_day(one.repere.date)}, après la session "
            f"({_day(session)}).",
            "Corrigez la date du document, ou celle de la session.",
        )
        for one in said
        if (session := one.repere.session) and one.repere.date and one.repere.date > session
    ]
    if not constats and len(dated) < _TWO:
        return not_applicable("Moins de deux documents disent la date de la session.")
    return judged(constats, f"Même session dans {_enumerated(dated)}.")


def _periods(said: Sequence[Said]) -> Judged:
    compared = [
        (one, mine, other, theirs)
        for one, mine, other, theirs in _stays(said)
        if _same_words(mine.structure, theirs.structure)
        and mine.debut and mine.fin and theirs.debut and theirs.fin
    ]  # fmt: skip
    if not compared:
        return not_applicable("Aucune période à rapprocher, dans une même structure.")
    constats = [
        _finding(
            f"« {mine.structure} » : {_period(mine)} ({one.label}), "
            f"{_period(theirs)} ({other.label}).",
            "Vérifiez les deux périodes : elles n’ont pas un jour en commun.",
        )
        for one, mine, other, theirs in compared
        if not _overlap(mine, theirs)
    ]
    return judged(constats, "Les périodes se recouvrent d’un document à l’autre.")


def _overlap(one: Sejour, other: Sejour) -> bool:
    first = max(day for day in (one.debut, other.debut) if day is not None)
    last = min(day for day in (one.fin, other.fin) if day is not None)
    return first <= last


def _hours(said: Sequence[Said]) -> Judged:
    """A note, never a fault: the programme itself gives the hours both ways."""
    told = [one for one in said if one.repere.heures]
    if not told:
        return not_applicable("Aucun document ne dit un nombre d’heures en entreprise.")
    shown = " ; ".join(
        f"{one.label} : {enumeration([f'{hours} h' for hours in one.repere.heures])}"
        for one in told
    )
    return passed(f"Heures en entreprise lues en couverture : {shown}.")


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _period(stay: Sejour) -> str:
    return f"du {_day(stay.debut)} au {_day(stay.fin)}"


COMPARISONS: dict[str, Comparison] = {
    one.code: one
    for one in (
        Comparison(
            "COH001",
            "Même identité d’un document à l’autre",
            "identite-entre-documents",
            "avertissement",
            _identity,
        ),
        Comparison(
            "COH002",
            "Même titre visé d’un document à l’autre",
            "titre-entre-documents",
            "avertissement",
            _title,
        ),
        Comparison(
            "COH003",
            "Mêmes structures d’un document à l’autre",
            "structures-entre-documents",
            "information",
            _structures,
        ),
        Comparison(
            "COH004",
            "Dates de session et de document",
            "dates-entre-documents",
            "avertissement",
            _sessions,
        ),
        Comparison(
            "COH005",
            "Périodes en entreprise d’un document à l’autre",
            "periodes-entre-documents",
            "information",
            _periods,
        ),
        Comparison(
            "COH006",
            "Heures en entreprise",
            "heures-entre-documents",
            "information",
            _hours,
        ),
    )
}
