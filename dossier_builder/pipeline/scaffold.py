"""`nouveau`: a dossier folder ready to fill, made from the pack alone."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from dossier_builder.domain.candidat import CcpAcquis, PeriodeEntreprise, Voie
from dossier_builder.domain.dossier import Valeur
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import UsageError
from dossier_builder.inputs.schema import schemas
from dossier_builder.pipeline.scaffold_advice import example, readme, section
from dossier_builder.pipeline.scaffold_yaml import PLACEHOLDER, SCHEMAS, candidat, dossier
from dossier_builder.resources.writing import write_file, write_folder
from dossier_builder.values import frozen

__all__ = ["PLACEHOLDER", "SHARED", "Answers", "Scaffold", "make_folder", "refuse_taken"]

SHARED = "candidat.yaml"
"""Beside the folder: a learner's dossiers share it."""


@frozen
class Answers:
    """What is known of the learner when the folder is made; "" or None where it is not.

    `titre` is the project's; `champs` are other fields of dossier.yaml, by their id.
    """

    today: dt.date
    nom: str = ""
    prenom: str = ""
    voie: Voie = "formation"
    session: dt.date | None = None
    centre: str = ""
    titre: str = ""
    nom_usage: str = ""
    adresse: str = ""
    vise: Literal["titre"] | tuple[str, ...] = "titre"
    ccp_acquis: tuple[CcpAcquis, ...] = ()
    lieu: str = ""
    ville: str = ""
    periodes: tuple[PeriodeEntreprise, ...] = ()
    champs: Mapping[str, Valeur] = field(default_factory=dict)

    @property
    def fields(self) -> Mapping[str, Valeur]:
        """Every field of dossier.yaml that is known."""
        return {**({"titre": self.titre} if self.titre else {}), **self.champs}


@frozen
class Scaffold:
    """What was written, in order, and the shared candidat.yaml if it was there already."""

    files: tuple[Path, ...]
    kept: Path | None = field(default=None)


def refuse_taken(folder: Path) -> None:
    """Raises UsageError when the folder exists and is not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            f"« {folder} » existe déjà et n’est pas vide.",
            "Choisissez un autre nom : rien n’a été modifié.",
        )


def make_folder(
    folder: Path, modele: Modele, answers: Answers, *, newline: str = os.linesep
) -> Scaffold:
    """Write the folder of a new dossier; candidat.yaml goes beside it and is never replaced.

    `newline` ends the lines of what a notepad opens first. Raises UsageError when the folder
    exists and is not empty, CannotWriteError.
    """
    refuse_taken(folder)
    shared = folder.parent / SHARED
    kept = shared if shared.exists() else None
    contents = dict(_files(folder, modele, answers, newline))
    if kept is None:
        write_file(shared, candidat(answers, folder.name))
    write_folder(folder, contents, empty=("images", "annexes"))
    files = (*(folder / name for name in contents), *(() if kept else (shared,)))
    return Scaffold(files, kept)


def _files(
    folder: Path, modele: Modele, answers: Answers, newline: str
) -> Iterator[tuple[str, str]]:
    yield "LISEZMOI.txt", readme(modele, folder.name, answers).replace("\n", newline)
    yield "dossier.yaml", dossier(modele, answers)
    for name, text in schemas((modele,)).items():
        yield f"{SCHEMAS}/{name}", text
    for one in modele.sections:
        yield f"sections/{one.id}.md", section(one, modele)
    if modele.formulaire and modele.titre:
        for activite in modele.titre.activites_types:
            name = f"exemples/at{activite.numero}-1.md"
            yield name, example(modele.formulaire, activite)
