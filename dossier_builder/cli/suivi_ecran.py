"""How the states of `suivre` are shown: a live screen, one line a save, or sentences."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

import click

from dossier_builder.domain.suivi import Suivi
from dossier_builder.report.style import Style
from dossier_builder.report.terminal_suivi import confirmation, line, screen

Show = Callable[[Suivi], None]


def display(*, texte_seul: bool, once: bool) -> contextlib.AbstractContextManager[Show]:
    """A screen on a terminal, lines elsewhere; sentences for a screen reader."""
    if texte_seul:
        return contextlib.nullcontext(Spoken().show)
    return _live() if sys.stdout.isatty() and not once else _lines(once=once)


@contextlib.contextmanager
def _live() -> Iterator[Show]:
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    console = Console()
    colours = "NO_COLOR" not in os.environ

    with Live(console=console, auto_refresh=False, vertical_overflow="crop") as live:

        def show(suivi: Suivi) -> None:
            drawn = screen(suivi, Style(colours, largeur=min(console.width - 1, 100)))
            live.update(Text.from_ansi(fitted(drawn, console.height - 1)), refresh=True)

        yield show


def fitted(text: str, height: int) -> str:
    """The screen less its blank lines, then less its middle, where it is too high."""
    lines = text.split("\n")
    if len(lines) > height:
        lines = [one for one in lines if one.strip()]
    if len(lines) > height > 1:
        lines = [*lines[: height - 1], lines[-1]]
    return "\n".join(lines)


@contextlib.contextmanager
def _lines(*, once: bool) -> Iterator[Show]:
    """One line a save, told when its figures are final, or when a newer save comes first."""
    waiting: list[Suivi] = []

    def show(suivi: Suivi) -> None:
        if waiting and waiting[-1].numero != suivi.numero:
            click.echo(line(waiting.pop()))
        waiting.clear()
        if suivi.phase == "absent" or suivi.definitif:
            click.echo(screen(suivi, Style()) if once else line(suivi))
        elif suivi.phase == "estimation":
            waiting.append(suivi)

    yield show


class Spoken:
    """Each thing said once, as soon as it is known."""

    def __init__(self) -> None:
        self._told = (0, "")

    def show(self, suivi: Suivi) -> None:
        """Say what is new in that state."""
        told = (suivi.numero, suivi.phase)
        if told == self._told:
            return
        second = self._told == (suivi.numero, "estimation") and suivi.phase == "confirme"
        self._told = told
        if suivi.phase != "calcul":
            click.echo(confirmation(suivi) if second else line(suivi))
