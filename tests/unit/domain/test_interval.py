from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.interval import Interval

PAGES = st.integers(0, 300)
VALUES = st.lists(PAGES, min_size=1, max_size=5).map(tuple)
BOUNDS = st.one_of(st.none(), PAGES)


@given(VALUES)
def test_spanning_holds_every_value_and_no_wider(values: tuple[int, ...]) -> None:
    interval = Interval.spanning(values)
    assert all(interval.min <= value <= interval.max for value in values)
    assert {interval.min, interval.max} <= set(values)


@given(VALUES, st.integers(0, 5), PAGES)
def test_widening_never_loses_a_value_and_never_crosses_the_floor(
    values: tuple[int, ...], pages: int, floor: int
) -> None:
    interval = Interval.spanning(values)
    wider = interval.widened(pages, floor=floor)
    assert wider.max >= interval.max
    assert wider.min <= interval.min
    assert wider.min >= min(floor, interval.min)


@given(VALUES, BOUNDS, BOUNDS)
def test_an_interval_is_never_both_inside_and_outside(
    values: tuple[int, ...], low: int | None, high: int | None
) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    interval = Interval.spanning(values)
    assert not (interval.inside(low, high) and interval.outside(low, high))


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (Interval(16, 21), True, False),
        (Interval(15, 16), False, False),
        (Interval(21, 22), False, False),
        (Interval(10, 15), False, True),
        (Interval(22, 22), False, True),
        (Interval(15, 22), False, False),
    ],
)
def test_against_a_limit_of_16_to_21(interval: Interval, *, inside: bool, outside: bool) -> None:
    assert interval.inside(16, 21) == inside
    assert interval.outside(16, 21) == outside


def test_no_bound_is_no_limit() -> None:
    assert Interval(0, 300).inside(None, None)
    assert not Interval(0, 300).outside(None, None)


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval(3, 2)


def test_as_people_write_it() -> None:
    assert str(Interval.exactly(18)) == "18"
    assert str(Interval(18, 20)) == "18 à 20"
