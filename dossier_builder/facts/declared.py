"""What a file that we made says of itself: custom properties of a docx, information of a PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dossier_builder.domain.facts import Declared

NAMES = tuple(f"dossier.{name}" for name in ("modele", "nom", "prenom", "voie", "vise", "session"))
"""The properties that are read back."""


def declared(custom: Mapping[str, str]) -> Declared:
    """The `dossier.…` properties; what is absent or not a date stays empty."""
    vise = tuple(part.strip() for part in custom.get("dossier.vise", "").split(",") if part.strip())
    return Declared(
        modele=custom.get("dossier.modele", ""),
        nom=custom.get("dossier.nom", ""),
        prenom=custom.get("dossier.prenom", ""),
        voie=custom.get("dossier.voie", ""),
        vise=vise,
        session=_date(custom.get("dossier.session", "")),
    )


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
