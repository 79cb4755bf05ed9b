"""The examples built and checked by the real command, once per session and engine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from dossier_builder.layout import ENGINES

from .runs import KINDS, Made, check, generate
from .variants import copy_conform, load_variants

_AT_ONCE = 2  # processors that a usual machine has to spare


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`kind`, `variant` and `engine` take every value there is.

    `engine` is what a user asks for with --moteur: `auto` needs LibreOffice here, since without
    it `auto` is dxpdf again.
    """
    if "engine" in metafunc.fixturenames:
        automatic = pytest.param("auto", marks=pytest.mark.libreoffice)
        metafunc.parametrize("engine", [automatic, "dxpdf"])
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", KINDS)
    if "variant" in metafunc.fixturenames:
        variants = load_variants()
        metafunc.parametrize("variant", variants, ids=[variant.name for variant in variants])


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, Made]]:
    """Engine → the three examples as `dossier generer` builds them, by kind."""
    done: dict[str, Mapping[str, Made]] = {}

    def build(engine: str) -> Mapping[str, Made]:
        if engine not in done:
            root = tmp_path_factory.mktemp(f"généré {engine}")
            built = _map(lambda kind: generate(root / kind, kind, engine), KINDS)
            done[engine] = {one.kind: one for one in built}
        return done[engine]

    return build


@pytest.fixture(scope="session", autouse=True)
def reports(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Mapping[str, Any]]]:
    """Engine → the JSON document of each folder that some selected test needs.

    By name: `ccp2` for a conform example, `ccp2/trop-court` for a variant. The folders are
    checked as lots, one per processor, as a trainer would; from the start of the session, while
    other tests run.
    """
    lots: dict[str, list[Future[Mapping[str, Any]]]] = {}
    variants = _selected(request.session.items, "variant")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for engine in sorted(_engines(request.session.items)):
            root = tmp_path_factory.mktemp(f"vérifié {engine}")
            folders = {kind: copy_conform(kind, root / kind / "conforme") for kind in KINDS}
            folders |= {v.name: v.apply(root / v.name) for v in variants}
            named = list(folders.items())
            lots[engine] = [
                pool.submit(
                    check,
                    dict(named[rank::_AT_ONCE]),
                    engine,
                    root / f"lot{rank}.json",
                    env=dict(os.environ),  # of now: tests change theirs
                )
                for rank in range(_AT_ONCE)
            ]

        def report(engine: str) -> Mapping[str, Any]:
            parts = [lot.result() for lot in lots[engine]]
            return {name: report for part in parts for name, report in part.items()}

        yield report
        pool.shutdown(cancel_futures=True)


def _engines(items: Iterable[pytest.Item]) -> set[str]:
    """The engines that the selected tests want reports of, and that are here."""
    users = [item for item in items if "reports" in getattr(item, "fixturenames", ())]
    wanted = {engine for item in users for engine in _selected([item], "engine")}
    return wanted if ENGINES["libreoffice"].probe().available else wanted - {"auto"}


def _selected(items: Iterable[pytest.Item], name: str) -> list[Any]:
    """The values of that parameter among the tests that will run, each once."""
    calls = [getattr(item, "callspec", None) for item in items]
    return list(dict.fromkeys(c.params[name] for c in calls if c and name in c.params))


def _map(work: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(work, values))
