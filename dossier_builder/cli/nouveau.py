"""`dossier nouveau`: make a folder ready to fill; asks only on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from dossier_builder.cli.french import FrenchCommand, FrenchUsageError
from dossier_builder.cli.plain_text import texte_seul


@click.command(
    cls=FrenchCommand,
    name="nouveau",
    options_metavar="[OPTIONS]",
    help="Commencer un dossier : un dossier de fichiers prêt à remplir, avec des conseils.",
)
@click.argument("dossier", metavar="DOSSIER", required=False, type=click.Path(path_type=Path))
@texte_seul
@click.option("--word", is_flag=True, help="Un seul fichier Word à remplir, au lieu du dossier.")
@click.option(
    "--cohorte",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="LISTE",
    help="Les fichiers Word de toute une promotion, d’après une liste (.xlsx ou .csv).",
)
@click.option("--modele", metavar="ID", help="Le modèle : cip/dpp, cip/ccp2, cip/ccp3…")
@click.option("--nom", default="", help="Votre nom de naissance.")
@click.option("--prenom", default="", help="Votre prénom.")
@click.option(
    "--voie",
    type=click.Choice(["formation", "apprentissage", "vae"]),
    default="formation",
    help="Votre voie d’accès.",
)
@click.option("--session", type=click.DateTime(["%Y-%m-%d"]), help="La date de la session.")
@click.option("--centre", default="", help="Votre centre de formation.")
@click.option("--titre", default="", help="Le titre de votre projet.")
@click.option(
    "--modeles",
    "packs",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DOSSIER",
    help="Les modèles de votre centre.",
)
def command(**options: Any) -> int:
    """Write the folder, then say what to do next."""
    import datetime as dt

    from dossier_builder.pipeline.modeles import load, pack_roots
    from dossier_builder.pipeline.scaffold import Answers, make_folder

    if options["cohorte"]:
        from dossier_builder.cli.depart_word import new_cohort

        return new_cohort(options)
    folder: Path = options["dossier"] or Path()
    roots = pack_roots(options["packs"], folder)
    if options["dossier"] is None and not options["word"]:
        raise FrenchUsageError(
            "Donnez le nom du dossier à créer : dossier nouveau mon-dossier.",
            click.get_current_context(),
        )
    identifier = options["modele"] or _ask_kind(roots)
    if options["word"]:
        from dossier_builder.cli.depart_word import new_word_file

        return new_word_file({**options, **_ask_identity(options, folder)}, identifier)
    modele = load(identifier, roots)
    asked = _ask_identity(options, folder)
    session = options["session"]
    made = make_folder(
        folder,
        modele,
        Answers(
            today=dt.datetime.now().astimezone().date(),
            nom=asked["nom"],
            prenom=asked["prenom"],
            voie=options["voie"],
            session=session.date() if session else None,
            centre=options["centre"],
            titre=options["titre"],
        ),
    )
    click.echo(f"Dossier prêt : {folder} ({modele.intitule})")
    if made.kept:
        click.echo(f"Votre fiche {made.kept} est gardée telle quelle.")
    where = "exemples" if modele.formulaire else "sections"
    click.echo(f"Écrivez dans {folder / where}, puis : dossier verifier {folder}")
    return 0


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask_kind(roots: tuple[Path, ...]) -> str:
    from dossier_builder.packs import list_modeles

    infos = list_modeles(roots)
    if not _on_terminal():
        names = ", ".join(info.id for info in infos)
        raise FrenchUsageError(
            f"Précisez le modèle avec --modele, parmi : {names}.", click.get_current_context()
        )
    click.echo("Quel dossier commencez-vous ?")
    for rank, info in enumerate(infos, start=1):
        click.echo(f"  {rank}. {info.intitule} ({info.id})")
    chosen = click.prompt("Numéro", type=click.IntRange(1, len(infos)))
    return infos[int(chosen) - 1].id


def _ask_identity(options: dict[str, Any], folder: Path) -> dict[str, str]:
    """Name and first name, asked once: not when candidat.yaml is already beside the folder."""
    known = {"nom": options["nom"], "prenom": options["prenom"]}
    if not _on_terminal() or (folder.parent / "candidat.yaml").exists():
        return known
    questions = {"nom": "Votre nom de naissance", "prenom": "Votre prénom"}
    return {key: known[key] or click.prompt(text) for key, text in questions.items()}
