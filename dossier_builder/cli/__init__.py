"""The command `dossier`: the top of the line, and the only place where errors become exit codes.

Imports nothing heavy: `dossier --help` and `dossier expliquer` must answer at once.
"""

from __future__ import annotations

import os
import sys

from dossier_builder.cli.console import settle
from dossier_builder.cli.french import usage_sentence
from dossier_builder.cli.group import VerbGroup
from dossier_builder.processus import settle_memory

__all__ = ["dossier", "main"]

INTERRUPTED = 130
"""128 + SIGINT, as shells say."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives the exit code (docs/architecture.md) and never raises."""
    if arguments is None:
        settle_memory()
        settle(sys.stdout)
        settle(sys.stderr)
    code = run(arguments)
    if arguments is not None:
        return code
    if code == INTERRUPTED:
        # Threads may still be waiting for an engine, which dies with this process: do not join.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str] | None) -> int:
    """Run one verb and turn whatever ends it into an exit code and a French sentence."""
    import click

    from dossier_builder.errors import DossierError

    try:
        result = dossier.main(arguments, prog_name="dossier", standalone_mode=False)
    except click.Abort:
        click.echo("Interrompu ; rien n’a été laissé à moitié écrit.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        click.echo(usage_sentence(error), err=True)
        return 2
    except DossierError as error:
        from dossier_builder.cli.messages import show_error
        from dossier_builder.cli.plain_text import NAME

        plain = NAME in (sys.argv[1:] if arguments is None else arguments)
        show_error(error, colours=False if plain else None)
        return error.exit_code
    except KeyboardInterrupt:
        click.echo("Interrompu ; rien n’a été laissé à moitié écrit.", err=True)
        return INTERRUPTED
    except Exception as bug:  # noqa: BLE001 - the one place where a bug becomes a sentence
        return _unexpected(bug)
    return result if isinstance(result, int) else 0


def _unexpected(bug: Exception) -> int:
    """A disk that fails where nobody expected it is no bug of ours; anything else is."""
    from dossier_builder.cli.messages import show_bug, show_error
    from dossier_builder.resources.writing import disk_failure

    failure = disk_failure(bug) if isinstance(bug, OSError) else None
    if failure is None:
        return show_bug(bug)
    show_error(failure)
    return failure.exit_code


dossier = VerbGroup(
    name="dossier",
    help="Produire et contrôler les dossiers d’un titre professionnel (DPP, CCP2, CCP3).",
    epilog="Pour commencer : dossier nouveau --modele cip/ccp2 mon-ccp2",
)
