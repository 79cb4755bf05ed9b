"""`suivre`: a dossier at each of its saves, an estimate at once, then the reference engine's word.

`follow` gives the states of the screen one after the other; it starts and ends everything that
works behind them, and reads a copy of the file, never the file that is being written.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path

from dossier_builder.domain.report import DocumentReport
from dossier_builder.domain.suivi import Chiffres, Suivi
from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import DependencyMissingError, DossierError
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.follow_build import Builds
from dossier_builder.pipeline.follow_confirm import Confirmations
from dossier_builder.pipeline.follow_estimate import (
    QUICK,
    Estimate,
    estimate_file,
    estimate_folder,
)
from dossier_builder.pipeline.follow_files import Stamp, open_in, stamp, take
from dossier_builder.pipeline.follow_stages import Confirmed, Job
from dossier_builder.pipeline.follow_watch import Wakes
from dossier_builder.pipeline.judge import unreadable
from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.processus import remove_folder
from dossier_builder.values import frozen

PATIENCE_S = 20.0
"""A file that stays cut in two so long is damaged, not being written: the check says it."""
_ABSENT_S = 1.0
"""Word takes a file away for an instant while it saves."""

Clock = Callable[[], dt.datetime]


def follow(
    request: Request,
    options: Options,
    room: Path,
    *,
    clock: Clock,
    once: bool = False,
    wakes: Wakes | None = None,
) -> Generator[Suivi, None, None]:
    """Every state of that folder or document, until the iterator is closed.

    `room` is an existing private folder. `once`: end with the first figures that are final. Raises
    DependencyMissingError, CannotWriteError.
    """
    with Confirmations(room) as confirmations:
        following = _Following(request, options, room, clock, confirmations)
        waits = wakes or Wakes(request.path)
        look = True
        while True:
            for state in following.news(look=look):
                yield state
                if once and state.definitif:
                    return
            look = waits.wait() or following.is_waiting


@frozen
class _Engines:
    """Whether the quick one is there, whether another can confirm; why not (French)."""

    quick: bool
    confirms: bool
    note: str = ""

    @classmethod
    def of(cls, options: Options) -> _Engines:
        found = usable(options.moteur)
        with contextlib.suppress(DependencyMissingError):
            if usable(QUICK) == found:
                note = "LibreOffice n’est pas là : ce chiffre reste une estimation."
                chosen = "Moteur embarqué choisi : ce chiffre reste une estimation."
                return cls(
                    quick=True, confirms=False, note=note if options.moteur == "auto" else chosen
                )
            return cls(quick=True, confirms=True)
        return cls(quick=False, confirms=True)


class _Following:
    """What is known so far of one folder or document."""

    def __init__(
        self,
        request: Request,
        options: Options,
        room: Path,
        clock: Clock,
        confirmations: Confirmations,
    ) -> None:
        self._request = request
        self._options = options
        self._room = room
        self._clock = clock
        self._confirmations = confirmations
        self._engines = _Engines.of(options)
        annexes = room / "annexes"
        annexes.mkdir()
        self._builds = Builds(annexes)
        self._confirmed_pages = self._builds.pages
        self._gap = 0
        self._seen: Stamp | None = None
        self._trouble_since: float | None = None
        self._save_room: Path | None = None
        self._state = Suivi(request.name, "calcul", clock())

    @property
    def is_waiting(self) -> bool:
        """Whether a save has begun and is not whole: it is looked at again without a notice."""
        return self._trouble_since is not None

    def news(self, *, look: bool) -> Iterator[Suivi]:
        """What changed since the last call."""
        if look:
            yield from self._look()
        if self._confirmations.busy:
            yield from self._confirmed()
        elif self._engines.confirms:
            self._confirmations.prepare()
            self._confirmations.news()

    def _look(self) -> Iterator[Suivi]:
        now = stamp(self._request.path)
        if now is not None and now == self._seen:
            self._trouble_since = None
            opened = open_in(self._request.path)
            if opened != self._state.ouvert_dans:
                yield self._shown(replace(self._state, ouvert_dans=opened))
            return
        if now is None:
            yield from self._absent()
            return
        self._confirmations.cancel()
        room = self._next_room()
        copy = room / f"document{self._request.path.suffix}"
        if not self._request.path.is_dir() and not self._taken(copy):
            if self._state.phase != "enregistrement":
                yield self._shown(replace(self._state, phase="enregistrement", definitif=False))
            return
        self._trouble_since = None
        self._seen = now
        yield from self._figures(copy, room)

    def _taken(self, copy: Path) -> bool:
        """Whether a whole copy was made; after some time, any copy will do."""
        if take(self._request.path, copy):
            return True
        since = self._troubled()
        return since > PATIENCE_S and copy.exists()

    def _absent(self) -> Iterator[Suivi]:
        self._seen = None
        if self._troubled() > _ABSENT_S and self._state.phase != "absent":
            self._confirmations.cancel()
            yield self._shown(replace(self._state, phase="absent", definitif=False, ouvert_dans=""))

    def _troubled(self) -> float:
        """Seconds since the file is not as it should be."""
        now = time.monotonic()
        if self._trouble_since is None:
            self._trouble_since = now
        return now - self._trouble_since

    def _next_room(self) -> Path:
        """An empty folder for this save; that of the save before goes."""
        if self._save_room is not None:
            remove_folder(self._save_room)
        self._save_room = self._room / "enregistrement"
        self._save_room.mkdir(exist_ok=True)
        return self._save_room

    def _figures(self, copy: Path, room: Path) -> Iterator[Suivi]:
        """The quick figures of a new save; another engine is asked to confirm them."""
        before = self._state
        settled = before.chiffres if _readable(before.chiffres) else before.avant
        self._state = replace(
            before,
            phase="calcul",
            date=self._clock(),
            numero=before.numero + 1,
            definitif=False,
            avant=settled,
            ouvert_dans=open_in(self._request.path),
        )
        yield self._state
        options = replace(self._options, now=self._state.date)
        quick = self._engines.quick
        workspace = room / "rapide"
        workspace.mkdir()
        if self._request.path.is_dir():
            found = estimate_folder(self._request, self._builds, options, workspace, quick=quick)
        else:
            found = estimate_file(self._request, copy, options, workspace, quick=quick)
        confirms = found.left is not None and self._engines.confirms
        if found.left is not None and confirms:
            self._confirmations.submit(Job(found.left, options, self._confirmed_pages))
        if found.report is not None:
            yield self._shown(self._estimated(found, confirms=confirms))

    def _estimated(self, found: Estimate, *, confirms: bool) -> Suivi:
        report = found.report
        if report is None:
            return self._state
        figures = self._chiffres(report)
        if found.left is None:  # nothing to lay out: a PDF, or what cannot be read
            exact = replace(figures, pages=_exact(report))
            return replace(self._state, phase="confirme", definitif=True, chiffres=exact)
        return replace(
            self._state,
            phase="estimation",
            definitif=not confirms,
            chiffres=figures,
            note="" if confirms else insecable(self._engines.note),
        )

    def _chiffres(self, report: DocumentReport) -> Chiffres:
        """The quick figures: the engine's own count, corrected by what the last one was off."""
        counted = _counted(report, QUICK)
        pages = _exact(report) if counted is None else max(0, counted + self._gap)
        return Chiffres(self._state.date, report, pages, counted)

    def _confirmed(self) -> Iterator[Suivi]:
        if not self._confirmations.busy:
            return
        try:
            answer = self._confirmations.news()
        except DependencyMissingError:
            raise
        except DossierError as error:
            answer = Confirmed(unreadable(self._request.name, error))
        if self._confirmations.busy:
            return
        quick = self._state.chiffres
        if answer is None:  # it died without a word: what is known stays
            note = "La confirmation a échoué ; elle sera refaite au prochain enregistrement."
            yield self._shown(replace(self._state, definitif=True, note=insecable(note)))
            return
        self._confirmed_pages = answer.pages
        temoin = quick.temoin if quick and quick.date == self._state.date else None
        pages = _exact(answer.report)
        if pages is not None and temoin is not None:
            self._gap = pages - temoin
        yield self._shown(
            replace(
                self._state,
                phase="confirme",
                definitif=True,
                chiffres=Chiffres(self._state.date, answer.report, pages, temoin),
                note="",
            )
        )

    def _shown(self, state: Suivi) -> Suivi:
        self._state = state
        return state


def _readable(figures: Chiffres | None) -> bool:
    return figures is not None and figures.rapport.pagination is not None


def _exact(report: DocumentReport) -> int | None:
    pages = report.pagination
    return pages.comptees.min if pages and pages.comptees.is_exact else None


def _counted(report: DocumentReport, engine: str) -> int | None:
    """What one engine alone counted."""
    witnesses = report.pagination.temoins if report.pagination else ()
    return next((w.comptees for w in witnesses if w.source == engine), None)
