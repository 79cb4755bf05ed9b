"""The examples built and checked by the real command, once per session and engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # variants.py, which is no plugin and no test

from variants import EXAMPLES, Variant, copy_conform, load_variants

KINDS = ("ccp2", "ccp3", "dpp")
_AT_ONCE = 2  # processors that a usual machine has to spare


@dataclass(frozen=True, slots=True)
class Made:
    """What `dossier generer` wrote for one example."""

    kind: str
    folder: Path
    docx: Path
    pdf: Path


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that ended; `said` is standard output and standard error."""

    code: int
    said: str


def dossier(*arguments: object, env: Mapping[str, str] | None = None) -> Ended:
    """Run `dossier` with these arguments in a process of its own."""
    program = "import sys; from dossier_builder.cli import main; main()"
    command = [sys.executable, "-c", program, *map(str, arguments)]
    done = subprocess.run(
        command,
        env={**os.environ, "NO_COLOR": "1", **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    return Ended(done.returncode, done.stdout + done.stderr)


def findings(report: Mapping[str, Any], gravite: str) -> dict[str, list[int | None]]:
    """Check → pages of the findings of its failed rules of that gravity, sorted."""
    found: dict[str, list[int | None]] = {}
    for regle in report["regles"]:
        if regle["statut"] == "echouee" and regle["gravite"] == gravite:
            pages = found.setdefault(regle["controle"], [])
            pages += [constat["page"] for constat in regle["constats"]]
    return {code: sorted(pages, key=lambda page: page or 0) for code, pages in found.items()}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`kind`, `variant` and `engine` take every value there is.

    `engine` is what a user asks for with --moteur: `auto` needs LibreOffice here, since without
    it `auto` is dxpdf again.
    """
    if "variant" in metafunc.fixturenames:
        variants = load_variants()
        metafunc.parametrize("variant", variants, ids=[variant.name for variant in variants])
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", KINDS)
    if "engine" in metafunc.fixturenames:
        automatic = pytest.param("auto", marks=pytest.mark.libreoffice)
        metafunc.parametrize("engine", [automatic, "dxpdf"])


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, Made]]:
    """Engine → the three examples as `dossier generer` builds them, by kind."""
    done: dict[str, Mapping[str, Made]] = {}

    def generate(engine: str) -> Mapping[str, Made]:
        if engine not in done:
            root = tmp_path_factory.mktemp(f"généré {engine}")
            built = _map(lambda kind: _generate(root / kind, kind, engine), KINDS)
            done[engine] = {one.kind: one for one in built}
        return done[engine]

    return generate


def _generate(folder: Path, kind: str, engine: str) -> Made:
    copy_conform(kind, folder)
    ended = dossier("generer", folder, "--moteur", engine)
    assert ended.code == 0, ended.said
    (docx,) = (folder / "rendu").glob("*.docx")
    return Made(kind, folder, docx, docx.with_suffix(".pdf"))


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

    def check(engine: str) -> Mapping[str, Any]:
        if engine not in done:
            root = tmp_path_factory.mktemp(f"variantes {engine}")
            folders = {variant.name: variant.apply(root / variant.name) for variant in wanted}
            folders |= {kind: copy_conform(kind, root / kind / "conforme") for kind in KINDS}
            named = list(folders.items())
            lots = [named[rank::_AT_ONCE] for rank in range(_AT_ONCE)]
            results = _map(lambda lot: _check(lot, engine, root), lots)
            done[engine] = {name: report for part in results for name, report in part.items()}
        return done[engine]

    return check


def _wanted(items: Iterable[pytest.Item]) -> Sequence[Variant]:
    """The variants of the tests that will run: one of them alone must not check all."""
    calls = [item.callspec for item in items if isinstance(item, pytest.Function) and _has(item)]
    found = {call.params["variant"].name: call.params["variant"] for call in calls}
    return [found[name] for name in sorted(found)]


def _has(item: pytest.Function) -> bool:
    return hasattr(item, "callspec") and "variant" in item.callspec.params


def _check(lot: Sequence[tuple[str, Path]], engine: str, root: Path) -> Mapping[str, Any]:
    if not lot:
        return {}
    target = root / f"{lot[0][0].replace('/', '-')}.json"
    paths = [path for _, path in lot]
    ended = dossier("verifier", *paths, "--moteur", engine, "--format", f"json:{target}")
    assert ended.code in {0, 1}, ended.said
    documents = json.loads(target.read_text(encoding="utf-8"))["documents"]
    by_path = {document["fichier"]: document for document in documents}
    return {name: by_path[str(path)] for name, path in lot}


def _map(work: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(work, values))


__all__ = ["EXAMPLES", "KINDS", "Ended", "Made", "dossier", "findings"]
