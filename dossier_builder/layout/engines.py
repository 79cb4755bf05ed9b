"""The engines there are, by name: a new one is a new module and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dossier_builder.domain.submission import EngineName
from dossier_builder.layout import dxpdf, libreoffice, word
from dossier_builder.layout.engine import Engine

ENGINES: Mapping[EngineName, Engine] = MappingProxyType(
    {"libreoffice": libreoffice, "dxpdf": dxpdf}
)
"""In the order of trust: LibreOffice is asked first (docs/decisions)."""

REFEREE: Engine = word
"""Asked last, and only where the others leave a count undecided: Word itself, on Windows."""


def engine_of(name: EngineName) -> Engine:
    """The engine of that name, the referee too."""
    return REFEREE if name == word.NAME else ENGINES[name]
