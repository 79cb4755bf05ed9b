"""Answers kept when an interview is stopped, in the program's own folder, until it is resumed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from dossier_builder.errors import CannotWriteError
from dossier_builder.resources import cache_folder
from dossier_builder.resources.answers import answers_file
from dossier_builder.resources.writing import write_file
from dossier_builder.values import frozen


@frozen
class Kept:
    """What was answered for one folder to make. Only its owner can read the file."""

    modele: str
    answers: Mapping[str, str]


def kept_file(folder: Path) -> Path:
    """Where the answers for that folder are; raises CannotWriteError without a cache folder."""
    return answers_file(folder, cache_folder())


def keep(folder: Path, modele: str, answers: Mapping[str, str]) -> bool:
    """Keep them; False when there is nothing to keep, or no room for it."""
    if not answers:
        return False
    try:
        path = kept_file(folder)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_file(
            path, json.dumps({"modele": modele, "reponses": dict(answers)}, ensure_ascii=False)
        )
        path.chmod(0o600)
    except (CannotWriteError, OSError):
        return False
    return True


def recall(folder: Path) -> Kept | None:
    """What was kept; None when there is nothing, or nothing that can be read."""
    try:
        found = json.loads(kept_file(folder).read_text(encoding="utf-8"))
        answers = {str(key): str(value) for key, value in found["reponses"].items()}
        return Kept(str(found["modele"]), answers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, CannotWriteError):
        return None


def forget(folder: Path) -> None:
    """Erase what was kept."""
    with contextlib.suppress(OSError, CannotWriteError):
        kept_file(folder).unlink()
