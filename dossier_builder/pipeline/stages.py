"""The values that pass between the stages of a check.

Request → (open) → Opened → (engines and reading, side by side) → Prepared → (judge) → report.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.domain.personnes import NomsDits
from dossier_builder.domain.submission import (
    EngineChoice,
    EngineName,
    Layout,
    LayoutFailure,
    Submission,
)

if TYPE_CHECKING:
    # Heavy, and not needed to start an engine: see check_documents.
    from dossier_builder.domain.modele import Modele
    from dossier_builder.domain.presentation import Relecture
    from dossier_builder.domain.report import DocumentReport
    from dossier_builder.facts import Content, Observation


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to check: a docx, a PDF, or a dossier folder. `name` is as the user gave it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
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


@dataclass(slots=True)
class Layouts:
    """What the engines gave for one document; grows as they are asked.

    `early` holds what was asked ahead of need: it is a witness only if it is needed, so that a
    verdict does not depend on how many documents were checked together.
    """

    made: list[Layout] = field(default_factory=list)
    failed: list[LayoutFailure] = field(default_factory=list)
    early: dict[EngineName, Layout | LayoutFailure] = field(default_factory=dict)

    def keep(self, result: Layout | LayoutFailure) -> None:
        """Take one more answer as a witness."""
        if isinstance(result, Layout):
            self.made.append(result)
        else:
            self.failed.append(result)

    @property
    def asked(self) -> set[EngineName]:
        """The engines that have answered, well or not."""
        return {r.engine for r in self.made} | {r.engine for r in self.failed}


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that engines can take; `modele` and layouts are known when we built it.

    `room` is a folder of its own, that whoever called removes. `noms` are those that its folder
    declares: to be hidden, or allowed.
    """

    request: Request
    submission: Submission
    layouts: Layouts
    room: Path
    modele: Modele | None = None
    notes: tuple[str, ...] = ()
    noms: NomsDits = field(default_factory=NomsDits)

    @property
    def waits_for_layout(self) -> bool:
        """Whether it is a docx that no engine has been asked for."""
        return self.submission.working_copy is not None and not self.layouts.asked


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document read, and the kind of dossier that it is.

    `quick` is what Word's own record shows when that is enough and was asked for: no engine.
    `relecture` is what the spell checker says, read while the engines work.
    """

    opened: Opened
    content: Content
    modele: Modele
    notes: tuple[str, ...] = ()
    quick: Observation | None = None
    relecture: Relecture | None = None

    @property
    def waits_for_layout(self) -> bool:
        """Whether an engine must be asked for it."""
        return self.quick is None and self.opened.waits_for_layout


@dataclass(frozen=True, slots=True)
class Checked:
    """The end of the line for the request of that rank.

    `lasting`: the same document, checked again, would give the same report; not when an engine
    failed for a reason of the moment, nor when the document could not be checked at all.
    """

    rank: int
    report: DocumentReport
    lasting: bool = False
