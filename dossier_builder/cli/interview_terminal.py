"""Questions on a terminal: lists to move in, texts checked as they are typed, in French.

Where the terminal can do little (TERM=dumb, DOSSIER_TEXTE_SEUL=1 for a screen reader), the same
questions come as plain lines.
"""

from __future__ import annotations

import os
import textwrap
from typing import Any

import click

from dossier_builder.cli.interview import BACK, SKIP, Move, Said
from dossier_builder.cli.interview_questions import Question
from dossier_builder.cli.interview_values import AnswerError
from dossier_builder.domain.typographie import insecable

PLAIN = "DOSSIER_TEXTE_SEUL"
_BACK_WORDS = frozenset(("<", "retour"))
_SKIP_WORDS = frozenset(("-", "passer"))
_WIDEST = 76
_SOME = "certains"
_LATER = "Il faudra le dire un jour ; « - » pour y revenir plus tard."
_HINT = "Entrée pour valider, « < » pour revenir à la question d’avant, Ctrl+C pour arrêter."


def plain_wanted() -> bool:
    """Whether lines are better than a screen that redraws itself."""
    return os.environ.get("TERM") == "dumb" or os.environ.get(PLAIN) == "1"


def asker() -> _Lists | _Lines:
    """The way of asking that this terminal can take."""
    return _Lines() if plain_wanted() else _Lists()


def yes(question: str) -> bool:
    """Oui or non."""
    return choose(question, (("oui", "Oui"), ("non", "Non"))) == "oui"


def choose(question: str, choices: tuple[tuple[str, str], ...]) -> str:
    """One of these; Ctrl+C raises KeyboardInterrupt."""
    if plain_wanted():
        return _numbered(question, choices)
    import questionary

    chosen: str = questionary.select(
        _drawn(question),
        choices=[questionary.Choice(_drawn(label), value) for value, label in choices],
        instruction="(flèches, puis Entrée)",
        qmark="?",
    ).unsafe_ask()
    return chosen


def welcome() -> None:
    """What is said before the first question."""
    click.echo(insecable(f"Quelques questions, puis votre dossier est prêt. {_HINT}"))


def _drawn(text: str) -> str:
    """On one line, with plain spaces: prompt_toolkit underlines those that do not break."""
    return textwrap.shorten(text.replace("\u00a0", " "), _WIDEST, placeholder="…")


def _numbered(question: str, choices: tuple[tuple[str, str], ...]) -> str:
    click.echo(insecable(question))
    for rank, (_, label) in enumerate(choices, start=1):
        click.echo(insecable(f"  {rank}. {label}"))
    while True:
        typed = _typed("Numéro")
        if typed.isdigit() and 1 <= int(typed) <= len(choices):
            return choices[int(typed) - 1][0]
        click.echo(insecable(f"Tapez un numéro, de 1 à {len(choices)}."))


def _typed(question: str, usual: str = "") -> str:
    """One line; an empty one gives `usual`."""
    try:
        answer: str = click.prompt(
            insecable(question), default=usual, show_default=bool(usual), prompt_suffix=" : "
        )
    except click.Abort:
        raise KeyboardInterrupt from None
    return answer.strip()


def _lead(question: Question, rank: int, count: int) -> None:
    """The question's rank, its help and its example."""
    click.echo("")
    head = f"{rank}/{count}  {question.texte}"
    click.echo(click.style(insecable(head), bold=True))
    if question.aide:
        click.echo(insecable(f"  {question.aide}"))
    if question.exemple:
        click.echo(insecable(f"  Exemple : {question.exemple}"))


def _read(question: Question, typed: str) -> str:
    """What is wrong with an answer; empty when it can be taken."""
    try:
        question.lire(typed)
    except AnswerError as error:
        return str(error)
    return ""


def _move(typed: str) -> Move | None:
    if typed.casefold() in _BACK_WORDS:
        return BACK
    return SKIP if typed.casefold() in _SKIP_WORDS else None


class _Lists:
    """With questionary: arrows, ticks, and a word under the line while it is typed."""

    def ask(self, question: Question, rank: int, count: int, usual: str) -> Said | Move:
        """See Asker."""
        _lead(question, rank, count)
        if question.choix and question.plusieurs:
            return self._several(question, usual)
        if question.choix:
            return self._one(question, usual)
        if question.repetee:
            return _repeated(question, self._text)
        return self._text(question, usual)

    def _text(self, question: Question, usual: str) -> Said | Move:
        import questionary

        def check(typed: str) -> bool | str:
            typed = typed.strip()
            if _move(typed) is not None:
                return True
            if not typed:
                return True if not question.obligatoire else _LATER
            return _drawn(_read(question, typed)) or True

        label = "Réponse :" if question.obligatoire else "Réponse (facultative) :"
        typed = (
            questionary.text(label, default=usual, validate=check, qmark=">").unsafe_ask().strip()
        )
        return (_move(typed) if typed else SKIP) or Said(typed)

    def _one(self, question: Question, usual: str) -> Said | Move:
        chosen = self._select(usual, list(question.choix))
        return BACK if chosen == BACK else Said(chosen)

    def _several(self, question: Question, usual: str) -> Said | Move:
        """The whole, or some of the others to be ticked."""
        (whole, label), *others = question.choix
        first = self._select(usual, [(whole, label), (_SOME, "Un ou plusieurs CCP")])
        if first in {BACK, whole}:
            return BACK if first == BACK else Said(first)
        import questionary

        choices = [questionary.Choice(_drawn(text), value) for value, text in others]
        while True:
            ticked: list[str] = questionary.checkbox(
                "Lesquels ?",
                choices=choices,
                instruction="(espace pour cocher, puis Entrée)",
                qmark=">",
            ).unsafe_ask()
            if ticked:
                return Said(", ".join(ticked))
            click.echo(insecable("Cochez-en au moins un, avec la barre d’espace."))

    def _select(self, usual: str, choices: list[tuple[str, str]]) -> str:
        import questionary

        listed: list[Any] = [questionary.Choice(_drawn(text), value) for value, text in choices]
        listed.append(questionary.Choice("← question d’avant", BACK))
        known = usual if usual in {value for value, _ in choices} else None
        chosen: str = questionary.select(
            "Réponse",
            choices=listed,
            default=known,
            instruction="(flèches, puis Entrée)",
            qmark=">",
        ).unsafe_ask()
        return chosen


class _Lines:
    """Plain lines: what a screen reader reads best, and any terminal shows."""

    def ask(self, question: Question, rank: int, count: int, usual: str) -> Said | Move:
        """See Asker."""
        _lead(question, rank, count)
        for value, label in question.choix:
            click.echo(insecable(f"  {value} : {label}"))
        if question.repetee:
            return _repeated(question, self._text)
        return self._text(question, usual)

    def _text(self, question: Question, usual: str) -> Said | Move:
        while True:
            typed = _typed("Votre réponse", usual)
            if moved := _move(typed):
                return moved
            if not typed and not question.obligatoire:
                return SKIP
            wrong = _read(question, typed) if typed else _LATER
            if not wrong:
                return Said(typed)
            click.echo(insecable(wrong))


def _repeated(question: Question, ask: Any) -> Said | Move:
    """The same question until nothing is typed; the answers, one a line."""
    found: list[str] = []
    while True:
        said = ask(question, "")
        if isinstance(said, Said):
            found.append(said.texte)
            click.echo("  Une autre ? Entrée seule pour continuer.")
        elif said == BACK and not found:
            return BACK
        elif said == BACK:
            found.pop()
        else:
            return Said("\n".join(found)) if found else SKIP
