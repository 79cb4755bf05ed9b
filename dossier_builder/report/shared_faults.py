"""What a whole promotion misses, what was verified and what could not be, and by whose rules.

Counts over documents, never a word of one of them: a sentence is shown only when several
documents have earned the very same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from dossier_builder.domain.findings import Outcome
from dossier_builder.domain.modele import Gravite, Modele
from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.report.check_titles import check_title
from dossier_builder.report.promotion import PRIVATE, limits
from dossier_builder.report.selection import STATUTS
from dossier_builder.report.words import shortened, shown
from dossier_builder.values import frozen

_COMPETENCES = "CPT001"
_GRAVITIES: tuple[Gravite, ...] = ("erreur", "avertissement", "information")
_WHERE = {True: "d’annexes", False: "du dossier"}
_MOST = 8
_SEVERAL = 2
_DETAIL = 90


@frozen
class Missed:
    """A check that documents fail: how many of those it was judged on; `surtout` the usual case."""

    controle: str
    intitule: str
    gravite: Gravite
    documents: int
    sur: int
    surtout: str = ""


@frozen
class Lot:
    """What the documents of a run have in common; see the fields' functions below."""

    missed: tuple[Missed, ...]
    competences: tuple[Missed, ...]
    advice: tuple[Missed, ...]
    verified: tuple[str, ...]
    unverified: tuple[str, ...]
    sources: tuple[str, ...]


def in_common(documents: Sequence[DocumentReport]) -> Lot:
    """Everything a board says of the documents together."""
    judged = _by_check(documents)
    missed = [_missed(code, outcomes) for code, outcomes in judged.items()]
    failed = sorted(
        (m for m in missed if m.documents and m.controle != _COMPETENCES),
        key=lambda m: (-m.documents, _GRAVITIES.index(m.gravite), m.controle),
    )
    # The usual ones, and whatever decides a verdict; what is left is advice.
    usual = [m for m in failed if m.gravite != "information"][:_MOST]
    first = [m for m in failed if m in usual or m.gravite == "erreur"]
    return Lot(
        missed=tuple(first),
        competences=_competences(judged.get(_COMPETENCES, {})),
        advice=tuple(m for m in failed if m not in first),
        verified=_verified(judged),
        unverified=_unverified(documents),
        sources=_sources(documents),
    )


Judged = dict[int, list[Outcome]]
"""The outcomes of one check by rank of document: two rules of a pack may share a check."""


def _by_check(documents: Sequence[DocumentReport]) -> dict[str, Judged]:
    found: dict[str, Judged] = {}
    for rank, document in enumerate(documents):
        for outcome in document.outcomes:
            if outcome.statut in {"reussie", "echouee"}:
                of = found.setdefault(outcome.controle, defaultdict(list))
                of[rank].append(outcome)
    return found


def _missed(code: str, outcomes: Judged) -> Missed:
    failed = {
        rank: [o for o in several if o.statut == "echouee" and o.dispense is None]
        for rank, several in outcomes.items()
    }
    gravities = {o.gravite for several in outcomes.values() for o in several}
    seen = {o.gravite for several in failed.values() for o in several} or gravities
    return Missed(
        code,
        _named(code),
        min(seen, key=_GRAVITIES.index),
        sum(1 for several in failed.values() if several),
        len(outcomes),
        "" if code.startswith(PRIVATE) else _mostly(failed),
    )


def _mostly(failed: Judged) -> str:
    """The sentence that most of the documents that fail have earned, "" when there is none.

    Of several as frequent, the one that the first document says first.
    """
    documents = [several for several in failed.values() if several]
    said = Counter(
        message
        for several in documents
        for message in dict.fromkeys(f.message for o in several for f in o.constats)
    )
    for message, count in said.most_common(1):
        if count >= _SEVERAL and 2 * count >= len(documents):
            return shortened(shown(message), _DETAIL)
    return ""


def _competences(outcomes: Judged) -> tuple[Missed, ...]:
    """The competences not seen, each with how many documents miss it."""
    said: Counter[str] = Counter()
    gravity: Gravite = "information"
    for several in outcomes.values():
        failed = [o for o in several if o.statut == "echouee" and o.dispense is None]
        said.update(sorted({finding.message for o in failed for finding in o.constats}))
        gravity = min((gravity, *(o.gravite for o in failed)), key=_GRAVITIES.index)
    return tuple(
        Missed(_COMPETENCES, shortened(shown(message), _DETAIL), gravity, count, len(outcomes))
        for message, count in said.most_common(_MOST)
    )


def _verified(judged: dict[str, Judged]) -> tuple[str, ...]:
    return tuple(
        f"{_named(code)} ({pluriel(len(outcomes), 'document')})"
        for code, outcomes in sorted(judged.items())
    )


def _unverified(documents: Sequence[DocumentReport]) -> tuple[str, ...]:
    """Pages that nobody could read, then rules that could not be judged, each with a count."""
    pages: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    stopped: Counter[str] = Counter()
    for document in documents:
        of_this: Counter[str] = Counter()
        for gap in document.non_verifie:
            of_this[f"{_WHERE[gap.annexes]} : {gap.motif.rstrip('.')}"] += (
                gap.pages[1] - gap.pages[0] + 1
            )
        pages.update(of_this)
        holders.update(of_this.keys())
        stopped.update(
            {o.controle for o in document.outcomes if o.statut == "non_evaluee" and not o.dispense}
        )
    unread = [
        f"{pluriel(count, 'page')} {said} ({pluriel(holders[said], 'document')})"
        for said, count in pages.items()
    ]
    return tuple(insecable(line) for line in (*unread, *_without_answer(stopped)))


def _without_answer(stopped: Counter[str]) -> Iterator[str]:
    """The rules that could not be judged, those of as many documents together."""
    together: dict[int, list[str]] = {}
    # Sets gave these codes: only sorted are they in the same order at every run.
    for code, count in sorted(stopped.items(), key=lambda item: (-item[1], item[0])):
        together.setdefault(count, []).append(_named(code))
    for count, names in together.items():
        yield f"{enumeration(names)} : pas de réponse pour {pluriel(count, 'document')}"


def _sources(documents: Sequence[DocumentReport]) -> tuple[str, ...]:
    """For each pack: its limit and where that is from, then what is still our own reading."""
    modeles = {document.modele.id: document.modele for document in documents if document.modele}
    return tuple(insecable(_source(modeles[name])) for name in sorted(modeles))


def _source(modele: Modele) -> str:
    said = []
    if modele.pages and (wanted := limits(modele.pages)):
        source = modele.pages.source
        said.append(f"{wanted} pages d’après « {source.document} » ({STATUTS[source.statut]})")
    if modele.formulaire:
        source = modele.formulaire.source
        said.append(f"formulaire d’après « {source.document} » ({STATUTS[source.statut]})")
    sections = {section.source.statut: section.source for section in modele.sections}
    if "infere" in sections:
        said.append("titres et longueurs des parties : à confirmer")
    said += [
        f"parties d’après « {source.document} » ({STATUTS[statut]})"
        for statut, source in sections.items()
        if statut != "infere"
    ]
    inferred = [r for r in modele.regles if r.active and r.source and r.source.statut == "infere"]
    if inferred:
        said.append(f"{pluriel(len(inferred), 'règle proposée', 'règles proposées')}, à confirmer")
    return f"{modele.sigle} : {' ; '.join(said)}."


def _named(code: str) -> str:
    return check_title(code) or code
