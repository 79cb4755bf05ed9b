"""How a file that is nobody's is named on the board."""

from __future__ import annotations

import datetime as dt

import pytest

from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.report.promotion import within


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("/home/x/promo/a.docx", "/home/x/promo/b/c.pdf"), ("a.docx", "b/c.pdf")),
        (("promo/a.docx", "autre/b.docx"), ("promo/a.docx", "autre/b.docx")),
        (("promo/a.docx",), ("a.docx",)),
        (("a.docx", "b.docx"), ("a.docx", "b.docx")),
    ],
)
def test_shared_folders_are_left_out(names: tuple[str, ...], shown: tuple[str, ...]) -> None:
    documents = tuple(DocumentReport(name, None, "illisible", "brouillon") for name in names)
    report = Report("1", dt.datetime(2026, 11, 23, tzinfo=dt.UTC), documents)
    assert tuple(within(name, report) for name in names) == shown
