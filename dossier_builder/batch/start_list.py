"""The list of a promotion that a trainer keeps (.xlsx, .csv) → the learners to make files for.

Any table that has a row of titles with the name and the first name, the workbook of `verifier`
included. Every problem of the list is told at once, by its cell.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier_builder.batch.cohort_inputs import VOIES, vise_of, voie_of
from dossier_builder.domain.damage import ZIP_ERRORS
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.errors import InputProblem, InputsError, UnreadableError
from dossier_builder.facts.dates import days
from dossier_builder.ooxml.gate import open_archive
from dossier_builder.pipeline.build import person_name
from dossier_builder.pipeline.start_file import Known
from dossier_builder.report import xlsx_columns as x
from dossier_builder.report.xlsx_past import text_of
from dossier_builder.rules.nom import split_name
from dossier_builder.values import frozen

_TITLES_WITHIN = 10
_MOST_ROWS = 2_000
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "nom": ("nom", "noms", "nom de naissance", "nom de famille"),
    "prenom": ("prenom", "prenoms"),
    "nom_prenom": ("nom prenom", "nom et prenom", "apprenant", "stagiaire", "candidat"),
    "voie": ("voie", "voie d'acces", "modalite", "modalite d'acces"),
    "vise": ("vise", "visee", "ccp", "ccp vises", "ccp presentes", "presente"),
    "session": ("session", "date de session", "date de la session", "date d'examen"),
    "lieu": ("lieu", "lieu de session", "lieu de la session"),
    "centre": ("centre", "centre de formation", "organisme", "organisme de formation"),
    "ville": ("ville", "ville du centre"),
}
_TITLE = {word: name for name, words in _COLUMNS.items() for word in words}
_EXAMPLE = "Exemple : Nom ; Prénom ; Voie ; Visé ; Session."


@frozen
class _Cell:
    """A cell that holds something, and how to tell somebody where it is."""

    value: Any
    place: str
    line: int | None = None
    column: int | None = None

    @property
    def text(self) -> str:
        return " ".join(text_of(self.value).split())


_Row = Mapping[str, _Cell]


def read_list(path: Path, ccps: Sequence[str]) -> tuple[Known, ...]:
    """The learners of the list; `ccps` are those of the title (`ccp1`…).

    Raises InputsError: it cannot be read, no title row, somebody twice, a value that is none.
    """
    rows = _rows_of_csv(path) if path.suffix.lower() in {".csv", ".txt"} else _rows_of_xlsx(path)
    reading = _Reading(path, tuple(ccps), [])
    found = [reading.learner(row) for row in rows]
    learners = [one for one in found if one is not None]
    if not learners and not reading.problems:
        reading.problems.append(
            InputProblem(str(path), None, None, "la liste ne nomme personne", _EXAMPLE)
        )
    if reading.problems:
        count = pluriel(len(reading.problems), "problème")
        raise InputsError(
            insecable(f"{path} : {count} à corriger"),
            tuple(reading.problems),
            "Corrigez, enregistrez, fermez la liste, puis relancez : rien n’a été écrit.",
        )
    return tuple(learners)


@dataclass(slots=True)
class _Reading:
    """One list being read; who was met so far, with the place of the row."""

    path: Path
    ccps: tuple[str, ...]
    problems: list[InputProblem]
    met: dict[str, str] = field(default_factory=dict)

    def learner(self, row: _Row) -> Known | None:
        """The learner of a row; None for an empty one, or with its problems noted."""
        nom, prenom = self._name(row)
        if not nom and not prenom:
            return None
        at = row.get("nom") or row.get("nom_prenom") or row["prenom"]
        if not nom or not prenom:
            what = "le prénom" if nom else "le nom"
            self._wrong(at, f"{what} manque pour « {nom or prenom} »", "Complétez cette ligne.")
            return None
        learner = Known(
            nom=nom,
            prenom=prenom,
            voie=self._voie(row),
            vise=self._vise(row),
            session=self._session(row),
            lieu=_text(row, "lieu"),
            centre=_text(row, "centre"),
            ville=_text(row, "ville"),
        )
        self._once(at, learner)
        return learner

    def _name(self, row: _Row) -> tuple[str, str]:
        nom, prenom = _text(row, "nom"), _text(row, "prenom")
        whole = row.get("nom_prenom")
        if whole is None or nom or prenom:
            return nom, prenom
        parts = split_name(whole.text, surname_first=True)
        return (parts.nom, parts.prenom) if parts else (whole.text, "")

    def _once(self, at: _Cell, learner: Known) -> None:
        """Two learners of one folder are told: the second would have no file of their own."""
        who = folded(person_name(learner.candidat()))
        before = self.met.setdefault(who, at.place)
        if before != at.place:
            self._wrong(
                at,
                f"« {learner.nom} {learner.prenom} » est déjà dans la liste ({before})",
                "Supprimez une des lignes, ou distinguez les homonymes par un deuxième prénom.",
            )

    def _voie(self, row: _Row) -> Any:
        text = _text(row, "voie")
        found = voie_of(text) if text else VOIES[0]
        if found is None:
            self._wrong(
                row["voie"], f"« {text} » n’est pas une voie", f"Écrivez {', '.join(VOIES)}."
            )
        return found or VOIES[0]

    def _vise(self, row: _Row) -> Any:
        text = _text(row, "vise")
        parts = text.replace(";", ",").replace("+", ",").replace("/", ",").replace(" et ", ",")
        found = [one.lower() for one in vise_of(part for part in parts.split(",") if part.strip())]
        if not found or found == ["titre"]:
            return "titre"
        if any(one not in self.ccps for one in found):
            self._wrong(
                row["vise"],
                f"« {text} » ne dit pas ce qui est présenté",
                f"Écrivez titre, ou des CCP : {', '.join(c.upper() for c in self.ccps)}.",
            )
        return tuple(found)

    def _session(self, row: _Row) -> dt.date | None:
        cell = row.get("session")
        if cell is None or not cell.text:
            return None
        if isinstance(cell.value, dt.datetime):
            return cell.value.date()
        if isinstance(cell.value, dt.date):
            return cell.value
        found = days(cell.text)
        if len(found) != 1:
            self._wrong(cell, f"« {cell.text} » n’est pas une date", "Exemple : 15/03/2027.")
            return None
        return found[0]

    def _wrong(self, cell: _Cell, message: str, aide: str) -> None:
        place = cell.place if cell.line is None else str(self.path)
        self.problems.append(
            InputProblem(place, cell.line, cell.column, insecable(message), insecable(aide))
        )


def _text(row: _Row, name: str) -> str:
    return row[name].text if name in row else ""


def _rows_of_xlsx(path: Path) -> Iterator[_Row]:
    """The rows under the titles: of the sheet « Promotion », else of the first that has titles."""
    book = _book(path)
    sheets = sorted(book.worksheets, key=lambda one: one.title != x.PROMOTION)
    for sheet in sheets:
        cells = [
            [_Cell(cell.value, f"{path} › {sheet.title} › {cell.coordinate}") for cell in row]
            for row in sheet.iter_rows(max_row=min(sheet.max_row or 0, _MOST_ROWS))
        ]
        if _titles_at(cells) is not None:
            yield from _rows(path, cells)
            return
    yield from _rows(path, [])


def _book(path: Path) -> Any:
    import warnings

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        data = path.read_bytes()
        open_archive(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that we do not read
            return load_workbook(io.BytesIO(data), data_only=True)
    except OSError as error:
        aide = "Fermez-la si elle est ouverte ailleurs, vérifiez son nom, puis relancez."
        raise _unreadable(path, "cette liste ne peut pas être ouverte", aide) from error
    except (
        UnreadableError, InvalidFileException, KeyError, TypeError, SyntaxError, *ZIP_ERRORS,
    ) as error:  # fmt: skip
        aide = "Dans Excel : Fichier, Enregistrer sous, Classeur Excel (.xlsx), ou CSV."
        raise _unreadable(path, "ce n’est pas un classeur .xlsx lisible", aide) from error


def _rows_of_csv(path: Path) -> Iterator[_Row]:
    """A CSV as Excel writes it in French: semicolons, often in Windows' own encoding."""
    try:
        data = path.read_bytes()
    except OSError as error:
        aide = "Fermez-la si elle est ouverte ailleurs, vérifiez son nom, puis relancez."
        raise _unreadable(path, "cette liste ne peut pas être ouverte", aide) from error
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:  # a cell of more than 131 072 signs: a quote that is never closed
        aide = "Un guillemet ouvert n’y est peut-être jamais fermé."
        raise _unreadable(path, "une case de cette liste n’en finit pas", aide) from error
    cells = [
        [
            _Cell(value, f"{path} : ligne {number}", number, column)
            for column, value in enumerate(line, 1)
        ]
        for number, line in enumerate(lines, 1)
    ]
    yield from _rows(path, cells)


