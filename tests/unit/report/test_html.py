"""The HTML reports: what they say, what they never hold, how they are marked up."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from dossier_builder.domain.findings import Finding, Outcome
from dossier_builder.domain.report import DocumentReport, Report
from dossier_builder.report import FILE_REPORTERS
from dossier_builder.report.words import FOOTER

from .documents import NOW, conform, in_doubt, report, to_mend, unreadable, waived
from .promotions import EXTRACT, fallen_back, many, private, promotion, waiver

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></script><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;b&gt;",
)
OVERRIDE = "facture\u202egpj.exe\u202c"
LAST = FOOTER.replace(" ;", "\u00a0;")


def written(made: Report, folder: Path) -> dict[str, str]:
    """What the reporter writes, by path in `folder`."""
    paths = FILE_REPORTERS["html"](made, folder / "promo.html")
    assert paths[0] == folder / "promo.html"
    assert len(paths) == len(set(paths))
    assert all(path.is_file() for path in paths)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def one(document: DocumentReport, folder: Path) -> html.HtmlElement:
    return html.fromstring(written(report(document), folder)["promo.html"])


def board(made: Report, folder: Path) -> html.HtmlElement:
    return html.fromstring(written(made, folder)["promo.html"])


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


def block(page: html.HtmlElement, heading: str) -> html.HtmlElement:
    """The section that opens with this heading."""
    (found,) = page.xpath(f"//section[.//*[self::h2 or self::h3][.='{heading}']]")
    return found


def test_one_document_has_one_page_of_its_own(tmp_path: Path) -> None:
    files = written(report(to_mend()), tmp_path)
    assert list(files) == ["promo.html"]
    assert "CCP2 définitif.docx" in files["promo.html"]


def test_a_board_has_a_page_for_everybody_who_handed_something_in(tmp_path: Path) -> None:
    files = written(promotion(), tmp_path)
    pages = [name for name in files if name != "promo.html"]
    assert len(pages) == 7
    assert all(re.fullmatch(r"promo_fichiers/page-[0-9a-f]{12}\.html", name) for name in pages)
    links = board(promotion(), tmp_path).xpath("//tbody//a/@href")
    assert sorted(links) == sorted(pages)
    homes = {html.fromstring(files[name]).xpath("//nav/a/@href")[0] for name in pages}
    assert homes == {"../promo.html"}


def test_the_names_of_the_pages_are_stable(tmp_path: Path) -> None:
    made = promotion()
    assert made.cohorte is not None
    turned = replace(made, cohorte=replace(made.cohorte, bilans=made.cohorte.bilans[::-1]))
    assert set(written(made, tmp_path / "a")) == set(written(turned, tmp_path / "b"))


@pytest.mark.parametrize("name", ["bilan (été) #2 %41.html", 'a\'b "c".html', "javascript:x.html"])
def test_links_hold_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    paths = FILE_REPORTERS["html"](promotion(), tmp_path / name)
    page = html.fromstring(paths[0].read_text("utf-8"))
    page.make_links_absolute(tmp_path.as_uri() + "/")
    from urllib.parse import unquote, urlsplit

    found = {Path(unquote(urlsplit(link).path)) for link in page.xpath("//tbody//a/@href")}
    assert found == set(paths[1:])


def test_the_header_counts_and_says_what_changed(tmp_path: Path) -> None:
    said = text(board(promotion(), tmp_path).xpath("//header")[0])
    for expected in (
        "Promotion d’essai",
        "session du 07/12/2026 (J-59)",
        "2e tour, 09/10/2026 à 21 h 14",
        "7 apprenants",
        "8 attendus",
        "6 reçus",
        "2 manquants",
        "1 à attribuer",
        "7 titre, dont 1 VAE",
        "1 dossier a reculé depuis le 25/09/2026",
    ):
        assert expected in said


def test_what_to_do_tonight_comes_with_messages(tmp_path: Path) -> None:
    page = board(promotion(), tmp_path)
    tonight = block(page, "À faire ce soir")
    titles = [text(summary) for summary in tonight.xpath(".//summary")]
    assert len([title for title in titles if "manquant" in title]) == 2
    assert "1 fichier illisible" in titles
    assert "1 fichier sans propriétaire" in titles
    assert "1 dossier à une page près : le compte dépend du moteur" in titles
    for demande in tonight.xpath(".//details"):
        (message,) = demande.xpath(".//blockquote")
        assert text(message).startswith("Bonjour,")
        assert "Exemple" not in text(message), "a message goes to several people"
        (button,) = demande.xpath(".//button")
        assert button.get("data-copier") == message.get("id")
        assert button.get("hidden") is not None, "shown by the script that it needs"


def test_nothing_to_ask_is_said(tmp_path: Path) -> None:
    assert "Rien à demander" in text(board(report(conform(), conform()), tmp_path))


def test_each_row_says_who_what_and_what_first(tmp_path: Path) -> None:
    page = board(promotion(), tmp_path)
    rows = {text(row.xpath("./th")[0]): text(row) for row in page.xpath("//tbody/tr")}
    assert next(iter(rows)).startswith("EXEMPLE 3"), "what cannot be read comes first"
    assert "EXEMPLE 9 Camille titre" in rows
    assert "manquants" in rows["EXEMPLE 9 Camille titre"]
    assert "prêt à déposer" in rows["EXEMPLE 5 Camille titre"]
    assert "sans objet" in rows["EXEMPLE 0 Camille titre, VAE"]
    assert "▲ progresse" in rows["EXEMPLE 0 Camille titre, VAE"]
    assert "▼ a reculé" in rows["EXEMPLE 1 Camille titre"]
    assert "dérogation (la formatrice)" in rows["EXEMPLE 4 Camille titre"]
    assert "à attribuer" in rows["Document1 (2).pdf à attribuer"]


def test_the_words_are_the_four_that_people_read(tmp_path: Path) -> None:
    states = board(promotion(), tmp_path).xpath("//tbody//span[contains(@class, 'etat')]")
    words = {text(state) for state in states}
    assert words <= {
        "conforme", "à corriger", "à vérifier", "illisible", "manquant", "sans objet",
    }  # fmt: skip
    assert len(words) == 6
    assert all(state.xpath("./*[name()='svg']") for state in states), "never colour alone"


def test_pages_against_limits_are_drawn_and_said(tmp_path: Path) -> None:
    page = board(promotion(), tmp_path)
    bars = page.xpath("//tbody//*[name()='svg'][@role='img']")
    assert bars
    assert all("il en faut 4 à 9" in bar.get("aria-label").replace("\u00a0", " ") for bar in bars)


def test_what_the_promotion_misses_is_counted(tmp_path: Path) -> None:
    missed = text(block(board(promotion(), tmp_path), "Ce que la promotion rate le plus"))
    assert re.search(r"\d sur \d", missed)
    assert "Annexes citées dans le texte ANX002" in missed


def test_the_board_ends_with_what_was_verified_and_by_whose_rules(tmp_path: Path) -> None:
    page = board(promotion(), tmp_path)
    said = text(page)
    for heading in ("Vérifié", "Non vérifié", "D’après", "Dérogations"):
        assert page.xpath(f"//h2[.='{heading}']"), heading
    assert "à confirmer" in said
    assert "images : relisez noms et adresses (" in said
    (footer,) = page.xpath("//footer")
    assert footer.text_content().strip() == LAST
    assert text(page.xpath("//body")[0]).rfind(text(footer)) > 0


def test_the_board_quotes_no_document_and_shows_no_page(tmp_path: Path) -> None:
    made = promotion()
    text_of_board = written(made, tmp_path)["promo.html"]
    assert EXTRACT not in text_of_board
    assert "data:image" not in text_of_board
    assert "<img" not in text_of_board
    assert "un passage en commun" not in "".join(written(made, tmp_path).values())


@pytest.mark.parametrize("code", ["RGP001", "SIM001"])
def test_the_board_never_repeats_what_is_private(tmp_path: Path, code: str) -> None:
    page = written(report(private(code), private(code), conform()), tmp_path)["promo.html"]
    assert "Dupond" not in page


def test_a_board_of_120_documents_stays_small(tmp_path: Path) -> None:
    FILE_REPORTERS["html"](many(120), tmp_path / "promo.html")
    assert (tmp_path / "promo.html").stat().st_size < 1_000_000


def test_an_exemption_tells_its_author_and_no_reason(tmp_path: Path) -> None:
    page = one(waived(), tmp_path)
    assert "dérogation de la formatrice, jusqu’au 07/12/2026" in text(page)
    hostile = waiver(conform(), "<b>la direction</b>")
    assert "dérogation (<b>la direction</b>)" in text(board(report(hostile, conform()), tmp_path))


def test_the_page_of_a_document_tells_reason_remedy_page_and_excerpt(tmp_path: Path) -> None:
    page = one(fallen_back(), tmp_path)
    first = block(page, "D’abord")
    assert len(first.xpath("./ol/li")) == 3
    (found, *_) = first.xpath("./ol/li")
    assert EXTRACT in text(found)
    for part in (
        "SEC001",
        "à faire : Ajoutez-la",
        "pourquoi : Règle d’essai (programme du centre)",
    ):
        assert part in text(found)
    assert re.search(r"p\. \d", text(first))
    assert "autres points à corriger" in text(first.xpath("./details/summary")[0])


def test_what_is_left_to_write_is_no_fault_in_a_draft(tmp_path: Path) -> None:
    page = one(to_mend(), tmp_path)
    rest = block(page, "Reste à écrire")
    assert "non_conforme" not in html.tostring(rest, encoding="unicode")
    assert not one(to_mend("final"), tmp_path).xpath("//h3[.='Reste à écrire']")


def test_the_page_map_says_in_words_what_it_shows(tmp_path: Path) -> None:
    page = one(fallen_back(), tmp_path)
    boxes = page.xpath("//ol[contains(@class, 'carte')]/li/span[@class='cache']")
    said = [text(box) for box in boxes]
    assert said[0] == "page 1, page de garde, comptée"
    assert said[6].startswith("page 7, annexe, non comptée, image sans texte lisible")
    assert any("points à voir" in label or "point à voir" in label for label in said)
    legend = text(page.xpath("//ul[@class='legende']")[0])
    for word in ("page de garde, comptée", "annexe, non comptée", "image, sans texte lisible"):
        assert word in legend


def test_pages_with_a_finding_are_shown_small(tmp_path: Path) -> None:
    pictures = one(fallen_back(), tmp_path).xpath("//img")
    assert [picture.get("alt") for picture in pictures] == [
        "La page 3 du dossier, en petit.",
        "La page 5 du dossier, en petit.",
    ]
    assert all(p.get("src").startswith("data:image/png;base64,") for p in pictures)


def test_the_count_is_explained_by_its_witnesses(tmp_path: Path) -> None:
    pages = block(one(in_doubt(), tmp_path), "Pages")
    said = text(pages)
    assert "8 à 10 comptées ; il en faut 4 à 9 : le compte exact décide." in said
    assert "compte probable" in said
    cells = [text(cell) for cell in pages.xpath(".//tbody/tr[1]/*")]
    assert cells == ["LibreOffice police Aptos remplacée", "11", "10"]
    assert "votre centre doit dire lesquelles comptent" in said


def test_parts_are_measured_against_their_budget(tmp_path: Path) -> None:
    parts = block(one(to_mend(), tmp_path), "Parties")
    assert "3,2 p." in text(parts)
    assert "un peu long" in text(parts)
    assert parts.xpath(".//*[name()='svg'][@role='img']/@aria-label")


def test_what_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    page = one(unreadable(), tmp_path)
    said = text(page)
    assert "Ce document n’a pas pu être vérifié" in said
    assert "vouliez-vous dire « titre »" in said


def test_a_learner_reads_what_changed_and_which_files_were_set_aside(tmp_path: Path) -> None:
    pages = " ".join(
        text(html.fromstring(page)) for page in written(promotion(), tmp_path).values()
    )
    assert "Depuis le 25/09 : n’est plus conforme ; 2 pages de plus ; 3 nouveaux points." in pages
    assert "Mis de côté : promo/exemple-1/v1.docx (version plus ancienne, du 25/09/2026)" in pages


def test_a_learner_reads_what_their_documents_say_differently(tmp_path: Path) -> None:
    made = promotion()
    cohorte = made.cohorte
    assert cohorte is not None
    told = Outcome(
        "identite-entre-dossiers", "COH001", "echouee", "information",
        (Finding("Le nom est écrit <b>de deux façons</b>.", "Choisissez-en une.", "a_decider"),),
    )  # fmt: skip
    agreed = replace(told, controle="COH002", statut="reussie", constats=())
    first, *others = cohorte.bilans
    first = replace(first, coherence=(told, agreed))
    made = replace(made, cohorte=replace(cohorte, bilans=(first, *others)))
    pages = [html.fromstring(page) for page in written(made, tmp_path).values()]
    (page,) = [p for p in pages if p.xpath("//h2[.='Entre ses documents']")]
    said = text(block(page, "Entre ses documents"))
    assert said.endswith(
        "Le nom est écrit <b>de deux façons</b>. COH001 à faire : Choisissez-en une."
    )
    assert "COH002" not in said


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_becomes_markup(tmp_path: Path, hostile: str) -> None:
    known = fallen_back()
    modele = known.modele
    assert modele is not None
    outcomes = tuple(
        replace(o, preuve=hostile, constats=tuple(
            replace(f, message=hostile, aide=hostile, extrait=f"{hostile}!") for f in o.constats
        ))
        for o in known.outcomes
    )  # fmt: skip
    bad = replace(
        known,
        fichier=f"promo/{hostile}.docx",
        outcomes=outcomes,
        notes=(hostile,),
        modele=replace(modele, intitule=hostile, sigle=hostile),
    )
    made = promotion()
    assert made.cohorte is not None
    first, *others = made.cohorte.bilans
    who = replace(first.apprenant, nom=hostile, prenom=hostile)
    made = replace(
        made,
        documents=(bad, *made.documents[1:]),
        cohorte=replace(made.cohorte, nom=hostile, bilans=(replace(first, apprenant=who), *others)),
    )
    for content in (*written(made, tmp_path).values(), *written(report(bad), tmp_path).values()):
        page = html.fromstring(content)
        assert len(page.xpath("//script")) == 1
        assert len(page.xpath("//style")) == 1
        assert not page.xpath("//@*[starts-with(name(), 'on')]")
        assert not page.xpath("//*[starts-with(@href, 'javascript:')]")
        assert not page.xpath("//img[not(starts-with(@src, 'data:image/png;'))]")
    assert hostile in text(one(bad, tmp_path))


def test_what_is_not_seen_is_taken_out(tmp_path: Path) -> None:
    bad = replace(conform(), fichier=f"{OVERRIDE}\x00\x1b[31m\udce9.pdf", notes=(OVERRIDE,))
    for content in written(report(bad, bad), tmp_path).values():
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", content)
        assert "facturegpj.exe" in content


def test_nothing_comes_from_outside(tmp_path: Path) -> None:
    for content in written(promotion(), tmp_path).values():
        page = html.fromstring(content)
        assert "http://" not in content
        assert "https://" not in content
        assert not page.xpath("//link | //iframe | //object | //embed | //base | //form")
        assert not page.xpath("//script[@src] | //@style | //@srcset")
        assert not re.search(r"@import|url\(", content)


def test_a_page_may_run_its_own_script_and_style_only(tmp_path: Path) -> None:
    for content in written(promotion(), tmp_path).values():
        page = html.fromstring(content)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        for name in ("style", "script"):
            (inside,) = re.findall(rf"<{name}>(.*?)</{name}>", content, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{name}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("make", [promotion, lambda: report(fallen_back()), report])
def test_the_markup_can_be_heard_and_walked(tmp_path: Path, make: Callable[[], Report]) -> None:
    for content in written(make(), tmp_path).values():
        page = html.fromstring(content)
        assert page.get("lang") == "fr"
        assert len(page.xpath("//h1")) == 1
        assert page.xpath("//title")[0].text.strip()
        focusable = page.xpath("//body//a[@href] | //body//button | //body//summary")
        assert focusable[0].get("href") == "#contenu", "the way past the header comes first"
        assert page.xpath("//main[@id='contenu']")
        assert not page.xpath("//*[@tabindex > 0]")
        identifiers = page.xpath("//@id")
        assert len(identifiers) == len(set(identifiers))
        for reference in page.xpath("//@aria-labelledby"):
            assert reference in identifiers
        for table in page.xpath("//table[@data-table]"):
            assert all(cell.get("scope") == "col" for cell in table.xpath("./thead//th"))
            assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr"))
            assert len(table.xpath("./thead//th[@aria-sort]")) == 1
        assert all(button.get("type") == "button" for button in page.xpath("//button"))
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_lot_without_a_promotion_is_a_board_of_files(tmp_path: Path) -> None:
    documents = (conform(), to_mend(), unreadable())
    page = board(Report("1.2.3", NOW, documents), tmp_path)
    assert "Contrôle d’un lot de dossiers" in text(page.xpath("//h1")[0])
    assert len(page.xpath("//tbody/tr")) == 3
    assert "manquants" not in text(page.xpath("//header")[0])


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    from dossier_builder.errors import CannotWriteError

    (tmp_path / "promo_fichiers").write_text("un fichier")
    with pytest.raises(CannotWriteError, match="Impossible d’écrire"):
        FILE_REPORTERS["html"](promotion(), tmp_path / "promo.html")
    assert not (tmp_path / "promo.html").exists(), "no board without the pages that it links to"
