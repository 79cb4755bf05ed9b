from __future__ import annotations

from collections.abc import Callable

import pytest

from dossier_builder.facts.page_numbers import printed_numbers
from dossier_builder.pdf import PdfDocumentFacts, PdfPage, TextLine


def line(page: int, text: str, top: float) -> TextLine:
    return TextLine(page, text, 0.1, 0.9, top, top + 0.015, 11, "Lato", bold=False, italic=False)


def numbers(
    pages: int, footer: Callable[[int], str], *, header: str = "", body: str = "Du texte."
) -> list[int | None]:
    """The numbers found on so many pages; the footer is "" on a page without one."""
    made = []
    for number in range(1, pages + 1):
        lines = [line(number, body, 0.5)]
        if header:
            lines.insert(0, line(number, header.format(n=number), 0.04))
        if footer(number):
            lines.append(line(number, footer(number), 0.94))
        text = "\n".join(part.text for part in lines)
        made.append(PdfPage(number, 595, 842, text, tuple(lines), 0.0))
    printed = PdfDocumentFacts(tuple(made), (), "", "", "", "", tagged=False)
    return list(printed_numbers(printed).values())


@pytest.mark.parametrize(
    "form",
    [
        "{n}",
        "- {n} -",
        "page {n} sur 20",
        "Page {n}",
        "p. {n}",
        "{n} / 20",
        "Camille EXEMPLE | {n} | 2027",
        "{n} Dossier du CCP 2",
        "Session du 12 mars 2027   {n}",
    ],
)
def test_every_usual_form_is_read(form: str) -> None:
    assert numbers(4, lambda n: form.format(n=n)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "footer", ["Dossier du CCP 2", "Session du 12/03/2027", "2026-2027", "Version 1.2", "75 %"]
)
def test_a_figure_that_does_not_follow_the_pages_is_none(footer: str) -> None:
    assert numbers(4, lambda _: footer) == [None] * 4


def test_a_number_in_the_header_is_read() -> None:
    assert numbers(3, lambda _: "", header="Dossier | {n}") == [1, 2, 3]
    assert numbers(3, lambda _: "", header="Dossier") == [None] * 3


def test_numbers_may_start_elsewhere_and_leave_the_cover_out() -> None:
    assert numbers(4, lambda n: str(n + 10) if n > 1 else "") == [None, 12, 13, 14]


def test_numbers_may_start_again() -> None:
    assert numbers(6, lambda n: str(n if n < 4 else n - 3)) == [1, 2, 3, 1, 2, 3]


def test_the_only_numbered_page_of_a_short_document_is_read() -> None:
    assert numbers(3, lambda n: "3" if n == 3 else "") == [None, None, 3]


def test_figures_of_the_text_are_not_looked_at() -> None:
    assert numbers(3, lambda _: "", body="12") == [None] * 3
