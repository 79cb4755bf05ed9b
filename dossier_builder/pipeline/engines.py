"""Which layout engine to ask, and what to say when none can work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dossier_builder.domain.submission import EngineChoice, EngineName, Layout, LayoutFailure
from dossier_builder.errors import DependencyMissingError, LayoutFailedError
from dossier_builder.layout import ENGINES, REFEREE, LayoutJob


def usable(choice: EngineChoice) -> tuple[EngineName, ...]:
    """The engines that can work here, the most trusted first, restricted to `choice`.

    Raises DependencyMissingError when there is none.
    """
    wanted = [name for name in ENGINES if choice in {"auto", name}]
    states = [(name, ENGINES[name].probe()) for name in wanted]
    found = tuple(name for name, state in states if state.available)
    if not found:
        remedies = "\n".join(state.remedy for _, state in states if state.remedy)
        raise DependencyMissingError(
            "Aucun moteur de mise en page n’est disponible : impossible de compter les pages.",
            f"{remedies}\nPour tout voir : dossier diagnostic",
        )
    return found


def referee(choice: EngineChoice) -> EngineName | None:
    """Word itself, when it can be asked here and the user asked for no engine in particular."""
    state = REFEREE.probe() if choice == "auto" else None
    return state.name if state and state.available else None


def lay_out_one(
    source: Path, output: Path, engines: Sequence[EngineName], *, handed_in: bool = True
) -> Layout:
    """Lay one docx out with the first engine that can; `handed_in`: see LayoutJob.

    Raises LayoutFailedError when each of them failed.
    """
    return lay_out_each([LayoutJob(source, output, handed_in)], engines)[source]


def lay_out_each(jobs: Sequence[LayoutJob], engines: Sequence[EngineName]) -> dict[Path, Layout]:
    """Lay each docx out, all together; the next engine gets those that one could not lay out.

    Raises LayoutFailedError for the first that each of them failed to lay out.
    """
    done: dict[Path, Layout] = {}
    reasons: dict[Path, list[str]] = {job.source: [] for job in jobs}
    for name in engines:
        left = [job for job in jobs if job.source not in done]
        for source, result in (lay_out_many(left, name) if left else {}).items():
            if isinstance(result, Layout):
                done[source] = result
            else:
                reasons[source].append(result.motif)
    for job in jobs:
        if job.source not in done:
            raise LayoutFailedError(
                f"La mise en page a échoué : {' ; '.join(reasons[job.source])}.",
                "Essayez avec --moteur dxpdf, ou lancez « dossier diagnostic ».",
            )
    return done


def lay_out_many(
    jobs: Sequence[LayoutJob], engine: EngineName
) -> dict[Path, Layout | LayoutFailure]:
    """Lay several docx out with one engine; gives what became of each source."""
    return {laid.job.source: laid.result for laid in ENGINES[engine].lay_out(jobs)}
