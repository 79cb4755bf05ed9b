"""One rule's outcome in the JSON report, the same for a document and between documents."""

from __future__ import annotations

from typing import Any

from dossier_builder.domain.findings import Finding, Outcome


def outcome_values(outcome: Outcome) -> dict[str, Any]:
    """The outcome as plain values, in the contract's order."""
    source = outcome.source
    waiver = outcome.dispense
    return {
        "regle": outcome.regle,
        "controle": outcome.controle,
        "statut": outcome.statut,
        "gravite": outcome.gravite,
        "constats": [_finding(finding) for finding in outcome.constats],
        "preuve": outcome.preuve,
        "source": {
            "document": source.document,
            "statut": source.statut,
            "date": source.date.isoformat(),
        }
        if source
        else None,
        "dispense": {"auteur": waiver.auteur, "fin": waiver.fin.isoformat()} if waiver else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "message": finding.message,
        "aide": finding.aide,
        "nature": finding.nature,
        "page": finding.page,
        "extrait": finding.extrait,
    }
