from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from dossier_builder.processus import settle_memory


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_cycles_are_looked_for_less_often_and_still_are() -> None:
    young, *older = gc.get_threshold()
    settle_memory()
    now, *still = gc.get_threshold()
    assert now > 10 * young
    assert still == older
    assert gc.isenabled()
