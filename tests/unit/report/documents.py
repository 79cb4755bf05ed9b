"""Reports on made-up documents, from conform to unreadable."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Dispense, Etape
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.pagination import Witness
from dossier_builder.domain.report import DocumentReport, Erreur, Report
from dossier_builder.domain.sections import NonVerifie
from dossier_builder.errors import InputProblem
from dossier_builder.rules import evaluate, verdict

from ..rules.facts_builder import (  # noqa: TID252 - tests/ is not on the path
    ANNEXES,
    essai,
    facts,
    pagination,
    paragraph,
    section,
    with_text,
    without,
)

NOW = dt.datetime(2026, 10, 9, 21, 14, tzinfo=dt.timezone(dt.timedelta(hours=2)))
SESSION = dt.date(2026, 12, 7)


def report(*documents: DocumentReport) -> Report:
    return Report("1.2.3", NOW, documents)


def judged(
    name: str, found: Facts, modele: Modele | None = None, etape: Etape = "brouillon", **more: Any
) -> DocumentReport:
    """What the line would report of these facts."""
    modele = modele or essai()
    outcomes = evaluate(found, modele)
    return DocumentReport(
        fichier=name,
        modele=modele,
        verdict=verdict(outcomes),
        etape=etape,
        pagination=found.pagination,
        sections=found.sections,
        outcomes=outcomes,
        non_verifie=found.non_verifie,
        session=SESSION,
        **more,
    )


def conform() -> DocumentReport:
    return judged("dossier.docx", facts())


def to_mend(etape: Etape = "brouillon") -> DocumentReport:
    """Faults of every nature, more than three to mend, some of them several times."""
    entries = tuple(replace(e, announced=9 - n) for n, e in enumerate(facts().sommaire or ()))
    paragraphs = (
        *with_text("Je suis {{ candidat.prenom }} et j’habite à Valfictive."),
        paragraph(30, "Voir {annexe:contrat}.", 5),
    )
    sections = tuple(
        replace(s, pages=3.2)
        if s.id == "contexte"
        else replace(s, mots=0)
        if s.id == "conclusion"
        else s
        for s in without("introduction")
    )
    annexes = replace(
        ANNEXES,
        citees=tuple(replace(ANNEXES.citees[0], numero=n, page=n) for n in (4, 5)),
    )
    found = facts(
        paragraphs=paragraphs,
        sections=sections,
        sommaire=entries,
        annexes=annexes,
        page_numbers={3: 3, 4: None, 5: None, 6: 6, 7: 7},
        non_verifie=(
            NonVerifie((7, 7), "ce sont des images : relisez noms et adresses.", annexes=True),
        ),
    )
    return judged("mon dossier/CCP2 définitif.docx", found, etape=etape)


def in_doubt() -> DocumentReport:
    """The count depends on the engine; Word disagrees; a rule about text is unjudged."""
    counted = replace(
        pagination((8, 10), (9, 11), annexes=None, narrow=8, confiance="probable"),
        annexes_debut=Interval(9, 11),
        annexes_preuve="ouvertes par la ligne « Annexes », milieu de la p. 11",
        temoins=(
            Witness("libreoffice", 11, 10, 11, "police Aptos remplacée"),
            Witness("word", 9, None, None, "enregistré par Microsoft Office Word"),
        ),
        motif="LibreOffice compte 11 pages et Word a enregistré 9 pages ; police Aptos remplacée.",
    )
    found = facts(
        pagination=counted,
        sections=section("atelier-bilan", trouve="12 mois de suivi", page=6, pages=0.4, mots=90),
        paragraphs=with_text("Petit dossier", index=1),
    )
    return judged("dossier.docx", found, notes=("Le fichier se nomme .docx mais c’est un PDF.",))


def unread() -> DocumentReport:
    gaps = (NonVerifie((4, 5), "ce sont des images : relisez noms et adresses.", annexes=False),)
    return judged("numérisé.pdf", facts(format="pdf", non_verifie=gaps))


def waived() -> DocumentReport:
    known = conform()
    outcomes = tuple(
        replace(o, statut="echouee", dispense=Dispense("la formatrice", SESSION))
        if o.controle == "PAG001"
        else o
        for o in known.outcomes
    )
    return replace(known, outcomes=outcomes)


def unreadable() -> DocumentReport:
    error = Erreur(
        code="saisie",
        message="Le dossier contient 2 problèmes : rien n’a été produit.",
        aide="Corrigez-les, puis relancez.",
        exit_code=3,
        problemes=(
            InputProblem(
                "dossier.yaml",
                3,
                1,
                "clé inconnue « titer » ; vouliez-vous dire « titre » ?",
                'Exemple : titre: "Un atelier CV"',
            ),
            InputProblem("annexes/guide.pdf", None, None, "fichier absent"),
        ),
    )
    return DocumentReport("mon-dossier", None, "illisible", "brouillon", erreur=error)
