"""`dossier deposer session/`: what became of every candidate's dossiers, and the sheet to sign."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dossier_builder.batch.promotion import Run
    from dossier_builder.depot.values import Demande, Issue, Reglages
    from dossier_builder.report import Style


def say_session(
    run: Run,
    demandes: Mapping[int, Demande],
    done: Mapping[int, Issue],
    reglages: Reglages,
    workspace: Path,
    style: Style,
) -> int:
    """Print the state of the session, write `session.pdf`; gives the exit code."""
    from dossier_builder.batch.missing import title_of
    from dossier_builder.cli.exit_codes import TO_MEND, of_lot
    from dossier_builder.cli.messages import notice
    from dossier_builder.depot.preuve import LAST_LINE
    from dossier_builder.depot.printing import print_session
    from dossier_builder.depot.said import session_details, written_line
    from dossier_builder.depot.session import Session, session_lines, sheet_of
    from dossier_builder.pipeline.engines import usable
    from dossier_builder.pipeline.modeles import pack_roots
    from dossier_builder.resources.kept import put_beside

    session = Session(run.report, done, title_of(run.report.documents))
    for note in run.report.cohorte.notes if run.report.cohorte else ():
        notice(note)
    room = workspace / "session"
    room.mkdir()
    pdf = print_session(
        sheet_of(session), usable(reglages.moteur), room, roots=pack_roots(reglages.packs),
        date=reglages.now,
    )  # fmt: skip
    put = put_beside(reglages.vers, "session", {".pdf": pdf}, now=reglages.now)
    for line in session_lines(session):
        click.echo(line)
    for line in session_details(demandes, done, style):
        click.echo(line)
    for kept in put.kept:
        notice(f"« {kept.name} » a été modifié depuis : il est gardé, la feuille est à côté.")
    click.echo(written_line(put.paths[0]))
    click.echo(LAST_LINE)
    if session.is_complete:
        return 0
    return of_lot(run.report.documents) or TO_MEND
