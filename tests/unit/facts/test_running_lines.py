from __future__ import annotations

from dossier_builder.facts.running_lines import text_lines
from dossier_builder.pdf import PdfPage, TextLine


def line(page: int, top: float, text: str, size: float = 11.0) -> TextLine:
    return TextLine(page, text, 0.1, 0.5, top, top + 0.01, size, "Arial", bold=False, italic=False)


def kept(*pages: list[tuple[float, str]], sizes: dict[str, float] | None = None) -> list[str]:
    made = []
    for number, lines in enumerate(pages, start=1):
        shown = tuple(line(number, top, text, (sizes or {}).get(text, 11.0)) for top, text in lines)
        made.append(PdfPage(number, 595, 842, "", shown, 0.0))
    return [x.text for x in text_lines(made, 11.0)]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            (0.04, "Dossier de Camille"),
            (0.1, f"Texte {n}"),
            (0.95, f"page {n} sur 4"),
            (0.97, str(n)),
        ]
        for n in (1, 2, 3, 4)
    ]
    assert kept(*pages) == ["Texte 1", "Texte 2", "Texte 3", "Texte 4"]


def test_a_header_below_the_usual_band_is_told_by_its_repetition() -> None:
    pages = [[(0.09, "Dossier de Camille"), (0.14, f"Texte {n}")] for n in (1, 2, 3)]
    assert kept(*pages) == ["Texte 1", "Texte 2", "Texte 3"]


def test_a_title_at_the_top_of_a_page_with_narrow_margins_is_kept() -> None:
    pages = [
        [(0.04, "Introduction"), (0.065, "Texte"), (0.085, "suite")],
        [(0.04, "Deux mots"), (0.058, "de texte"), (0.08, "suite")],
        [(0.04, "Conclusion"), (0.3, "Texte")],
    ]
    found = kept(*pages, sizes={"Conclusion": 16.0})
    assert {"Introduction", "Texte", "Deux mots", "de texte", "Conclusion"} <= set(found)


def test_a_header_that_changes_stands_apart_from_the_text() -> None:
    pages = [[(0.04, f"Partie {t}"), (0.09, f"Texte {t}")] for t in ("un", "deux", "trois")]
    assert kept(*pages) == ["Texte un", "Texte deux", "Texte trois"]


def test_titles_of_annexes_at_the_same_height_are_no_header() -> None:
    pages = [[(0.09, f"Annexe {n}"), (0.14, "Texte")] for n in (1, 2, 3)]
    assert [text for text in kept(*pages) if text != "Texte"] == [
        "Annexe 1",
        "Annexe 2",
        "Annexe 3",
    ]


def test_a_title_that_says_what_the_header_says_is_kept() -> None:
    pages = [[(0.03, "Contexte"), (0.1, "Texte")] for _ in (1, 2, 3)]
    pages[1] = [(0.03, "Contexte"), (0.09, "CONTEXTE"), (0.14, "Texte")]
    assert "CONTEXTE" in kept(*pages)
