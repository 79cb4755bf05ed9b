"""`nouveau --word` and `nouveau --cohorte`: Word files to fill in, for one person or for all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.plain_text import as_asked

if TYPE_CHECKING:
    from dossier_builder.domain.modele import Modele
    from dossier_builder.pipeline.scaffold import Answers

_NAMED = 6
"""Files that are named on the screen; a promotion has many more."""


def new_word_file(folder: Path, modele: Modele, told: Answers) -> int:
    """Write one start file in the folder (the current one by default), say what to do next."""
    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.domain.typographie import insecable
    from dossier_builder.pipeline.start_file import Known, write_start_file
    from dossier_builder.processus import own_folder

    known = Known(
        nom=told.nom,
        prenom=told.prenom,
        voie=told.voie,
        vise=told.vise,
        session=told.session,
        lieu=told.lieu,
        centre=told.centre,
        ville=told.ville,
        nom_usage=told.nom_usage,
        adresse=told.adresse,
        champs=told.fields,
    )
    with own_folder(workspaces()) as workspace:
        path = write_start_file(folder, modele, known, workspace)
    click.echo(as_asked(insecable(f"Fichier prêt : {path} ({modele.intitule})")))
    click.echo(
        as_asked(
            insecable(
                "Ouvrez-le dans Word : cliquez sur les textes gris et écrivez à leur place.\n"
                f'Où vous en êtes, à chaque enregistrement : dossier suivre "{path}"\n'
                f'Le Word et le PDF finis : dossier generer "{path}"'
            )
        )
    )
    return 0


def new_cohort(options: dict[str, Any]) -> int:
    """Write the start files of a whole promotion, say how many and where."""
    from dossier_builder.batch.start_files import make_start_files
    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.domain.typographie import insecable, pluriel
    from dossier_builder.pipeline.modeles import pack_roots
    from dossier_builder.processus import own_folder

    listed: Path = options["cohorte"]
    folder: Path = options["dossier"] or listed.with_name(f"{listed.stem} - dossiers")
    roots = pack_roots(options["packs"], folder)
    with own_folder(workspaces()) as workspace:
        made = make_start_files(listed, folder, roots, workspace, options["modele"] or "")
    for path in made.written[:_NAMED]:
        click.echo(str(path))
    if len(made.written) > _NAMED:
        more = len(made.written) - _NAMED
        click.echo(f"… et {pluriel(more, 'autre fichier', 'autres fichiers')}")
    written = pluriel(len(made.written), "fichier écrit", "fichiers écrits")
    people = pluriel(made.learners, "apprenant")
    click.echo(insecable(f"{people}, {written} dans « {folder} »."))
    if made.kept:
        kept = pluriel(len(made.kept), "fichier était déjà là", "fichiers étaient déjà là")
        end = "il est gardé tel quel" if len(made.kept) == 1 else "ils sont gardés tels quels"
        click.echo(insecable(f"{kept} : {end}."))
    return 0
