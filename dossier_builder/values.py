"""The decorator of our values: a frozen dataclass with slots that costs half as much to define.

Below everything. A dataclass writes six methods and compiles each: a process of ours defines 100
to 400 values before it does anything, a third of a run where nothing changed. Here, what is alike
in all of them is shared (docs/decisions/0012).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def frozen(cls: type[T], /) -> type[T]: ...
@overload
def frozen(*, kw_only: bool) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T] | None = None, /, *, kw_only: bool = False) -> Any:
    """The same as `@dataclass(frozen=True, slots=True)`, for its users and for type checkers.

    It is one: `replace`, `fields` and `match` take it. What the class itself defines stays.
    """
    return _made(cls, kw_only=kw_only) if cls else partial(_made, kw_only=kw_only)


def _made(cls: type[T], *, kw_only: bool) -> type[T]:
    made = dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=kw_only)(cls)
    every = fields(made)  # type: ignore[arg-type]  # it has just become a dataclass
    compared = tuple(one.name for one in every if one.compare)
    methods = {"__repr__": _shown, **_comparison(compared)}
    for name in methods.keys() - vars(cls).keys():
        setattr(made, name, methods[name])
    return made


def _shown(self: Any) -> str:
    """`Interval(bas=16, haut=21)`."""
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _comparison(names: tuple[str, ...]) -> dict[str, Callable[..., Any]]:
    """Equal when of the very same class with equal fields, as dataclasses are."""
    values = _getter(names)

    def equal(self: object, other: object) -> object:
        if type(other) is not type(self):
            return NotImplemented
        return values(self) == values(other)

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed}


def _getter(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """What gives those fields of a value, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)
