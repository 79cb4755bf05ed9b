"""What the trainer points at → what is to be checked, what cannot be, what was left aside.

First stage of a promotion. Nothing is opened here but folders and archives; a thing that cannot
be taken is refused with its sentence and the others go on.
"""

from __future__ import annotations

import datetime as dt
import stat
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dossier_builder.batch.intake_names import Depot, displayed
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.errors import DossierError, UnreadableError
from dossier_builder.pipeline.requests import Request
from dossier_builder.values import frozen


@frozen
class Arrival:
    """One thing to check. `name` is unique in the run, and fit to be shown.

    `dossiers` are the names of the folders and archives it stood in, the outermost first, what
    was named on the command line included. `modifie` is the file's own date for the system;
    `depot` what Moodle wrote.
    """

    path: Path
    name: str
    dossiers: tuple[str, ...] = ()
    modifie: dt.datetime | None = None
    depot: Depot | None = None

    @property
    def request(self) -> Request:
        """What the line takes."""
        return Request(self.path, self.name)


@frozen
class Refused:
    """One thing that cannot be checked, and why; it was not walked further."""

    name: str
    error: DossierError
    dossiers: tuple[str, ...] = ()
    depot: Depot | None = None


@frozen
class Intake:
    """What a run was given. `promotion`: at least one folder or archive of several documents.

    `racines` are the folders named on the command line. Reports are in the order of `arrivals`,
    then of `refused`.
    """

    arrivals: tuple[Arrival, ...]
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    promotion: bool = False
    racines: tuple[Path, ...] = ()

    @property
    def requests(self) -> tuple[Request, ...]:
        """The arrivals as the line takes them."""
        return tuple(arrival.request for arrival in self.arrivals)


@dataclass(slots=True)
class Gathering:
    """An intake being made; names are kept unique, and each real file is taken once."""

    workspace: Path
    outputs: frozenset[Path] = frozenset()
    arrivals: list[Arrival] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    rooms: int = 0
    deposits: int = 0
    _names: set[str] = field(default_factory=set)
    _taken: dict[tuple[int, int] | str, str] = field(default_factory=dict)
    _walked: dict[tuple[int, int], str] = field(default_factory=dict)

    def take(
        self, path: Path, name: str, dossiers: tuple[str, ...], depot: Depot | None = None
    ) -> None:
        """Take one document, unless it was taken already under another name."""
        try:
            state = path.stat()
        except (OSError, RuntimeError):  # RuntimeError: a loop of links before 3.13
            self.refuse(name, _gone(path, name), dossiers, depot)
            return
        if not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
            self.refuse(name, _no_file(name), dossiers, depot)  # a pipe would never end
            return
        key = (state.st_dev, state.st_ino) if state.st_ino else str(path.resolve())
        if key in self._taken:
            if path.is_symlink():
                self.note(f"« {displayed(name)} » est un lien vers « {self._taken[key]} ».")
            return
        shown = self._unique(name)
        self._taken[key] = shown
        when = dt.datetime.fromtimestamp(state.st_mtime).astimezone()
        self.arrivals.append(Arrival(path, shown, dossiers, when, depot))

    def refuse(
        self,
        name: str,
        error: DossierError,
        dossiers: tuple[str, ...] = (),
        depot: Depot | None = None,
    ) -> None:
        """Note one thing that cannot be checked."""
        self.refused.append(Refused(self._unique(name), error, dossiers, depot))

    def walks(self, path: Path, name: str) -> str | None:
        """Note that a folder is walked; the name under which it was walked before, if it was.

        Raises OSError or RuntimeError (a loop of links, before Python 3.13).
        """
        state = path.stat()
        key = (state.st_dev, state.st_ino)
        if state.st_ino == 0:
            return None
        if key in self._walked:
            return self._walked[key]
        self._walked[key] = displayed(name)
        return None

    def is_output(self, path: Path) -> bool:
        """Whether this run will write there: a workbook, a report."""
        return bool(self.outputs) and path.absolute() in self.outputs

    def skip(self, what: str) -> None:
        """Count a file that is no submission, by its kind."""
        self.skipped[what] += 1

    def note(self, sentence: str) -> None:
        """Say something of how files were taken."""
        self.notes.append(insecable(sentence))

    def room(self) -> Path:
        """A new empty folder of the workspace."""
        self.rooms += 1
        folder = self.workspace / f"archive{self.rooms}"
        folder.mkdir(parents=True)
        return folder

    def made(self, *, promotion: bool, racines: tuple[Path, ...]) -> Intake:
        """The intake, what was left aside told in one sentence."""
        notes = tuple(self.notes)
        if self.skipped:
            kinds = [f"{kind} : {count}" for kind, count in self.skipped.most_common()]
            total = pluriel(self.skipped.total(), "fichier laissé", "fichiers laissés")
            told = f"{total} de côté, qui ne sont pas des dossiers ({enumeration(kinds)})."
            notes = (*notes, insecable(told))
        return Intake(tuple(self.arrivals), tuple(self.refused), notes, promotion, racines)

    def _unique(self, name: str) -> str:
        shown = displayed(name)
        number = 2
        while shown in self._names:
            shown = f"{displayed(name)} ({number})"
            number += 1
        self._names.add(shown)
        return shown


def gather(
    paths: Sequence[str | Path], workspace: Path, *, outputs: Collection[Path] = ()
) -> Intake:
    """Everything to check among files, dossier folders, other folders and zip archives.

    `workspace` is an existing private folder, where archives are unpacked; it must last as long
    as the arrivals are read. `outputs` are files and folders that this run writes: nothing in
    them is a submission, nor is what an earlier run wrote and nobody changed. Raises nothing of
    what it meets: see `Intake.refused`.
    """
    from dossier_builder.batch.intake_walk import walk

    gathering = Gathering(workspace, frozenset(path.absolute() for path in outputs))
    roots = [walk(gathering, given) for given in paths]
    return gathering.made(
        promotion=any(root.several for root in roots),
        racines=tuple(dict.fromkeys(root.folder for root in roots if root.folder)),
    )


def _gone(path: Path, name: str) -> UnreadableError:
    if path.is_symlink():
        return UnreadableError(
            insecable(f"« {displayed(name)} » est un lien qui ne mène à aucun fichier."),
            "Remplacez le lien par le fichier lui-même.",
        )
    return UnreadableError(
        insecable(f"« {displayed(name)} » n’existe pas ou a été retiré."),
        "Vérifiez son nom et son dossier, puis relancez.",
    )


def _no_file(name: str) -> UnreadableError:
    return UnreadableError(
        insecable(f"« {displayed(name)} » n’est pas un fichier."),
        "Indiquez un document Word ou PDF, un dossier ou une archive .zip.",
    )
