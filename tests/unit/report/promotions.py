"""A promotion of fictitious learners in every state, for the reports that show one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dossier_builder.domain.cohorte import (
    Apprenant,
    Attribution,
    Avance,
    Bilan,
    Cohorte,
    Ecarte,
    Evolution,
    Passage,
    Piece,
)
from dossier_builder.domain.findings import Dispense, Finding
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.report import DocumentReport, PageVue, Report

from .documents import NOW, SESSION, conform, in_doubt, to_mend, unread, unreadable, waived

GENRE, OTHER = "petit", "cip/ccp3"
LAST_RUN = dt.datetime(2026, 9, 25, 20, 0, tzinfo=NOW.tzinfo)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ff"
    "ff3f0005fe02fea1399e1c0000000049454e44ae426082"
)
EXTRACT = "Un passage du dossier que le tableau ne doit pas citer"


def learner(number: int, **more: object) -> Apprenant:
    known = Apprenant(f"exemple-{number}", f"Exemple {number}", "Camille", "formation", ("titre",))
    return replace(known, **more)  # type: ignore[arg-type]  # fields by name


def named(document: DocumentReport, number: int) -> DocumentReport:
    return replace(document, fichier=f"promo/exemple-{number}/dossier.docx")


def fallen_back() -> DocumentReport:
    """A document with pictures of its pages, an excerpt and a page map."""
    known = to_mend("final")
    outcomes = tuple(
        replace(
            outcome,
            constats=tuple(replace(finding, extrait=EXTRACT) for finding in outcome.constats),
        )
        for outcome in known.outcomes
    )
    return replace(known, outcomes=outcomes, pages=page_map(), vignettes={3: PNG, 5: PNG})


def page_map() -> tuple[PageVue, ...]:
    return (
        PageVue(1, "garde"),
        PageVue(2, "sommaire"),
        *(PageVue(page, "comptee") for page in range(3, 7)),
        PageVue(7, "annexe", image=True),
    )


def promotion() -> Report:
    """Seven learners and a file of nobody's; a dossier missing, one waived, one that fell back."""
    states = [conform(), fallen_back(), in_doubt(), unreadable(), waived(), conform()]
    documents = tuple(named(document, rank) for rank, document in enumerate(states))
    lost = replace(unread(), fichier="Document1 (2).pdf")
    bilans = tuple(
        Bilan(
            learner(rank, voie="vae") if rank == 0 else learner(rank),
            (
                Piece(
                    rank,
                    GENRE,
                    Attribution("couverture", "le nom est sur la page de garde"),
                    ecartes=(Ecarte(f"promo/exemple-{rank}/v1.docx", "plus_ancien", LAST_RUN),),
                ),
            ),
            sans_objet=(OTHER,) if rank == 0 else (),
        )
        for rank in range(len(documents))
    )
    nothing = Bilan(learner(9), manquants=(GENRE, OTHER))
    avances = (
        Avance("exemple-0", GENRE, "non_conforme", "conforme", corriges=2),
        Avance(
            "exemple-1", GENRE, "conforme", "non_conforme", Interval(6, 6), Interval(8, 8), 0, 3
        ),
    )
    return Report(
        "1.2.3",
        NOW,
        (*documents, lost),
        Cohorte(
            nom="Promotion d’essai",
            bilans=(*bilans, nothing),
            a_attribuer=(Piece(len(documents), GENRE),),
            session=SESSION,
            evolution=Evolution(LAST_RUN, 2, avances),
            passages=(Passage(0, 3, 1, 4, 12, "un passage en commun"),),
        ),
    )


def many(count: int) -> Report:
    """As many documents as asked, all of them with much to mend, one learner each."""
    documents = tuple(named(fallen_back(), rank) for rank in range(count))
    bilans = tuple(Bilan(learner(rank), (Piece(rank, GENRE),)) for rank in range(count))
    return Report("1.2.3", NOW, documents, Cohorte("Grande promotion", bilans, session=SESSION))


def private(code: str) -> DocumentReport:
    """A document whose first thing to mend is of that check."""
    known = to_mend()
    outcome = replace(
        known.outcomes[0],
        controle=code,
        statut="echouee",
        gravite="erreur",
        dispense=None,
        constats=(Finding("Téléphone 01 00 00 00 00 de Mme Dupond", page=1),),
    )
    return replace(known, outcomes=(outcome,), verdict="non_conforme")


def waiver(document: DocumentReport, author: str) -> DocumentReport:
    first, *others = document.outcomes
    held = replace(first, statut="echouee", dispense=Dispense(author, SESSION))
    return replace(document, outcomes=(held, *others))
