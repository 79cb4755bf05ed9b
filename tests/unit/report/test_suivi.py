"""What a screen of `suivre` says, on a terminal, in one line and on the local page."""

from __future__ import annotations

import datetime as dt
import urllib.error
import urllib.request
from dataclasses import replace
from html import unescape

import pytest

from dossier_builder.cli.suivi_ecran import Spoken, fitted
from dossier_builder.cli.suivi_page import served
from dossier_builder.domain.findings import Finding, Outcome
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.pagination import Pagination, Witness
from dossier_builder.domain.report import DocumentReport, Erreur
from dossier_builder.domain.sections import SectionFound
from dossier_builder.domain.suivi import Chiffres, Suivi
from dossier_builder.errors import InputProblem
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.report.style import Style
from dossier_builder.report.terminal_suivi import bar, line, screen

MODELE = load("cip/ccp2", pack_roots(None))
AT = dt.datetime(2026, 11, 23, 14, 5, tzinfo=dt.UTC)
BEFORE = AT - dt.timedelta(minutes=3)
PLAIN = Style(largeur=100)


def outcome(rule: str, message: str, nature: str = "a_corriger", page: int | None = 9) -> Outcome:
    finding = Finding(message, "Faites ceci.", nature, page)  # type: ignore[arg-type]  # a word of Nature
    return Outcome(rule, "TXT001", "echouee", "erreur", (finding,))


def report(pages: int, words: int, *outcomes: Outcome) -> DocumentReport:
    counted = Interval.exactly(pages)
    pagination = Pagination(
        total=counted,
        annexes_debut=None,
        comptees=counted,
        hors_annexes=counted,
        hors_couverture_sommaire_annexes=counted,
        confiance="probable",
        temoins=(Witness("libreoffice", pages, pages),),
    )
    sections = tuple(
        SectionFound(s.id, s.titre, s.titre, 1, 3, 1.0, words if s.id == "introduction" else 900)
        if s.id != "conclusion"
        else SectionFound(s.id, s.titre)
        for s in MODELE.sections
    )
    return DocumentReport(
        "CCP2.docx", MODELE, "conforme", "brouillon", pagination, sections, outcomes
    )


FIRST = Chiffres(BEFORE, report(17, 300, outcome("a", "Le mot « TODO » est resté.")), 17)
SECOND = Chiffres(
    AT,
    report(
        18,
        420,
        outcome("b", "Le sommaire est faux."),
        outcome("c", "Conclusion : à écrire.", "a_ecrire", None),
    ),
    18,
)
ESTIMATED = Suivi("CCP2.docx", "estimation", AT, 2, chiffres=SECOND, avant=FIRST)
CONFIRMED = replace(ESTIMATED, phase="confirme", definitif=True)


