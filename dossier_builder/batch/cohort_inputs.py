"""What the trainer decided, in cohorte.yaml or in the workbook, as values for `assemble`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from dossier_builder.domain.cohorte import Apprenant
from dossier_builder.domain.wording import folded
from dossier_builder.report.words import visible
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from dossier_builder.domain.candidat import Voie

VOIES: tuple[Voie, ...] = ("formation", "apprentissage", "vae")


@frozen
class Assigned:
    """A file that the trainer gave to a learner, and where she wrote it."""

    fichier: str
    cle: str
    par: Literal["classeur", "cohorte"]
    place: str


@frozen
class Waiver:
    """A rule waived: `regle` is a rule id or a check code. The reason never comes this far.

    `genre` limits it to one kind of dossier, `fichier` to one file, whose learner may be unknown
    (`cle` ""); "" for all.
    """

    regle: str
    cle: str
    auteur: str
    fin: dt.date
    genre: str = ""
    fichier: str = ""


@frozen
class CohortInputs:
    """The trainer's decisions. `closed`: the list of learners is complete, nobody else is added.

    `keep` and `drop` name files whose version counts, or does not, by her decision.
    """

    nom: str = ""
    titre: str = ""
    session: dt.date | None = None
    learners: tuple[Apprenant, ...] = ()
    closed: bool = False
    assigned: tuple[Assigned, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()
    notes: tuple[str, ...] = field(default=())


def key_of(nom: str, prenom: str, taken: Iterable[str] = ()) -> str:
    """`exemple-camille`; with a number when somebody else has it."""
    base = re.sub(r"[^a-z0-9]+", "-", folded(f"{nom} {prenom}")).strip("-") or "apprenant"
    used, key, number = set(taken), base, 2
    while key in used:
        key, number = f"{base}-{number}", number + 1
    return key


def vise_of(values: Iterable[str]) -> tuple[str, ...]:
    """`ccp2` and « Ccp 2 » as `CCP2`; the whole title as `titre`."""
    cleaned = [re.sub(r"\s+", "", folded(value)) for value in values]
    kept = dict.fromkeys(
        "titre" if "titre" in value else value.upper() for value in cleaned if value
    )
    return ("titre",) if "titre" in kept else tuple(kept)


def voie_of(value: str) -> Voie | None:
    """The path of that name, None for another word."""
    return next((voie for voie in VOIES if folded(value) == voie), None)


def merged(written: CohortInputs, workbook: CohortInputs) -> CohortInputs:
    """cohorte.yaml with the workbook's decisions, which come first."""
    by_key = {one.cle: one for one in written.learners}
    for one in workbook.learners:
        known = by_key.get(one.cle)
        by_key[one.cle] = one if known is None else _completed(one, known)
    assigned = {one.fichier: one for one in (*written.assigned, *workbook.assigned)}
    return CohortInputs(
        nom=written.nom or workbook.nom,
        titre=written.titre or workbook.titre,
        session=written.session or workbook.session,
        learners=tuple(by_key.values()),
        closed=written.closed,
        assigned=tuple(assigned.values()),
        waivers=(*written.waivers, *workbook.waivers),
        keep=written.keep | workbook.keep,
        drop=written.drop | workbook.drop,
        notes=(*written.notes, *workbook.notes),
    )


def _completed(first: Apprenant, then: Apprenant) -> Apprenant:
    return Apprenant(
        first.cle,
        first.nom or then.nom,
        first.prenom or then.prenom,
        first.voie or then.voie,
        first.vise or then.vise,
    )


def about(name: str, written: Mapping[str, object]) -> str | None:
    """Which of the files that somebody wrote is the one shown as `name`, if any.

    The same path, else the same end of path: « camille/ccp2.docx » for « promo/camille/ccp2.docx ».
    """
    if name in written:
        return name
    steps = _steps(name)
    ends = [one for one in written if steps[-len(_steps(one)) :] == _steps(one)]
    return max(ends, key=lambda one: len(_steps(one)), default=None)


def _steps(name: str) -> list[str]:
    """The parts of a path, as a cell of a workbook may hold them: white space is one space."""
    parts = (" ".join(visible(step).split()) for step in re.split(r"[/\\]|\s›\s", name))
    return [part for part in parts if part not in {"", "."}]
