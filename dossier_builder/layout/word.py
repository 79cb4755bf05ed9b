"""The optional engine: Word itself, where it is installed, asked by PowerShell; Windows only.

Nobody knows Word's pages better than Word: it is the referee of counts near a limit, never the
engine of every document, for it is slow and a person's own program. It opens a copy, read-only,
without macros nor links, in a process of its own. Never tried on a real Windows: docs/windows.md.
"""

from __future__ import annotations

import contextlib
import json
import logging
import math
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dossier_builder.domain.place import Place
from dossier_builder.domain.submission import EngineName, Layout
from dossier_builder.domain.typographie import insecable
from dossier_builder.layout import word_place
from dossier_builder.layout.engine import TIMEOUT_S, EngineState, Laid, LayoutJob
from dossier_builder.layout.proof import (
    failed,
    is_complete_pdf,
    publish,
    refusal,
    too_slow,
    unwritable,
)
from dossier_builder.processus import run

NAME: EngineName = "word"

_SCRIPT = Path(__file__).with_name("word.ps1")
_ABSENT = "Word n’est pas installé sur cette machine"
_STOP_S = 20.0

_log = logging.getLogger(__name__)


def probe() -> EngineState:
    """See Engine.probe."""
    program, version = word_place.find(os.environ), word_place.version()
    if word_place.is_switched_off():
        remedy = f"Retirez la variable {word_place.SWITCHED_OFF}."
        return EngineState(NAME, available=False, remedy=insecable(remedy))
    if program is None or version is None:
        remedy = (
            "Facultatif : avec Word installé (Windows), le programme lui demande ses propres pages "
            "quand le compte est près d’une limite."
        )
        return EngineState(NAME, available=False, remedy=insecable(remedy))
    return EngineState(NAME, available=True, version=version, program=str(program))


def lay_out(jobs: Sequence[LayoutJob], *, timeout_s: float = TIMEOUT_S) -> Iterator[Laid]:
    """See Engine.lay_out; one Word a document, one after the other."""
    state = probe()
    for job in jobs:
        motif = refusal(job.source) if state.available else _ABSENT
        yield failed(NAME, job, motif) if motif else _lay_out(Path(state.program), job, timeout_s)


def _lay_out(program: Path, job: LayoutJob, timeout_s: float) -> Laid:
    """Work on a copy beside the output: Word puts its lock file next to what it opens."""
    try:
        room = tempfile.TemporaryDirectory(
            prefix=".word-", dir=job.output.parent, ignore_cleanup_errors=True
        )
    except OSError:
        return unwritable(NAME, job)
    with room as name:
        folder = Path(name).resolve()
        source, pdf = folder / "document.docx", folder / "sortie.pdf"
        result, started = folder / "resultat.json", folder / "processus"
        shutil.copyfile(job.source, source)
        files = ["-Source", source, "-Pdf", pdf, "-Result", result, "-Started", started]
        try:
            completed = run(_command(program, *map(str, files)), timeout_s=timeout_s)
        except OSError:  # on Windows, a program that cannot be started
            return failed(NAME, job, "PowerShell n’a pas pu être lancé")
        finally:
            _end(program, started, done=result.exists())
        _log.debug("word on %s: %s", job.source, completed)
        if completed.ending == "timeout":
            return failed(NAME, job, too_slow("Word", timeout_s))
        told = _told(result)
        if not completed.succeeded or told is None or not is_complete_pdf(pdf):
            return failed(NAME, job, "Word n’a pas su ouvrir ou mettre en page ce document")
        return _published(job, pdf, told, completed.seconds)


def _command(program: Path, *arguments: str) -> list[str]:
    """PowerShell without a profile nor a question, for one script of ours."""
    options = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"]
    return [str(program), *options, str(_SCRIPT), *arguments]


def _end(program: Path, started: Path, *, done: bool) -> None:
    """End the Word that was started for us, if it did not end by itself.

    It is no child of PowerShell's, so that ending PowerShell leaves it; only the process whose
    number the script noted is ended, never the Word in which somebody works.
    """
    if done:
        return
    with contextlib.suppress(OSError, ValueError):
        number = int(started.read_text(encoding="utf-8").strip("\ufeff \r\n"))
        run(_command(program, "-Stop", str(number)), timeout_s=_STOP_S)


def _told(result: Path) -> dict[str, Any] | None:
    """What the script wrote, None when that is not what it writes."""
    try:
        told = json.loads(result.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None
    sound = isinstance(told, dict) and isinstance(told.get("pages"), int) and told["pages"] > 0
    return told if sound and isinstance(told.get("places"), dict) else None


def _published(job: LayoutJob, pdf: Path, told: Mapping[str, Any], seconds: float) -> Laid:
    """Word's pages, believed only if its count and its own PDF agree."""
    from dataclasses import replace

    from dossier_builder.errors import UnreadableError
    from dossier_builder.pdf import page_count

    try:
        printed = page_count(pdf)
    except UnreadableError:
        return failed(NAME, job, "le PDF produit est illisible")
    if printed != told["pages"]:
        motif = f"Word annonce {told['pages']} pages et en imprime {printed}"
        return failed(NAME, job, motif)
    laid = publish(NAME, job, pdf, seconds)
    if not isinstance(laid.result, Layout):
        return laid
    places = {name: place for name, at in told["places"].items() if (place := _place(at, printed))}
    return Laid(job, replace(laid.result, places=places))


def _place(at: Any, pages: int) -> Place | None:
    """A page and a height as the script gives them, None when they cannot be."""
    if not isinstance(at, list) or len(at) != 2:  # noqa: PLR2004 - page and height
        return None
    page, top = at
    if not isinstance(page, int) or not 1 <= page <= pages:
        return None
    if not isinstance(top, int | float) or not math.isfinite(top):
        return None
    return Place(page, min(1.0, max(0.0, float(top))))
