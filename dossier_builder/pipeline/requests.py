"""Both ends of a check: what is asked (Request, Options), what comes out (Checked).

Light: who finds every report in the cache imports nothing else of the line.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.values import frozen

if TYPE_CHECKING:
    from dossier_builder.domain.report import DocumentReport
    from dossier_builder.domain.submission import EngineChoice


@frozen
class Request:
    """One thing to check: a docx, a PDF, or a dossier folder. `name` is as the user gave it."""

    path: Path
    name: str


@frozen
class Options:
    """How to check. `now` is the clock; `modele` forces the kind; `packs` are folders of packs.

    `rapide`: no engine for a docx whose own record of Word is enough. `vignettes`: small pictures
    of the pages that have a finding. `ressemblances`: each report brings its text along, to be
    compared with those of other learners. `noms_a_masquer` are names that no document may hold,
    besides those that a dossier folder declares. `orthographe` is the program that reads spelling
    and grammar (facts.find_program), None: nobody reads them.
    """

    now: dt.datetime
    modele: str | None = None
    moteur: EngineChoice = "auto"
    packs: Path | None = None
    rapide: bool = False
    vignettes: bool = False
    ressemblances: bool = False
    noms_a_masquer: tuple[str, ...] = ()
    orthographe: Path | None = None


@frozen
class Checked:
    """The end of the line for the request of that rank.

    `lasting`: the same document, checked again, would give the same report; not when an engine
    failed for a reason of the moment, nor when the document could not be checked at all.
    """

    rank: int
    report: DocumentReport
    lasting: bool = False
