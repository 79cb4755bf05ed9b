"""Write what was made into `rendu/` without ever losing what somebody changed there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from dossier_builder.resources.kept import is_theirs, recorded, refuse_if_open, remember
from dossier_builder.resources.writing import french_errors, write_file, write_files

FOLDER = "rendu"


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where the files are; `kept` is the edited file that was left alone, if any."""

    docx: Path
    pdf: Path
    kept: Path | None = None


def deliver(folder: Path, name: str, *, docx: bytes, pdf: bytes, now: dt.datetime) -> Delivered:
    """Write `<name>.docx` and `<name>.pdf` in `folder`/rendu.

    A docx there that is not byte for byte what we wrote last is left alone, and ours goes beside
    it with date and hour. Both files are complete before either replaces anything. Raises
    CannotWriteError: not writable, or open in Word.
    """
    target = folder / FOLDER
    with french_errors(target):
        target.mkdir(parents=True, exist_ok=True)
        kept = target / f"{name}.docx" if is_theirs(target / f"{name}.docx") else None
        stem = f"{name} {now:%Y-%m-%d %Hh%M}" if kept else name
        made = Delivered(target / f"{stem}.docx", target / f"{stem}.pdf", kept)
        for path in (made.docx, made.pdf):
            refuse_if_open(path)
        write_files({made.pdf: pdf, made.docx: docx})
        if kept is None:
            remember(target, {made.docx: docx})
    return made


def edited_since(folder: Path) -> tuple[Path, ...]:
    """The docx files of `folder`/rendu that were changed since we wrote them."""
    target = folder / FOLDER
    return tuple(target / name for name in sorted(recorded(target)) if is_theirs(target / name))


def write_text(path: Path, text: str) -> None:
    """Write a report: a temporary file in the same folder, then a replacement.

    Raises CannotWriteError.
    """
    write_file(path, text)
