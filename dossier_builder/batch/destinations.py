"""What `--format` asks for: which reports, and into which files or folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import UsageError
from dossier_builder.values import frozen

TO_SCREEN = ("terminal", "json", "markdown")
"""Formats that are text: they go to the screen, or to a file."""
TO_FILE = ("html", "xlsx")
"""Formats that need the name of a file."""
TO_FOLDER = ("annote", "fiches")
"""Formats that write one file a learner into a folder."""
OPENED = "ouvrir"
"""As html, and shown when it is written: for who drops a file on an icon."""
FORMATS = (*TO_SCREEN, *TO_FILE, *TO_FOLDER, OPENED)


@frozen
class Destination:
    """One report: its format, and where it goes; None is the screen. `ouvre`: to be shown after."""

    format: str
    path: Path | None = None
    ouvre: bool = False


@frozen
class Destinations:
    """Every report of a run, in the order asked for."""

    all: tuple[Destination, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """Files and folders that the run writes."""
        return tuple(one.path for one in self.all if one.path is not None)

    @property
    def opened(self) -> tuple[Path, ...]:
        """The reports to show once they are written."""
        return tuple(one.path for one in self.all if one.ouvre and one.path is not None)

    @property
    def workbook(self) -> Path | None:
        """The workbook to read back before the run and to write after it."""
        return next((one.path for one in self.all if one.format == "xlsx"), None)

    def wants(self, name: str) -> bool:
        """Whether that format is asked for."""
        return any(one.format == name for one in self.all)


def read_destinations(formats: Sequence[str]) -> Destinations:
    """Read `html:rapport.html`; the terminal report is added unless a format goes to the screen.

    Raises UsageError: no such format; a file is needed; two for the screen or for one file.
    """
    chosen = [_one(text) for text in formats]
    if all(one.path is not None for one in chosen):
        chosen.append(Destination("terminal"))
    screen = [one.format for one in chosen if one.path is None]
    if len(screen) > 1:
        raise UsageError(
            insecable(f"Deux rapports vont à l’écran : {' et '.join(screen)}."),
            insecable(f"Donnez un fichier à l’un des deux : --format {screen[0]}:FICHIER."),
        )
    paths = [one.path.absolute() for one in chosen if one.path is not None]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice is not None:
        raise UsageError(
            insecable(f"Deux rapports vont dans « {twice} »."), "Donnez un fichier à chacun."
        )
    return Destinations(tuple(chosen))


def _one(text: str) -> Destination:
    name, _, path = text.partition(":")
    if name not in FORMATS:
        raise UsageError(
            insecable(f"Le format « {name} » n’existe pas ; choisissez parmi {', '.join(FORMATS)}.")
        )
    if not path and name not in TO_SCREEN:
        suffix = "html" if name == OPENED else name
        example = f"{name}:DOSSIER" if name in TO_FOLDER else f"{name}:rapport.{suffix}"
        raise UsageError(
            insecable(f"Le format « {name} » ne s’affiche pas à l’écran : dites où l’écrire."),
            insecable(f"Par exemple : --format {example}"),
        )
    if name == OPENED:
        return Destination("html", Path(path), ouvre=True)
    return Destination(name, Path(path) if path else None)
