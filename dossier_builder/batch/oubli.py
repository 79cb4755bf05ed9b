"""Forgetting: what the program keeps of a file, of a folder, of a promotion, removed and counted.

What somebody had us write (reports, sheets, workbook) is theirs and stays. Reports in the cache
are sealed by the document's own bytes: those of a document as it was before need those bytes, or
the removal of everything.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from dossier_builder.batch.cohort_inputs import key_of
from dossier_builder.batch.content import content_of
from dossier_builder.batch.history import History, history_path
from dossier_builder.batch.intake import gather
from dossier_builder.batch.run import CACHE
from dossier_builder.errors import CannotWriteError
from dossier_builder.resources.answers import ANSWERS, answers_file
from dossier_builder.resources.store import Store
from dossier_builder.rules.nom import split_name
from dossier_builder.values import frozen

_SQLITE = ".historique.sqlite"
_UNDER_WAY = "en-cours"
_ASIDE = ("-journal", "-wal", "-shm")


@frozen
class Forgotten:
    """How much was removed of each kind."""

    rapports: int = 0
    etats: int = 0
    historiques: int = 0
    reponses: int = 0
    fichiers: int = 0
    avis: tuple[str, ...] = ()

    def __add__(self, other: Forgotten) -> Forgotten:
        return Forgotten(
            self.rapports + other.rapports,
            self.etats + other.etats,
            self.historiques + other.historiques,
            self.reponses + other.reponses,
            self.fichiers + other.fichiers,
            (*self.avis, *other.avis),
        )

    @property
    def count(self) -> int:
        """Everything together."""
        return self.rapports + self.etats + self.historiques + self.reponses + self.fichiers


def forget_path(given: Path, cache: Path, workspace: Path) -> Forgotten:
    """Remove what is kept of a file, a dossier folder, a promotion or an archive.

    `workspace` is a private folder where archives are unpacked. Raises CannotWriteError.
    """
    with _french(given):
        store = Store(cache / CACHE)
        marks = {mark for path in _documents(given, workspace) for mark in _marks(path)}
        answers = [path for path in (answers_file(given, cache),) if path.is_file()]
        for path in answers:
            path.unlink(missing_ok=True)
        histories = [path for path in _histories(given) if path.is_file()]
        for path in histories:
            for suffix in (*_ASIDE, ""):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        return Forgotten(
            rapports=sum(store.forget(mark) for mark in sorted(marks)),
            historiques=len(histories),
            reponses=len(answers),
        )


def forget_learner(given: Path, name: str) -> Forgotten:
    """Remove a learner from the history of a promotion (or from that history file itself)."""
    path = given if given.name.endswith(_SQLITE) else history_path(given)
    history = History(path)
    gone = sum(history.forget(key) for key in _keys(name))
    return Forgotten(etats=gone, avis=tuple(history.avis))


def forget_everything(cache: Path) -> Forgotten:
    """Empty the cache folder but for what a run under way works with. Raises CannotWriteError."""
    files = [path for path in _kept(cache) if path.is_file()]
    answers = [path for path in files if path.parent.name == ANSWERS]
    reports = [path for path in files if path.is_relative_to(cache / CACHE)]
    with _french(cache):
        for path in files:
            path.unlink(missing_ok=True)
        for folder in sorted(cache.glob("*")):
            if folder.is_dir() and not list(_under_way(folder)) and folder.name != _UNDER_WAY:
                shutil.rmtree(folder)
    return Forgotten(
        rapports=len(reports),
        reponses=len(answers),
        fichiers=len(files) - len(reports) - len(answers),
    )


def _kept(cache: Path) -> Iterator[Path]:
    return (path for path in cache.rglob("*") if _UNDER_WAY not in path.parts)


def _under_way(folder: Path) -> Iterator[Path]:
    return folder.glob(f"**/{_UNDER_WAY}/*")


def _documents(given: Path, workspace: Path) -> Iterator[Path]:
    """Every document that a check of `given` would read."""
    if not given.exists():
        return
    yield given
    yield from (request.path for request in gather([given], workspace).requests)


def _marks(path: Path) -> Iterator[str]:
    content = content_of(path)
    if content is not None:
        yield content.secret.mark


def _histories(given: Path) -> Iterator[Path]:
    """The history of a promotion, those of it that were set aside, or the very file."""
    if given.name.endswith(_SQLITE):
        yield given
        return
    own = history_path(given)
    yield own
    yield from own.parent.glob(f"{own.name.removesuffix('.sqlite')}.abime-*.sqlite")


def _keys(name: str) -> set[str]:
    """The keys that a learner of that name has: surname first or last."""
    both = [split_name(name, surname_first=True), split_name(name)]
    return {key_of(one.nom, one.prenom) for one in both if one} | {key_of(name, "")}


@contextlib.contextmanager
def _french(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWriteError(
            f"Tout n’a pas pu être effacé : le système garde « {error.filename or path} ».",
            "Fermez les programmes qui s’en servent, vérifiez vos droits, puis relancez.",
        ) from error
