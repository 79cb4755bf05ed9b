"""What passes between `follow` and the child that confirms: a job, an answer."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from dossier_builder.pipeline.requests import Options, Request
from dossier_builder.pipeline.stages import Prepared
from dossier_builder.render import PageNumbers
from dossier_builder.values import frozen

if TYPE_CHECKING:
    from dossier_builder.domain.report import DocumentReport

JOB, NEWS = "travail", "suite"
"""Files of the child's folder."""


@frozen
class Job:
    """What to confirm; `pages`: see `Builds`, for a folder."""

    left: Prepared | Request
    options: Options
    pages: PageNumbers = field(default_factory=dict)


@frozen
class Confirmed:
    """The report by the reference engine, and the page numbers of the sommaire it found."""

    report: DocumentReport
    pages: PageNumbers = field(default_factory=dict)
