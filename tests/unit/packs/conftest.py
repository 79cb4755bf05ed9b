"""The catalogue of checks, and a folder of packs written by the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from dossier_builder.domain.catalogue import Catalogue
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import InputProblem, PackError
from dossier_builder.packs import load_modele
from dossier_builder.rules import CATALOGUE

# The shortest pack that stands alone.
MINIMAL = """
    id: {id}
    version: "1"
    intitule: Dossier d’essai
    sigle: DE
    annexes: {{source: &s {{document: Consignes, statut: centre, date: 2026-11-23}}}}
"""


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The checks that the shipped packs ask for, with their parameters."""
    return CATALOGUE


class Packs:
    """A root of packs in a temporary folder, and what loading them gives."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self.root = root
        self.catalogue = catalogue

    def write(self, identifier: str, text: str, *, minimal: bool = False) -> Path:
        """Write a modele.yaml; `minimal` puts what every pack needs before the text."""
        path = self.root / identifier / "modele.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = dedent(MINIMAL).lstrip("\n").format(id=identifier) if minimal else ""
        path.write_text(head + dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def load(self, identifier: str) -> Modele:
        return load_modele(identifier, self.catalogue, roots=(self.root,))

    def problems(self, identifier: str) -> tuple[InputProblem, ...]:
        """The problems that loading reports; fails when it reports none."""
        with pytest.raises(PackError) as caught:
            self.load(identifier)
        assert caught.value.exit_code == 4
        return caught.value.problems

    def places(self, identifier: str) -> list[tuple[str, int | None, int | None]]:
        """Folder, line and column of each problem."""
        return [
            (Path(p.fichier).parent.relative_to(self.root).as_posix(), p.ligne, p.colonne)
            for p in self.problems(identifier)
        ]


@pytest.fixture
def packs(tmp_path: Path, catalogue: Catalogue) -> Packs:
    return Packs(tmp_path, catalogue)


@pytest.fixture
def shipped(catalogue: Catalogue) -> Callable[[str], Modele]:
    return lambda identifier: load_modele(identifier, catalogue)
