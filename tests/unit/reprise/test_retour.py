"""What is changed in Word comes back into the files: exactly, on both sides, never silently."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossier_builder.errors import InputsError, UsageError
from dossier_builder.inputs import load_dossier
from dossier_builder.ooxml import Element, Package, qn, serialize_xml, text_of
from dossier_builder.ooxml.comments import AUTHOR, Line, Note, with_comments
from dossier_builder.pipeline.generation import keep_generation
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.render import render
from dossier_builder.render.markup import el, run
from dossier_builder.reprise.retour import Retour, bring_back

ROOTS = pack_roots(None)
NOW = dt.datetime(2026, 11, 23, 12, 45, tzinfo=dt.UTC)
SECTIONS = {
    "introduction": "Je commence.\n\nJe présente la structure (Mission locale)[^loi].\n\n"
    "[^loi]: Loi du 18 décembre 2023.\n",
    "contexte": "<!-- une note pour moi -->\nLa structure accueille 420 jeunes par an.\n\n"
    "## Le public\n\nIl a **entre 16 et 25 ans** ; voir {annexe:contrat}.\n\n"
    "- un premier frein\n- un deuxième frein\n- un troisième frein\n\n"
    "Tableau : Les jeunes suivis {#jeunes}\n\n"
    "| Année | Nombre |\n| --- | ---: |\n| 2025 | 420 |\n| 2026 | 431 |\n\n"
    "Le {tableau:jeunes} montre une hausse *légère*.\n",
    "accompagnement": "Une personne, suivie de novembre à février.\n",
    "accompagnement-contractualisation": "Premier entretien.\n\nDeuxième entretien.\n\n"
    "Troisième entretien.\n\nQuatrième entretien.\n\nCinquième entretien.\n",
    "accompagnement-projet": "Elle hésite.\n\nElle choisit.\n\nElle confirme son choix.\n",
    "accompagnement-realisation": "1. appeler\n2. écrire\n3. relancer\n\nLe plan a tenu.\n",
    "atelier": "Un atelier.\n",
    "atelier-conception": "Le besoin est né d’un constat partagé.\n\n> Je ne sais rien faire.\n",
    "atelier-animation": "Huit participants sont venus.\n\nLa séance a duré deux heures.\n",
    "analyse-pratique": "J’ai voulu aller trop vite.\n\nJ’ai appris à attendre.\n",
    "conclusion": "Ce projet m’a appris à écouter.\n",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A folder and the docx that was generated from it."""

    folder: Path
    docx: Path

    def section(self, name: str) -> Path:
        return self.folder / "sections" / f"{name}.md"

    def text(self, name: str) -> str:
        return self.section(name).read_text(encoding="utf-8")

    def edit(self, *edits: Callable[[Element], None]) -> None:
        package = Package.read(self.docx)
        root = package.xml(package.document_name)
        for each in edits:
            each(root)
        parts = {package.document_name: serialize_xml(root)}
        self.docx.write_bytes(package.with_parts(parts).to_bytes())

    def back(self, tmp_path: Path) -> Retour:
        room = tmp_path / "chambre"
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        return bring_back(self.docx, self.folder, ROOTS, room, NOW)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = tmp_path / "mon-dossier"
    (folder / "sections").mkdir(parents=True)
    (folder / "annexes").mkdir()
    (tmp_path / "candidat.yaml").write_text(
        "nom_naissance: Exemple\nprenom: Camille\nvoie: formation\n", encoding="utf-8"
    )
    (folder / "dossier.yaml").write_text(
        "modele: cip/ccp2\ntitre: Reprendre la main\nstructure: Mission locale\n"
        "date: 2027-02-22\nannexes:\n"
        "  - {id: contrat, fichier: annexes/contrat.md, titre: Contrat anonymisé}\n",
        encoding="utf-8",
    )
    (folder / "annexes" / "contrat.md").write_text("Article 1.\n\nArticle 2.\n", encoding="utf-8")
    for name, text in SECTIONS.items():
        (folder / "sections" / f"{name}.md").write_text(text, encoding="utf-8")
    return generated(folder)


