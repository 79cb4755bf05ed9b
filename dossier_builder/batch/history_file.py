"""The SQLite file of a history: made private, opened for one transaction, set aside if damaged."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

SCHEMA_VERSION = 1
WAIT_S = 10.0
"""How long a run waits for another one that is writing."""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# What SQLite leaves beside a file when a program was killed: it belongs to that file alone.
_BESIDE = ("-journal", "-wal", "-shm")
_SALT_BYTES = 32
_ATTEMPTS = 3
_TABLES = """
CREATE TABLE sel (valeur BLOB NOT NULL);
CREATE TABLE tours (
    numero INTEGER PRIMARY KEY AUTOINCREMENT, date TEXT NOT NULL, version TEXT NOT NULL
);
CREATE TABLE etats (
    tour INTEGER NOT NULL REFERENCES tours ON DELETE CASCADE, apprenant TEXT NOT NULL,
    genre TEXT NOT NULL, verdict TEXT NOT NULL, comptees_min INTEGER, comptees_max INTEGER,
    constats TEXT NOT NULL, PRIMARY KEY (tour, apprenant, genre)
) WITHOUT ROWID
"""
_COLUMNS = {
    "sel": {"valeur"},
    "tours": {"numero", "date", "version"},
    "etats": {
        "tour", "apprenant", "genre", "verdict", "comptees_min", "comptees_max", "constats",
    },
}  # fmt: skip


class NewerHistoryError(Exception):
    """A later version of the program wrote the file: it is left as it is."""


@contextlib.contextmanager
def opened(path: Path, say: Callable[[str], None]) -> Iterator[sqlite3.Connection]:
    """A transaction on the history: kept whole when the block ends well, else not at all.

    A damaged file is set aside under a dated name, said, and a new one made. Raises sqlite3.Error
    (busy, no room), OSError, NewerHistoryError.
    """
    db = _connected(path, say)
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    finally:
        db.close()


def _connected(path: Path, say: Callable[[str], None]) -> sqlite3.Connection:
    for attempt in range(_ATTEMPTS):
        _make_private(path)
        which = _identity(path)
        db = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        try:
            _prepare(db)
        except BaseException as error:
            db.close()
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code not in _DAMAGED or attempt == _ATTEMPTS - 1:
                raise
            # Another run may have set the same file aside already, and begun a new one.
            if _identity(path) == which:
                say(f"il était abîmé, et mis de côté sous le nom « {_set_aside(path)} »")
        else:
            return db
    raise AssertionError("the last attempt returns or raises")


def _prepare(db: sqlite3.Connection) -> None:
    """Take the lock, check the file, make the tables of a new one."""
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    db.execute("BEGIN IMMEDIATE")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise NewerHistoryError
    if version == 0:
        for table in _TABLES.split(";"):
            db.execute(table)
        db.execute("INSERT INTO sel VALUES (?)", (secrets.token_bytes(_SALT_BYTES),))
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    elif not _is_sound(db):
        damaged = sqlite3.DatabaseError("not the tables of a history")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damaged


def _is_sound(db: sqlite3.Connection) -> bool:
    """Whether its pages hold together, and it holds what a history does."""
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        return False
    for table, columns in _COLUMNS.items():
        if {row[1] for row in db.execute(f"PRAGMA table_info({table})")} != columns:
            return False
    salts: int = db.execute("SELECT count(*) FROM sel").fetchone()[0]
    return salts == 1


def _make_private(path: Path) -> None:
    """The file exists and is its owner's alone; SQLite gives its own files the same rights."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.suppress(PermissionError):  # another user's file, shared on purpose
        path.chmod(0o600)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _set_aside(path: Path) -> str:
    """Rename the file, and what SQLite left beside it, so that nothing is lost; the new name."""
    made = dt.datetime.now().astimezone()
    stem = path.name.removesuffix(".sqlite")
    aside = path.with_name(f"{stem}.abime-{made:%Y%m%d-%H%M%S}.sqlite")
    while aside.exists():
        aside = aside.with_stem(f"{aside.stem}-bis")
    for suffix in (*_BESIDE, ""):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside.name
