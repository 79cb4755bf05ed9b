"""SOM001 and SOM002: there is a sommaire, and its page numbers are true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier_builder.domain.facts import TocEntry
from dossier_builder.domain.findings import Finding
from dossier_builder.domain.typographie import pluriel
from dossier_builder.domain.wording import without_numbering
from dossier_builder.rules.check import Check, SansParametres, Subject
from dossier_builder.rules.extent import body
from dossier_builder.rules.judged import (
    Judged,
    failed,
    judged,
    not_applicable,
    not_evaluated,
    passed,
)
from dossier_builder.values import frozen

_TITLES = ("sommaire", "table des matieres")
_UPDATE = (
    "Dans Word : clic droit sur le sommaire, « Mettre à jour les champs », puis « toute la table »."
)
_TYPE_IT = (
    "Dans le formulaire, les numéros du sommaire se tapent à la main : faites-le en dernier, "
    "d’après les numéros imprimés en bas des pages."
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
        title = next((p for p in body(subject.facts) if without_numbering(p.text) in _TITLES), None)
        return failed(
            [
                subject.wording.finding(
                    "Le sommaire est vide.",
                    _UPDATE,
                    page=title.page if title else None,
                    paragraphe=title.index if title else None,
                )
            ]
        )
    return passed(f"Sommaire de {pluriel(len(entries), 'ligne')}.")


def _true(subject: Subject, _: SansParametres) -> Judged:
    entries = subject.facts.sommaire
    if not entries:
        return not_applicable("Pas de sommaire à comparer.")
    compared = [_Compared(entry, entry.target_page) for entry in entries if entry.target_page]
    absent = _announced_and_absent(subject)
    if not compared and not absent:
        return not_applicable("Aucune ligne du sommaire n’a été rapprochée d’un titre.")
    numbers = subject.facts.page_numbers
    offset = _offset(compared) if _unnumbered(compared, numbers) else 0
    wrong = [one for one in compared if not one.holds(numbers, offset)]
    untold = [one for one in wrong if one.entry.announced is None]
    if len(untold) < len(wrong) and _may_be_the_engine(subject, compared, wrong, offset):
        if untold or absent:
            return failed([*absent, *(_finding(subject, one, offset) for one in untold)])
        return not_evaluated(
            f"À partir de « {wrong[0].entry.text} », le sommaire et notre mise en page diffèrent "
            "d’une page : votre logiciel peut avoir raison. Mettez le sommaire à jour, exportez le "
            "PDF depuis Word et vérifiez ce PDF."
        )
    constats = [*absent, *(_finding(subject, one, offset) for one in wrong)]
    note = f" (décalage constant de {offset})" if offset else ""
    count = pluriel(len(compared), "numéro du sommaire vérifié", "numéros du sommaire vérifiés")
    return judged(constats, f"{count}{note}.")


def _announced_and_absent(subject: Subject) -> list[Finding]:
    """Activités-types that the sommaire of the form names and that no example bears."""
    form = subject.facts.formulaire
    return [
        subject.wording.finding(
            f"Le sommaire annonce l’activité-type {one.numero} « {one.intitule} », absente du "
            "document.",
            "Ajoutez ses exemples, ou retirez-la du sommaire si vous ne la présentez pas.",
            page=one.page,
            paragraphe=one.paragraphe,
            titre=one.intitule,
            annonce="",
            vraie="",
        )
        for one in (form.annoncees_absentes if form else ())
    ]


def _may_be_the_engine(
    subject: Subject, compared: Sequence[_Compared], wrong: Sequence[_Compared], offset: int
) -> bool:
    """Whether the engines differ enough among themselves to explain what seems wrong."""
    pagination = subject.facts.pagination
    if pagination.confiance != "incertaine":
        return False
    totals = [witness.total for witness in pagination.temoins]
    width = max(totals) - min(totals)
    gaps = [abs(gap) for one in wrong if (gap := one.gap(offset)) is not None]
    return _is_drift(compared, offset) or max(gaps, default=0) <= width


@frozen
class _Compared:
    """An entry of the sommaire and the physical page of its heading."""

    entry: TocEntry
    page: int

    def gap(self, offset: int) -> int | None:
        """Pages between what is announced and what is, None when no page is announced."""
        announced = self.entry.announced
        return None if announced is None else announced - self.page - offset

    def holds(self, numbers: Mapping[int, int | None], offset: int) -> bool:
        """Whether the announced page is the physical one, or the one printed on it."""
        return self.gap(offset) == 0 or (
            self.entry.announced is not None and self.entry.announced == numbers.get(self.page)
        )


def _finding(subject: Subject, one: _Compared, offset: int) -> Finding:
    printed = subject.facts.page_numbers.get(one.page)
    where = printed if printed is not None else one.page + offset
    announced = one.entry.announced
    said = f"p. {announced}" if announced is not None else "sans numéro de page"
    known = announced is not None or subject.facts.pagination.confiance != "incertaine"
    truth = f" ; c’est p. {where}" if known else ""
    return subject.wording.finding(
        f"Le sommaire annonce « {one.entry.text} » {said}{truth}.",
        _TYPE_IT if subject.facts.formulaire else _UPDATE,
        page=one.entry.page,
        paragraphe=one.entry.paragraphe,
        titre=one.entry.text,
        annonce=announced,
        vraie=where,
    )


def _unnumbered(compared: Sequence[_Compared], numbers: Mapping[int, int | None]) -> bool:
    """Whether no page tells its own number: then only the sommaire says where counting starts."""
    return all(numbers.get(one.page) is None for one in compared)


def _offset(compared: Sequence[_Compared]) -> int:
    """A constant difference on every line means pages numbered from another start, not a fault."""
    gaps = [gap for one in compared if (gap := one.gap(0)) is not None]
    return gaps[0] if len(gaps) > 1 and len(set(gaps)) == 1 else 0


def _is_drift(compared: Sequence[_Compared], offset: int) -> bool:
    """Whether the lines are true up to one, and from it on all one page off, the same way.

    That is what an engine that differs from Word by one page shows, and what a sommaire shows
    when a page was added since: on engines alone the two cannot be told apart.
    """
    gaps = [one.gap(offset) for one in compared]
    if None in gaps:
        return False
    off = gaps[next((n for n, gap in enumerate(gaps) if gap), len(gaps)) :]
    return len(set(off)) == 1 and abs(off[0] or 0) == 1


CHECKS = (
    Check("SOM001", "Sommaire présent", _present),
    Check(
        "SOM002",
        "Numéros de page du sommaire",
        _true,
        placeholders=frozenset({"titre", "annonce", "vraie"}),
    ),
)
