"""`dossier anonymiser`: write a copy of a Word document without the names and numbers of people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.paths import FrenchPath
from dossier_builder.cli.plain_text import texte_seul
from dossier_builder.cli.shared_options import moteur_option

if TYPE_CHECKING:
    from dossier_builder.depot import Anonymised, Substitution


@click.command(
    cls=FrenchCommand,
    name="anonymiser",
    options_metavar="[OPTIONS]",
    help="Écrire une copie d’un document Word sans les noms ni les numéros des personnes, et "
    "prouver qu’il n’en reste pas. L’original n’est pas modifié.",
)
@click.argument("fichier", metavar="FICHIER", type=FrenchPath(exists=True, path_type=Path))
@click.option(
    "--sortie", type=FrenchPath(dir_okay=False, path_type=Path), metavar="FICHIER",
    help="Le nom de la copie (par défaut : le même, suivi de « -anonyme »).",
)  # fmt: skip
@click.option(
    "--liste", type=FrenchPath(exists=True, dir_okay=False, path_type=Path), metavar="FICHIER",
    help="Les remplacements à faire, en YAML ; sans elle, ils sont proposés.",
)  # fmt: skip
@texte_seul
@click.option("--nom", "noms", multiple=True, metavar="NOM", help="Un nom à masquer ; répétable.")
@click.option("--tout", "--oui", "tout", is_flag=True, help="Accepter tout ce qui est proposé.")
@moteur_option("dit les pages")
def command(**options: Any) -> int:
    """Write the copy; 0 when the proof holds, 1 when a value is left, 0 with nothing to replace."""
    from dossier_builder.batch.workspaces import workspaces
    from dossier_builder.depot import anonymise, default_output, open_word_document, write_new
    from dossier_builder.depot.output import refuse_existing
    from dossier_builder.depot.pages import pages_of
    from dossier_builder.processus import own_folder

    source: Path = options["fichier"]
    package = open_word_document(source)
    output: Path = options["sortie"] or default_output(source)
    refuse_existing(output)
    with own_folder(workspaces()) as folder:
        pages = pages_of(source, folder, options["moteur"])
        accepted = _accepted(options, package, pages.of)
        if accepted is None:
            return 0
        if not accepted:
            click.echo("Rien à remplacer : aucune copie n’a été écrite.")
            return 0
        made = anonymise(package, accepted, pages.of)
        write_new(output, made.docx)
        after = pages_of(output, folder, options["moteur"])
    _tell(made, output, (pages.total, after.total))
    return 0 if made.proven else 1


def _accepted(options: dict[str, Any], package: Any, pages: Any) -> list[Substitution] | None:
    """The substitutions to make; None when they were only proposed."""
    from dossier_builder.cli.messages import say
    from dossier_builder.depot import Substitution, propose, read_list, written_list

    if options["liste"] is not None:
        given = list(read_list(options["liste"]))
        if not options["tout"]:
            return given
        known = {one.texte for one in given}
        more = propose(package, options["noms"], pages)
        return [*given, *(one for one in more if one.texte not in known)]
    proposed = propose(package, options["noms"], pages)
    if options["tout"] or not proposed:
        return list(proposed)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from dossier_builder.report.words import shown

        click.echo("Pour chaque proposition : o (oui) ou n (non).")
        return [
            Substitution(one.texte, one.par, one.mot_courant)
            for one in proposed
            if click.confirm(shown(f"« {one.texte} » → « {one.par} »"), default=True)
        ]
    say(written_list(proposed).rstrip("\n"))
    say(
        "Rien n’a été écrit : relisez cette liste et rendez-la avec --liste, ou acceptez tout "
        "avec --tout.",
        err=True,
    )
    return None


def _tell(made: Anonymised, output: Path, totals: tuple[int | None, int | None]) -> None:
    """What was replaced, the proof, and what nobody could search."""
    from dossier_builder.cli.messages import say

    say(f"Copie anonymisée : {output}")
    for line in made.lines:
        say(f"  {line.sentence}")
    for note in made.notes:
        say(note)
    before, after = totals
    if before is not None and after is not None:
        say(f"Pages : {before} avant, {after} après.")
    if made.proven:
        say("Vérifié : aucune de ces valeurs ne reste dans le fichier, où que ce soit.")
    for rest in made.restes:
        say(f"ATTENTION : {rest} Retirez-le dans Word, puis relancez.")
    for sentence in made.proof.non_verifie:
        say(f"Non vérifié : {sentence}")
