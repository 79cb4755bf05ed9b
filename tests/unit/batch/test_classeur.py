"""The workbook goes both ways, and nothing that a trainer typed in it is ever lost."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dossier_builder.batch.classeur import read_workbook, write_workbook
from dossier_builder.batch.cohort import with_cohort
from dossier_builder.batch.cohort_inputs import CohortInputs, merged
from dossier_builder.batch.decisions import read_decision
from dossier_builder.domain.cohorte import Passage
from dossier_builder.domain.report import Report
from dossier_builder.errors import CannotWriteError, InputsError
from dossier_builder.report.xlsx import workbook

from .promotions import NOW, Promo, document, failed, passed

RULES = ("PAG001", "SEC001", "pages-hors-annexes")
Edit = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def promo(tmp_path: Path) -> Promo:
    made = Promo(tmp_path)
    made.add("a.docx", "ccp2", "EXEMPLE Camille", outcomes=(failed(), passed()))
    made.add("b.pdf", "dpp", "EXEMPLE Camille").add("c.pdf", "ccp2", "MODÈLE Sacha")
    return made.add("scan.pdf", "ccp3").add("abîmé.docx", None)


class Runs:
    """One run after the other over the same promotion and the same workbook."""

    def __init__(self, promo: Promo, inputs: CohortInputs = CohortInputs()) -> None:  # noqa: B008 - frozen
        self.promo = promo
        self.inputs = inputs
        self.path = promo.root.parent / "promo.xlsx"

    def __call__(self) -> Report:
        before = read_workbook(self.path, regles=RULES, others=self.inputs)
        report, intake = self.promo.report()
        made = with_cohort(report, intake, merged(self.inputs, before.inputs), NOW)
        assert write_workbook(made, before, NOW)[0] == self.path
        return made

    def edit(self, change: Edit) -> None:
        book = openpyxl.load_workbook(self.path)
        change(book)
        book.save(self.path)

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        return rows(openpyxl.load_workbook(self.path)[sheet])

    def type(self, sheet: str, key: str, title: str, text: Any) -> None:
        """Type in the row that holds `key`, under that title (made when it is not there)."""

        def change(book: openpyxl.Workbook) -> None:
            cell_of(book[sheet], key, title).value = text

        self.edit(change)


@pytest.fixture
def runs(promo: Promo) -> Runs:
    return Runs(promo)


def rows(sheet: Any) -> list[dict[str, Any]]:
    titles, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, line, strict=True)) for line in lines]


def cell_of(sheet: Any, key: str, title: str) -> Any:
    titles = [cell.value for cell in sheet[1]]
    if title not in titles:
        titles.append(title)
        sheet.cell(1, len(titles)).value = title
    for line in range(2, sheet.max_row + 1):
        if any(str(cell.value or "").endswith(key) for cell in sheet[line]):
            return sheet.cell(line, titles.index(title) + 1)
    raise AssertionError(key)


def people(report: Report) -> dict[str, list[str]]:
    assert report.cohorte
    return {
        b.apprenant.affiche: [Path(report.documents[p.document].fichier).name for p in b.pieces]
        for b in report.cohorte.bilans
    }


def test_the_sheets_say_what_was_found(runs: Runs) -> None:
    runs()
    camille, sacha = runs.rows("Promotion")
    assert (camille["Nom"], camille["Prénom"]) == ("EXEMPLE", "Camille")
    assert (camille["DPP"], camille["CCP2"], camille["CCP3"]) == (
        "conforme", "à corriger", "manquant",
    )  # fmt: skip
    assert camille["CCP2 pages"] == 18
    assert camille["Message à envoyer"].startswith("Bonjour Camille,")
    assert "CCP3" in camille["Message à envoyer"]
    assert sacha["CCP2"] == "conforme"
    documents = {Path(row["Fichier"]).name: row for row in runs.rows("Documents")}
    assert documents["scan.pdf"]["À attribuer"] == "à attribuer"
    assert documents["a.docx"]["Version retenue"] == "oui"
    assert documents["abîmé.docx"]["Verdict"] == "illisible"
    constats = [row for row in runs.rows("Constats") if row["Code"] == "PAG001"]
    assert constats[0]["Page"] == 23
    assert {(row["Apprenant"], row["Dossier"]) for row in runs.rows("Manquants")} == {
        ("EXEMPLE Camille", "CCP3"), ("MODÈLE Sacha", "DPP"), ("MODÈLE Sacha", "CCP3"),
    }  # fmt: skip


def test_a_file_given_to_a_learner_stays_hers(runs: Runs) -> None:
    runs()
    runs.type("Documents", "scan.pdf", "Attribué à", "modele sacha")
    assert people(runs())["MODÈLE Sacha"] == ["c.pdf", "scan.pdf"]
    assert people(runs())["MODÈLE Sacha"] == ["c.pdf", "scan.pdf"]


def test_the_name_of_a_row_may_be_typed_over(runs: Runs) -> None:
    runs()
    runs.type("Documents", "c.pdf", "Apprenant", "EXEMPLE Camille")
    for _ in range(3):
        assert "MODÈLE Sacha" not in people(runs())
    found = {Path(r["Fichier"]).name: r for r in runs.rows("Documents")}
    assert found["c.pdf"]["Attribué à"] == "EXEMPLE Camille"
    assert found["c.pdf"]["Apprenant"] == "EXEMPLE Camille"


def test_a_new_name_makes_a_learner(runs: Runs) -> None:
    runs()
    runs.type("Documents", "scan.pdf", "Attribué à", "NOUVEAU Lou")
    assert people(runs())["NOUVEAU Lou"] == ["scan.pdf"]


def test_path_and_aim_are_hers_run_after_run(runs: Runs) -> None:
    runs()
    runs.type("Promotion", "modele-sacha", "Visé", "CCP2")
    runs.type("Promotion", "modele-sacha", "Voie", "VAE")
    for _ in range(2):
        report = runs()
        assert report.cohorte
        sacha = report.cohorte.bilans[1]
        assert (sacha.apprenant.vise, sacha.apprenant.voie) == (("CCP2",), "vae")
        assert sacha.manquants == ("cip/dpp",)
        assert sacha.sans_objet == ("cip/ccp3",)


def test_a_misspelt_name_is_corrected_once_for_all(runs: Runs) -> None:
    runs.promo.add("d.pdf", "ccp2", "MODELLE Charlie")
    runs()
    runs.type("Promotion", "modelle-charlie", "Nom", "MODÈLE")
    for _ in range(2):
        assert people(runs())["MODÈLE Charlie"] == ["d.pdf"]


def test_a_learner_who_sent_nothing_may_be_added(runs: Runs) -> None:
    runs()
    runs.edit(lambda book: book["Promotion"].append(["ABSENT", "Lou", "formation", "titre"]))
    for _ in range(2):
        report = runs()
        assert report.cohorte
        lou = report.cohorte.bilans[0]
        assert (lou.apprenant.affiche, len(lou.manquants)) == ("ABSENT Lou", 3)
    assert len([row for row in runs.rows("Promotion") if row["Nom"] == "ABSENT"]) == 1


@pytest.mark.parametrize(
    ("sheet", "key"), [("Documents", "a.docx"), ("Promotion", "exemple-camille")]
)
def test_an_exemption_typed_in_a_cell(runs: Runs, sheet: str, key: str) -> None:
    assert runs().documents[0].verdict == "non_conforme"
    text = "dispense PAG001 jusqu’au 31/12/2026 (M. Formateur) : raison privée"
    runs.type(sheet, key, "Décision du formateur", text)
    report = runs()
    rank = [Path(d.fichier).name for d in report.documents].index("a.docx")
    assert report.documents[rank].verdict == "conforme"
    assert "privée" not in str(report)
    (told,) = [row for row in runs.rows("Constats") if row["Code"] == "PAG001"]
    assert told["Dérogation"] == "M. Formateur, jusqu’au 31/12/2026"
    assert any(row["Décision du formateur"] == text for row in runs.rows(sheet))


def test_the_exemption_of_a_file_that_was_replaced_goes_to_its_learner(runs: Runs) -> None:
    runs()
    runs.type(
        "Documents",
        "a.docx",
        "Décision du formateur",
        "dispense PAG001 jusqu’au 31/12/2026 (Mme F.)",
    )
    runs()
    (runs.promo.root / "a.docx").rename(runs.promo.root / "a v2.docx")
    runs.promo.kinds[runs.promo.name("a v2.docx")] = ("ccp2", "EXEMPLE Camille", (failed(),))
    for _ in range(2):
        report = runs()
        rank = [Path(d.fichier).name for d in report.documents].index("a v2.docx")
        assert report.documents[rank].verdict == "conforme"
    (camille,) = [row for row in runs.rows("Promotion") if row["Nom"] == "EXEMPLE"]
    assert camille["Décision du formateur"] == (
        "dispense PAG001 pour CCP2 jusqu’au 31/12/2026 (Mme F.)"
    )


def test_which_version_counts_may_be_decided(runs: Runs) -> None:
    runs.promo.add("c v2.pdf", "ccp2", "MODÈLE Sacha", when="2026-11-21")
    assert people(runs())["MODÈLE Sacha"] == ["c v2.pdf"]
    runs.type("Documents", "c.pdf", "Décision du formateur", "retenir")
    assert people(runs())["MODÈLE Sacha"] == ["c.pdf"]
    runs.type("Documents", "c.pdf", "Décision du formateur", "écarter")
    assert people(runs())["MODÈLE Sacha"] == ["c v2.pdf"]


def test_her_columns_sheets_formulas_and_notes_survive(runs: Runs) -> None:
    runs()

    def change(book: openpyxl.Workbook) -> None:
        cell_of(book["Promotion"], "modele-sacha", "Courriel").value = "sacha@exemple.fr"
        cell_of(book["Promotion"], "modele-sacha", "Double").value = "=F3*2"
        cell_of(book["Promotion"], "modele-sacha", "Vos notes").value = "appeler"
        cell_of(book["Constats"], "Ôtez 2 pages.", "Fait").value = "oui"
        cell_of(book["Documents"], "b.pdf", "Verdict").value = "je ne suis pas d’accord"
        book.create_sheet("Mon planning")["B2"] = "lundi"

    runs.edit(change)
    runs.promo.add("z.pdf", "ccp2", "AUTRE Lou")  # one row more, above: the formula follows
    runs()
    runs()
    sacha = next(row for row in runs.rows("Promotion") if row["Nom"] == "MODÈLE")
    assert (sacha["Courriel"], sacha["Double"], sacha["Vos notes"]) == (
        "sacha@exemple.fr", "=F4*2", "appeler",
    )  # fmt: skip
    assert [row["Fait"] for row in runs.rows("Constats") if row["Code"] == "PAG001"] == ["oui"]
    book = openpyxl.load_workbook(runs.path)
    assert book["Mon planning"]["B2"].value == "lundi"
    kept = rows(book["Conservé"])
    assert [row["Votre texte"] for row in kept] == ["je ne suis pas d’accord"]


def test_notes_on_a_file_that_is_gone_are_kept(runs: Runs) -> None:
    runs()
    runs.type("Documents", "scan.pdf", "Vos notes", "reçu par courrier")
    (runs.promo.root / "scan.pdf").unlink()
    runs()
    runs()
    (kept,) = runs.rows("Conservé")
    assert (kept["Feuille"], kept["Votre texte"]) == ("Documents", "reçu par courrier")


def test_a_message_that_she_rewrote_stays(runs: Runs) -> None:
    runs()
    runs.type("Promotion", "modele-sacha", "Message à envoyer", "Bravo !")
    runs()
    runs()
    assert runs.rows("Promotion")[1]["Message à envoyer"] == "Bravo !"


def test_columns_may_be_moved_and_rows_sorted(runs: Runs) -> None:
    runs()

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Documents"]
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        sheet.delete_rows(1, sheet.max_row)
        title, *others = [line[::-1] for line in lines]
        others.sort(key=str)
        for line in [["ma liste"], title, *others]:
            sheet.append(line)
        cell = next(c for c in sheet[2] if c.value == "Attribué à")
        place = next(
            n for n, line in enumerate(others, 3) if any("scan.pdf" in str(v) for v in line)
        )
        sheet.cell(place, cell.column).value = "MODÈLE Sacha"

    runs.edit(change)
    assert people(runs())["MODÈLE Sacha"] == ["c.pdf", "scan.pdf"]


@pytest.mark.parametrize(
    ("sheet", "key", "title", "text", "words"),
    [
        ("Documents", "scan.pdf", "Attribué à", "Personne", "ne désigne aucun apprenant"),
        ("Documents", "scan.pdf", "Décision du formateur", "ok pour moi", "pas une décision"),
        ("Documents", "a.docx", "Décision du formateur", "dispense PAG001", "la date de fin"),
        ("Documents", "a.docx", "Décision du formateur",
         "dispense PAG0001 jusqu’au 31/12/2026 (M. F.)", "PAG0001"),
        ("Documents", "a.docx", "Décision du formateur",
         "dispense PAG001 jusqu’au 31/02/2026 (M. F.)", "pas une date"),
        ("Documents", "a.docx", "Décision du formateur",
         "dispense PAG001 jusqu’au 31/12/2026", "qui accorde"),
        ("Promotion", "modele-sacha", "Voie", "distance", "pas une voie"),
        ("Promotion", "modele-sacha", "Visé", "tout", "ce qui est présenté"),
        ("Promotion", "modele-sacha", "Décision du formateur", "retenir", "d’un fichier"),
    ],
)  # fmt: skip
def test_a_slip_is_told_by_its_cell(
    runs: Runs, sheet: str, key: str, title: str, text: str, words: str
) -> None:
    runs()
    runs.type(sheet, key, title, text)
    where = cell_of(openpyxl.load_workbook(runs.path)[sheet], key, title).coordinate
    with pytest.raises(InputsError) as caught:
        runs()
    (problem,) = caught.value.problems
    assert problem.fichier == f"{runs.path} › {sheet} › {where}"
    assert words in problem.message.replace("\u00a0", " ")
    assert problem.aide


def test_a_file_that_is_no_workbook_is_left_alone(runs: Runs) -> None:
    runs.path.write_bytes(b"pas un classeur")
    with pytest.raises(InputsError):
        runs()
    assert runs.path.read_bytes() == b"pas un classeur"


@pytest.mark.parametrize("mark", ["~$promo.xlsx", ".~lock.promo.xlsx#"])
def test_a_workbook_that_is_open_is_left_alone_and_the_new_one_beside(
    runs: Runs, mark: str
) -> None:
    runs()
    (runs.path.parent / mark).touch()
    before = runs.path.read_bytes()
    with pytest.raises(CannotWriteError) as caught:
        runs()
    assert runs.path.read_bytes() == before
    beside = runs.path.with_name("promo (du 2026-11-23 21h40).xlsx")
    assert beside.name in caught.value.message
    assert openpyxl.load_workbook(beside)["Promotion"].max_row == 3


def test_nothing_from_a_document_is_a_formula(promo: Promo) -> None:
    promo.add("=cmd|' /C calc'!A0.docx", "ccp2", "=1+1 @SUM(A1)").add("-1.pdf", "dpp", "+33 Lou")
    promo.add("\x07cloche\u202e.pdf", "ccp2", "EXEMPLE Camille")
    runs = Runs(promo)
    runs()
    book = openpyxl.load_workbook(runs.path)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    risky = [
        c for c in cells if isinstance(c.value, str) and c.value.startswith(("=", "+", "-", "@"))
    ]
    assert all(cell.quotePrefix for cell in risky)
    assert not any("\u202e" in str(cell.value) for cell in cells)


def test_filters_frozen_titles_and_print_titles(runs: Runs) -> None:
    runs()
    book = openpyxl.load_workbook(runs.path)
    for name, freeze in (("Promotion", "C2"), ("Documents", "B2"), ("Constats", "B2")):
        assert book[name].freeze_panes == freeze
        assert book[name].auto_filter.ref.startswith("A1:")
        assert book[name].print_title_rows == "$1:$1"
    assert book["_dossier"].sheet_state == "hidden"
    assert book["Promotion"].conditional_formatting


def test_a_lot_without_promotion_has_a_workbook_too() -> None:
    report = Report("1", NOW, (document("a.docx", outcomes=(failed(),)), document("b", None)))
    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
    assert book.sheetnames == ["Documents", "Constats", "Lisez-moi", "_dossier"]
    assert [row["Verdict"] for row in rows(book["Documents"])] == ["à corriger", "illisible"]


def test_what_learners_share_is_in_the_workbook_only(promo: Promo) -> None:
    report, intake = promo.report()
    made = with_cohort(report, intake, CohortInputs(), NOW)
    assert made.cohorte
    passage = Passage(1, 4, 3, 6, 31, "Le texte de l’un.", "Le texte de l’autre.")
    made = replace(made, cohorte=replace(made.cohorte, passages=(passage,)))
    (row,) = rows(openpyxl.load_workbook(io.BytesIO(workbook(made)))["Ressemblances"])
    assert (row["Page A"], row["Page B"], row["Mots communs"]) == (4, 6, 31)
    assert (row["Passage A"], row["Passage B"]) == ("Le texte de l’un.", "Le texte de l’autre.")


@pytest.mark.parametrize(
    ("text", "fin", "rules", "genre"),
    [
        ("dispense PAG001 jusqu'au 31/12/2026 (M. F.)", dt.date(2026, 12, 31), ("PAG001",), ""),
        ("Dispense de PAG001, SEC001 jusqu’au 1er janvier 2027 (M. F.)", dt.date(2027, 1, 1),
         ("PAG001", "SEC001"), ""),
        ("dérogation pag001 et sec001 pour CCP2 jusqu’au 31-12-26 (M. F.) : raison",
         dt.date(2026, 12, 31), ("PAG001", "SEC001"), "CCP2"),
        ("dispense pages-hors-annexes jusqu’au 2026-12-31 (M. F.)", dt.date(2026, 12, 31),
         ("pages-hors-annexes",), ""),
    ],
)  # fmt: skip
def test_ways_to_write_an_exemption(
    text: str, fin: dt.date, rules: tuple[str, ...], genre: str
) -> None:
    (one,) = read_decision(text, RULES).dispenses
    assert (one.regles, one.fin, one.genre, one.auteur) == (rules, fin, genre, "M. F.")
