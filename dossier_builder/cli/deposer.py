"""`dossier deposer`: the last check, then what is handed in with its proof; or verify it later."""

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
    import datetime as dt

    from dossier_builder.batch.promotion import Run
    from dossier_builder.depot.values import Reglages
    from dossier_builder.report import Style

_HERE = Path("depot")


@click.command(
    cls=FrenchCommand,
    name="deposer",
    options_metavar="[OPTIONS]",
    help="Faire le dernier contrôle, puis ranger ce qui est conforme avec sa preuve : un document, "
    "un dossier de fichiers, ou toute une session. Rien n’est envoyé.",
)
@click.argument("chemins", metavar="CHEMIN…", nargs=-1, type=FrenchPath(exists=True))
@modele_option
@packs_option
@click.option(
    "--vers", type=FrenchPath(file_okay=False, path_type=Path), metavar="DOSSIER", default=_HERE,
    help="Où ranger les dépôts (d’office : « depot », dans le dossier courant).",
)  # fmt: skip
@click.option(
    "--malgre", metavar="RAISON", default="",
    help="Déposer un document qui n’est pas conforme ; la raison est écrite sur la preuve.",
)  # fmt: skip
@click.option("--annexes-a-part", is_flag=True, help="Ajouter le texte et les annexes séparés.")
@click.option("--zip", "en_zip", is_flag=True, help="Faire de chaque dépôt une archive .zip.")
@click.option(
    "--classeur", type=FrenchPath(exists=True, dir_okay=False, path_type=Path), metavar="FICHIER",
    help="Le classeur de la promotion (d’office : promo.xlsx, s’il est dans la session).",
)  # fmt: skip
@click.option(
    "--verifier", type=FrenchPath(exists=True, path_type=Path), metavar="DÉPÔT",
    help="Vérifier qu’un dépôt, ou tous ceux d’un dossier, n’ont pas changé.",
)  # fmt: skip
@moteur_option("compte les pages et fait le PDF")
@texte_seul
def command(**options: Any) -> int:
    """Deposit, or verify a deposit; 0 when everything is as it should be."""
    if options["verifier"] is not None:
        return _verify(options)
    if not options["chemins"]:
        from dossier_builder.cli.french import FrenchUsageError

        raise FrenchUsageError(
            "Il manque ce qu’il faut déposer : un document, un dossier ou une session.",
            click.get_current_context(),
        )
    return _deposit(options)


def _style() -> Style:
    from dossier_builder.report import Style

    couleur = sys.stdout.isatty() and not is_asked() and "NO_COLOR" not in os.environ
    return Style(couleur, is_asked())


def _verify(options: dict[str, Any]) -> int:
    import tempfile

    from dossier_builder.depot.verification import examine, examined_lines
    from dossier_builder.errors import UsageError

    if options["chemins"]:
        raise UsageError(
            "--verifier se suffit : il vérifie un dépôt déjà fait.",
            "Donnez-lui le dépôt, et rien d’autre : dossier deposer --verifier depot",
        )
    with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as folder:
        found = examine(options["verifier"], Path(folder))
    for line in examined_lines(found, _style()):
        click.echo(line)
    return 0 if all(one.intact for one in found) else 1


def _deposit(options: dict[str, Any]) -> int:
    import datetime as dt

    from dossier_builder.batch.promotion import Way, check_given
    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.cli import progress
    from dossier_builder.cli.demandes import (
        destinations_of,
        refuse_deposits,
        refuse_reason_for_many,
        without_pairs,
    )
    from dossier_builder.cli.messages import notice
    from dossier_builder.depot.values import Reglages
    from dossier_builder.pipeline.requests import Options
    from dossier_builder.processus import own_folder
    from dossier_builder.resources import cache_folder
    from dossier_builder.resources.locks import alone_in

    now = dt.datetime.now().astimezone()
    malgre = " ".join(options["malgre"].split())
    given, pairs = without_pairs(options["chemins"])
    refuse_deposits(given, options["vers"])
    refuse_reason_for_many(given, malgre)
    given = [_built(Path(one), options, now) for one in given]
    settings = Options(
        now=now, modele=options["modele"], moteur=options["moteur"], packs=options["packs"]
    )
    reglages = Reglages(
        vers=options["vers"],
        now=now,
        moteur=options["moteur"],
        packs=options["packs"],
        malgre=malgre,
        annexes_a_part=options["annexes_a_part"],
        en_zip=options["en_zip"],
    )
    with own_folder(workspaces()) as workspace:
        run = check_given(
            given,
            settings,
            destinations_of(given, options["vers"], options["classeur"]),
            workspace,
            way=Way(),
            watch=progress.shown(),
        )
        if run is None:
            click.echo(
                "Rien à déposer : ni dossier, ni document Word, ni PDF à cet endroit.", err=True
            )
            return 3
        with alone_in(options["vers"], cache_folder(), say=notice):
            return _put_away(run, pairs, reglages, workspace, _style())


def _built(path: Path, options: dict[str, Any], now: dt.datetime) -> str:
    """What is handed in of a Word start file is the document that it makes; the rest, as it is."""
    from dossier_builder.pipeline.source import is_start_file

    if not is_start_file(path):
        return str(path)
    import tempfile

    from dossier_builder.cli.messages import notice
    from dossier_builder.pipeline.build import build_dossier
    from dossier_builder.pipeline.source import home_of
    from dossier_builder.resources import cache_folder
    from dossier_builder.resources.locks import alone_in

    with (
        alone_in(home_of(path), cache_folder(), say=notice),
        tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as room,
    ):
        built = build_dossier(
            path,
            workspace=Path(room),
            moteur=options["moteur"],
            packs=options["packs"],
            now=now,
        )
    for line in built.notices:
        notice(line)
    made = built.delivered.docx
    notice(
        f"« {path.name} » est un fichier de départ : c’est « {made} », fabriqué, qui est déposé."
    )
    return str(made)


def _put_away(
    run: Run, pairs: dict[str, Path], reglages: Reglages, workspace: Path, style: Style
) -> int:
    """Hand the checked documents over to the deposit, and say what became of them."""
    from dossier_builder.cli.demandes import demandes_of, exit_code
    from dossier_builder.depot.deposit import deposit
    from dossier_builder.depot.said import deposit_lines

    demandes = demandes_of(run, pairs)
    issues = deposit(list(demandes.values()), reglages, workspace / "depot")
    done = dict(zip(demandes, issues, strict=True))
    if run.report.cohorte is not None:
        from dossier_builder.cli.deposer_session import say_session

        return say_session(run, demandes, done, reglages, workspace, style)
    for line in deposit_lines(
        list(zip(demandes.values(), issues, strict=True)), style, malgre=bool(reglages.malgre)
    ):
        click.echo(line)
    return exit_code(run.report.documents, done)
