"""`dossier modele lister|montrer|verifier|regler`: the rule packs, ours and those of a centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dossier_builder.cli.french import (
    FrenchCommand,
    FrenchContext,
    FrenchUsageError,
    french_help_option,
)
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import as_asked, texte_seul
from dossier_builder.cli.regler import regler
from dossier_builder.domain.typographie import insecable, pluriel
from dossier_builder.errors import PackError, UsageError


class Subverbs(click.Group):
    """A group of commands whose help and mistakes are French; alone, it shows its help."""

    context_class = FrenchContext

    def __init__(self, name: str | None = None, **settings: Any) -> None:
        settings.setdefault("context_settings", {"help_option_names": ["--help", "-h", "--aide"]})
        super().__init__(
            name,
            invoke_without_command=True,
            subcommand_metavar="COMMANDE [OPTIONS]…",
            options_metavar="",
            **settings,
        )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in French."""
        return french_help_option(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a French sentence for an unknown command."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], self.commands, n=1)
            hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
            raise FrenchUsageError(insecable(f"« modele {args[0]} » n’existe pas.{hint}"), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under a French heading."""
        del ctx
        with formatter.section("Commandes"):
            lines = [(n, c.get_short_help_str(limit=70)) for n, c in self.commands.items()]
            formatter.write_dl(lines)


_modeles_option = click.option(
    "--modeles",
    type=FrenchPath(path_type=Path),
    metavar="DOSSIER",
    help="Chercher aussi dans ce dossier de modèles (sinon : variable DOSSIER_MODELES).",
)


@click.group(cls=Subverbs, name="modele")
@click.pass_context
def command(ctx: click.Context) -> int:
    """Voir les modèles de dossier et vérifier ceux de votre centre."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
    return 0


@command.command("lister", cls=FrenchCommand)
@_modeles_option
@texte_seul
def lister(modeles: Path | None) -> int:
    """Lister les modèles, avec l’endroit d’où ils viennent."""
    from dossier_builder.packs.loader import list_modeles
    from dossier_builder.pipeline.modeles import pack_roots
    from dossier_builder.resources import templates_root

    infos = list_modeles(pack_roots(modeles))
    widest = max(len(info.id) for info in infos)
    title = max(len(info.intitule) for info in infos)
    for info in infos:
        ours = info.fichier.is_relative_to(templates_root())
        origin = "fourni avec le programme" if ours else str(info.fichier.parent)
        click.echo(as_asked(insecable(f"{info.id:<{widest}}  {info.intitule:<{title}}  {origin}")))
    click.echo("\nPour en voir un : dossier modele montrer cip/ccp2")
    return 0


@command.command("montrer", cls=FrenchCommand)
@click.argument("identifiant", metavar="MODELE")
@click.option("--feuille", is_flag=True, help="Une page à imprimer : ce qui est vérifié ou non.")
@_modeles_option
@texte_seul
def montrer(identifiant: str, modeles: Path | None, *, feuille: bool) -> int:
    """Montrer un modèle : limites, parties, champs, règles, et leurs sources."""
    from dossier_builder.pipeline.modeles import load, pack_roots

    modele = load(identifiant, pack_roots(modeles))
    if feuille:
        from dossier_builder.cli.feuille import sheet

        click.echo(as_asked("\n".join(sheet(modele))))
        return 0
    from dossier_builder.cli.modele_text import describe

    click.echo(as_asked(insecable("\n".join(describe(modele)))))
    return 0


@command.command("verifier", cls=FrenchCommand)
@click.argument("dossier", type=FrenchPath(exists=True, file_okay=False, path_type=Path))
@texte_seul
def verifier(dossier: Path) -> int:
    """Vérifier un modèle, ou tous ceux d’un dossier de modèles.

    Tous les problèmes sont montrés d’un coup, avec le fichier, la ligne et la colonne.
    """
    from dossier_builder.cli.messages import show_error
    from dossier_builder.pipeline.modeles import load, packs_in

    packs = packs_in(dossier)
    if not packs:
        raise UsageError(
            f"« {dossier} » ne contient aucun modèle (un fichier modele.yaml).",
            "Donnez le dossier d’un modèle, ou le dossier qui en contient plusieurs.",
        )
    broken = 0
    for identifier, root in packs:
        try:
            modele = load(identifier, (root,))
        except PackError as error:
            broken += 1
            show_error(error)
        else:
            seen = (
                f"{pluriel(len(modele.sections), 'partie')}, {pluriel(len(modele.regles), 'règle')}"
            )
            click.echo(insecable(f"{identifier} : rien à corriger ({seen})."))
    return PackError.exit_code if broken else 0


command.add_command(regler)
