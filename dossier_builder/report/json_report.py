"""The JSON report: a contract with other programs (schemas/rapport.schema.json).

Keys may be added, never renamed or removed.
"""

from __future__ import annotations

import json
from typing import Any

from dossier_builder.domain.echappement import safe_json
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.pagination import Pagination
from dossier_builder.domain.report import DocumentReport, Erreur, Report
from dossier_builder.domain.sections import SectionFound
from dossier_builder.report.json_cohort import cohort_values
from dossier_builder.report.json_outcome import outcome_values
from dossier_builder.report.style import Style

SCHEMA_VERSION = 1
_HERE = "\0documents"
"""No text of a document holds it."""


def write(report: Report, _style: Style) -> str:
    """The report as indented JSON, in UTF-8 characters that a terminal only shows.

    One document at a time: the values of 2 000 together take ten times their text.
    """
    places = [_HERE] if report.documents else []
    whole = safe_json({**_heading(report), "documents": places, **_ending(report)}, indent=2)
    before, _, after = whole.partition(f"    {json.dumps(_HERE)}")
    made = (_indented(safe_json(_document(one), indent=2)) for one in report.documents)
    return "".join((before, ",\n".join(made), after, "\n"))


def as_values(report: Report) -> dict[str, Any]:
    """The report as plain values, in the contract's order."""
    documents = [_document(document) for document in report.documents]
    return {**_heading(report), "documents": documents, **_ending(report)}


def _indented(text: str) -> str:
    """One value of the list of documents, where it stands in the whole."""
    return "    " + text.replace("\n", "\n    ")


def _heading(report: Report) -> dict[str, Any]:
    counts = report.synthese
    return {
        "version_schema": SCHEMA_VERSION,
        "outil": {"nom": "dossier", "version": report.version},
        "date": report.date.isoformat(timespec="seconds"),
        "synthese": {
            "documents": counts.documents,
            "conformes": counts.conformes,
            "non_conformes": counts.non_conformes,
            "a_verifier": counts.a_verifier,
            "illisibles": counts.illisibles,
        },
    }


def _ending(report: Report) -> dict[str, Any]:
    return {"cohorte": cohort_values(report.cohorte) if report.cohorte else None}


def _document(document: DocumentReport) -> dict[str, Any]:
    return {
        "fichier": document.fichier,
        "modele": document.modele.id if document.modele else None,
        "version_modele": document.modele.version if document.modele else None,
        "verdict": document.verdict,
        "etape": document.etape,
        "pagination": _pagination(document.pagination) if document.pagination else None,
        "sections": [_section(section) for section in document.sections],
        "regles": [outcome_values(outcome) for outcome in document.outcomes],
        "non_verifie": [
            {"pages": list(gap.pages), "motif": gap.motif} for gap in document.non_verifie
        ],
        "notes": list(document.notes),
        "erreur": _error(document.erreur) if document.erreur else None,
        "empreinte": document.empreinte or None,
    }


def _interval(interval: Interval) -> dict[str, int]:
    return {"min": interval.min, "max": interval.max}


def _pagination(pagination: Pagination) -> dict[str, Any]:
    start = pagination.annexes_debut
    both = pagination.hors_couverture_sommaire_annexes
    return {
        "total": _interval(pagination.total),
        "annexes_debut": _interval(start) if start else None,
        "comptees": _interval(pagination.comptees),
        "confiance": pagination.confiance,
        "comptes": {
            "hors_annexes": _interval(pagination.hors_annexes),
            "hors_couverture_sommaire_annexes": _interval(both),
        },
        "temoins": [
            {
                "source": witness.source,
                "total": witness.total,
                "comptees": witness.comptees,
                "detail": witness.detail,
            }
            for witness in pagination.temoins
        ],
        "motif": pagination.motif,
        "annexes_preuve": pagination.annexes_preuve,
        "hypotheses": [
            {
                "annexes_debut": other.annexes_debut,
                "comptees": other.comptees,
                "raison": other.raison,
            }
            for other in pagination.hypotheses
        ],
    }


def _section(section: SectionFound) -> dict[str, Any]:
    return {
        "id": section.id,
        "titre": section.titre,
        "trouve": section.trouve,
        "page": section.page,
        "pages": section.pages,
        "mots": section.mots,
        "score": section.score if section.trouve is not None else None,
        "candidats": [
            {"texte": near.texte, "page": near.page, "score": near.score}
            for near in section.candidats
        ],
    }


def _error(erreur: Erreur) -> dict[str, Any]:
    return {
        "code": erreur.code,
        "message": erreur.message,
        "aide": erreur.aide,
        "a_envoyer": erreur.a_envoyer,
        "refus": erreur.refus,
        "problemes": [
            {
                "fichier": problem.fichier,
                "ligne": problem.ligne,
                "colonne": problem.colonne,
                "message": problem.message,
                "aide": problem.aide,
            }
            for problem in erreur.problemes
        ],
    }
