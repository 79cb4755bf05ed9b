"""`dossier generer`: build the Word file and the PDF of a dossier folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import texte_seul
from dossier_builder.cli.shared_options import moteur_option, packs_option


@click.command(
    cls=FrenchCommand,
    name="generer",
    options_metavar="[OPTIONS]",
    help="Fabriquer le Word et le PDF d’un dossier, dans son sous-dossier « rendu ».",
)
@click.argument(
    "dossier", metavar="DOSSIER|FICHIER.docx", type=FrenchPath(exists=True, path_type=Path)
)
@click.option(
    "--formulaire",
    type=FrenchPath(exists=True, dir_okay=False, path_type=Path),
    metavar="FICHIER.docx",
    help="Remplir ce formulaire du ministère (DPP) plutôt que le nôtre ; il n’est pas modifié.",
)
@click.option(
    "--grands-caracteres",
    is_flag=True,
    help="Une copie de lecture : 16 points, interligne 1,5, noir sur blanc, alignée à gauche.",
)
@texte_seul
@moteur_option("met en page")
@packs_option
def command(**options: Any) -> int:
    """Build, deliver, say the verdict in one line; 0 once both files are written."""
    import datetime as dt

    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.cli.messages import notice, say
    from dossier_builder.pipeline.build import build_dossier
    from dossier_builder.pipeline.source import home_of
    from dossier_builder.processus import own_folder
    from dossier_builder.resources import cache_folder
    from dossier_builder.resources.locks import alone_in

    now = dt.datetime.now().astimezone()
    with (
        own_folder(workspaces()) as workspace,
        alone_in(home_of(options["dossier"]), cache_folder(), say=notice),
    ):
        built = build_dossier(
            options["dossier"],
            workspace=workspace,
            moteur=options["moteur"],
            packs=options["packs"],
            now=now,
            formulaire=options["formulaire"],
            grands_caracteres=options["grands_caracteres"],
        )
    for line in built.notices:
        notice(line)
    say(f"Word : {built.delivered.docx}")
    say(f"PDF  : {built.delivered.pdf}")
    say(built.sentence)
    return 0
