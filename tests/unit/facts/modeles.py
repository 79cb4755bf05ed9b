"""Packs made short, for facts that need one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dossier_builder.domain.modele import AnnexesModele, Modele, Pages, Section, Source

SOURCE = Source(document="Essai", statut="programme", date=dt.date(2026, 11, 23))


def section(identifier: str, titre: str, *alias: str, niveau: int = 1) -> Section:
    return Section(id=identifier, titre=titre, alias=alias, niveau=niveau, source=SOURCE)


def modele(
    *sections: Section,
    identifier: str = "essai",
    intitule: str = "Essai",
    pages: Pages | None = None,
) -> Modele:
    return Modele(
        id=identifier,
        version="1",
        intitule=intitule,
        sigle="E",
        pages=pages,
        annexes=AnnexesModele(titres=("Annexes",), source=SOURCE),
        sections=sections,
        gabarit=Path("gabarit.docx"),
    )
