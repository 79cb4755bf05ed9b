"""Columns as wide as their text asks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.domain.blocks import Run, Table
from dossier_builder.render.tables import column_widths


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(tuple((Run(text),) for text in row) for row in rows)
    return Table(header=cells[0], rows=cells[1:], alignments=("left",) * len(rows[0]))


def test_a_long_text_gets_more_room_than_a_figure() -> None:
    widths = column_widths(
        table(("N°", "Constat"), ("1", "Un constat qui demande de la place pour être lu")), 9070
    )
    assert widths[0] < widths[1] / 3


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.lists(st.tuples(*[st.text(max_size=40)] * n), min_size=1, max_size=6)
    ),
    st.integers(3000, 10000),
)
def test_widths_add_up_and_none_vanishes(rows: list[tuple[str, ...]], width: int) -> None:
    widths = column_widths(table(*rows), width)
    assert sum(widths) == width
    assert min(widths) > 0
