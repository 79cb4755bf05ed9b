"""cohorte.yaml: a promotion as its trainer writes it, beside the files or in their folder.

Its learners are the whole list; `batch` makes values of it that the workbook may then change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from dossier_builder.domain.candidat import Voie
from dossier_builder.domain.cohorte import COHORTE_YAML
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.domain.written import Written
from dossier_builder.errors import InputProblem, InputsError
from dossier_builder.inputs.suggestions import closest, did_you_mean, folded
from dossier_builder.packs.positions import Located, parse_yaml, read_text, validate

NAME = COHORTE_YAML
EXAMPLES = {
    "nom": "Exemple",
    "prenom": "Camille",
    "session": "2026-12-07",
    "titre": "cip",
    "voie": "formation",
    "vise": "titre   (ou : vise: [ccp2, ccp3])",
    "apprenants": "[{nom: Exemple, prenom: Camille, voie: formation, vise: titre}]",
    "fichiers": '[{fichier: "scan 12.pdf", apprenant: "EXEMPLE Camille"}]',
    "fichier": '"scan 12.pdf"',
    "apprenant": '"EXEMPLE Camille"',
    "regle": "PAG001",
    "auteur": '"M. Formateur"',
    "fin": "2026-12-31",
    "modele": "cip/ccp2",
    "motif": '"aménagement d’épreuve"',
}

Text = Annotated[str, Field(min_length=1)]


class ApprenantEcrit(Written):
    """A learner of the list."""

    nom: Text
    prenom: Text
    voie: Voie | None = None
    vise: Literal["titre"] | tuple[Text, ...] | None = None

    @property
    def affiche(self) -> str:
        """The name as other parts of the file write it."""
        return f"{self.nom} {self.prenom}"


class FichierAttribue(Written):
    """A file given to a learner by hand; the path starts in the folder of cohorte.yaml."""

    fichier: Text
    apprenant: Text


class DispenseEcrite(Written):
    """A rule waived for a learner until a day, included; `motif` goes into no report."""

    regle: Text
    apprenant: Text
    auteur: Text
    fin: dt.date
    modele: str = ""
    motif: str = ""


class CohorteEcrite(Written):
    """The content of cohorte.yaml. `voie` and `vise` hold for learners who give none."""

    nom: str = ""
    titre: str = ""
    session: dt.date | None = None
    voie: Voie | None = None
    vise: Literal["titre"] | tuple[Text, ...] | None = None
    apprenants: tuple[ApprenantEcrit, ...] = ()
    fichiers: tuple[FichierAttribue, ...] = ()
    dispenses: tuple[DispenseEcrite, ...] = ()

    @model_validator(mode="after")
    def _no_list_of_nothing(self) -> CohorteEcrite:
        if self.vise == ():
            msg = "la liste est vide : écrivez titre, ou les CCP présentés"
            raise ValueError(msg)
        return self


def load_cohorte(path: Path, *, regles: Collection[str] = ()) -> CohorteEcrite:
    """Read a cohorte.yaml. `regles` are the rule ids and check codes that there are.

    Raises InputsError with every problem at its line and column: unknown keys and values, a
    learner listed twice, a file or an exemption for somebody who is not on the list, a rule that
    does not exist.
    """
    located = parse_yaml(read_text(path).text, str(path))
    if not isinstance(located.value, dict):
        problem = InputProblem(
            str(path), 1, 1, "des clés et des valeurs sont attendues", "Exemple : nom: Promo 2026"
        )
        raise _error(path, (problem,))
    value = {key: part for key, part in located.value.items() if key != "$schema"}
    located = Located(_less_blanks(value), located.fichier, located.values, located.keys)
    written = validate(CohorteEcrite, located, exemples=EXAMPLES)
    problems = (*_same_people(written, located), *_unknown(written, located, regles))
    if problems:
        raise _error(path, tuple(sorted(problems, key=lambda p: (p.ligne or 0, p.colonne or 0))))
    return written


def _less_blanks(value: Any) -> Any:
    """Keys left blank (`session:`) count for nothing, at the top only: elsewhere they are slips."""
    return {key: part for key, part in value.items() if part is not None}


def _same_people(written: CohorteEcrite, located: Located) -> Iterator[InputProblem]:
    seen: dict[str, int] = {}
    for rank, one in enumerate(written.apprenants):
        who = folded(one.affiche)
        if who in seen:
            line = located.position(("apprenants", seen[who]))[0]
            message = f"« {one.affiche} » est déjà dans la liste (ligne {line})"
            aide = "Distinguez les homonymes par leur deuxième prénom, ou supprimez la ligne."
            yield _at(located, ("apprenants", rank), message, aide)
        seen.setdefault(who, rank)


def _unknown(
    written: CohorteEcrite, located: Located, regles: Collection[str]
) -> Iterator[InputProblem]:
    """Names and rules that are nowhere else."""
    known = {folded(one.affiche) for one in written.apprenants}
    known |= {folded(f"{one.prenom} {one.nom}") for one in written.apprenants}
    shown = [one.affiche for one in written.apprenants]
    lists: tuple[tuple[str, Sequence[FichierAttribue | DispenseEcrite]], ...] = (
        ("fichiers", written.fichiers),
        ("dispenses", written.dispenses),
    )
    for key, entries in lists:
        for rank, entry in enumerate(entries):
            if known and folded(entry.apprenant) not in known:
                message = f"« {entry.apprenant} » n’est pas dans « apprenants »"
                aide = did_you_mean(entry.apprenant, shown)
                yield _at(located, (key, rank, "apprenant"), message, aide)
    codes = {rule.casefold() for rule in regles}
    for rank, waiver in enumerate(written.dispenses):
        if codes and waiver.regle.casefold() not in codes:
            close = closest(waiver.regle, regles)
            aide = f"Vouliez-vous dire « {close} » ? " if close else ""
            aide += "Le code est dans les rapports, comme PAG001."
            message = f"la règle « {waiver.regle} » n’existe pas"
            yield _at(located, ("dispenses", rank, "regle"), message, aide)


def _at(located: Located, path: tuple[str | int, ...], message: str, aide: str) -> InputProblem:
    line, column = located.position(path)
    return InputProblem(located.fichier, line, column, insecable(message), insecable(aide))


def _error(path: Path, problems: tuple[InputProblem, ...]) -> InputsError:
    count = pluriel(len(problems), "problème")
    message = insecable(f"{path} : {count} à corriger")
    return InputsError(message, problems, "Corrigez, enregistrez, puis relancez.")
