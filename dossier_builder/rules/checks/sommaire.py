"""SOM001 and SOM002: there is a sommaire, and its page numbers are true."""

from __future__ import annotations

from dossier_builder.domain.facts import TocEntry
from dossier_builder.rules.check import Check, SansParametres, Subject
from dossier_builder.rules.judged import Judged, failed, judged, not_applicable, passed

_UPDATE = (
    "Dans Word : clic droit sur le sommaire, « Mettre à jour les champs », puis « toute la table »."
)


def _present(subject: Subject, _: SansParametres) -> Judged:
    entries = subject.facts.sommaire
    if entries is None:
        aide = (
            "Dans Word : onglet Références, Table des matières (les titres doivent avoir un "
            "style de titre)."
        )
        return failed([subject.wording.finding("Pas de sommaire.", aide, page=1)])
    if not entries:
        page = subject.facts.pagination.sommaire[0] if subject.facts.pagination.sommaire else None
        return failed([subject.wording.finding("Le sommaire est vide.", _UPDATE, page=page)])
    return passed(f"Sommaire de {len(entries)} lignes.")


def _true(subject: Subject, _: SansParametres) -> Judged:
    entries = subject.facts.sommaire
    if not entries:
        return not_applicable("Pas de sommaire à comparer.")
    offset = _offset(entries)
    constats = []
    for entry in entries:
        if entry.target_page is None:
            continue
        printed = subject.facts.page_numbers.get(entry.target_page)
        true_pages = {entry.target_page + offset, *([printed] if printed is not None else [])}
        if entry.announced in true_pages:
            continue
        where = printed if printed is not None else entry.target_page + offset
        said = f"p. {entry.announced}" if entry.announced is not None else "sans numéro de page"
        constats.append(
            subject.wording.finding(
                f"Le sommaire annonce « {entry.text} » {said} ; c’est p. {where}.",
                _UPDATE,
                page=entry.page,
                paragraphe=entry.paragraphe,
                titre=entry.text,
                annonce=entry.announced,
                vraie=where,
            )
        )
    compared = sum(entry.target_page is not None for entry in entries)
    if not compared:
        return not_applicable("Aucune ligne du sommaire n’a été rapprochée d’un titre.")
    note = f" (décalage constant de {offset})" if offset else ""
    return judged(constats, f"{compared} numéros du sommaire vérifiés{note}.")


def _offset(entries: tuple[TocEntry, ...]) -> int:
    """A constant difference on every line means pages numbered from another start, not a fault."""
    gaps = {
        entry.announced - entry.target_page
        for entry in entries
        if entry.announced is not None and entry.target_page is not None
    }
    enough = sum(e.target_page is not None and e.announced is not None for e in entries) > 1
    return gaps.pop() if len(gaps) == 1 and enough else 0


CHECKS = (
    Check("SOM001", "Sommaire présent", _present),
    Check(
        "SOM002",
        "Numéros de page du sommaire",
        _true,
        placeholders=frozenset({"titre", "annonce", "vraie"}),
    ),
)
