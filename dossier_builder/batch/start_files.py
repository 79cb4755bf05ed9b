"""`nouveau --cohorte`: the start files of a promotion, one folder a learner.

Each is filled in with what the list tells; only the dossiers that the learner presents are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dossier_builder.batch.missing import expected, extends
from dossier_builder.batch.start_list import read_list
from dossier_builder.domain.cohorte import Apprenant
from dossier_builder.domain.modele import Modele, Titre
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.errors import UsageError
from dossier_builder.pipeline.build import person_name
from dossier_builder.pipeline.modeles import load_all
from dossier_builder.pipeline.start_file import (
    Known,
    page_numbers,
    start_file,
    start_name,
    write_start_file,
)
from dossier_builder.render import PageNumbers
from dossier_builder.values import frozen


@frozen
class StartFiles:
    """What was written, what was there already and is kept, and how many learners there are."""

    learners: int
    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def make_start_files(
    listed: Path, folder: Path, roots: tuple[Path, ...], workspace: Path, wanted: str = ""
) -> StartFiles:
    """Write the start files of everybody on the list. `wanted`: only that kind.

    Nothing is written unless the whole list is right; a file that is there is never replaced.
    Raises InputsError (see `read_list`), UsageError, PackError, CannotWriteError.
    """
    modeles = load_all(roots)
    titre = _title(modeles, wanted)
    learners = read_list(listed, [one.ccp for one in titre.activites_types])
    pages: dict[str, PageNumbers] = {}
    written: list[Path] = []
    kept: list[Path] = []
    for one in learners:
        for modele in _kinds(titre, one, modeles, wanted):
            target = folder / person_name(one.candidat())
            if (target / start_name(modele, one)).exists():
                kept.append(target / start_name(modele, one))
                continue
            shape = f"{modele.id} {one.vise}"  # the examples of a form depend on what is presented
            if shape not in pages:
                pages[shape] = page_numbers(start_file(modele, one), workspace)
            written.append(write_start_file(target, modele, one, workspace, pages[shape]))
    return StartFiles(len(learners), tuple(written), tuple(kept))


def _title(modeles: Sequence[Modele], wanted: str) -> Titre:
    """The title of the kind asked for, else the one that is taken for granted."""
    if wanted:
        asked = next((m for m in modeles if m.id == wanted), None)
        if asked is None or asked.titre is None:
            names = enumeration([m.id for m in modeles if m.titre], "ou")
            raise UsageError(
                insecable(f"« {wanted} » n’est le modèle d’aucun titre."),
                insecable(f"Écrivez {names}."),
            )
        return asked.titre
    titles = {m.titre.id: m.titre for m in modeles if m.titre and m.titre.dossiers}
    usual = next((one for one in titles.values() if one.par_defaut), None)
    if usual is None:
        raise UsageError(
            "Rien ne dit de quel titre est cette promotion.", "Précisez-le avec --modele."
        )
    return usual


def _kinds(titre: Titre, one: Known, modeles: Sequence[Modele], wanted: str) -> list[Modele]:
    """The packs of the dossiers expected of that learner; the centre's own before ours."""
    vise = ("titre",) if one.vise == "titre" else tuple(one.vise)
    learner = Apprenant("", one.nom, one.prenom, one.voie, vise)
    asked = [_pack(each.modele, modeles) for each in expected(titre, learner).attendus]
    return [modele for modele in asked if modele and (not wanted or extends(modele, wanted))]


def _pack(identifier: str, modeles: Sequence[Modele]) -> Modele | None:
    """The pack of a centre that extends that kind, else the kind itself."""
    standing = [m for m in modeles if extends(m, identifier)]
    own = next((m for m in standing if m.centre is not None), None)
    return own or next((m for m in standing if m.id == identifier), None)


__all__ = ["StartFiles", "make_start_files"]
