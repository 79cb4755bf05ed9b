"""A table of any length is read in one pass: the fuzzer found one that was read for minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, overload

import pytest
from markdown_it.token import Token

from dossier_builder.domain.blocks import Table
from dossier_builder.inputs import markdown_blocks
from dossier_builder.inputs.markdown_tables import read_table
from dossier_builder.inputs.places import Problems, SourceText


class Counted(Sequence[Token]):
    """Tokens that count how many of them were looked at."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.seen = 0

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Token]:
        for token in self._tokens:
            self.seen += 1
            yield token

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | Sequence[Token]:
        self.seen += len(range(*index.indices(len(self)))) if isinstance(index, slice) else 1
        return self._tokens[index]


def _looked_at(rows: int, monkeypatch: pytest.MonkeyPatch) -> int:
    given: list[Counted] = []

    def counting(inner: Sequence[Token], *others: Any) -> Table:
        given.append(Counted(inner))
        return read_table(given[-1], *others)

    monkeypatch.setattr(markdown_blocks, "read_table", counting)
    text = "| a | b |\n|---|---|\n" + "| c | d |\n" * rows
    source = SourceText("essai.md", text)
    found = markdown_blocks.read_markdown(source, lambda name, _: Path(name), Problems())
    (table,) = found.parts[0].blocks
    assert isinstance(table, Table)
    assert len(table.rows) == rows
    return given[0].seen


def test_ten_times_the_rows_are_ten_times_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _looked_at(400, monkeypatch) < 12 * _looked_at(40, monkeypatch)
