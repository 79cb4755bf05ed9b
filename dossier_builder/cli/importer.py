"""`dossier importer`: make a dossier folder of a Word, LibreOffice or PDF file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.french import FrenchCommand, FrenchUsageError
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import texte_seul
from dossier_builder.cli.shared_options import packs_option

if TYPE_CHECKING:
    from dossier_builder.reprise.assembly import Row
    from dossier_builder.reprise.importation import Imported

_WIDEST = 46


@click.command(
    cls=FrenchCommand,
    name="importer",
    options_metavar="[OPTIONS]",
    help="Faire un dossier à partir d’un document écrit ailleurs (Word, LibreOffice, PDF). Le "
    "document n’est pas modifié ; ce qui n’a pas trouvé sa place va dans a-classer.md.",
)
@click.argument(
    "fichier", metavar="FICHIER", type=FrenchPath(exists=True, dir_okay=False, path_type=Path)
)
@click.argument("dossier", metavar="DOSSIER", required=False, type=FrenchPath(path_type=Path))
@click.option(
    "--dans",
    type=FrenchPath(exists=True, file_okay=False, path_type=Path),
    metavar="DOSSIER",
    help="Reprendre dans ce dossier ce qui a changé dans le Word qu’il avait fabriqué.",
)
@texte_seul
@click.option("--modele", metavar="ID", help="Le modèle, s’il n’est pas reconnu : cip/ccp2…")
@packs_option
def command(**options: Any) -> int:
    """Import, then say what went where and what to do next."""
    import datetime as dt
    import tempfile

    if options["dans"]:
        from dossier_builder.cli.retour import bring_back_into

        return bring_back_into(options["fichier"], options["dans"], options["packs"])
    if options["dossier"] is None:
        raise FrenchUsageError(
            "Donnez le nom du dossier à créer, ou --dans suivi du dossier à mettre à jour.",
            click.get_current_context(),
        )
    from dossier_builder.cli.messages import notice
    from dossier_builder.pipeline.requests import Options
    from dossier_builder.reprise.importation import import_document
    from dossier_builder.resources import cache_folder
    from dossier_builder.resources.locks import alone_in

    now = dt.datetime.now().astimezone()
    with (
        tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as workspace,
        alone_in(options["dossier"], cache_folder(), say=notice),
    ):
        made = import_document(
            options["fichier"],
            options["dossier"],
            Options(now=now, modele=options["modele"], packs=options["packs"]),
            Path(workspace),
        )
    _tell(made)
    return 0


def _tell(made: Imported) -> None:
    from dossier_builder.cli.messages import notice
    from dossier_builder.domain.typographie import pluriel
    from dossier_builder.inputs.loading import A_CLASSER

    for sentence in made.notes:
        notice(sentence)
    _say(f"Dossier fait : {made.target} ({made.modele.intitule})")
    if made.candidat:
        _say(f"Votre fiche : {made.candidat}")
    if made.rows:
        _table(made.rows)
        _say(made.sentence)
    else:
        _say("Rien n’est encore écrit dans ce document : le dossier est prêt à remplir.")
    if made.a_completer:
        _say(f"À compléter dans dossier.yaml : {', '.join(made.a_completer)}.")
    if made.unknown:
        _say(f"Aucune partie du modèle {made.modele.id} n’a été reconnue : tout est à classer.")
    if made.a_classer:
        share = min(100, round(100 * made.a_classer / max(1, made.source)))
        part = f"{share} %" if share else "moins de 1 %"
        _say(f"À classer : {pluriel(made.a_classer, 'mot')} ({part}), dans {A_CLASSER}.")
        _say("  Coupez-collez chaque passage dans le bon fichier, puis supprimez a-classer.md.")
    _say(f"Ensuite : dossier verifier {made.target}")


def _table(rows: tuple[Row, ...]) -> None:
    """What went where, in the order of the document."""
    sources = [_short(row.source) for row in rows]
    wide = max((len(source) for source in sources), default=16)
    files = max((len(row.fichier) for row in rows), default=15)
    _say()
    _say(f"{'DANS LE DOCUMENT':<{wide}}  PAGE    MOTS  {'DANS LE DOSSIER':<{files}}".rstrip())
    for row, source in zip(rows, sources, strict=True):
        page = str(row.page) if row.page else ""
        _say(f"{source:<{wide}}  {page:>4}  {row.mots:>6}  {row.fichier}")
    _say()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1].rstrip()}…"


def _say(text: str = "") -> None:
    from dossier_builder.cli.messages import say

    say(text)
