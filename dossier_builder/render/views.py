"""Values → what a gabarit may follow by name: every text made safe, views keep their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from dossier_builder.render.gabarit import short
from dossier_builder.render.text import french


def escaped(value: Any) -> Any:
    """The value with every text made safe for the gabarit."""
    if isinstance(value, str):
        return short(french([value])[0])
    if isinstance(value, tuple):
        return [escaped(one) for one in value]
    if is_dataclass(value):
        return View({one.name: escaped(getattr(value, one.name)) for one in fields(value)})
    return value


class View:
    """Names that a gabarit may follow with a dot; another one is said to be unknown."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)
