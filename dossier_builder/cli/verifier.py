"""`dossier verifier`: check dossiers and files, say what was found."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from dossier_builder.cli.french import FrenchCommand, FrenchUsageError

_FORMATS = ("terminal", "json")
_DOCUMENTS = frozenset(
    (
        *(".docx", ".docm", ".dotx", ".dotm", ".pdf", ".odt", ".ott", ".doc", ".rtf"),
        # not read, but handed in: each gets a sentence, nobody is left out in silence
        *(".pages", ".gdoc", ".fodt", ".odm", ".wps", ".wpd"),
    )
)
"""What is looked at in a folder; what a file is, its content tells."""


@click.command(
    cls=FrenchCommand,
    name="verifier",
    options_metavar="[OPTIONS]",
    help="Contrôler un dossier de fichiers, un document Word ou un PDF, ou plusieurs à la fois. "
    "Rien n’est modifié ni envoyé.",
)
@click.argument("chemins", metavar="CHEMIN…", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("--modele", metavar="ID", help="Le modèle à appliquer (par exemple cip/ccp2).")
@click.option(
    "--format",
    "formats",
    metavar="F[:FICHIER]",
    multiple=True,
    help="terminal ou json, à l’écran ou dans un fichier ; peut être répété.",
)
@click.option(
    "--moteur",
    type=click.Choice(["auto", "libreoffice", "dxpdf"]),
    default="auto",
    help="Le moteur qui compte les pages (auto : le meilleur qui soit là).",
)
@click.option(
    "--modeles",
    "packs",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DOSSIER",
    help="Les modèles de votre centre.",
)
@click.option(
    "--rapide",
    is_flag=True,
    help="Sans moteur quand le compte que Word a enregistré suffit (loin de toute limite).",
)
@click.option("--texte-seul", is_flag=True, help="Sans barres ni couleurs (lecteurs d’écran).")
def command(**options: Any) -> int:
    """Check everything named on the command line; gives the exit code."""
    import datetime as dt
    import tempfile

    from dossier_builder import __version__
    from dossier_builder.cli.exit_codes import of_lot
    from dossier_builder.pipeline.check import check_documents
    from dossier_builder.pipeline.stages import Options, Request

    destinations = _destinations(options["formats"])
    now = dt.datetime.now().astimezone()
    requests = [Request(path, name) for given in options["chemins"] for path, name in _found(given)]
    if not requests:
        click.echo(
            "Rien à contrôler : ni dossier, ni document Word, ni PDF à cet endroit.", err=True
        )
        return 3
    settings = Options(
        now=now,
        modele=options["modele"],
        moteur=options["moteur"],
        packs=options["packs"],
        rapide=options["rapide"],
    )
    with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as workspace:
        documents = tuple(check_documents(requests, settings, Path(workspace)))
    from dossier_builder.domain.report import Report

    report = Report(version=__version__, date=now, documents=documents)
    _write(report, destinations, texte_seul=options["texte_seul"])
    return of_lot(documents)


def _destinations(formats: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """`json:rapport.json` → (`json`, path); the terminal report unless a format goes to stdout."""
    chosen: list[tuple[str, Path | None]] = []
    for text in formats:
        name, _, file = text.partition(":")
        if name not in _FORMATS:
            raise FrenchUsageError(
                f"Le format « {name} » n’existe pas ; choisissez parmi {', '.join(_FORMATS)}.",
                click.get_current_context(),
            )
        chosen.append((name, Path(file) if file else None))
    if all(file is not None for _, file in chosen):
        chosen.append(("terminal", None))
    return chosen


def _found(given: str) -> list[tuple[Path, str]]:
    """A file or a dossier folder as it is; any other folder by the documents inside."""
    path = Path(given)
    if path.is_file() or (path / "dossier.yaml").is_file():
        return [(path, given)]
    return [(inside, str(Path(given) / inside.relative_to(path))) for inside in _documents(path)]


def _documents(folder: Path) -> list[Path]:
    """The documents of a folder, its sub-folders included; a dossier folder is one document."""
    found: list[Path] = []
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((".", "~")):
            continue
        if entry.is_dir():
            found += [entry] if (entry / "dossier.yaml").is_file() else _documents(entry)
        elif entry.suffix.lower() in _DOCUMENTS:
            found.append(entry)
    return found


def _write(report: Any, destinations: list[tuple[str, Path | None]], *, texte_seul: bool) -> None:
    from dossier_builder.pipeline.deliver import write_text
    from dossier_builder.report import REPORTERS, Style

    for name, file in destinations:
        if file is not None:
            write_text(file, REPORTERS[name](report, Style(texte_seul=texte_seul)))
            continue
        couleur = sys.stdout.isatty() and not texte_seul and "NO_COLOR" not in _environment()
        click.echo(REPORTERS[name](report, Style(couleur, texte_seul)), nl=False)


def _environment() -> Any:
    import os

    return os.environ
