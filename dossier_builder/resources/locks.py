"""One at a time: a lock on a folder that the system takes back when its holder dies.

It is a file of our own cache folder, never of the learner's; it is named by a digest and holds
nothing. `writing` takes one for the time of a write, a command for all its work on a dossier.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import CannotWriteError

WAIT_S = 120.0
"""How long a command waits for another: a few times what building a dossier takes."""

_FOLDER = "verrous"
_PAUSE_S = 0.05
_PATIENCE_S = 0.5
"""Said only after that long: two quick commands that cross need no sentence."""


@contextlib.contextmanager
def alone_in(
    folder: Path,
    cache: Path,
    *,
    wait_s: float = WAIT_S,
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[None]:
    """Work alone in a dossier for the length of a `with`: another command waits for its turn.

    `say` is told, once, that we wait. Raises CannotWriteError after `wait_s`: nothing was done.
    """

    def tell() -> None:
        say(f"Une autre commande travaille dans « {folder} » : on attend qu’elle finisse…")

    with turn_in("dossier", folder, cache, wait_s=wait_s, waiting=tell) as ours:
        if not ours:
            raise CannotWriteError(
                insecable(f"Une autre commande travaille déjà dans « {folder} »."),
                "Attendez qu’elle ait fini, puis relancez ; rien n’a été modifié.",
            )
        yield


@contextlib.contextmanager
def turn_in(
    purpose: str,
    folder: Path,
    cache: Path,
    *,
    wait_s: float,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[bool]:
    """Wait for the lock, `wait_s` at most; whether we have it. `waiting` is told of a long wait."""
    since, told = time.monotonic(), False
    while True:
        with _try_lock(purpose, folder, cache) as free:
            waited = time.monotonic() - since
            if free or waited > wait_s:
                yield free
                return
        if waited > _PATIENCE_S and not told:
            told = True
            waiting()
        time.sleep(_PAUSE_S)


@contextlib.contextmanager
def _try_lock(purpose: str, folder: Path, cache: Path) -> Iterator[bool]:
    """Take the lock of a folder for the length of a `with`; whether it was free.

    Where the cache folder takes no file, True: no lock is a lesser evil than no work.
    """
    digest = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=16, person=purpose.encode())
    path = cache / _FOLDER / f"{digest.hexdigest()}.verrou"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield True
        return
    try:
        free = _lock(descriptor) and _is_still(path, descriptor)
        try:
            yield free
        finally:
            if free and sys.platform != "win32":
                path.unlink(missing_ok=True)  # before it is free: see _is_still
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Take the lock at once or not at all."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file that we locked is the one that others will find under its name."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False
