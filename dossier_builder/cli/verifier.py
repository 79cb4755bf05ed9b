"""`dossier verifier`: check dossiers, files and promotions, say what was found."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import is_asked, texte_seul
from dossier_builder.cli.shared_options import modele_option, moteur_option, packs_option

if TYPE_CHECKING:
    from dossier_builder.batch.delivery import Delivered
    from dossier_builder.batch.destinations import Destinations
    from dossier_builder.batch.promotion import Run, Way
    from dossier_builder.pipeline.requests import Options


@click.command(
    cls=FrenchCommand,
    name="verifier",
    options_metavar="[OPTIONS]",
    help="Contrôler un dossier de fichiers, un document Word ou un PDF, ou toute une promotion "
    "(répertoire, archive zip). Rien n’est modifié ni envoyé.",
)
@click.argument("chemins", metavar="CHEMIN…", nargs=-1, required=True, type=FrenchPath(exists=True))
@modele_option
@click.option(
    "--format",
    "formats",
    metavar="F[:FICHIER]",
    multiple=True,
    help="terminal, json ou markdown, à l’écran ou dans un fichier ; html:FICHIER, xlsx:FICHIER ; "
    "ouvrir:FICHIER (html, puis ouvert dans le navigateur) ; "
    "annote:RÉPERTOIRE (copies Word annotées), fiches:RÉPERTOIRE ; peut être répété.",
)
@moteur_option("compte les pages")
@packs_option
@click.option(
    "--rapide",
    is_flag=True,
    help="Sans moteur quand le compte que Word a enregistré suffit (loin de toute limite).",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Combien de documents à la fois (d’office : un par processeur).",
)
@click.option(
    "--sans-cache", is_flag=True, help="Ne rien reprendre du contrôle précédent, ne rien en garder."
)
@click.option("--dask", metavar="ADRESSE", help="Contrôler sur une grappe Dask (tcp://…:8786).")
@click.option(
    "--depuis",
    metavar="DATE|TOUR",
    help="Comparer avec le contrôle de ce jour (09/11, hier) ou de ce numéro.",
)
@click.option(
    "--masquer",
    "noms",
    multiple=True,
    metavar="NOM",
    help="Un nom que le document ne doit pas contenir ; peut être répété.",
)
@click.option(
    "--orthographe/--sans-orthographe",
    default=None,
    help="Relire avec Grammalecte, s’il est installé (d’office pour un seul document).",
)
@texte_seul
def command(**options: Any) -> int:
    """Check everything named on the command line; gives the exit code."""
    import datetime as dt

    from dossier_builder.batch.destinations import read_destinations
    from dossier_builder.batch.promotion import check_given
    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.cli import progress
    from dossier_builder.pipeline.requests import Options
    from dossier_builder.processus import own_folder

    destinations = read_destinations(options["formats"])
    now = dt.datetime.now().astimezone()
    settings = Options(
        now=now,
        modele=options["modele"],
        moteur=options["moteur"],
        packs=options["packs"],
        rapide=options["rapide"],
        vignettes=destinations.wants("html"),
        ressemblances=destinations.wants("xlsx"),
        noms_a_masquer=tuple(options["noms"]),
        orthographe=_proofreader(options),
    )
    since = None
    if options["depuis"]:
        from dossier_builder.batch.since import parse_since

        since = parse_since(options["depuis"], now.date())
    with own_folder(workspaces()) as workspace:
        run = check_given(
            options["chemins"],
            settings,
            destinations,
            workspace,
            way=_way(options),
            since=since,
            watch=progress.shown(),
        )
        if run is None:
            click.echo(
                "Rien à contrôler : ni dossier, ni document Word, ni PDF à cet endroit.", err=True
            )
            return 3
        return _deliver(run, destinations, settings, texte_seul=is_asked())


def _proofreader(options: dict[str, Any]) -> Path | None:
    """Grammalecte: for one document unless told otherwise, since it takes seconds."""
    wanted = options["orthographe"]
    if wanted is None:
        given = [Path(path) for path in options["chemins"]]
        wanted = len(given) == 1 and _is_one_document(given[0])
    if not wanted:
        return None
    from dossier_builder.facts import find_program

    return find_program()


def _is_one_document(path: Path) -> bool:
    return (path / "dossier.yaml").is_file() or (path.is_file() and path.suffix.lower() != ".zip")


def _way(options: dict[str, Any]) -> Way:
    from dossier_builder.batch.promotion import Way

    runner = None
    if options["dask"]:
        from dossier_builder.batch.dask import OnDask

        runner = OnDask(options["dask"])
    return Way(options["jobs"], not options["sans_cache"], runner)


def _deliver(run: Run, destinations: Destinations, settings: Options, *, texte_seul: bool) -> int:
    from dossier_builder.batch.delivery import deliver
    from dossier_builder.cli.exit_codes import of_lot
    from dossier_builder.report import Style

    plain = Style(texte_seul=texte_seul)
    couleur = sys.stdout.isatty() and not texte_seul and "NO_COLOR" not in os.environ
    delivered = deliver(
        run,
        destinations,
        settings,
        screen=lambda text: click.echo(text, nl=False),
        style=Style(couleur, texte_seul),
        on_file=plain,
    )
    _say(delivered)
    if destinations.opened:
        from dossier_builder.cli.opening import show

        for path in destinations.opened:
            if path in delivered.paths:
                show(path)
    return 7 if delivered.failures else of_lot(run.report.documents)


def _say(delivered: Delivered) -> None:
    """What was written, and what could not be, on standard error."""
    from dossier_builder.cli.messages import notice
    from dossier_builder.domain.typographie import pluriel

    for sentence in delivered.avis:
        notice(sentence)
    for failure in delivered.failures:
        notice(f"{failure.message}\n{failure.aide}")
    shown = [path for path in delivered.paths if path.parent.name.endswith("_fichiers")]
    written = [path for path in delivered.paths if path not in shown]
    if len(written) > _NAMED:
        more = pluriel(len(written) - _NAMED, "autre fichier", "autres fichiers")
        written_text = f"{', '.join(str(path) for path in written[:_NAMED])} et {more}"
    else:
        written_text = ", ".join(str(path) for path in written)
    if written:
        notice(f"Écrit : {written_text}.")


_NAMED = 4
"""Files named in the line that says what was written; folders of sheets hold many more."""
