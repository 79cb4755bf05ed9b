"""What the terminal says of a promotion below its table: missing, unattributed, the trend."""

from __future__ import annotations

from collections.abc import Iterator

from dossier_builder.domain.report import Report
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.report.evolution import evolution_text, since_label
from dossier_builder.report.lines import labelled
from dossier_builder.report.promotion import sigle, within
from dossier_builder.report.style import Style
from dossier_builder.report.words import shown

_NAMED = 12
"""Learners or files named before « et N autres »; the board and the workbook name them all."""


def promotion_lines(report: Report, style: Style) -> Iterator[str]:
    """Nothing when the run was not over a promotion."""
    cohorte = report.cohorte
    if cohorte is None:
        return
    told = (
        [(f"{pluriel(len(cohorte.bilans), 'apprenant')}.", "PROMOTION")] if cohorte.bilans else []
    )
    kinds = {d.modele.id: d.modele for d in report.documents if d.modele}
    missing = [
        f"{shown(b.apprenant.affiche)} ({', '.join(sigle(m, kinds) for m in b.manquants)})"
        for b in cohorte.bilans
        if b.manquants
    ]
    if missing:
        told.append((f"{_listed(missing)}.", "MANQUANT"))
    unowned = [report.documents[piece.document] for piece in cohorte.a_attribuer]
    lost = [shown(within(one.fichier, report)) for one in unowned if one.verdict != "illisible"]
    if lost:
        told.append((f"{_listed(lost)}. Attribuez-les dans le classeur.", "À ATTRIBUER"))
    if cohorte.evolution is not None:
        label = since_label(cohorte.evolution.depuis, report.date)
        told.append((evolution_text(cohorte.evolution), label))
    told += [(note, "À NOTER" if rank == 0 else "") for rank, note in enumerate(cohorte.notes)]
    for text, label in told:
        yield from labelled(label, insecable(text), style)


def _listed(names: list[str]) -> str:
    if len(names) <= _NAMED:
        return " ; ".join(names)
    more = pluriel(len(names) - _NAMED, "autre")
    return f"{' ; '.join(names[:_NAMED])} ; et {more}"