def generated(folder: Path) -> Case:
    """The docx of a folder, beside it."""
    loaded = load_dossier(folder, lambda identifier: load(identifier, ROOTS))
    made = render(loaded.dossier, loaded.modele)
    docx = folder.parent / "CCP2 - EXEMPLE Camille.docx"
    docx.write_bytes(keep_generation(folder, loaded.dossier, loaded.modele, made.content))
    return Case(folder, docx)


def body(root: Element) -> Element:
    found = root.find(qn("w:body"))
    assert found is not None
    return found


def lines(root: Element) -> Iterator[Element]:
    """The paragraphs after the sommaire, whose entries repeat the titles."""
    for paragraph in body(root).iter(qn("w:p")):
        text = text_of(paragraph)
        if paragraph.find(qn("w:hyperlink")) is None or "montre" in text or "voir" in text:
            yield paragraph


def at(root: Element, start: str) -> Element:
    return next(
        p for p in lines(root) if text_of(p).replace("\u00a0", " ").strip(" \t").startswith(start)
    )


def replacing(start: str, old: str, new: str) -> Callable[[Element], None]:
    def edit(root: Element) -> None:
        paragraph = at(root, start)
        texts = [t for t in paragraph.iter(qn("w:t")) if old in (t.text or "")]
        assert texts, start
        texts[0].text = (texts[0].text or "").replace(old, new)

    return edit


def adding_after(start: str, text: str) -> Callable[[Element], None]:
    def edit(root: Element) -> None:
        before = at(root, start)
        style = before.find(qn("w:pPr"))
        before.addnext(el("w:p", deepcopy(style), run(text)))

    return edit


def deleting(start: str) -> Callable[[Element], None]:
    def edit(root: Element) -> None:
        paragraph = at(root, start)
        paragraph.getparent().remove(paragraph)

    return edit


def moving_after(start: str, target: str) -> Callable[[Element], None]:
    def edit(root: Element) -> None:
        at(root, target).addnext(at(root, start))

    return edit


def bolding(start: str, word: str) -> Callable[[Element], None]:
    def edit(root: Element) -> None:
        paragraph = at(root, start)
        held = next(r for r in paragraph.iter(qn("w:r")) if word in (r.findtext(qn("w:t")) or ""))
        before, _, after = (held.findtext(qn("w:t")) or "").partition(word)
        held.addprevious(run(before))
        held.addprevious(run(word, el("w:b")))
        held.addprevious(run(after))
        held.getparent().remove(held)

    return edit


def new_row(root: Element) -> None:
    row = next(
        r
        for r in root.iter(qn("w:tr"))
        if "2026" in "".join(map(text_of, r.iter(qn("w:p"))))
        and "431" in "".join(map(text_of, r.iter(qn("w:p"))))
    )
    made = deepcopy(row)
    for text, new in zip(list(made.iter(qn("w:t"))), ("2027", "450"), strict=True):
        text.text = new
    row.addnext(made)


