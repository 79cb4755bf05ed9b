"""`--golden` (or DOSSIER_GOLDEN=1) writes the golden files anew instead of comparing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text, whole, with a committed file."""
    asked = request.config.getoption("--golden", default=False)
    writing = bool(asked) or os.environ.get("DOSSIER_GOLDEN") == "1"

    def compare(name: str, text: str) -> None:
        path = FOLDER / name
        if writing:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        expected = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert text == expected, f"{name}: pytest --golden writes it anew; look at the difference"

    return compare
