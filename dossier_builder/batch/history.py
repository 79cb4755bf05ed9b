"""The history of a promotion: an SQLite file beside the reports, with figures and no text.

Each run leaves, for each dossier, its verdict, its counted pages and the number of findings of
each rule. A learner is the hash of their key under the file's own salt: no name is kept, though
who knows the names of the promotion can find them again; so the file is its owner's alone. What
goes wrong with it is said in `avis` and never stops a run.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dossier_builder.batch.history_file import NewerHistoryError, opened
from dossier_builder.batch.since import Since
from dossier_builder.batch.states import State, progress, states_of
from dossier_builder.domain.cohorte import Avance, Evolution
from dossier_builder.domain.findings import Verdict
from dossier_builder.domain.interval import Interval
from dossier_builder.domain.report import Report
from dossier_builder.domain.typographie import insecable
from dossier_builder.values import frozen

MOST_RUNS = 400
"""Older runs are dropped: a year and more of one run a day."""

_SAME_RUN = dt.timedelta(hours=1)
_SUFFIX = ".historique.sqlite"
_UNNAMED = "promotion"
_LONGEST_NAME = 50

T = TypeVar("T")


@frozen
class Run:
    """One run of the history: its number (from 1), when, by which version of the program."""

    numero: int
    date: dt.datetime
    version: str


def history_path(given: Path, reports: tuple[Path, ...] = ()) -> Path:
    """Where the history of what was `given` lies: beside the first report, else beside `given`.

    Named after `given` (`promo/` → `promo.historique.sqlite`), so that it stays the same from one
    report to another; never inside a dossier folder.
    """
    given = given.absolute() if given.name not in {"", ".."} else given.resolve()
    folder = (reports[0].absolute() if reports else given).parent
    for parent in (folder, *folder.parents):
        if (parent / "dossier.yaml").is_file():
            folder = parent.parent
    return folder / f"{given.name[:_LONGEST_NAME] or _UNNAMED}{_SUFFIX}"


@dataclass(slots=True)
class History:
    """The runs kept in one file, made at the first `record`. `avis` gathers what went wrong."""

    path: Path
    avis: list[str] = field(default_factory=list)

    def record(self, report: Report) -> int | None:
        """Keep this run; its number, None when it could not be kept (see `avis`).

        A run that finds what the last one found, on the same day or within an hour, takes its
        place: asking for one more report is no new turn.
        """
        return self._safely(lambda: self._record(report), "ce contrôle n’y est pas noté")

    def compare(self, report: Report, since: Since | None = None) -> Evolution | None:
        """What changed since the run before this one, or since an older one; None without any.

        The same before and after `record`. Raises nothing: see `avis`.
        """
        return self._safely(lambda: self._compare(report, since), "rien n’est comparé")

    def runs(self) -> tuple[Run, ...]:
        """The runs kept, the oldest first."""
        return self._safely(self._runs, "il n’est pas lu") or ()

    def forget(self, cle: str) -> int:
        """Erase what is kept of a learner; how many states were."""
        return self._safely(lambda: self._forget(cle), "rien n’y est effacé") or 0

    def _record(self, report: Report) -> int:
        with self._open() as db:
            salt = _salt(db)
            kept = {(_hashed(s.cle, salt), s.genre): s for s in states_of(report)}
            replaced = _replaced(db, report, kept)
            if replaced is not None:
                db.execute(
                    "UPDATE tours SET date = ?, version = ? WHERE numero = ?",
                    (report.date.isoformat(), report.version, replaced),
                )
                return replaced
            number = db.execute(
                "INSERT INTO tours (date, version) VALUES (?, ?)",
                (report.date.isoformat(), report.version),
            ).lastrowid
            db.executemany(
                "INSERT INTO etats VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(number, cle, genre, *_row(state)) for (cle, genre), state in kept.items()],
            )
            db.execute("DELETE FROM tours WHERE numero <= ?", ((number or 0) - MOST_RUNS,))
            return number or 0

    def _compare(self, report: Report, since: Since | None) -> Evolution | None:
        if not self.path.exists():
            return None
        with self._open() as db:
            salt = _salt(db)
            now = {(_hashed(s.cle, salt), s.genre): s for s in states_of(report)}
            own = _replaced(db, report, now)
            runs = [run for run in _all_runs(db) if own is None or run.numero < own]
            base = next((run for run in reversed(runs) if _reaches(run, since)), None)
            if base is None:
                if runs:
                    self._say(
                        "aucun contrôle n’est gardé d’aussi loin ; "
                        f"le premier est le tour {runs[0].numero}, du {runs[0].date:%d/%m/%Y}"
                    )
                return None
            before = _states(db, base.numero)
            avances = tuple(_avance(state, before.get(key)) for key, state in now.items())
            return Evolution(base.date, own or _next_number(db), avances)

    def _runs(self) -> tuple[Run, ...]:
        if not self.path.exists():
            return ()
        with self._open() as db:
            return tuple(_all_runs(db))

    def _forget(self, cle: str) -> int:
        if not self.path.exists():
            return 0
        with self._open() as db:
            hashed = _hashed(cle, _salt(db))
            return db.execute("DELETE FROM etats WHERE apprenant = ?", (hashed,)).rowcount

    def _open(self) -> contextlib.AbstractContextManager[sqlite3.Connection]:
        return opened(self.path, self._say)

    def _safely(self, work: Callable[[], T], consequence: str) -> T | None:
        """What `work` gives; None, and a sentence, when the file does not let it."""
        try:
            return work()
        except NewerHistoryError:
            self._say(f"une version plus récente du programme l’a écrit : {consequence}")
        except sqlite3.Error as error:
            busy = (getattr(error, "sqlite_errorcode", 0) & 0xFF) in {
                sqlite3.SQLITE_BUSY,
                sqlite3.SQLITE_LOCKED,
            }
            why = "un autre contrôle l’occupe" if busy else "il ne peut pas être lu ou écrit"
            self._say(f"{why} : {consequence}")
        except OSError:
            self._say(f"le système n’y laisse pas écrire : {consequence}")
        except ValueError:  # a date or a count that is none: somebody wrote in it
            self._say(f"il contient ce que le programme n’y écrit pas : {consequence}")
        return None

    def _say(self, sentence: str) -> None:
        said = insecable(f"Historique « {self.path.name} » : {sentence}.")
        if said not in self.avis:
            self.avis.append(said)


Key = tuple[str, str]
"""Hash of a learner, kind of dossier."""


def _salt(db: sqlite3.Connection) -> bytes:
    return bytes(db.execute("SELECT valeur FROM sel").fetchone()[0])


def _hashed(cle: str, salt: bytes) -> str:
    return hashlib.blake2b(
        cle.encode("utf-8", "surrogatepass"), key=salt, digest_size=16
    ).hexdigest()


def _row(state: State) -> tuple[str, int | None, int | None, str]:
    pages = state.comptees
    return (
        state.verdict,
        pages.min if pages else None,
        pages.max if pages else None,
        json.dumps(dict(sorted(state.constats.items())), separators=(",", ":")),
    )


def _all_runs(db: sqlite3.Connection) -> Iterator[Run]:
    for number, date, version in db.execute(
        "SELECT numero, date, version FROM tours ORDER BY numero"
    ):
        yield Run(number, dt.datetime.fromisoformat(date), version)


def _next_number(db: sqlite3.Connection) -> int:
    """The number that the next run will have: one more than any was ever given."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'tours'").fetchone()
    return 1 + (row[0] if row else 0)