_E = " entretien."
EDITS: list[tuple[str, str, Callable[[Element], None], str, str]] = [
    # what, section, edit in Word, before in the file, after in the file
    ("mot", "introduction", replacing("Je commence", "commence", "débute"), "commence", "débute"),
    (
        "mot à côté d’une note",
        "introduction",
        replacing("Je présente", "présente", "décris"),
        "présente",
        "décris",
    ),
    (
        "nombre",
        "contexte",
        replacing("La structure accueille", "420", "425"),
        "420 jeunes",
        "425 jeunes",
    ),
    (
        "intertitre",
        "contexte",
        replacing("Le public", "public", "public reçu"),
        "## Le public",
        "## Le public reçu",
    ),
    (
        "mot à côté d’un renvoi",
        "contexte",
        replacing("Il a", "Il a ", "Il a souvent "),
        "Il a **",
        "Il a souvent **",
    ),
    (
        "puce changée",
        "contexte",
        replacing("un deuxième", "deuxième", "second"),
        "un deuxième",
        "un second",
    ),
    (
        "légende",
        "contexte",
        replacing("Tableau 1", "suivis", "accompagnés"),
        "Les jeunes suivis",
        "Les jeunes accompagnés",
    ),
    ("cellule", "contexte", replacing("420", "420", "419"), "| 2025 | 420 |", "| 2025 | 419 |"),
    (
        "ligne de tableau",
        "contexte",
        new_row,
        "| 2026 | 431 |\n",
        "| 2026 | 431 |\n| 2027 | 450 |\n",
    ),
    (
        "mot après un renvoi",
        "contexte",
        replacing("Le tableau 1", "hausse", "progression"),
        "une hausse",
        "une progression",
    ),
    (
        "paragraphe ajouté",
        "accompagnement",
        adding_after("Une personne", "Elle a donné son accord."),
        "février.\n",
        "février.\n\nElle a donné son accord.\n",
    ),
    (
        "paragraphe supprimé",
        "accompagnement-contractualisation",
        deleting("Deuxième entretien"),
        "Deuxième entretien.\n\n",
        "",
    ),
    (
        "paragraphe déplacé",
        "accompagnement-contractualisation",
        moving_after("Cinquième entretien", "Premier entretien"),
        f"Premier{_E}\n\nTroisième{_E}\n\nQuatrième{_E}\n\nCinquième{_E}\n",
        f"Premier{_E}\n\nCinquième{_E}\n\nTroisième{_E}\n\nQuatrième{_E}\n",
    ),
    (
        "gras",
        "accompagnement-projet",
        bolding("Elle confirme", "confirme"),
        "Elle confirme son",
        "Elle **confirme** son",
    ),
    (
        "début de section",
        "accompagnement-projet",
        lambda root: at(root, "Elle hésite").addprevious(
            el(
                "w:p",
                deepcopy(at(root, "Elle hésite").find(qn("w:pPr"))),
                run("D’abord, un bilan."),
            )
        ),
        "Elle hésite.",
        "D’abord, un bilan.\n\nElle hésite.",
    ),
    (
        "point de liste ajouté",
        "accompagnement-realisation",
        lambda root: at(root, "relancer").addnext(deepcopy(at(root, "relancer"))),
        "3. relancer\n",
        "3. relancer\n4. relancer\n",
    ),
    (
        "citation",
        "atelier-conception",
        replacing("Je ne sais", "rien faire", "pas quoi dire"),
        "> Je ne sais rien faire.",
        "> Je ne sais pas quoi dire.",
    ),
    (
        "accents et ligatures",
        "atelier-animation",
        replacing("Huit", "participants", "élèves au cœur du sujet"),
        "Huit participants",
        "Huit élèves au cœur du sujet",
    ),
    (
        "phrase réécrite",
        "analyse-pratique",
        replacing("J’ai voulu", "J’ai voulu aller trop vite.", "Je suis allée beaucoup trop vite."),
        "J’ai voulu aller trop vite.",
        "Je suis allée beaucoup trop vite.",
    ),
    (
        "fin du texte",
        "conclusion",
        adding_after("Ce projet", "Merci à ma tutrice."),
        "écouter.\n",
        "écouter.\n\nMerci à ma tutrice.\n",
    ),
]


def expected(name: str) -> str:
    text = SECTIONS[name]
    for _, section, _, old, new in EDITS:
        if section == name:
            assert old in text, old
            text = text.replace(old, new, 1)
    return text


def test_there_are_twenty_edits() -> None:
    assert len(EDITS) == 20


def test_twenty_edits_come_back_exactly(case: Case, tmp_path: Path) -> None:
    case.edit(*(edit for _, _, edit, _, _ in EDITS))
    told = case.back(tmp_path)
    for name in SECTIONS:
        assert case.text(name) == expected(name), name
    assert told.conflits == 0
    assert {line.etat for line in told.lignes} == {"reprise", "inchangee"}
    assert told.avant is not None
    kept = told.avant / "sections" / "contexte.md"
    assert kept.read_text(encoding="utf-8") == SECTIONS["contexte"]
    again = case.back(tmp_path)
    assert again.ecrits == ()
    assert {line.etat for line in again.lignes} == {"deja_la", "inchangee"}