def _decoded(data: bytes) -> str:
    """UTF-8, else UTF-16 (« Texte Unicode » of Excel), else Windows' own encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _titles_at(cells: Sequence[Sequence[_Cell]]) -> int | None:
    """The row of the titles: it names the learners, in one column or two."""
    for number, row in enumerate(cells[:_TITLES_WITHIN]):
        names = {_TITLE.get(_plain(cell.text)) for cell in row}
        if {"nom", "prenom"} <= names or "nom_prenom" in names:
            return number
    return None


def _plain(title: str) -> str:
    return " ".join(folded(title).replace(",", " ").replace("/", " ").split()).strip(" :*")


def _rows(path: Path, cells: Sequence[Sequence[_Cell]]) -> Iterator[_Row]:
    at = _titles_at(cells)
    if at is None:
        shown = next((row for row in cells if any(cell.text for cell in row)), ())
        seen = ", ".join(f"« {cell.text} »" for cell in shown[:6] if cell.text)
        message = "les colonnes « Nom » et « Prénom » sont introuvables"
        raise _unreadable(
            path,
            message + (f" ; la première ligne dit : {seen}" if seen else ""),
            f"Donnez ces titres aux colonnes, sur une même ligne. {_EXAMPLE}",
        )
    titles = [_TITLE.get(_plain(cell.text)) for cell in cells[at]]
    for row in cells[at + 1 :]:
        held = {t: c for t, c in zip(titles, row, strict=False) if t is not None and c.text}
        if held:
            yield held


def _unreadable(path: Path, message: str, aide: str) -> InputsError:
    problem = InputProblem(str(path), None, None, insecable(message), insecable(aide))
    return InputsError(insecable(f"{path} : liste illisible"), (problem,), "Rien n’a été écrit.")
