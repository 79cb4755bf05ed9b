"""What is true of a document, known from how it was built and from no layout engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Sortie = Literal["docx", "odt", "pdf", "scan"]


@dataclass(frozen=True, slots=True)
class Verite:
    """The truth of one document; None: that question is not asked of it.

    `annexes` is the first page of the annexes, 0 when there are none. `sections` maps the ids of
    the pack that are there to their page (None: there, on a page that is not known); `absentes`
    is implied: every other id of the pack. `regles` maps checks to the status they must have.
    """

    modele: str | None
    pages: int | None = None
    comptees: int | None = None
    annexes: int | None = None
    sections: Mapping[str, int | None] | None = None
    regles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cas:
    """A document of the benchmark. `ecrire` writes a docx; `sortie` is what is then checked.

    `traits` describe it in words, for whoever mends the code after a miss.
    """

    nom: str
    groupe: str
    traits: str
    verite: Verite
    ecrire: Callable[[Path], None]
    sortie: Sortie = "docx"