@pytest.mark.libreoffice
def test_the_same_edits_saved_by_libreoffice_come_back_exactly(case: Case, tmp_path: Path) -> None:
    case.edit(*(edit for _, _, edit, _, _ in EDITS))
    resaved(case, tmp_path)
    case.back(tmp_path)
    for name in SECTIONS:
        assert case.text(name) == expected(name), name


@pytest.mark.libreoffice
def test_a_file_saved_in_the_format_of_libreoffice_comes_back_too(
    case: Case, tmp_path: Path
) -> None:
    case.edit(replacing("Ce projet", "appris", "aidée"))
    resaved(case, tmp_path, "odt")
    room = tmp_path / "chambre"
    room.mkdir()
    told = bring_back(
        tmp_path / "libreoffice" / f"{case.docx.stem}.odt", case.folder, ROOTS, room, NOW
    )
    assert case.text("conclusion") == "Ce projet m’a aidée à écouter.\n"
    assert [line.etat for line in told.lignes if line.etat != "inchangee"] == ["reprise"]
    assert told.avis == ()


def resaved(case: Case, tmp_path: Path, kind: str = "docx:MS Word 2007 XML") -> None:
    """The docx as LibreOffice writes it again, in its place when it is one."""
    out = tmp_path / "libreoffice"
    program = shutil.which("soffice") or "soffice"
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to",
         kind, "--outdir", str(out), str(case.docx)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    if kind.startswith("docx"):
        shutil.copy(out / case.docx.name, case.docx)


def test_a_document_that_was_not_changed_changes_nothing(case: Case, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in sorted(case.folder.rglob("*")) if path.is_file()}
    told = case.back(tmp_path)
    assert {line.etat for line in told.lignes} == {"inchangee"}
    after = {path: path.read_bytes() for path in sorted(case.folder.rglob("*")) if path.is_file()}
    assert before == after


def test_changes_of_both_sides_at_different_places_are_merged(case: Case, tmp_path: Path) -> None:
    case.edit(replacing("Premier entretien", "Premier", "Tout premier"))
    mine = case.section("accompagnement-contractualisation")
    mine.write_text(
        case.text(mine.stem).replace("Quatrième entretien.", "Quatrième entretien, à distance."),
        encoding="utf-8",
    )
    told = case.back(tmp_path)
    text = case.text(mine.stem)
    assert "Tout premier entretien." in text
    assert "Quatrième entretien, à distance." in text
    assert [line.etat for line in told.lignes if line.etat != "inchangee"] == ["fusionnee"]


def test_the_same_passage_changed_on_both_sides_is_kept_twice_and_marked(
    case: Case, tmp_path: Path
) -> None:
    case.edit(replacing("Premier entretien", "Premier", "Tout premier"))
    mine = case.section("accompagnement-contractualisation")
    mine.write_text(
        case.text(mine.stem).replace("Premier entretien.", "Premier rendez-vous."), encoding="utf-8"
    )
    told = case.back(tmp_path)
    text = case.text(mine.stem)
    assert "Premier rendez-vous." in text
    assert "Tout premier entretien." in text
    assert told.conflits == 1
    (line,) = [line for line in told.lignes if line.etat == "conflit"]
    assert "accompagnement-contractualisation.md:1" in line.detail
    with pytest.raises(InputsError) as caught:
        load_dossier(case.folder, lambda identifier: load(identifier, ROOTS))
    (problem,) = caught.value.problems
    assert problem.ligne == 1
    assert "deux versions" in problem.message


def test_a_section_deleted_in_word_is_said_and_its_file_kept(case: Case, tmp_path: Path) -> None:
    case.edit(deleting("Concevoir l’atelier"), deleting("Le besoin est né"), deleting("Je ne sais"))
    told = case.back(tmp_path)
    assert case.text("atelier-conception") == SECTIONS["atelier-conception"]
    assert [line.etat for line in told.lignes if line.etat != "inchangee"] == ["supprimee"]


def test_a_heading_deleted_alone_takes_its_text_to_nobody_else(case: Case, tmp_path: Path) -> None:
    case.edit(
        deleting("Préparer et animer l’atelier"),
        replacing("Huit participants", "Huit", "Neuf"),
    )
    told = case.back(tmp_path)
    assert case.text("atelier-conception") == SECTIONS["atelier-conception"]
    assert case.text("atelier-animation").startswith("Neuf participants sont venus.")
    assert "titre_supprime" in {line.etat for line in told.lignes}


