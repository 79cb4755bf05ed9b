"""The sheet per learner: its values → a docx, in a gabarit that a centre may restyle.

`report` says what is in it; here it is only laid in the gabarit, as any other text: escaped, and
never read as a template.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dossier_builder.render.imprime import render_printed
from dossier_builder.values import frozen

KIND = "fiche"
"""Value of the custom property `dossier.genre` by which a sheet is known again."""


@frozen
class Point:
    """One thing to mend, write or decide; `faire` and `pourquoi` may be empty.

    `lieu` is `p. 9 et 14`, `rang` its number among the first ones, `code` that of its check.
    """

    texte: str
    lieu: str = ""
    faire: str = ""
    pourquoi: str = ""
    code: str = ""
    rang: str = ""


@frozen
class SheetDossier:
    """One dossier of the learner; exactly one of the four verdicts is true.

    Every text may be empty: the gabarit leaves its line out. `conseils` are what could be better in
    a dossier that is conform as it is.
    """

    sigle: str
    intitule: str
    conforme: bool
    a_corriger: bool
    a_verifier: bool
    illisible: bool
    fichier: str = ""
    pages: str = ""
    depuis: str = ""
    bien: str = ""
    d_abord: tuple[Point, ...] = ()
    ensuite: tuple[Point, ...] = ()
    conseils: tuple[Point, ...] = ()
    a_ecrire: tuple[Point, ...] = ()
    a_decider: tuple[Point, ...] = ()
    non_verifie: tuple[str, ...] = ()
    derogations: tuple[str, ...] = ()


@frozen
class Sheet:
    """All that a gabarit of the sheet may use, by name: docs list them for trainers."""

    apprenant: str
    date: str
    mention: str
    parcours: str = ""
    session: str = ""
    bilan: str = ""
    manquants: str = ""
    dossiers: tuple[SheetDossier, ...] = ()


def render_sheet(sheet: Sheet, gabarit: Path, *, date: dt.datetime | None = None) -> bytes:
    """The sheet as a docx that carries its fonts; the same values give the same bytes.

    `date` is that of the file's own properties. Raises PackError: the gabarit names something
    unknown, or leaves the closing line (`mention`) out.
    """
    title = f"Fiche de {sheet.apprenant}"
    return render_printed(sheet, gabarit, title=title, genre=KIND, date=date)
