"""What every test stands on: a home and a cache of its own, and LibreOffice or a word about it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

_FOLDERS = {
    "HOME": "maison",
    "USERPROFILE": "maison",
    "XDG_CACHE_HOME": "maison/.cache",
    "XDG_CONFIG_HOME": "maison/.config",
    "XDG_DATA_HOME": "maison/.local/share",
    "XDG_STATE_HOME": "maison/.local/state",
    "DOSSIER_CACHE": "cache",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --golden` writes the golden files anew instead of comparing them."""
    parser.addoption("--golden", action="store_true", help="récrire les fichiers de référence")


@pytest.fixture(scope="session", autouse=True)
def _own_home_and_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the real home or cache; the session shares one warm profile."""
    root = tmp_path_factory.mktemp("machine")
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in _FOLDERS.items():
            (root / folder).mkdir(parents=True, exist_ok=True)
            patch.setenv(name, str(root / folder))
        # Coverage is of the processes of pytest alone: following every program that tests start
        # took two thirds of their time.
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test that needs LibreOffice is skipped without it, except in CI, where that is a fault."""
    if item.get_closest_marker("libreoffice") is None:
        return
    from dossier_builder.layout import ENGINES

    state = ENGINES["libreoffice"].probe()
    if state.available:
        return
    if os.environ.get("CI") == "true" and os.environ.get("DOSSIER_SANS_LIBREOFFICE") != "1":
        pytest.fail(f"LibreOffice doit être là en intégration continue. {state.remedy}")
    pytest.skip(f"LibreOffice n’est pas là. {state.remedy}")
