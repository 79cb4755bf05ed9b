"""The workbook of the promotion, both ways: what the trainer typed there, then the new one.

It is read before the run, and written after it over the same file. Nothing typed is ever lost:
see report/xlsx_carry; a workbook that another program holds open is left alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from dossier_builder.batch.cohort_inputs import (
    VOIES,
    Assigned,
    CohortInputs,
    Waiver,
    key_of,
    vise_of,
    voie_of,
)
from dossier_builder.batch.decisions import read_decision
from dossier_builder.batch.epargne import dated
from dossier_builder.batch.names import Degree, Name, choose, compared, namesakes
from dossier_builder.domain.candidat import Voie
from dossier_builder.domain.cohorte import Apprenant
from dossier_builder.domain.report import Report
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import CannotWriteError, InputProblem, InputsError
from dossier_builder.report import xlsx_columns as x
from dossier_builder.report.xlsx_past import Past, PastRow, read_past
from dossier_builder.resources.writing import open_elsewhere, write_file
from dossier_builder.rules.nom import split_name
from dossier_builder.values import frozen

_ARROW = " › "


@frozen
class Workbook:
    """A workbook on the disk: its cells (None: there is no file yet) and what they decide.

    `digest` is that of its bytes: whoever saves it during the run has not worked for nothing.
    """

    path: Path
    past: Past | None
    inputs: CohortInputs
    digest: str = ""


def read_workbook(
    path: Path, *, regles: Collection[str] = (), others: CohortInputs | None = None
) -> Workbook:
    """The trainer's decisions in a workbook; none when the file does not exist.

    `regles` are the codes and rule ids that there are, `others` what cohorte.yaml decides (its
    learners may be named here). Raises InputsError with every problem: sheet, cell, what was
    expected; or because the file is no workbook.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Workbook(path, None, CohortInputs())
    except OSError as error:
        problem = InputProblem(
            str(path), None, None, "ce classeur ne peut pas être ouvert",
            "Fermez-le s’il est ouvert ailleurs et vérifiez vos droits, puis relancez.",
        )  # fmt: skip
        raise InputsError(insecable(f"{path} : classeur illisible"), (problem,)) from error
    past = read_past(data, str(path))
    reading = _Reading(path, frozenset(regles), list(others.learners if others else ()))
    reading.promotion(past)
    reading.documents(past)
    if reading.problems:
        count = pluriel(len(reading.problems), "cellule à corriger", "cellules à corriger")
        raise InputsError(
            insecable(f"{path} : {count}"), tuple(reading.problems),
            "Corrigez, enregistrez, fermez le classeur, puis relancez.",
        )  # fmt: skip
    return Workbook(path, past, reading.inputs(), _digest(data))


def write_workbook(report: Report, before: Workbook, now: dt.datetime) -> tuple[Path, ...]:
    """Write the workbook of this run over the one that was read; the files written, ours first.

    A workbook with charts or pictures, which would not survive, is kept beside under a dated name.
    Raises CannotWriteError: the disk is full; or the file is open elsewhere, and then ours is
    beside it under the dated name that the message tells.
    """
    from dossier_builder.report.xlsx import workbook

    data = workbook(report, before.past)
    path = before.path
    saved: tuple[Path, ...] = ()
    if before.past is not None and before.past.loses:
        copy = dated(path, "avant le", now)
        write_file(copy, path.read_bytes())
        saved = (copy,)
    why = "il a été enregistré pendant le contrôle"
    try:
        if not _changed(before):
            why = "il est sans doute ouvert"
            if is_open(path):
                raise open_elsewhere(path)
            write_file(path, data)
            return (path, *saved)
    except CannotWriteError as error:
        raise _beside(path, data, now, why) from error
    raise _beside(path, data, now, why)


def _changed(before: Workbook) -> bool:
    """Whether somebody has saved the file since it was read: what they typed would be lost."""
    try:
        return _digest(before.path.read_bytes()) != before.digest
    except OSError:  # not there; or held by another program, and the replacement says so
        return False


