"""Opened documents → an engine's answers, each under its request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier_builder.domain.submission import EngineName, Layout, LayoutFailure
from dossier_builder.layout import LayoutJob
from dossier_builder.pipeline.engines import lay_out_many
from dossier_builder.pipeline.stages import Opened, Request

Answers = Mapping[Request, Layout | LayoutFailure]


def ask(documents: Sequence[Opened], engine: EngineName) -> Answers:
    """What one engine makes of these docx, asked together; a PDF is a ValueError."""
    jobs = {document.request: _job(document, engine) for document in documents}
    results = lay_out_many(list(jobs.values()), engine)
    return {request: results[job.source] for request, job in jobs.items()}


def _job(document: Opened, engine: EngineName) -> LayoutJob:
    copy = document.submission.working_copy
    if copy is None:
        msg = "a PDF is not laid out"
        raise ValueError(msg)
    return LayoutJob(copy.path, copy.path.with_name(f"{copy.path.stem}-{engine}.pdf"))
