"""What this machine has for the work: engines, fonts, libraries, cache; asked by `diagnostic`."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from dossier_builder.errors import CannotWriteError
from dossier_builder.layout import ENGINES, EngineState, soffice
from dossier_builder.processus import can_cut_network, run
from dossier_builder.resources import cache_folder

LIBRARIES = (
    "click",
    "docxtpl",
    "dxpdf",
    "lxml",
    "markdown-it-py",
    "pydantic",
    "pypdf",
    "pypdfium2",
    "python-docx",
    "ruamel.yaml",
)
_FC_LIST_S = 20.0


@dataclass(frozen=True, slots=True)
class FontNeed:
    """Families that Word documents ask for, the free one of the same widths, its Debian package."""

    asked: tuple[str, ...]
    twin: str
    package: str


FONT_NEEDS = (
    FontNeed(("Calibri",), "Carlito", "fonts-crosextra-carlito"),
    FontNeed(("Cambria",), "Caladea", "fonts-crosextra-caladea"),
    FontNeed(("Arial",), "Liberation Sans", "fonts-liberation"),
    FontNeed(("Times New Roman",), "Liberation Serif", "fonts-liberation"),
    FontNeed(("Courier New",), "Liberation Mono", "fonts-liberation"),
)


@dataclass(frozen=True, slots=True)
class Machine:
    """`families` is None where the list of fonts cannot be asked (Windows, macOS).

    `cache_problem` is "" when the cache folder can be written. `libraries` gives None for one
    that is absent. `system` is what platform.system() says. `switched_off`: the user asks to do
    without LibreOffice, present or not. `network_cut`: engines are started without a network.
    """

    system: str
    python: str
    switched_off: bool
    engines: tuple[EngineState, ...]
    families: frozenset[str] | None
    libraries: tuple[tuple[str, str | None], ...]
    cache: str
    cache_problem: str
    network_cut: bool = False

    @property
    def can_lay_out(self) -> bool:
        """Whether at least one engine works."""
        return any(engine.available for engine in self.engines)

    @property
    def missing_fonts(self) -> tuple[FontNeed, ...]:
        """Needs that neither the font itself nor its twin meets; none where fonts are unknown."""
        if self.families is None:
            return ()
        there = self.families
        return tuple(n for n in FONT_NEEDS if n.twin not in there and not there & set(n.asked))


def look() -> Machine:
    """Ask the machine; starts nothing but `fc-list`."""
    cache, problem = _cache()
    return Machine(
        system=platform.system(),
        python=platform.python_version(),
        switched_off=soffice.is_switched_off(),
        engines=tuple(engine.probe() for engine in ENGINES.values()),
        families=_families(),
        libraries=tuple((name, _version(name)) for name in LIBRARIES),
        cache=cache,
        cache_problem=problem,
        network_cut=can_cut_network(),
    )


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _families() -> frozenset[str] | None:
    program = shutil.which("fc-list")
    if program is None:
        return None
    completed = run([program, ":", "family"], timeout_s=_FC_LIST_S)
    if not completed.succeeded:
        return None
    text = completed.stdout.decode("utf-8", errors="replace")
    return frozenset(name.strip() for line in text.splitlines() for name in line.split(","))


def _cache() -> tuple[str, str]:
    """The cache folder and, when it cannot be written, why (French)."""
    try:
        folder = cache_folder()
    except CannotWriteError as error:
        return os.environ.get("DOSSIER_CACHE", ""), f"{error.message} {error.aide}"
    probe = Path(folder, f".essai-{os.getpid()}")
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return str(folder), f"On ne peut pas y écrire ({error.strerror})."
    return str(folder), ""
