"""Opened documents → an engine's answers, as they come."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping

from dossier_builder.domain.submission import EngineName, Layout, LayoutFailure
from dossier_builder.layout import LayoutJob, engine_of
from dossier_builder.layout import asking as answers
from dossier_builder.pipeline.stages import Opened

Ask = Callable[[Opened, EngineName], Layout | LayoutFailure]
"""What one engine makes of one docx."""


def ask(document: Opened, engine: EngineName) -> Layout | LayoutFailure:
    """What one engine makes of one docx; a PDF is a ValueError."""
    ((_, result),) = ask_all({0: document}, engine)
    return result


@contextlib.contextmanager
def asking() -> Iterator[Ask]:
    """As `ask`, for one thread and the length of a `with`: dxpdf starts once for many documents."""
    with answers() as answer:
        yield lambda document, engine: answer(_job(document, engine), engine).result


def ask_all(
    documents: Mapping[int, Opened], engine: EngineName
) -> Iterator[tuple[int, Layout | LayoutFailure]]:
    """What one engine makes of these docx, asked together; each answer with its document's rank.

    Closing the iterator ends the engine. A PDF is a ValueError.
    """
    ranks = {_job(document, engine): rank for rank, document in documents.items()}
    for laid in engine_of(engine).lay_out(list(ranks)):
        yield ranks[laid.job], laid.result


def _job(document: Opened, engine: EngineName) -> LayoutJob:
    copy = document.submission.working_copy
    if copy is None:
        msg = "a PDF is not laid out"
        raise ValueError(msg)
    output = copy.path.with_name(f"{copy.path.stem}-{engine}.pdf")
    return LayoutJob(copy.path, output, handed_in=False)
