"""What the verbs say: results, errors with their places, notices, bugs.

What a document, a file name or a person says may hold what a terminal obeys: it is taken out.
"""

from __future__ import annotations

import datetime as dt
import traceback

import click

from dossier_builder import __version__
from dossier_builder.cli.plain_text import as_asked
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DossierError, InputProblem


def say(text: str, *, err: bool = False) -> None:
    """Say a sentence, or several lines, in which nothing is an order to the terminal."""
    from dossier_builder.report.words import visible

    click.echo(as_asked(insecable(visible(text).replace("\r", " "))), err=err)


def show_error(error: DossierError, *, colours: bool | None = None) -> None:
    """The sentence, every place to mend, then the remedy; `colours` None: as the terminal is."""
    from dossier_builder.report.words import shown

    click.echo(click.style(shown(error.message), fg="red"), err=True, color=colours)
    show_problems(error.problems, colours=colours)
    if error.aide:
        say(error.aide, err=True)


def show_problems(problems: tuple[InputProblem, ...], *, colours: bool | None = None) -> None:
    """One line a problem, `fichier:ligne:colonne` first so that editors make it clickable."""
    from dossier_builder.report.words import shown

    for problem in problems:
        place = click.style(shown(problem.place), bold=True)
        click.echo(f"  {place}  {shown(problem.message)}", err=True, color=colours)
        for line in problem.aide.splitlines():
            click.echo(f"      {shown(line)}", err=True)


def show_bug(bug: Exception) -> int:
    """Say in one line that it is our fault and where the log is; gives the exit code 70."""
    from dossier_builder.resources import cache_folder
    from dossier_builder.resources.journal import FOLDER
    from dossier_builder.resources.writing import write_file

    now = dt.datetime.now(tz=dt.UTC)
    # Frames only: the text of an exception may quote the dossier.
    frames = "".join(traceback.format_tb(bug.__traceback__))
    text = f"dossier {__version__}, {now.isoformat()}\n{frames}{type(bug).__name__}\n"
    sentence = "Une erreur de notre fait a arrêté le travail ; vos fichiers n’ont pas été changés."
    try:
        log = cache_folder() / FOLDER / f"dossier-{now:%Y%m%d-%H%M%S}.log"
        write_file(log, text)
    except DossierError:
        say(f"{sentence}\n{text}", err=True)
    else:
        say(f"{sentence}\nLe journal à joindre à votre message : {log}", err=True)
    return 70


def notice(text: str) -> None:
    """One line of progress or notice, on standard error."""
    say(text, err=True)
