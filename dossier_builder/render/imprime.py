"""What we print apart from dossiers: the values of a sheet laid in a gabarit, as any other text.

They are escaped, and never read as a template; what the paper is worth (`mention`) always stands
on it, whatever a centre changes in the gabarit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Protocol

from dossier_builder.errors import InputProblem, PackError
from dossier_builder.ooxml import Package, paragraphs, text_of
from dossier_builder.render.assembly import with_fonts, with_settings, with_types
from dossier_builder.render.fonts import embedded
from dossier_builder.render.gabarit import fill, short
from dossier_builder.render.properties import with_plain_properties
from dossier_builder.render.text import french
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
    if not is_dataclass(values) or isinstance(values, type):
        msg = "only a dataclass can be printed"
        raise TypeError(msg)
    filled = {one.name: _escaped(getattr(values, one.name)) for one in fields(values)}
    package = fill(gabarit, filled, ())
    _check_mention(package, values.mention, gabarit)
    package = with_fonts(with_settings(with_types(package, {})), embedded(fonts()))
    package = with_plain_properties(
        package,
        title=title,
        author="dossier_builder",
        custom={"dossier.genre": genre},
        date=date,
    )
    return package.to_bytes()


def _escaped(value: Any) -> Any:
    """The value with every text made safe for the gabarit; views keep their names."""
    if isinstance(value, str):
        return short(french([value])[0])
    if isinstance(value, tuple):
        return [_escaped(one) for one in value]
    if is_dataclass(value):
        return _View({one.name: _escaped(getattr(value, one.name)) for one in fields(value)})
    return value


class _View:
    """Names that a gabarit may follow with a dot; another one is said to be unknown."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


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
