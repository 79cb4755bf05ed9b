"""The promotion in the JSON report: whose each document is, versions, what is missing, the trend.

Shared passages and the reason of an exemption are never here: they stay in the trainer's workbook.
"""

from __future__ import annotations

from typing import Any

from dossier_builder.domain.cohorte import Avance, Bilan, Cohorte, Evolution, Piece
from dossier_builder.domain.interval import Interval
from dossier_builder.report.json_outcome import outcome_values


def cohort_values(cohorte: Cohorte) -> dict[str, Any]:
    """The promotion as plain values; `document` is a rank in the report's `documents`, from 0."""
    return {
        "nom": cohorte.nom,
        "session": cohorte.session.isoformat() if cohorte.session else None,
        "apprenants": [_learner(bilan) for bilan in cohorte.bilans],
        "a_attribuer": [_piece(piece) for piece in cohorte.a_attribuer],
        "evolution": _evolution(cohorte.evolution) if cohorte.evolution else None,
        "notes": list(cohorte.notes),
    }


def _learner(bilan: Bilan) -> dict[str, Any]:
    who = bilan.apprenant
    return {
        "cle": who.cle,
        "nom": who.nom,
        "prenom": who.prenom,
        "voie": who.voie,
        "vise": list(who.vise),
        "pieces": [_piece(piece) for piece in bilan.pieces],
        "manquants": list(bilan.manquants),
        "sans_objet": list(bilan.sans_objet),
        "coherence": [outcome_values(outcome) for outcome in bilan.coherence],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    told = piece.attribution
    return {
        "document": piece.document,
        "genre": piece.genre or None,
        "attribution": {"par": told.par, "preuve": told.preuve} if told else None,
        "suggestions": list(piece.suggestions),
        "ecartes": [{"fichier": one.fichier, "motif": one.motif} for one in piece.ecartes],
    }


def _evolution(evolution: Evolution) -> dict[str, Any]:
    return {
        "depuis": evolution.depuis.isoformat(timespec="seconds"),
        "tour": evolution.tour,
        "avances": [_advance(avance) for avance in evolution.avances],
    }


def _advance(avance: Avance) -> dict[str, Any]:
    return {
        "apprenant": avance.cle,
        "genre": avance.genre or None,
        "avant": avance.avant,
        "apres": avance.apres,
        "comptees_avant": _interval(avance.comptees_avant),
        "comptees_apres": _interval(avance.comptees_apres),
        "corriges": avance.corriges,
        "nouveaux": avance.nouveaux,
    }


def _interval(interval: Interval | None) -> dict[str, int] | None:
    return {"min": interval.min, "max": interval.max} if interval else None
