"""A report whose every text may be printed as it is: what a terminal obeys is taken out first.

The text reports colour what they print, so that nothing can be taken out of their lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from dossier_builder.domain.modele import OfPack
from dossier_builder.report.words import visible

T = TypeVar("T")
_PLAIN = frozenset((int, float, bool, type(None)))
# A name that holds a line end would otherwise write a line of its own.
_ENDS = re.compile(r"[\t\r\n\u2028\u2029]+")


def printable(value: T) -> T:
    """The same value, in which no text holds a control or changes the order of letters.

    What has nothing to take out is the same object. Packs stay as they are: they say what the
    centre wrote, and their reader lets no control in.
    """
    made: T = _printable(value)
    return made


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, tuple):
        items = tuple(map(_printable, value))
        return value if all(map(_is, items, value)) else items
    names = _fields(type(value))  # type: ignore[arg-type]  # a type is hashable
    if not names:
        return _of_mapping(value) if isinstance(value, Mapping) else value
    changed: dict[str, Any] = {}
    for name in names:
        one = getattr(value, name)
        kind = type(one)
        # most of what a report holds: said here, it spares a call each
        if kind in _PLAIN or (kind is str and one.isprintable()):
            continue
        made = _printable(one)
        if made is not one:
            changed[name] = made
    return replace(value, **changed) if changed else value


def _of_mapping(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    made = {_printable(key): _printable(one) for key, one in value.items()}
    return value if made == value else made


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """What may hold a text in a value of that type, asked once: a report has thousands of them."""
    if not is_dataclass(kind) or issubclass(kind, OfPack):
        return ()
    return tuple(field.name for field in fields(kind) if field.init)


def _line(text: str) -> str:
    return text if text.isprintable() else _ENDS.sub(" ", visible(text))


def _is(one: object, other: object) -> bool:
    return one is other
