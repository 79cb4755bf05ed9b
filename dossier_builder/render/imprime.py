"""What we print apart from dossiers: the values of a sheet laid in a gabarit, as any other text.

They are escaped, and never read as a template; what the paper is worth (`mention`) always stands
on it, whatever a centre changes in the gabarit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Protocol

from dossier_builder.errors import InputProblem, PackError
from dossier_builder.ooxml import Package, paragraphs, text_of
from dossier_builder.render.assembly import with_fonts, with_settings, with_types
from dossier_builder.render.fonts import embedded
from dossier_builder.render.gabarit import fill
from dossier_builder.render.properties import with_plain_properties
from dossier_builder.render.text import french
from dossier_builder.render.views import escaped
from dossier_builder.resources import fonts


class Printed(Protocol):
    """A frozen dataclass of texts, tuples of them and views like itself."""

    @property
    def mention(self) -> str:
        """What the paper is worth."""
        ...


def render_printed(
    values: Printed, gabarit: Path, *, title: str, genre: str, date: dt.datetime | None = None
) -> bytes:
    """A docx that carries its fonts; the same values give the same bytes.

    `genre` is the custom property by which it is known again, `date` that of the file's own
    properties. Raises PackError: the gabarit names something unknown, or leaves `mention` out.
    """
    package = lay_in(values, gabarit, title=title, genre=genre, date=date)
    _check_mention(package, values.mention, gabarit)
    return package.to_bytes()


def lay_in(
    values: object, gabarit: Path, *, title: str, genre: str, date: dt.datetime | None = None
) -> Package:
    """The values of a frozen dataclass in the gabarit, with its fonts; see `render_printed`."""
    if not is_dataclass(values) or isinstance(values, type):
        msg = "only a dataclass can be printed"
        raise TypeError(msg)
    filled = {one.name: escaped(getattr(values, one.name)) for one in fields(values)}
    package = fill(gabarit, filled, ())
    package = with_fonts(with_settings(with_types(package, {})), embedded(fonts()))
    return with_plain_properties(
        package,
        title=title,
        author="dossier_builder",
        custom={"dossier.genre": genre},
        date=date,
    )


def _check_mention(package: Package, mention: str, gabarit: Path) -> None:
    roots = [package.xml(package.document_name)]
    links = package.relationships(package.document_name)
    roots += [package.xml(link.target) for link in links if link.kind in {"header", "footer"}]
    texts = (text_of(p.element) for root in roots for p in paragraphs(root))
    wanted = french([mention])[0]
    if any(wanted in text for text in texts):
        return
    what = "la balise « {{ mention }} » manque"
    aide = "Remettez-la dans son paragraphe : elle dit ce que vaut le contrôle."
    problem = InputProblem(str(gabarit), None, None, what, aide)
    raise PackError(f"Le gabarit « {gabarit.name} » ne convient pas : {what}.", (problem,), aide)
