"""The exit code of a lot of documents (docs/architecture.md)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier_builder.domain.report import DocumentReport

CONFORM = 0
TO_MEND = 1
UNREADABLE_ALONE = 3
SOME_UNREADABLE = 8
BUG = 70
# The highest in this order wins: 130 ends the run before, so it is not here.
_ORDER = (BUG, 5, 8, 4, 6, 3, 1, 0)


def of_lot(documents: Sequence[DocumentReport]) -> int:
    """0 all conform, 1 some to mend or to verify, 8 some unreadable; alone, its own error's."""
    codes = {_of_one(document, alone=len(documents) == 1) for document in documents}
    return next(code for code in _ORDER if code in codes)


def _of_one(document: DocumentReport, *, alone: bool) -> int:
    if document.erreur is not None and document.verdict == "illisible":
        own = document.erreur.exit_code
        return own if alone or own == BUG else SOME_UNREADABLE
    return CONFORM if document.verdict == "conforme" else TO_MEND
