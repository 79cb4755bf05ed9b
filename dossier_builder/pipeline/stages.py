"""The values that pass between the stages of a check.

Request → (open) → Opened → (engines and reading, side by side) → Prepared → (judge) → Checked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dossier_builder.domain.personnes import NomsDits
from dossier_builder.domain.submission import EngineName, Layout, LayoutFailure, Submission
from dossier_builder.pipeline.requests import Request
from dossier_builder.values import frozen

if TYPE_CHECKING:
    # Heavy, and not needed to start an engine: see check_documents.
    from dossier_builder.domain.modele import Modele
    from dossier_builder.domain.presentation import Relecture
    from dossier_builder.facts import Content, Observation


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


@frozen
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


@frozen
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