def _beside(path: Path, data: bytes, now: dt.datetime, why: str) -> CannotWriteError:
    """Write ours under a dated name, and what to say of it; when that fails too, it is the disk."""
    beside = dated(path, "du", now)
    write_file(beside, data)
    return CannotWriteError(
        insecable(
            f"« {path.name} » n’a pas pu être remplacé ({why}) ; le nouveau classeur est à côté : "
            f"« {beside.name} »."
        ),
        "Fermez-le, puis relancez : ce que vous y avez écrit sera repris.",
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def is_open(path: Path) -> bool:
    """Whether a spreadsheet program has left its mark beside the file.

    Excel writes `~$` and the whole name, LibreOffice `.~lock.`; Excel for Windows locks as well.
    """
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return path.exists() and any(mark.exists() for mark in marks)


@dataclass(slots=True)
class _Reading:
    """One workbook being read; learners are those already known, then those of its rows."""

    path: Path
    regles: frozenset[str]
    known: list[Apprenant]
    told: dict[str, Apprenant] = field(default_factory=dict)
    rows: dict[str, Apprenant] = field(default_factory=dict)
    assigned: list[Assigned] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    keep: set[str] = field(default_factory=set)
    drop: set[str] = field(default_factory=set)
    problems: list[InputProblem] = field(default_factory=list)

    def inputs(self) -> CohortInputs:
        """What all of it decides. Rows that nobody touched say nothing: documents tell them."""
        named = {one.cle for one in self.assigned} | {one.cle for one in self.waivers}
        learners = [one for key, one in self.rows.items() if key in named and key not in self.told]
        return CohortInputs(
            learners=(*self.told.values(), *learners),
            assigned=tuple(self.assigned),
            waivers=tuple(self.waivers),
            keep=frozenset(self.keep),
            drop=frozenset(self.drop),
        )

    def promotion(self, past: Past) -> None:
        """Learners that she added or changed, and their exemptions."""
        for row in past.sheet(x.PROMOTION).rows:
            nom, prenom = row.text(x.NOM), row.text(x.PRENOM)
            if not nom and not prenom:
                continue
            key = row.text(x.CLE) or self._key(nom, prenom)
            voie, vise = self._voie(row), self._vise(row)
            learner = Apprenant(key, nom, prenom, voie, vise)
            self.rows[key] = learner
            touched = [t for t in (x.NOM, x.PRENOM, x.VOIE, x.VISE) if row.is_hers(t)]
            if touched:
                self.told[key] = Apprenant(
                    key,
                    nom,
                    prenom,
                    voie if x.VOIE in touched else None,
                    vise if x.VISE in touched else (),
                )
            self._decision(row, x.PROMOTION, key)

    def documents(self, past: Past) -> None:
        """Whose a file is, which version counts, exemptions for one dossier."""
        for row in past.sheet(x.DOCUMENTS).rows:
            fichier = row.text(x.FICHIER)
            if not fichier:
                continue
            title = x.ATTRIBUE if row.text(x.ATTRIBUE) else x.APPRENANT
            name = row.text(title)
            key: str | None = None
            if title == x.ATTRIBUE or row.is_hers(x.APPRENANT):
                key = self._learner(row, title)
                if key is not None:
                    place = f"écrit dans {self.path.name}, feuille {x.DOCUMENTS}"
                    self.assigned.append(Assigned(fichier, key, "classeur", place))
            elif name:
                key = self._find(name)
            self._decision(row, x.DOCUMENTS, key or "", fichier)

    def _decision(self, row: PastRow, sheet: str, key: str, fichier: str = "") -> None:
        text = row.text(x.DECISION)
        if not text:
            return
        read = read_decision(text, self.regles)
        for message, aide in read.problemes:
            self._wrong(row, sheet, x.DECISION, message, aide)
        if fichier and read.retenue is not None:
            (self.keep if read.retenue else self.drop).add(fichier)
        elif read.retenue is not None:
            message = "« retenir » et « écarter » se disent d’un fichier"
            self._wrong(row, sheet, x.DECISION, message, f"Écrivez-le dans {x.DOCUMENTS}.")
        for one in read.dispenses:
            genre = one.genre or (row.text(x.GENRE) if fichier else "")
            # A file that is nobody's yet keeps its exemption by its own name.
            only = fichier if fichier and not key else ""
            self.waivers += [Waiver(r, key, one.auteur, one.fin, genre, only) for r in one.regles]

    def _learner(self, row: PastRow, title: str) -> str | None:
        """Who is named in that cell: somebody known, or somebody new by surname and first name."""
        name = row.text(title)
        key = self._find(name)
        if key is not None:
            return key
        parts = split_name(name, surname_first=True)
        if parts is None or not parts.prenom:
            message = f"« {name} » ne désigne aucun apprenant, ou en désigne plusieurs"
            aide = "Écrivez le nom et le prénom, comme dans la feuille Promotion : EXEMPLE Camille."
            self._wrong(row, x.DOCUMENTS, title, message, aide)
            return None
        key = self._key(parts.nom, parts.prenom)
        self.told[key] = self.rows[key] = Apprenant(key, parts.nom, parts.prenom)
        return key

    def _find(self, name: str) -> str | None:
        """The one learner of that name, whatever its writing."""
        people = {one.cle: one for one in (*self.known, *self.rows.values())}
        names = {key: Name.of(one.nom, one.prenom) for key, one in people.items()}
        exact = [key for key, one in people.items() if one.affiche == name]
        if len(exact) == 1:
            return exact[0]
        given = Name.of(name, "")  # typed in any order, in any case
        found = choose({k: compared(n, given) for k, n in names.items()}, namesakes(names))
        return found.cle if found.degree >= Degree.SURNAME else None

    def _key(self, nom: str, prenom: str) -> str:
        name = Name.of(nom, prenom)
        for one in (*self.known, *self.rows.values()):
            if compared(Name.of(one.nom, one.prenom), name) is Degree.EXACT:
                return one.cle
        return key_of(nom, prenom, (one.cle for one in (*self.known, *self.rows.values())))

    def _voie(self, row: PastRow) -> Voie | None:
        text = row.text(x.VOIE)
        voie = voie_of(text)
        if text and voie is None:
            message = f"« {text} » n’est pas une voie"
            self._wrong(row, x.PROMOTION, x.VOIE, message, f"Écrivez {', '.join(VOIES)}.")
        return voie

    def _vise(self, row: PastRow) -> tuple[str, ...]:
        text = row.text(x.VISE)
        parts = [part for part in text.replace(";", ",").replace(" et ", ",").split(",") if part]
        found = vise_of(parts)
        wrong = [one for one in found if one != "titre" and not one.startswith("CCP")]
        if wrong:
            message = f"« {text} » ne dit pas ce qui est présenté"
            aide = "Écrivez titre, ou des CCP séparés par des virgules : CCP2, CCP3."
            self._wrong(row, x.PROMOTION, x.VISE, message, aide)
        return found

    def _wrong(self, row: PastRow, sheet: str, title: str, message: str, aide: str) -> None:
        place = f"{self.path}{_ARROW}{sheet}{_ARROW}{row.cells[title].place}"
        self.problems.append(InputProblem(place, None, None, insecable(message), insecable(aide)))
