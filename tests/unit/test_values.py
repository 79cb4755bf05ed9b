"""`frozen` against the dataclass that it stands for: the same answers to the same questions."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from dossier_builder.values import frozen


@frozen
class Ours:
    name: str
    pages: tuple[int, ...] = ()
    note: str = field(default="", compare=False)
    secret: str = field(default="x", repr=False)


@dataclass(frozen=True, slots=True)
class Standard:
    name: str
    pages: tuple[int, ...] = ()
    note: str = field(default="", compare=False)
    secret: str = field(default="x", repr=False)


@frozen
class Alone:
    one: int


@frozen
class Empty:
    pass


@frozen(kw_only=True)
class Named:
    one: int = 0
    two: int


@frozen
class Told:
    one: int

    def __repr__(self) -> str:
        return "autrement"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told)

    def __hash__(self) -> int:
        return 7


@frozen
class Longer(Ours):
    more: int = 0


CASES = (("a",), ("a", (1, 2)), ("b",), ("a", (), "vu"), ("a", (), "", "y"))


@pytest.mark.parametrize("one", CASES)
@pytest.mark.parametrize("other", CASES)
def test_equal_and_hashed_as_a_dataclass(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (Ours(*one) == Ours(*other)) is (Standard(*one) == Standard(*other))
    assert hash(Ours(*one)) == hash(Standard(*one))


@pytest.mark.parametrize("case", CASES)
def test_shown_as_a_dataclass(case: tuple[Any, ...]) -> None:
    assert repr(Ours(*case)) == repr(Standard(*case)).replace("Standard", "Ours")


def test_another_class_is_never_equal() -> None:
    assert Ours("a") != Longer("a")
    unlike: object = ("a", (), "x")
    assert Ours("a") != unlike
    assert Ours("a").__eq__("a") is NotImplemented
    assert Longer("a", more=1) != Longer("a", more=2)


def test_one_field_or_none() -> None:
    assert (Alone(1), Empty()) == (Alone(1), Empty())
    assert Alone(1) != Alone(2)
    assert len({Alone(1), Alone(1), Empty(), Empty()}) == 2
    assert repr(Empty()) == "Empty()"


def test_nothing_can_be_changed_nor_added() -> None:
    with pytest.raises(FrozenInstanceError):
        Ours("a").name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Ours("a").name
    assert not hasattr(Ours("a"), "__dict__")


def test_it_is_a_dataclass() -> None:
    assert is_dataclass(Ours("a"))
    assert [one.name for one in fields(Ours)] == [one.name for one in fields(Standard)]
    assert replace(Ours("a", (1,)), name="b") == Ours("b", (1,))
    match Ours("a", (1,)):
        case Ours(name, pages):
            assert (name, pages) == ("a", (1,))


@pytest.mark.parametrize("case", [*(Ours(*one) for one in CASES), Alone(1), Empty(), Longer("a")])
def test_it_travels(case: object) -> None:
    assert pickle.loads(pickle.dumps(case)) == case  # noqa: S301 - our own
    assert copy.deepcopy(case) == case


def test_what_a_class_defines_itself_stays() -> None:
    assert (repr(Told(1)), hash(Told(1))) == ("autrement", 7)
    assert Told(1) == Told(2)


def test_fields_by_their_names_only() -> None:
    assert Named(two=2) == Named(two=2, one=0)
    with pytest.raises(TypeError):
        Named(1, 2)  # type: ignore[call-arg]
