"""The verbs of `dossier`, loaded only when called; accents and English names are accepted."""

from __future__ import annotations

import importlib
import unicodedata
from typing import Any

import click

from dossier_builder import __version__
from dossier_builder.cli.french import FrenchContext, FrenchUsageError, french_help_option

# verb → (module, one-line help). Written here so that `dossier --help` imports no verb.
VERBS: dict[str, tuple[str, str]] = {
    "nouveau": ("nouveau", "Commencer un dossier : un dossier de fichiers prêt à remplir."),
    "generer": ("generer", "Fabriquer le Word et le PDF d’un dossier."),
    "verifier": ("verifier", "Contrôler un dossier, un fichier Word ou un PDF."),
    "importer": ("importer", "Faire un dossier d’un document écrit ailleurs."),
    "suivre": ("suivre", "À chaque enregistrement, voir les pages comptées et ce qui reste."),
    "anonymiser": ("anonymiser", "Écrire une copie sans les noms ni les numéros des personnes."),
    "deposer": ("deposer", "Faire le dernier contrôle et ranger ce qui est conforme, prouvé."),
    "oral": ("oral", "Préparer l’oral : diapositives, questions probables, grille du jury."),
    "oublier": ("oublier", "Effacer ce que le programme garde d’un fichier ou d’une promotion."),
    "modele": ("modele", "Voir les modèles de dossier et vérifier ceux de votre centre."),
    "expliquer": ("expliquer", "Expliquer un contrôle, par son code (PAG001…)."),
    "diagnostic": ("diagnostic", "Dire ce qui est installé, ce qui manque et comment l’installer."),
}
ALIASES = {
    "new": "nouveau",
    "build": "generer",
    "check": "verifier",
    "import": "importer",
    "watch": "suivre",
    "surveiller": "suivre",
    "anonymize": "anonymiser",
    "anonymise": "anonymiser",
    "submit": "deposer",
    "talk": "oral",
    "forget": "oublier",
    "template": "modele",
    "explain": "expliquer",
    "doctor": "diagnostic",
}


def plain(name: str) -> str:
    """`Générer` → `generer`."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


class VerbGroup(click.Group):
    """The top command."""

    context_class = FrenchContext

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            context_settings={"help_option_names": ["--help", "-h", "--aide"]},
            subcommand_metavar="COMMANDE [OPTIONS]…",
            options_metavar="",
            **settings,
        )
        version = click.version_option(
            __version__, "--version", message="dossier %(version)s", help="Afficher la version."
        )
        version(self)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in French."""
        return french_help_option(super().get_help_option(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order of a learner's work."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name, alias or accented spelling; None when there is none."""
        del ctx
        verb = plain(cmd_name)
        verb = ALIASES.get(verb, verb)
        if verb not in VERBS:
            return None
        module = importlib.import_module(f"dossier_builder.cli.{VERBS[verb][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a French sentence for an unknown verb."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            import difflib  # 10 ms, for a wrong call only

            near = difflib.get_close_matches(plain(args[0]), [*VERBS, *ALIASES], n=1)
            hint = f" Vouliez-vous dire « {ALIASES.get(near[0], near[0])} » ?" if near else ""
            raise FrenchUsageError(f"La commande « {args[0]} » n’existe pas.{hint}", ctx)
        _, command, rest = super().resolve_command(ctx, args)
        return (command.name if command else None), command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with their help, without importing them."""
        del ctx
        with formatter.section("Commandes"):
            formatter.write_dl([(verb, line) for verb, (_, line) in VERBS.items()])
