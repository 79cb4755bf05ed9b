"""The passages of a promotion: who wrote what is known here, `rules` compares (SIM001).

A document that nobody could be named for is left out: it may be anybody's own, and a learner's
two dossiers are never said to be copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier_builder.domain.cohorte import Cohorte
from dossier_builder.domain.report import DocumentReport
from dossier_builder.rules.ressemblances import Compared, compare


def with_passages(cohorte: Cohorte, documents: Sequence[DocumentReport]) -> Cohorte:
    """The promotion with what its learners' dossiers share; only those that brought their text.

    Documents are checked with Options.ressemblances for that.
    """
    found = compare(tuple(_compared(cohorte, documents)))
    return replace(cohorte, passages=found.passages, textes_communs=found.textes_communs)


def _compared(cohorte: Cohorte, documents: Sequence[DocumentReport]) -> Iterator[Compared]:
    for bilan in cohorte.bilans:
        for piece in bilan.pieces:
            prose = documents[piece.document].prose
            if prose is not None:
                yield Compared(piece.document, bilan.apprenant.cle, prose)
