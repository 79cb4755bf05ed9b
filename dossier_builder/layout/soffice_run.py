"""soffice at work on a list of files: one process, one answer a file, whatever it does.

Starting costs a second, each document a fraction of one: so one process gets many, and each result
is handed on as soon as it is whole. Nothing that soffice says is believed, its exit code included:
only a complete file counts (proof.py).
"""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dossier_builder.domain import limits
from dossier_builder.layout.profile import workspace
from dossier_builder.layout.proof import too_slow
from dossier_builder.processus import Box, Ending, Running, start
from dossier_builder.values import frozen

BATCH = 25
"""Documents for one process: the start is then paid for, and memory does not pile up."""
POLL_S = 0.01
BOX = Box(data_bytes=limits.ENGINE_MEMORY_BYTES, file_bytes=limits.OUTPUT_FILE_BYTES, network=False)

_log = logging.getLogger(__name__)


@frozen
class Product:
    """What soffice is to make: its filter, the suffix of the files, the proof that one is whole."""

    filter: str
    suffix: str
    is_complete: Callable[[Path], bool]


@frozen
class Source:
    """A file to open, with the suffix of what it is: soffice looks at names too."""

    path: Path
    suffix: str


@frozen
class Answer:
    """What became of the source at `rank`: `made` is there until the next answer is asked for.

    `motif` (French) says why there is none; `seconds` is the time it took.
    """

    rank: int
    made: Path | None
    seconds: float
    motif: str = ""


def convert(
    program: Path, sources: Sequence[Source], product: Product, timeout_s: float
) -> Iterator[Answer]:
    """Open every source and make the product of it; answers come in the order of the sources.

    `timeout_s` is for each source. Closing the iterator ends soffice. Raises CannotWriteError when
    the cache folder cannot be written.
    """
    waiting: Sequence[tuple[int, Source]] = list(enumerate(sources))
    while waiting:
        batch, rest = waiting[:BATCH], waiting[BATCH:]
        unreached = yield from _one_process(program, batch, product, timeout_s)
        waiting = [*unreached, *rest]


def _one_process(
    program: Path, batch: Sequence[tuple[int, Source]], product: Product, timeout_s: float
) -> Generator[Answer, None, Sequence[tuple[int, Source]]]:
    """Give those sources to one soffice; return those it did not reach before it died or hung.

    At least one source has its answer when this returns, so that convert comes to an end.
    """
    with workspace(program) as room:
        given: list[Path] = []
        made: list[Path] = []
        for number, (_, source) in enumerate(batch):  # soffice names what it makes after the file
            given.append(room.entree / f"{number:04}{source.suffix}")
            made.append(room.sortie / f"{number:04}{product.suffix}")
            shutil.copyfile(source.path, given[-1])
        command = [str(program), room.profile, "--headless", "--norestore", "--nologo"]
        command += ["--convert-to", product.filter, "--outdir", str(room.sortie), *map(str, given)]
        box = replace(BOX, cpu_s=limits.cpu_s(timeout_s * len(batch)))
        with start(command, box=box, env=room.env, cwd=room.folder) as running:
            for position, (rank, source) in enumerate(batch):
                began = time.monotonic()
                target, later = made[position], made[position + 1 :]
                ending = _await(target, later, running, product, began + timeout_s)
                seconds = time.monotonic() - began
                if product.is_complete(target):
                    yield Answer(rank, target, seconds)
                    continue
                completed = running.stop(ending) if ending else None
                _log.debug("soffice on %s: %s", source.path, completed)
                if completed is None or completed.succeeded:
                    motif = "LibreOffice n’a pas su ouvrir ou convertir ce document"
                    yield Answer(rank, None, seconds, motif)
                    continue
                yield Answer(rank, None, seconds, _motif(completed.ending, timeout_s))
                return batch[position + 1 :]
    return ()


def _await(
    made: Path, later: Sequence[Path], running: Running, product: Product, deadline: float
) -> Ending | None:
    """Wait until soffice is done with `made`: it is whole, or a later one is begun (None).

    Returns how soffice ended when it ended first, `timeout` at the deadline.
    """
    while not product.is_complete(made):
        if any(path.exists() for path in later):
            return None  # soffice takes the documents in our order: it gave this one up
        ending = running.ending()
        if ending:
            return ending
        if time.monotonic() > deadline:
            return "timeout"
        time.sleep(POLL_S)
    return None


def _motif(ending: Ending, timeout_s: float) -> str:
    if ending == "timeout":
        return too_slow("LibreOffice", timeout_s)
    return "LibreOffice s’est arrêté brutalement"
