"""Runs of the real command, in a process of its own, and what its JSON report says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .variants import copy_conform

KINDS = ("ccp2", "ccp3", "dpp")
_PROGRAM = "from dossier_builder.cli import main; main()"
_LIMIT_S = 900  # a lot of a dozen folders on a loaded machine


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that ended; `said` is standard output, then standard error."""

    code: int
    said: str


@dataclass(frozen=True, slots=True)
class Made:
    """What `dossier generer` wrote for one example."""

    kind: str
    folder: Path
    docx: Path
    pdf: Path


def dossier(*arguments: object, env: Mapping[str, str] | None = None) -> Ended:
    """Run `dossier` with these arguments, in this environment (the present one by default)."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *map(str, arguments)],
        env={**(os.environ if env is None else env), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=_LIMIT_S,
    )
    return Ended(done.returncode, done.stdout + done.stderr)


def generate(folder: Path, kind: str, engine: str) -> Made:
    """Build the conform example of that kind in `folder`, which is new."""
    copy_conform(kind, folder)
    ended = dossier("generer", folder, "--moteur", engine)
    assert ended.code == 0, ended.said
    return made_in(folder, kind)


def made_in(folder: Path, kind: str) -> Made:
    """What `generate` left in that folder."""
    (docx,) = (folder / "rendu").glob("*.docx")
    return Made(kind, folder, docx, docx.with_suffix(".pdf"))


def check(
    lot: Mapping[str, Path], engine: str, target: Path, env: Mapping[str, str] | None = None
) -> Mapping[str, Any]:
    """Check the documents in one command; name → JSON document. The report is left at `target`."""
    if not lot:
        return {}
    arguments: Sequence[object] = [*lot.values(), "--moteur", engine, "--format", f"json:{target}"]
    ended = dossier("verifier", *arguments, env=env)
    assert ended.code in {0, 1}, ended.said
    documents = json.loads(target.read_text(encoding="utf-8"))["documents"]
    by_path = {document["fichier"]: document for document in documents}
    return {name: by_path[str(path)] for name, path in lot.items()}


def findings(report: Mapping[str, Any], gravite: str) -> dict[str, list[int | None]]:
    """Check → pages of the findings of its failed rules of that gravity, in order."""
    found: dict[str, list[int | None]] = {}
    for regle in report["regles"]:
        if regle["statut"] == "echouee" and regle["gravite"] == gravite:
            pages = found.setdefault(regle["controle"], [])
            pages += [constat["page"] for constat in regle["constats"]]
    return {code: sorted(pages, key=lambda page: page or 0) for code, pages in found.items()}
