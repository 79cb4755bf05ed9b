"""The examples built and checked by the real command, once per session and engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from .runs import KINDS, Made, check, generate
from .variants import Variant, copy_conform, load_variants

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


@pytest.fixture(scope="session")
def reports(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Mapping[str, Any]]:
    """Engine → the JSON document of each folder that some selected test needs.

    By name: `ccp2` for a conform example, `ccp2/trop-court` for a variant. The folders are
    checked as lots, one per processor, as a trainer would.
    """
    done: dict[str, Mapping[str, Any]] = {}
    wanted = _wanted(request.session.items)

    def report(engine: str) -> Mapping[str, Any]:
        if engine not in done:
            root = tmp_path_factory.mktemp(f"vérifié {engine}")
            folders = {kind: copy_conform(kind, root / kind / "conforme") for kind in KINDS}
            folders |= {variant.name: variant.apply(root / variant.name) for variant in wanted}
            named = list(folders.items())
            lots = [(rank, dict(named[rank::_AT_ONCE])) for rank in range(_AT_ONCE)]
            parts = _map(lambda lot: check(lot[1], engine, root / f"lot{lot[0]}.json"), lots)
            done[engine] = {name: report for part in parts for name, report in part.items()}
        return done[engine]

    return report


def _wanted(items: Iterable[pytest.Item]) -> Sequence[Variant]:
    """The variants of the tests that will run: one of them alone must not check all."""
    calls = [item.callspec for item in items if isinstance(item, pytest.Function) and _has(item)]
    found = {call.params["variant"].name: call.params["variant"] for call in calls}
    return [found[name] for name in sorted(found)]


def _has(item: pytest.Function) -> bool:
    return hasattr(item, "callspec") and "variant" in item.callspec.params


def _map(work: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(work, values))
