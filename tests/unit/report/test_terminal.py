"""The terminal report, compared whole with golden files that people read (pytest --golden)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.report import REPORTERS, Style

from .documents import conform, in_doubt, report, to_mend, unread, unreadable, waived

MANY = tuple(maker() for maker in (conform, to_mend, in_doubt, unreadable, unread))
FOOTER = (
    "Contrôle de forme seulement\u00a0; le jury juge le fond. Rien n’a été modifié ni envoyé.\n"
)
ANSI = re.compile(r"\x1b\[\d+m")


def written(*documents: DocumentReport, style: Style | None = None) -> str:
    return REPORTERS["terminal"](report(*documents), style or Style())


GOLDEN: dict[str, tuple[Report, Style]] = {
    "conforme.txt": (report(conform()), Style()),
    "a-corriger.txt": (report(to_mend()), Style()),
    "a-corriger-final.txt": (report(to_mend("final")), Style()),
    "a-corriger-etroit.txt": (report(to_mend()), Style(largeur=60)),
    "a-corriger-couleur.txt": (report(to_mend()), Style(couleur=True)),
    "a-corriger-texte-seul.txt": (report(to_mend()), Style(texte_seul=True)),
    "a-verifier.txt": (report(in_doubt()), Style()),
    "numerise.txt": (report(unread()), Style()),
    "derogation.txt": (report(waived()), Style()),
    "illisible.txt": (report(unreadable()), Style()),
    "trois-documents.txt": (report(conform(), unreadable(), waived()), Style()),
    "cinq-documents.txt": (report(*MANY), Style()),
    "cinq-documents-texte-seul.txt": (report(*MANY), Style(texte_seul=True)),
    "aucun-document.txt": (report(), Style()),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name: str, golden: Callable[[str, str], None]) -> None:
    made, style = GOLDEN[name]
    golden(name, REPORTERS["terminal"](made, style))


@pytest.mark.parametrize("name", GOLDEN)
def test_the_last_line_is_always_the_same(name: str) -> None:
    made, style = GOLDEN[name]
    text = ANSI.sub("", REPORTERS["terminal"](made, style))
    assert text.endswith(FOOTER)


@pytest.mark.parametrize("width", [60, 72, 88, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    for document in MANY:
        for line in written(document, style=Style(largeur=width)).splitlines():
            # The parts' columns have a width of their own.
            if "#" not in line and "repère" not in line:
                assert len(line) <= max(width, len(FOOTER)), line


def test_colours_change_nothing_but_colours() -> None:
    for document in MANY:
        assert ANSI.sub("", written(document, style=Style(couleur=True))) == written(document)


def test_a_screen_reader_gets_no_bar_and_no_column() -> None:
    for document in MANY:
        for line in written(document, style=Style(texte_seul=True)).splitlines():
            assert "#" not in line
            assert "   " not in line.strip()


def test_at_most_three_things_come_first() -> None:
    text = written(to_mend("final"))
    numbered = [line for line in text.splitlines() if re.match(r" \d ", line)]
    assert [line[1] for line in numbered] == ["1", "2", "3"]
    assert any(line.startswith(" + ") for line in text.splitlines())


def test_a_draft_may_be_unfinished() -> None:
    draft, final = written(to_mend()), written(to_mend("final"))
    assert "RESTE À ÉCRIRE" in draft
    assert "RESTE À ÉCRIRE" not in final
    assert "Reste à écrire\u00a0: 0" in final


def test_no_ordinary_space_stands_before_a_double_mark() -> None:
    for document in MANY:
        assert not re.search(r"\w [:;!?»]|« ", written(document))