def test_a_section_renamed_in_word_bears_its_new_title(case: Case, tmp_path: Path) -> None:
    case.edit(replacing("Conclusion", "Conclusion", "Ce que j’en retiens"))
    told = case.back(tmp_path)
    assert case.text("conclusion").startswith("# Ce que j’en retiens\n")
    assert "renommee" in {line.etat for line in told.lignes}
    loaded = load_dossier(case.folder, lambda identifier: load(identifier, ROOTS))
    assert loaded.dossier.sections[-1].titre == "Ce que j’en retiens"


def test_a_section_moved_in_word_is_said_and_stays_where_the_pack_puts_it(
    case: Case, tmp_path: Path
) -> None:
    def move(root: Element) -> None:
        target = at(root, "Un atelier thématique")
        for start in ("Analyse de ma pratique", "J’ai voulu", "J’ai appris"):
            target.addprevious(at(root, start))

    case.edit(move)
    told = case.back(tmp_path)
    assert case.text("analyse-pratique") == SECTIONS["analyse-pratique"]
    moved = [line.quoi for line in told.lignes if line.etat == "deplacee"]
    assert moved == ["Analyse de ma pratique professionnelle"]


def test_a_new_part_goes_to_the_file_of_things_to_sort(case: Case, tmp_path: Path) -> None:
    def add(root: Element) -> None:
        heading = deepcopy(at(root, "Conclusion"))
        for mark in list(heading.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        next(heading.iter(qn("w:t"))).text = "Remerciements"
        last = at(root, "Ce projet")
        last.addnext(heading)
        heading.addnext(el("w:p", deepcopy(last.find(qn("w:pPr"))), run("Merci à toutes.")))

    case.edit(add)
    told = case.back(tmp_path)
    assert case.text("conclusion") == SECTIONS["conclusion"]
    text = (case.folder / "a-classer.md").read_text(encoding="utf-8")
    assert "## Remerciements\n\nMerci à toutes." in text
    assert "nouvelle" in {line.etat for line in told.lignes}


@pytest.mark.parametrize("before", ["Introduction", "Sommaire"])
def test_a_text_added_before_the_first_part_goes_to_the_file_of_things_to_sort(
    case: Case, tmp_path: Path, before: str
) -> None:
    case.edit(lambda root: at(root, before).addprevious(el("w:p", run("Merci à ma tutrice."))))
    told = case.back(tmp_path)
    text = (case.folder / "a-classer.md").read_text(encoding="utf-8")
    assert "## Écrit hors des parties\n\nMerci à ma tutrice." in text
    assert [line.etat for line in told.lignes if line.etat != "inchangee"] == ["nouvelle"]
    assert case.back(tmp_path).ecrits == ()


def test_comments_stay_in_word_and_it_is_said(case: Case, tmp_path: Path) -> None:
    def commented(author: str) -> Retour:
        noted = with_comments(Package.read(case.docx), [Note((Line("À revoir"),), 4)])
        assert noted is not None
        if author != AUTHOR:
            name = noted.related("comments") or ""
            root = noted.xml(name)
            root[0].set(qn("w:author"), author)
            noted = noted.with_parts({name: serialize_xml(root)})
        case.docx.write_bytes(noted.to_bytes())
        return case.back(tmp_path)

    assert commented(AUTHOR).avis == ()
    (notice,) = commented("La formatrice").avis
    assert "1 commentaire de «\u00a0CCP2 - EXEMPLE Camille.docx\u00a0»" in notice


def test_without_bookmarks_nor_controls_the_headings_serve(case: Case, tmp_path: Path) -> None:
    def strip(root: Element) -> None:
        for mark in list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)

    case.edit(strip, replacing("Ce projet", "appris", "montré comment"))
    case.back(tmp_path)
    assert case.text("conclusion") == "Ce projet m’a montré comment à écouter.\n"
    assert case.text("atelier-animation") == SECTIONS["atelier-animation"]


