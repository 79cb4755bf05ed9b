"""What this machine has for the work: engines, fonts, programs, cache; asked by `diagnostic`."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from dossier_builder.domain.typographie import enumeration
from dossier_builder.errors import CannotWriteError
from dossier_builder.facts.proofreading import find_program
from dossier_builder.layout import ENGINES, REFEREE, EngineState, soffice
from dossier_builder.layout.fontconfig import FOLDERS
from dossier_builder.processus import can_cut_network, run
from dossier_builder.resources import cache_folder
from dossier_builder.values import frozen

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


@frozen
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


# Families by the name of their file, where no fontconfig lists them.
_FONT_FILES = {
    "calibri": "Calibri", "cambria": "Cambria", "arial": "Arial", "times": "Times New Roman",
    "times new roman": "Times New Roman", "cour": "Courier New", "courier new": "Courier New",
    "carlito-regular": "Carlito", "caladea-regular": "Caladea",
    "liberationsans-regular": "Liberation Sans", "liberationserif-regular": "Liberation Serif",
    "liberationmono-regular": "Liberation Mono",
}  # fmt: skip
_PLATFORMS = {"Windows": "win32", "Darwin": "darwin"}


@frozen
class State:
    """Whether one thing is there. `detail` says which (French, ended by a full stop).

    `remede` is what to do instead of installing; `paquets` are the only Debian packages missing.
    """

    present: bool
    detail: str = ""
    remede: str = ""
    paquets: tuple[str, ...] = ()


@frozen
class Machine:
    """`families` is None where the list of fonts cannot be asked.

    `cache_problem` is "" when the cache folder can be written. `libraries` gives None for one
    that is absent. `system` is what platform.system() says. `switched_off`: the user asks to do
    without LibreOffice, present or not. `grammalecte` is where it is, "" when it is not.
    `network_cut`: engines are started without a network.
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
    grammalecte: str = ""
    dask: str = ""

    @property
    def states(self) -> Mapping[str, State]:
        """What is there, by the id of the need (needs.py)."""
        return dict(_states(self))

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
        engines=(*(engine.probe() for engine in ENGINES.values()), REFEREE.probe()),
        families=_families(platform.system()),
        libraries=tuple((name, _version(name)) for name in LIBRARIES),
        cache=cache,
        cache_problem=problem,
        grammalecte=str(find_program() or ""),
        dask=_version("distributed") or "",
        network_cut=can_cut_network(),
    )


def _states(machine: Machine) -> Iterator[tuple[str, State]]:
    yield "python", State(present=True, detail=f"version {machine.python}.")
    for engine in machine.engines:
        known = f"version {engine.version}" if engine.version else "version inconnue"
        where = f" ({engine.program})" if os.sep in engine.program else ""
        own = engine.remedy if machine.switched_off and engine.name == "libreoffice" else ""
        detail = f"{known}{where}." if engine.available else ""
        if engine.program and not engine.available:
            detail = engine.remedy  # there, and not whole
        elif engine.name == "libreoffice" and not engine.available and not own:
            detail = f"ou à une place que la variable {soffice.VARIABLE} doit donner."
        yield engine.name, State(engine.available, detail, own)
    for name in ("libreoffice", "dxpdf", "word"):
        if name not in {engine.name for engine in machine.engines}:
            yield name, State(present=False)
    yield "polices", _fonts(machine)
    yield "grammalecte", State(bool(machine.grammalecte), _told(machine.grammalecte))
    yield "dask", State(bool(machine.dask), _told(machine.dask and f"version {machine.dask}"))
    problem = machine.cache_problem
    yield "cache", State(not problem, f"{machine.cache}. {problem}".strip())


def _told(text: str) -> str:
    return f"{text}." if text else ""


def _fonts(machine: Machine) -> State:
    """Each family that documents ask for: itself, its twin, or nothing."""
    if machine.families is None:
        return State(
            present=True, detail="mais la liste ne peut pas être demandée (fc-list absent)."
        )
    missing = machine.missing_fonts
    if not missing:
        return State(present=True, detail="ou les polices dont elles ont les largeurs.")
    names = enumeration([need.twin for need in missing])
    packages = tuple(dict.fromkeys(need.package for need in missing))
    return State(present=False, detail=f"il manque {names}.", paquets=packages)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _families(system: str) -> frozenset[str] | None:
    """The families of this machine, None when nobody can list them."""
    if system in _PLATFORMS:
        return families_in(FOLDERS[_PLATFORMS[system]])
    program = shutil.which("fc-list")
    if program is None:
        return None
    completed = run([program, ":", "family"], timeout_s=_FC_LIST_S)
    if not completed.succeeded:
        return None
    text = completed.stdout.decode("utf-8", errors="replace")
    return frozenset(name.strip() for line in text.splitlines() for name in line.split(","))


def families_in(folders: Iterable[Path]) -> frozenset[str]:
    """Of the families that matter, those whose file is in one of these folders or below."""
    files = (Path(name) for folder in folders for _, _, names in os.walk(folder) for name in names)
    stems = {file.stem.casefold() for file in files}
    return frozenset(family for stem, family in _FONT_FILES.items() if stem in stems)


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
