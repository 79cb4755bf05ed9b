"""What a layout engine is: the contract that tests/layout_contract runs on each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from dossier_builder.domain.submission import EngineName, Layout, LayoutFailure
from dossier_builder.values import frozen

TIMEOUT_S = 120.0
"""Time for one document: the slowest of the corpus (205 pages) takes 10 s on a loaded machine."""


@frozen
class LayoutJob:
    """A docx to lay out and the PDF to write; `output` is only ever replaced by a whole PDF.

    `handed_in`: somebody may get that PDF; one that we alone read needs neither tags nor outline.
    """

    source: Path
    output: Path
    handed_in: bool = True


@frozen
class Laid:
    """What became of one job."""

    job: LayoutJob
    result: Layout | LayoutFailure


@frozen
class EngineState:
    """Whether an engine can work here; `remedy` (French) says how to get it when it cannot.

    `version` is "" when unavailable or unknown, `program` what would be started.
    """

    name: EngineName
    available: bool
    version: str = ""
    remedy: str = ""
    program: str = ""


class Engine(Protocol):
    """A module that lays documents out; a new engine is a new module and a line in ENGINES."""

    def probe(self) -> EngineState:
        """Say whether the engine can work here; starts nothing, takes a few milliseconds."""
        ...

    def lay_out(self, jobs: Sequence[LayoutJob], *, timeout_s: float = TIMEOUT_S) -> Iterator[Laid]:
        """Lay out every job and give each result as soon as it is there, in any order.

        A document that cannot be laid out, an engine that hangs for `timeout_s` seconds on it,
        crashes or is not there give a LayoutFailure: nothing is raised for it. Each `source` is
        read only; calls may run side by side. Closing the iterator ends the engine.
        """
        ...
