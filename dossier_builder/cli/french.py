"""click in French: headings of the help, and the sentences of a wrong call."""

from __future__ import annotations

from typing import Any

import click


class FrenchFormatter(click.HelpFormatter):
    """The help page with French headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """`Usage : dossier …`."""
        super().write_usage(prog, args, prefix or "Usage : ")

    def write_heading(self, heading: str) -> None:
        """`Options :`, with the French space."""
        self.write(f"{'':>{self.current_indent}}{heading} :\n")


class FrenchContext(click.Context):
    """A context whose help is French."""

    formatter_class = FrenchFormatter


class FrenchCommand(click.Command):
    """A verb with French help; `result` of the callback is the exit code."""

    context_class = FrenchContext

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        settings.setdefault("context_settings", {"help_option_names": ["--help", "-h", "--aide"]})
        super().__init__(*arguments, **settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in French."""
        return french_help_option(super().get_help_option(ctx))


class FrenchUsageError(click.UsageError):
    """A wrong call whose message is already a French sentence."""


def french_help_option(option: click.Option | None) -> click.Option | None:
    """The same option with its explanation in French."""
    if option is not None:
        option.help = "Afficher cette aide."
    return option


def usage_sentence(error: click.ClickException) -> str:
    """A wrong call, said in French with what was expected."""
    if isinstance(error, click.NoSuchOption):
        import difflib  # 10 ms, for a wrong call only

        near = difflib.get_close_matches(
            error.option_name, error.possibilities or _options(error), n=1
        )
        hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
        sentence = f"L’option « {error.option_name} » n’existe pas.{hint}"
    elif isinstance(error, click.MissingParameter):
        sentence = f"Il manque {_name(error.param)}."
    elif isinstance(error, click.BadParameter):
        named = _name(error.param)
        sentence = f"{named[0].upper()}{named[1:]} : {_bad_value(error)}"
    elif isinstance(error, FrenchUsageError):
        sentence = error.message
    else:
        sentence = _other_usage(error)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "dossier"
    return f"{sentence}\nAide : {path} --help"


def _options(error: click.UsageError) -> list[str]:
    if error.ctx is None:
        return []
    return [name for parameter in error.ctx.command.params for name in parameter.opts]


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "la valeur"
    if isinstance(parameter, click.Argument):
        return f"l’argument {parameter.make_metavar(click.Context(click.Command('')))}"
    return f"l’option {parameter.opts[0]}"


def _bad_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        choices = ", ".join(f"« {choice} »" for choice in kind.choices)
        return f"valeur inconnue ; choisissez parmi {choices}."
    if isinstance(kind, click.DateTime):
        return "une date est attendue, par exemple 2026-12-07."
    return "valeur incorrecte."


def _other_usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    if context is not None and context.args:
        return f"Argument en trop : « {' '.join(context.args)} »."
    return "Cette commande est incomplète ou mal écrite."