@frozen
class _Kept:
    """A state as the history has it."""

    verdict: Verdict
    comptees: Interval | None
    constats: dict[str, int | None]


def _states(db: sqlite3.Connection, number: int) -> dict[Key, _Kept]:
    return {
        (learner, genre): _Kept(
            verdict, Interval(low, high) if low is not None else None, json.loads(counts)
        )
        for learner, genre, verdict, low, high, counts in db.execute(
            "SELECT apprenant, genre, verdict, comptees_min, comptees_max, constats"
            " FROM etats WHERE tour = ?",
            (number,),
        )
    }


def _replaced(db: sqlite3.Connection, report: Report, states: dict[Key, State]) -> int | None:
    """The number of the last run when this one is the same run again."""
    last = next(iter(list(_all_runs(db))[-1:]), None)
    if last is None:
        return None
    now = report.date
    same_day = last.date.date() == now.date()
    if not same_day and abs(now.astimezone() - last.date.astimezone()) > _SAME_RUN:
        return None
    kept = _states(db, last.numero)
    seen = {key: _Kept(s.verdict, s.comptees, dict(s.constats)) for key, s in states.items()}
    return last.numero if kept == seen else None


def _reaches(run: Run, since: Since | None) -> bool:
    """Whether the run is as old as asked."""
    if since is None:
        return True
    return run.numero <= since if isinstance(since, int) else run.date.date() <= since


def _avance(state: State, before: _Kept | None) -> Avance:
    if before is None:
        return Avance(state.cle, state.genre, None, state.verdict, comptees_apres=state.comptees)
    mended, new = progress(before.constats, state.constats)
    return Avance(
        cle=state.cle,
        genre=state.genre,
        avant=before.verdict,
        apres=state.verdict,
        comptees_avant=before.comptees,
        comptees_apres=state.comptees,
        corriges=mended,
        nouveaux=new,
    )