def said(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_screen_says_pages_parts_changes_and_what_to_do_first() -> None:
    text = said(screen(ESTIMATED, PLAIN))
    assert "environ 18 comptées ; il en faut 16 à 21 : encore 3 au plus." in text
    assert "Estimation. LibreOffice vérifie…" in text
    assert "420 +120" in text
    assert "à écrire : 0,5 à 1,5 p." in text
    assert "DEPUIS 14 h 02 1 page de plus." in text
    assert "Introduction : 120 mots de plus." in text
    assert "Corrigé : Le mot « TODO » est resté." in text
    assert "Nouveau : Le sommaire est faux." in text
    assert "D’ABORD p. 9 Le sommaire est faux." in text
    assert "RESTE À ÉCRIRE Conclusion : à écrire." in text


def test_a_confirmed_screen_is_marked_as_such() -> None:
    text = said(screen(CONFIRMED, PLAIN))
    assert "Confirmé par LibreOffice (probable)." in text
    assert "environ" not in text


def test_the_same_fault_told_with_other_figures_is_neither_mended_nor_new() -> None:
    now = Chiffres(AT, report(18, 300, outcome("a", "Il reste 3 mots.")), 18)
    before = Chiffres(BEFORE, report(18, 300, outcome("a", "Il reste 4 mots.")), 18)
    text = said(screen(replace(CONFIRMED, chiffres=now, avant=before), PLAIN))
    assert "Rien n’a changé dans les comptes." in text


def test_problems_of_a_folder_are_shown_with_their_line() -> None:
    problem = InputProblem("ccp2/dossier.yaml", 3, 1, "clé inconnue", "Retirez-la.")
    erreur = Erreur("saisie", "1 problème à corriger.", "", 3, (problem,))
    wrong = DocumentReport("ccp2", None, "illisible", "brouillon", erreur=erreur)
    state = replace(CONFIRMED, chiffres=Chiffres(AT, wrong))
    assert "ccp2/dossier.yaml:3:1" in screen(state, PLAIN)
    assert "ccp2/dossier.yaml:3:1" in line(state)


@pytest.mark.parametrize(
    ("phase", "words"),
    [("enregistrement", "Enregistrement en cours"), ("absent", "plus à sa place"),
     ("calcul", "Calcul en cours")],
)  # fmt: skip
def test_states_without_new_figures(phase: str, words: str) -> None:
    state = replace(ESTIMATED, phase=phase)  # type: ignore[arg-type]  # one of Phase
    assert words in screen(state, PLAIN)


def test_the_bar_stands_between_its_limits() -> None:
    drawn, below = bar(Interval(18, 19), 16, 21)
    assert drawn.count("|") == 2
    assert drawn.index("|") < drawn.index("?") < drawn.rindex("|")
    assert below.split() == ["16", "21"]
    full, _ = bar(Interval.exactly(25), 16, 21)
    assert full.rindex("#") > full.rindex("|")


def test_a_low_terminal_keeps_the_top_and_the_last_line() -> None:
    text = "a\n\nb\nc\nd\nfin"
    assert fitted(text, 10) == text
    assert fitted(text, 3) == "a\nb\nfin"


def test_a_screen_reader_hears_each_thing_once(capsys: pytest.CaptureFixture[str]) -> None:
    spoken = Spoken()
    for state in (replace(ESTIMATED, phase="calcul"), ESTIMATED, ESTIMATED, CONFIRMED):
        spoken.show(state)
    lines = said(capsys.readouterr().out.replace("\n", " / "))
    assert lines.count("estimation") == 1
    assert lines.endswith(
        "14 h 05, confirmé : 18 comptées ; il en faut 16 à 21 : encore 3 au plus. /"
    )


def asked(address: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - same
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, "", dict(error.headers)


def test_the_page_is_served_to_this_machine_alone_and_changes_with_the_state() -> None:
    with served() as page:
        assert page.address.startswith("http://127.0.0.1:")
        assert "Première lecture" in asked(page.address)[1]
        page.show(ESTIMATED)
        status, html, headers = asked(page.address)
        assert status == 200
        assert 'aria-live="polite"' in html
        policy = unescape(html)
        assert "default-src 'none'" in policy
        assert "connect-src 'self'" in policy
        assert "http" not in html.replace("http-equiv", "")
        assert headers["Cache-Control"] == "no-store"
        status, state, headers = asked(f"{page.address}etat")
        assert "environ 18" in said(state) or "Environ 18" in said(state)
        known = {"If-None-Match": headers["ETag"]}
        assert asked(f"{page.address}etat", **known)[0] == 304
        page.show(CONFIRMED)
        assert asked(f"{page.address}etat", **known)[0] == 200
        port = page.address.split(":")[2].split("/")[0]
        assert asked(f"http://127.0.0.1:{port}/etat")[0] == 404
        assert asked(f"{page.address}etat", Host="pirate.example")[0] == 404


def test_what_a_document_says_is_never_markup_on_the_page() -> None:
    wicked = outcome("b", "<script>alert(1)</script>")
    state = replace(CONFIRMED, chiffres=Chiffres(AT, report(18, 1, wicked), 18))
    with served() as page:
        page.show(state)
        html = asked(f"{page.address}etat")[1]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
