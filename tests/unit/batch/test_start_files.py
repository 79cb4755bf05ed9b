"""The start files of a promotion: the list read, one folder a learner, nothing replaced."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from dossier_builder.batch.start_files import make_start_files
from dossier_builder.batch.start_list import read_list
from dossier_builder.errors import InputsError
from dossier_builder.ooxml import Package, custom_properties
from dossier_builder.pipeline.modeles import pack_roots
from dossier_builder.report.xlsx_past import read_past

ROOTS = pack_roots(None)
CCPS = ("ccp1", "ccp2", "ccp3")


def workbook(path: Path, *rows: tuple[object, ...], sheet: str = "Feuille") -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def problems(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputsError) as caught:
        read_list(path, CCPS)
    return [(p.place, p.message.replace("\u00a0", " ")) for p in caught.value.problems]


def test_each_learner_has_the_dossiers_that_they_present(tmp_path: Path) -> None:
    listed = workbook(
        tmp_path / "liste.xlsx",
        ("Promotion de démonstration",),
        ("Prénom", "NOM", "Voie d’accès", "Visé", "Session"),
        ("Camille", "Exemple", "formation", "titre", dt.datetime(2027, 3, 15)),  # noqa: DTZ001 - as Excel holds it
        ("Sacha", "Modèle", "VAE", "CCP2", None),
    )
    made = make_start_files(listed, tmp_path / "promo", ROOTS, tmp_path)
    names = sorted(path.relative_to(tmp_path / "promo").as_posix() for path in made.written)
    assert names == [
        "EXEMPLE Camille/CCP2 - EXEMPLE Camille.docx",
        "EXEMPLE Camille/CCP3 - EXEMPLE Camille.docx",
        "EXEMPLE Camille/DPP - EXEMPLE Camille.docx",
        "MODÈLE Sacha/CCP2 - MODÈLE Sacha.docx",
        "MODÈLE Sacha/DPP - MODÈLE Sacha.docx",
    ]
    said = custom_properties(Package.read(tmp_path / "promo" / names[3]))
    assert (said["dossier.voie"], said["dossier.vise"]) == ("vae", "ccp2")
    before = {path: path.read_bytes() for path in made.written}
    again = make_start_files(listed, tmp_path / "promo", ROOTS, tmp_path)
    assert again.written == ()
    assert len(again.kept) == 5
    assert {path: path.read_bytes() for path in made.written} == before


def test_what_is_wrong_is_told_by_its_cell_and_nothing_is_written(tmp_path: Path) -> None:
    listed = workbook(
        tmp_path / "liste.xlsx",
        ("Nom", "Prénom", "Voie", "Visé", "Session"),
        ("Exemple", "Camille", "stage", "CCP9", "un jour"),
        ("EXEMPLE", "camille", "", "", ""),
        ("Seul", "", "", "", ""),
    )
    told = problems(listed)
    cells = [place.rsplit(" › ", 1)[1] for place, _ in told]
    assert cells == ["C2", "D2", "E2", "A3", "A4"]
    assert "déjà dans la liste" in told[3][1]
    with pytest.raises(InputsError):
        make_start_files(listed, tmp_path / "promo", ROOTS, tmp_path)
    assert not (tmp_path / "promo").exists()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_of_excel_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Nom et prénom;Visé\nMODÈLE Sacha;CCP2, CCP3\n\n", encoding=encoding)
    (one,) = read_list(path, CCPS)
    assert (one.nom, one.prenom, one.vise) == ("MODÈLE", "Sacha", ("ccp2", "ccp3"))


def test_two_learners_of_one_folder_are_told(tmp_path: Path) -> None:
    """A folder takes no « / »: the second of them would be left without a file."""
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Prénom\nMartin;Jean Paul\nMartin;Jean/Paul\n", encoding="utf-8")
    ((_, message),) = problems(path)
    assert "déjà dans la liste" in message


def test_a_quote_that_is_never_closed_is_said(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text('Nom;Prénom\n"Exemple;Camille\n' + "Modèle;Sacha\n" * 20_000, encoding="utf-8")
    ((_, message),) = problems(path)
    assert message == "une case de cette liste n’en finit pas"


def test_nobody_of_a_long_list_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    rows = "".join(f"Exemple {n};Camille\n" for n in range(2_500))
    path.write_text(f"Nom;Prénom\n{rows}", encoding="utf-8")
    assert len(read_list(path, CCPS)) == 2_500


def test_a_list_without_its_columns_says_what_it_saw(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Élève;Groupe\nX;1\n", encoding="utf-8")
    ((_, message),) = problems(path)
    assert "« Nom » et « Prénom » sont introuvables" in message
    assert "« Élève », « Groupe »" in message


def test_a_file_that_is_no_workbook_is_said(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(b"PK rien")
    ((_, message),) = problems(path)
    assert "pas un classeur" in message


def test_a_workbook_whose_data_are_wrong_is_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "liste.xlsx", ("Nom", "Prénom"), ("EXEMPLE", "Camille"))
    data = bytearray(path.read_bytes())
    name = b"xl/worksheets/sheet1.xml"
    start = data.index(name) + len(name)
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(data)
    ((_, message),) = problems(path)
    assert "pas un classeur" in message
    with pytest.raises(InputsError):
        read_past(bytes(data), "liste.xlsx")
