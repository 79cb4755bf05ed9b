"""Engines asked for one document after another, as somebody finds that they are needed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from dossier_builder.domain.submission import EngineName
from dossier_builder.layout import dxpdf
from dossier_builder.layout.engine import Laid, LayoutJob
from dossier_builder.layout.engines import engine_of


@contextlib.contextmanager
def asking() -> Iterator[Callable[[LayoutJob, EngineName], Laid]]:
    """A function that has an engine lay one job out, for the length of a `with`.

    One worker of dxpdf serves all its jobs; the other engines start for each. For one thread.
    """
    with contextlib.ExitStack() as ends:
        kept: list[Callable[[LayoutJob], Laid]] = []

        def ask(job: LayoutJob, engine: EngineName) -> Laid:
            if engine != dxpdf.NAME:
                (laid,) = engine_of(engine).lay_out([job])
                return laid
            if not kept:
                kept.append(ends.enter_context(dxpdf.answering()))
            return kept[0](job)

        yield ask
