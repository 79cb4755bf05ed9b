"""The options that several verbs share, each worded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from dossier_builder.cli.paths import FrenchPath

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

modele_option = click.option(
    "--modele", metavar="ID", help="Le modèle à appliquer (par exemple cip/ccp2)."
)
packs_option = click.option(
    "--modeles",
    "packs",
    type=FrenchPath(file_okay=False, path_type=Path),
    metavar="DOSSIER",
    help="Les modèles de votre centre.",
)


def moteur_option(role: str) -> Decorator:
    """`--moteur`, whose help says what the engine does for this verb."""
    return click.option(
        "--moteur",
        type=click.Choice(["auto", "libreoffice", "dxpdf"]),
        default="auto",
        help=f"Le moteur qui {role} (auto : le meilleur qui soit là).",
    )
