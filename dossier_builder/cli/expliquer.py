"""`dossier expliquer [CODE]`: the page of a check, as it travels with the program.

Loads no pack, no rule and no library: the pages are text files (rules.documentation makes them).
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from dossier_builder.cli.french import FrenchCommand
from dossier_builder.cli.plain_markdown import to_text
from dossier_builder.cli.plain_text import as_asked, texte_seul
from dossier_builder.errors import UsageError
from dossier_builder.resources import check_pages

_NARROWEST, _WIDEST = 40, 100


@click.command(cls=FrenchCommand, name="expliquer")
@click.argument("code", required=False)
@texte_seul
def command(code: str | None) -> int:
    """Expliquer un contrôle : ce qu’il vérifie, pourquoi, comment corriger.

    Sans CODE, donner la liste des contrôles.
    """
    pages = {path.stem: path for path in sorted(check_pages().glob("[A-Z][A-Z][A-Z][0-9]*.md"))}
    if code is None:
        click.echo(as_asked(_listing(pages)))
        return 0
    page = pages.get(code.strip().upper())
    if page is None:
        raise _unknown(code, pages)
    text = to_text(page.read_text(encoding="utf-8"), width=_width(), heading=_heading)
    click.echo(as_asked(text), nl=False)
    return 0


def _width() -> int:
    """Columns of the terminal, within reason; shutil says the same and costs 3 ms to import."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        columns = 80
    return max(_NARROWEST, min(columns, _WIDEST))


def _heading(title: str) -> str:
    return click.style(title, bold=True)


def _listing(pages: dict[str, Path]) -> str:
    lines = [f"{code}  {_title(path)}" for code, path in pages.items()]
    return "\n".join([*lines, "", "Pour en lire un : dossier expliquer PAG001"])


def _title(path: Path) -> str:
    """What follows the code in the first line: `# PAG001 – Nombre de pages comptées`."""
    with path.open(encoding="utf-8") as lines:
        return lines.readline().partition(" – ")[2].strip()


def _unknown(code: str, pages: dict[str, Path]) -> UsageError:
    import difflib  # 10 ms, for a wrong code only

    near = difflib.get_close_matches(code.strip().upper(), pages, n=1)
    hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
    return UsageError(
        f"Le contrôle « {code} » n’existe pas.{hint}",
        "La liste des contrôles : dossier expliquer",
    )
