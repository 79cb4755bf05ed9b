from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_builder.batch.lots import LONGEST, cores, deal
from dossier_builder.pipeline.requests import Request


@given(st.integers(0, 300), st.integers(1, 9), st.integers(1, 30))
def test_every_request_is_dealt_once_in_even_lists(count: int, workers: int, longest: int) -> None:
    requests = [Request(Path(f"/absent/{n}"), str(n)) for n in range(count)]
    lists = deal(requests, workers, longest=longest)
    assert sorted(rank for ranks in lists for rank in ranks) == list(range(count))
    sizes = [len(ranks) for ranks in lists]
    assert max(sizes, default=0) <= longest
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    assert all(list(ranks) == sorted(ranks) for ranks in lists)


def test_a_lot_that_fits_is_one_list_a_worker() -> None:
    requests = [Request(Path(f"/absent/{n}"), str(n)) for n in range(2 * LONGEST)]
    assert [len(ranks) for ranks in deal(requests, 2)] == [LONGEST, LONGEST]


def test_folders_are_spread(tmp_path: Path) -> None:
    requests = []
    for number in range(6):
        path = tmp_path / str(number)
        if number < 2:
            path.mkdir()
        else:
            path.write_bytes(b"x" * number)
        requests.append(Request(path, path.name))
    first, second = deal(requests, 2)
    assert {0, 1} - set(first)
    assert {0, 1} - set(second)


@pytest.mark.parametrize(("told", "used"), [(6, 6), (None, 1)])
def test_processors_where_a_process_cannot_ask_for_its_own(
    told: int | None, used: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: told)
    assert cores() == used