def test_an_annex_and_the_cover_changed_in_word(case: Case, tmp_path: Path) -> None:
    case.edit(
        replacing("Article 2", "Article 2", "Article deux"),
        replacing("Reprendre la main", "la main", "le fil"),
    )
    told = case.back(tmp_path)
    text = (case.folder / "annexes" / "contrat.md").read_text(encoding="utf-8")
    assert text == "Article 1.\n\nArticle deux.\n"
    (cover,) = [line for line in told.lignes if line.etat == "non_reprise"]
    assert "Reprendre le fil" in cover.detail
    assert "titre: Reprendre la main" in (case.folder / "dossier.yaml").read_text(encoding="utf-8")


def test_a_dossier_without_annexes_comes_back_too(case: Case, tmp_path: Path) -> None:
    shutil.rmtree(case.folder / "annexes")
    declared = case.folder / "dossier.yaml"
    kept = declared.read_text(encoding="utf-8").partition("annexes:")[0]
    declared.write_text(kept, encoding="utf-8")
    case.section("contexte").write_text("La structure accueille 420 jeunes.\n", encoding="utf-8")
    case = generated(case.folder)
    case.edit(replacing("La structure", "420 jeunes", "500 jeunes"))
    case.back(tmp_path)
    assert case.text("contexte") == "La structure accueille 500 jeunes.\n"


def test_the_title_of_an_annex_and_an_accent_put_right_are_told(case: Case, tmp_path: Path) -> None:
    case.edit(
        replacing("Annexe 1", "Contrat anonymisé", "Contrat de travail"),
        replacing("Reprendre la main", "la main", "la Main"),
    )
    told = case.back(tmp_path)
    assert {line.quoi: line.detail for line in told.lignes if line.etat == "non_reprise"} == {
        "Titre de l’annexe 1": "«\u00a0Contrat anonymisé\u00a0» devient «\u00a0Contrat de "
        "travail\u00a0»\u00a0: à reporter dans dossier.yaml",
        "Titre du projet": "«\u00a0Reprendre la main\u00a0» devient «\u00a0Reprendre la "
        "Main\u00a0»\u00a0: à reporter dans dossier.yaml",
    }
    assert told.ecrits == ()


@pytest.fixture
def form(tmp_path: Path) -> Case:
    """A DPP, and the form that was generated from it."""
    folder = tmp_path / "dpp"
    (folder / "exemples").mkdir(parents=True)
    (tmp_path / "candidat.yaml").write_text(
        "nom_naissance: Exemple\nprenom: Camille\nadresse: 1 rue des Modèles\nvoie: formation\n",
        encoding="utf-8",
    )
    (folder / "dossier.yaml").write_text(
        "modele: cip/dpp\ndate: 2027-02-26\n"
        "diplomes:\n  - {intitule: CAP Exemple, organisme: Académie fictive, date: 2014-07-04}\n"
        "declaration: {lieu: Valfictive, date: 2027-02-26}\ndocuments: [Une grille]\n",
        encoding="utf-8",
    )
    (folder / "exemples" / "at1-1.md").write_text(
        "---\nintitule: Accueillir\nentreprise: Mission locale\nservice: Pôle accueil\n"
        "periode: {debut: 2026-10-05, fin: 2026-10-23}\n---\n# Tâches et conditions\nJ’ai reçu.\n",
        encoding="utf-8",
    )
    loaded = load_dossier(folder, lambda identifier: load(identifier, ROOTS))
    made = render(loaded.dossier, loaded.modele)
    docx = tmp_path / "DPP - EXEMPLE Camille.docx"
    docx.write_bytes(keep_generation(folder, loaded.dossier, loaded.modele, made.content))
    return Case(folder, docx)


