"""`dossier suivre`: a dossier at each save, on the terminal and on a page of this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import is_asked, texte_seul
from dossier_builder.cli.shared_options import modele_option, moteur_option, packs_option

if TYPE_CHECKING:
    from dossier_builder.domain.suivi import Suivi


@click.command(
    cls=FrenchCommand,
    name="suivre",
    options_metavar="[OPTIONS]",
    help="À chaque enregistrement dans Word ou LibreOffice, voir aussitôt les pages comptées, "
    "celles qui restent par partie et ce qu’il faut encore écrire. Ctrl+C pour arrêter ; rien "
    "n’est modifié ni envoyé.",
)
@click.argument("chemin", metavar="DOSSIER|FICHIER", type=FrenchPath(exists=True, path_type=Path))
@click.option("--page", is_flag=True, help="Montrer aussi le suivi dans votre navigateur.")
@modele_option
@packs_option
@moteur_option("confirme les pages")
@click.option("--une-fois", is_flag=True, help="S’arrêter aux premiers chiffres confirmés.")
@texte_seul
def command(**options: Any) -> int:
    """Show every state until Ctrl+C (130), or the first final one."""
    import contextlib
    import datetime as dt

    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.cli.exit_codes import of_lot
    from dossier_builder.cli.suivi_ecran import display
    from dossier_builder.cli.suivi_page import served
    from dossier_builder.pipeline.follow import follow
    from dossier_builder.pipeline.requests import Options, Request
    from dossier_builder.processus import own_folder

    def clock() -> dt.datetime:
        return dt.datetime.now().astimezone()

    path: Path = options["chemin"]
    settings = Options(
        now=clock(), modele=options["modele"], moteur=options["moteur"], packs=options["packs"]
    )
    once: bool = options["une_fois"]
    last: Suivi | None = None
    with contextlib.ExitStack() as ends:
        page = ends.enter_context(served()) if options["page"] else None
        if page is not None:
            click.echo(f"Page de suivi : {page.address}", err=True)
        show = ends.enter_context(display(texte_seul=is_asked(), once=once))
        room = ends.enter_context(own_folder(workspaces()))
        states = follow(Request(path, str(path)), settings, room, clock=clock, once=once)
        for last in ends.enter_context(contextlib.closing(states)):
            show(last)
            if page is not None:
                page.show(last)
    report = last.chiffres.rapport if last and last.chiffres else None
    return of_lot([report]) if report else 0
