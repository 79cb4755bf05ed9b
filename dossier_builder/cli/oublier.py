"""`dossier oublier`: remove what the program keeps of a file, a folder or a promotion."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.french import FrenchCommand, FrenchUsageError
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import texte_seul

if TYPE_CHECKING:
    from dossier_builder.batch.oubli import Forgotten


@click.command(
    cls=FrenchCommand,
    name="oublier",
    options_metavar="[OPTIONS]",
    help="Effacer ce que le programme garde : rapports déjà faits, historique, réponses données à "
    "« nouveau ». Vos documents et les rapports que vous avez fait écrire restent.",
)
@click.argument("chemins", metavar="[CHEMIN…]", nargs=-1, type=FrenchPath(path_type=Path))
@click.option(
    "--apprenant",
    "noms",
    multiple=True,
    metavar="NOM",
    help="Seulement cette personne (« NOM Prénom »), dans l’historique de la promotion donnée.",
)
@click.option("--tout", is_flag=True, help="Tout ce qui est gardé sur cette machine, pour vous.")
@texte_seul
@click.option("--oui", is_flag=True, help="Ne pas demander de confirmation.")
def command(**options: Any) -> int:
    """Remove, and say what was; 0, or 3 when nothing is kept of a path that is not there."""
    from dossier_builder.resources import cache_folder

    chemins, noms = options["chemins"], options["noms"]
    if not chemins and not options["tout"]:
        raise FrenchUsageError(
            "Dites de quoi : un fichier, un dossier, une promotion ; ou --tout.",
            click.get_current_context(),
        )
    if noms and not chemins:
        raise FrenchUsageError(
            "Avec --apprenant, donnez la promotion.", click.get_current_context()
        )
    if not _is_meant(options):
        click.echo("Rien n’a été effacé.")
        return 0
    cache = cache_folder()
    gone = _forget(chemins, noms, cache)
    if options["tout"]:
        from dossier_builder.batch.oubli import forget_everything

        gone += forget_everything(cache)
    _tell(gone, tout=options["tout"])
    absent = [path for path in chemins if not path.exists() and not _has_history(path)]
    return 3 if absent and not gone.count else 0


def _forget(chemins: tuple[Path, ...], noms: tuple[str, ...], cache: Path) -> Forgotten:
    from dossier_builder.batch.oubli import Forgotten, forget_learner, forget_path
    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.processus import own_folder

    gone = Forgotten()
    for path in chemins:
        if noms:
            for name in noms:
                gone += forget_learner(path, name)
            continue
        with own_folder(workspaces()) as workspace:
            gone += forget_path(path, cache, workspace)
    return gone


def _has_history(path: Path) -> bool:
    from dossier_builder.batch.history import history_path

    return path.name.endswith(".sqlite") or history_path(path).exists()


def _is_meant(options: dict[str, Any]) -> bool:
    """A history cannot be had back: ask, where there is somebody to ask."""
    if options["oui"] or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    lost = any(_has_history(path) for path in options["chemins"])
    if not lost and not options["tout"]:
        return True
    what = "Ce qui est gardé sera effacé pour de bon (historique compris). Continuer ?"
    return click.confirm(what, default=False)


def _tell(gone: Forgotten, *, tout: bool) -> None:
    from dossier_builder.cli.messages import notice, say
    from dossier_builder.domain.typographie import pluriel

    lines = [
        (gone.rapports, "rapport gardé", "rapports gardés"),
        (gone.historiques, "historique de promotion", "historiques de promotion"),
        (gone.etats, "ligne d’historique", "lignes d’historique"),
        (gone.reponses, "réponses d’un entretien", "réponses d’entretiens"),
        (gone.fichiers, "autre fichier de travail", "autres fichiers de travail"),
    ]
    said = [pluriel(count, one, many) for count, one, many in lines if count]
    for sentence in gone.avis:
        notice(sentence)
    if said:
        say(f"Effacé : {', '.join(said)}.")
    else:
        say("Rien n’était gardé.")
    if not tout:
        say(
            "Vos documents et les rapports que vous avez fait écrire restent. Ce qui est gardé "
            "d’un document tel qu’il était avant d’être changé ne s’ouvre qu’avec lui ; pour "
            "l’effacer aussi : dossier oublier --tout."
        )
