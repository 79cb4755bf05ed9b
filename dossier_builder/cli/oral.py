"""`dossier oral`: slides, likely questions and the jury's grid, out of a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import texte_seul
from dossier_builder.cli.shared_options import modele_option, moteur_option, packs_option


@click.command(
    cls=FrenchCommand,
    name="oral",
    options_metavar="[OPTIONS]",
    help="Préparer l’oral d’un dossier : des diapositives PowerPoint tirées de son texte, avec le "
    "temps de chaque partie, et une feuille de questions probables. Avec --jury : une grille "
    "d’entraînement. Tout va dans le sous-dossier « oral ».",
)
@click.argument("source", metavar="SOURCE", type=FrenchPath(exists=True, path_type=Path))
@texte_seul
@click.option(
    "--genre", metavar="ÉPREUVE",
    help="ccp2, ccp3, dpp ou entretien-technique (d’office : celle du dossier).",
)  # fmt: skip
@click.option("--jury", is_flag=True, help="Faire la grille d’entraînement du jury, et elle seule.")
@click.option(
    "--vers", type=FrenchPath(file_okay=False, path_type=Path), metavar="DOSSIER",
    help="Où écrire (d’office : « oral », dans le dossier ou à côté du fichier).",
)  # fmt: skip
@modele_option
@moteur_option("dit les pages")
@packs_option
def command(**options: Any) -> int:
    """Write the papers; 0 once they are there."""
    import datetime as dt

    from dossier_builder.cli.messages import notice, say
    from dossier_builder.depot.oral import write_oral
    from dossier_builder.pipeline.requests import Options

    settings = Options(
        now=dt.datetime.now().astimezone(),
        modele=options["modele"],
        moteur=options["moteur"],
        packs=options["packs"],
    )
    written = write_oral(
        options["source"],
        settings,
        genre=options["genre"],
        jury=options["jury"],
        vers=options["vers"],
    )
    for line in written.avis:
        notice(line)
    for line in written.lignes:
        say(line)
    for path in written.paths:
        say(f"Écrit : {path}")
    return 0
