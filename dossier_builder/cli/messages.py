"""What goes to standard error: errors with their places, notices, bugs."""

from __future__ import annotations

import datetime as dt
import traceback

import click

from dossier_builder import __version__
from dossier_builder.cli.plain_text import shown
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DossierError, InputProblem


def show_error(error: DossierError, *, colours: bool | None = None) -> None:
    """The sentence, every place to mend, then the remedy; `colours` None: as the terminal is."""
    click.echo(click.style(insecable(error.message), fg="red"), err=True, color=colours)
    show_problems(error.problems, colours=colours)
    if error.aide:
        click.echo(insecable(error.aide), err=True)


def show_problems(problems: tuple[InputProblem, ...], *, colours: bool | None = None) -> None:
    """One line a problem, `fichier:ligne:colonne` first so that editors make it clickable."""
    for problem in problems:
        click.echo(
            f"  {click.style(problem.place, bold=True)}  {insecable(problem.message)}",
            err=True,
            color=colours,
        )
        for line in problem.aide.splitlines():
            click.echo(f"      {insecable(line)}", err=True)


def show_bug(bug: Exception) -> int:
    """Say in one line that it is our fault and where the log is; gives the exit code 70."""
    from dossier_builder.resources import cache_folder

    now = dt.datetime.now(tz=dt.UTC)
    log = cache_folder() / "journaux" / f"dossier-{now:%Y%m%d-%H%M%S}.log"
    # Frames only: the text of an exception may quote the dossier.
    frames = "".join(traceback.format_tb(bug.__traceback__))
    text = f"dossier {__version__}, {now.isoformat()}\n{frames}{type(bug).__name__}\n"
    sentence = "Une erreur de notre fait a arrêté le travail ; vos fichiers n’ont pas été changés."
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(text, encoding="utf-8")
    except OSError:
        click.echo(f"{sentence}\n{text}", err=True)
    else:
        click.echo(f"{sentence}\nLe journal à joindre à votre message : {log}", err=True)
    return 70


def notice(text: str) -> None:
    """One line of progress or notice, on standard error."""
    click.echo(shown(insecable(text)), err=True)
