"""The highest code of the contract's order wins in a lot."""

from __future__ import annotations

import pytest

from dossier_builder.cli.exit_codes import of_lot
from dossier_builder.domain.findings import Verdict
from dossier_builder.domain.report import DocumentReport, Erreur


def report(verdict: Verdict, exit_code: int | None = None) -> DocumentReport:
    erreur = None if exit_code is None else Erreur("x", "m", "a", exit_code)
    return DocumentReport("f.docx", None, verdict, "brouillon", erreur=erreur)


CONFORM = report("conforme")
TO_MEND = report("non_conforme")
UNSURE = report("a_verifier")


def unreadable(code: int) -> DocumentReport:
    return report("illisible", code)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([CONFORM], 0),
        ([TO_MEND], 1),
        ([UNSURE], 1),
        ([CONFORM, CONFORM], 0),
        ([CONFORM, TO_MEND], 1),
        ([unreadable(3)], 3),
        ([unreadable(4)], 4),
        ([unreadable(6)], 6),
        ([unreadable(3), CONFORM], 8),
        ([unreadable(6), TO_MEND], 8),
    ],
)
def test_exit_code_of_a_lot(documents: list[DocumentReport], expected: int) -> None:
    assert of_lot(documents) == expected
