"""Write what was made into `rendu/` without ever losing what somebody changed there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dossier_builder.resources.kept import is_theirs, put_beside, recorded
from dossier_builder.values import frozen

FOLDER = "rendu"


@frozen
class Delivered:
    """Where the files are; `kept` is the edited file that was left alone, if any."""

    docx: Path
    pdf: Path
    kept: Path | None = None


def deliver(folder: Path, name: str, *, docx: bytes, pdf: bytes, now: dt.datetime) -> Delivered:
    """Write `<name>.docx` and `<name>.pdf` in `folder`/rendu.

    When one of them is not byte for byte what we wrote last (a PDF that Word made is theirs too),
    it is left alone and ours go beside it with date and hour. Both files are complete before
    either replaces anything. Raises CannotWriteError: not writable, or open in Word.
    """
    put = put_beside(folder / FOLDER, name, {".docx": docx, ".pdf": pdf}, now=now)
    written, laid_out = put.paths
    return Delivered(written, laid_out, put.kept[0] if put.kept else None)


def edited_since(folder: Path) -> tuple[Path, ...]:
    """The Word and PDF files of `folder`/rendu that were changed since we wrote them."""
    target = folder / FOLDER
    return tuple(target / name for name in sorted(recorded(target)) if is_theirs(target / name))
