"""A small catalogue of checks, and a folder of packs written by the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict

from dossier_builder.domain.catalogue import Catalogue, CheckSpec
from dossier_builder.domain.modele import Modele
from dossier_builder.errors import InputProblem, PackError
from dossier_builder.packs import load_modele

_PLACEHOLDERS = {
    "PAG001": {"comptees", "min", "max", "ecart"},
    "SEC001": {"titre"},
}
_SHIPPED = (
    "PAG001 PAG002 PAG003 PAG004 SEC001 SEC002 SEC003 SEC004 TXT001 TXT002 SOM001 SOM002 "
    "ANX001 ANX002 IDE001 DPP001 DPP002 DPP003 DPP004 DPP005 DPP006 DPP007 MET001"
)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Tolerance(_Strict):
    tolerance: float = 0.25


class _Sections(_Strict):
    nature: Literal["vide", "courte"]
    mots_min: int = 40


class _Number(_Strict):
    nombre: int


class _Annexes(_Strict):
    nature: Literal["absente", "non_citee"]


class _Boxes(_Strict):
    boites: Literal["obligatoires", "facultatives"]


class _Examples(_Strict):
    pages_max: float = 3


_PARAMETERS: dict[str, type[_Strict]] = {
    "PAG002": _Tolerance,
    "SEC003": _Sections,
    "SEC004": _Number,
    "ANX002": _Annexes,
    "DPP002": _Boxes,
    "DPP003": _Examples,
}

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
    return {
        code: CheckSpec(
            code,
            f"Contrôle {code}",
            _PARAMETERS.get(code, _Strict),
            frozenset(_PLACEHOLDERS.get(code, ())),
        )
        for code in _SHIPPED.split()
    }


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