@pytest.mark.parametrize(
    ("old", "new", "quoi", "fichier"),
    [
        ("Accueillir", "Écouter", "Exemple 1-1, intitulé", "exemples/at1-1.md"),
        ("Mission locale", "Association", "Exemple 1-1, entreprise", "exemples/at1-1.md"),
        ("Pôle accueil", "Pôle emploi", "Exemple 1-1, service", "exemples/at1-1.md"),
        ("23/10/2026", "30/10/2026", "Exemple 1-1, période", "exemples/at1-1.md"),
        ("CAP Exemple", "BEP Exemple", "Titres, diplômes", "dossier.yaml"),
        ("Une grille", "Une affiche", "Documents", "dossier.yaml"),
        ("Valfictive", "Autreville", "Déclaration", "dossier.yaml"),
        ("1 rue des Modèles", "2 rue des Modèles", "Adresse", "candidat.yaml"),
    ],
)
def test_a_field_of_the_form_changed_in_word_is_told_and_where_to_carry_it(
    form: Case, tmp_path: Path, old: str, new: str, quoi: str, fichier: str
) -> None:
    def edit(root: Element) -> None:
        held = [t for t in root.iter(qn("w:t")) if old in (t.text or "")]
        held[-1].text = held[-1].text.replace(old, new)

    form.edit(edit)
    told = form.back(tmp_path)
    (line,) = [line for line in told.lignes if line.etat == "non_reprise"]
    assert line.quoi.startswith(quoi)
    assert new in line.detail or (new == "30/10/2026" and "au 30" in line.detail)
    assert line.fichier == fichier


def test_a_text_outside_the_boxes_of_the_form_goes_to_the_file_of_things_to_sort(
    form: Case, tmp_path: Path
) -> None:
    def edit(root: Element) -> None:
        told = next(p for p in root.iter(qn("w:p")) if text_of(p).startswith("Je soussigné"))
        told.addprevious(el("w:p", run("Un mot pour mon jury.")))

    form.edit(edit)
    form.back(tmp_path)
    text = (form.folder / "a-classer.md").read_text(encoding="utf-8")
    assert "Un mot pour mon jury." in text


def test_a_period_of_the_form_that_is_none_is_said(form: Case, tmp_path: Path) -> None:
    def edit(root: Element) -> None:
        next(t for t in root.iter(qn("w:t")) if t.text == "23/10/2026").text = "32/13/2026"

    form.edit(edit)
    assert any("n’est pas une période" in notice for notice in form.back(tmp_path).avis)


def test_a_new_footnote_gets_a_name_of_its_own(case: Case, tmp_path: Path) -> None:
    package = Package.read(case.docx)
    notes = package.related("footnotes")
    assert notes is not None
    part = package.xml(notes)
    part.append(el("w:footnote", el("w:p", run("Une autre note.")), id=77))
    case.docx.write_bytes(package.with_parts({notes: serialize_xml(part)}).to_bytes())

    def call(root: Element) -> None:
        at(root, "Je commence").append(el("w:r", el("w:footnoteReference", id=77)))

    case.edit(call)
    case.back(tmp_path)
    text = case.text("introduction")
    assert text.startswith("Je commence.[^word1]\n")
    assert "(Mission locale)[^loi]." in text
    assert "[^loi]: Loi du 18 décembre 2023.\n" in text
    assert "[^word1]: Une autre note." in text


def test_windows_line_ends_stay(case: Case, tmp_path: Path) -> None:
    path = case.section("conclusion")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    case.edit(adding_after("Ce projet", "Merci."))
    case.back(tmp_path)
    assert path.read_bytes() == "Ce projet m’a appris à écouter.\r\n\r\nMerci.\r\n".encode()


def test_when_the_generation_is_no_longer_kept_word_wins_and_it_is_said(
    case: Case, tmp_path: Path
) -> None:
    shutil.rmtree(case.folder / "rendu")
    case.edit(replacing("Ce projet", "appris", "aidée"))
    told = case.back(tmp_path)
    assert case.text("conclusion") == "Ce projet m’a aidée à écouter.\n"
    assert "plus gardée" in told.avis[0]


def test_the_docx_of_another_kind_is_refused(case: Case, tmp_path: Path) -> None:
    (case.folder / "dossier.yaml").write_text(
        "modele: cip/ccp3\ntitre: Autre\nstructure: Mission locale\ndate: 2027-02-22\n",
        encoding="utf-8",
    )
    shutil.rmtree(case.folder / "sections")
    with pytest.raises(UsageError, match="CCP2"):
        case.back(tmp_path)
