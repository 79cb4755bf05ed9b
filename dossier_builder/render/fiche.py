"""The sheet per learner: its values → a docx, in a gabarit that a centre may restyle.

`report` says what is in it; here it is only laid in the gabarit, as any other text: escaped, and
never read as a template.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from pathlib import Path

from dossier_builder.errors import InputProblem, PackError
from dossier_builder.ooxml import Package, paragraphs, text_of
from dossier_builder.render.assembly import with_fonts, with_settings, with_types
from dossier_builder.render.fonts import embedded
from dossier_builder.render.gabarit import fill
from dossier_builder.render.properties import with_plain_properties
from dossier_builder.render.text import french
from dossier_builder.render.views import escaped
from dossier_builder.resources import fonts

KIND = "fiche"
"""Value of the custom property `dossier.genre` by which a sheet is known again."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    values = {one.name: escaped(getattr(sheet, one.name)) for one in fields(sheet)}
    package = fill(gabarit, values, ())
    _check_mention(package, sheet, gabarit)
    package = with_fonts(with_settings(with_types(package, {})), embedded(fonts()))
    package = with_plain_properties(
        package,
        title=f"Fiche de {sheet.apprenant}",
        author="dossier_builder",
        custom={"dossier.genre": KIND},
        date=date,
    )
    return package.to_bytes()


def _check_mention(package: Package, sheet: Sheet, gabarit: Path) -> None:
    """What the sheet is worth must stand on it, whatever a centre changes."""
    roots = [package.xml(package.document_name)]
    links = package.relationships(package.document_name)
    roots += [package.xml(link.target) for link in links if link.kind in {"header", "footer"}]
    texts = (text_of(p.element) for root in roots for p in paragraphs(root))
    wanted = french([sheet.mention])[0]
    if any(wanted in text for text in texts):
        return
    what = "la balise « {{ mention }} » manque"
    aide = "Remettez-la dans son paragraphe : elle dit ce que vaut le contrôle."
    problem = InputProblem(str(gabarit), None, None, what, aide)
    raise PackError(f"Le gabarit « {gabarit.name} » ne convient pas : {what}.", (problem,), aide)
