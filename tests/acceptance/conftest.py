"""The examples built and checked by the real command, once per engine."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dossier_builder.layout import ENGINES

from .runs import KINDS, Made, check, generate, made_in
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
    """Engine → the three examples as `dossier generer` builds them, by kind.

    They are built once for all the processes of pytest-xdist: tests read them, and change copies.
    """
    done: dict[str, Mapping[str, Made]] = {}
    root = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent

    def build(engine: str) -> Mapping[str, Made]:
        if engine not in done:
            done[engine] = _built_once(root / f"généré {engine}", engine)
        return done[engine]

    return build


def _built_once(root: Path, engine: str) -> Mapping[str, Made]:
    root.mkdir(exist_ok=True)
    with (root / "verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = root / "fini"
        if not built.exists():
            _map(lambda kind: generate(root / kind, kind, engine), KINDS)
            built.touch()
    return {kind: made_in(root / kind, kind) for kind in KINDS}


@pytest.fixture(scope="module")
def reports(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Mapping[str, Any]]]:
    """Engine → the JSON document of each folder that some selected test of the module needs.

    By name: `ccp2` for a conform example, `ccp2/trop-court` for a variant. The folders are
    checked as lots, one per processor, as a trainer would.
    """
    lots: dict[str, list[Future[Mapping[str, Any]]]] = {}
    selected = [item for item in request.session.items if _module(item) is request.module]
    users = [item for item in selected if "reports" in getattr(item, "fixturenames", ())]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for engine in sorted(_engines(users)):
            root = tmp_path_factory.mktemp(f"vérifié {engine}")
            named = list(_folders(users, root).items())
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


def _module(item: pytest.Item) -> object:
    return getattr(item, "module", None)


def _folders(users: Iterable[pytest.Item], root: Path) -> dict[str, Path]:
    """The variants that these tests take, else the conform examples, copied under `root`."""
    if variants := _selected(users, "variant"):
        return {variant.name: variant.apply(root / variant.name) for variant in variants}
    return {kind: copy_conform(kind, root / kind / "conforme") for kind in KINDS}


def _engines(users: Iterable[pytest.Item]) -> set[str]:
    """The engines that these tests want reports of, and that are here."""
    wanted = set(_selected(users, "engine"))
    return wanted if ENGINES["libreoffice"].probe().available else wanted - {"auto"}


def _selected(items: Iterable[pytest.Item], name: str) -> list[Any]:
    """The values of that parameter among the tests that will run, each once."""
    calls = [getattr(item, "callspec", None) for item in items]
    return list(dict.fromkeys(c.params[name] for c in calls if c and name in c.params))


def _map(work: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(work, values))
