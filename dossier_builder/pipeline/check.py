"""Documents → reports, staged so that one file is a lot of one.

`prepare` each file, lay all of them out, `conclude` each one. What goes wrong with a file is its
own report (verdict `illisible`) and never stops the others.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Etape
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport, Erreur
from dossier_builder.domain.submission import EngineName, LaidOut, Layout, LayoutFailure
from dossier_builder.errors import DependencyMissingError, DossierError, PackError, UnknownKindError
from dossier_builder.facts import (
    Content,
    Observation,
    collect,
    needs_second_opinion,
    observe,
    read,
    recognise_kind,
)
from dossier_builder.layout import LayoutJob
from dossier_builder.ouverture import open_submission
from dossier_builder.pipeline.engines import lay_out_many, usable
from dossier_builder.pipeline.modeles import load, load_all, pack_roots
from dossier_builder.pipeline.stages import Layouts, Options, Prepared, Request
from dossier_builder.rules import evaluate, verdict

T = TypeVar("T")
FINAL_DAYS = 14
"""A dossier is final from this many days before the session (shared decision, docs/rapports)."""


def check_documents(
    requests: Sequence[Request], options: Options, workspace: Path
) -> Iterator[DocumentReport]:
    """One report a request, in their order. `workspace` is an existing private folder.

    Raises DependencyMissingError when no engine can work and a docx needs one.
    """
    prepared: list[Prepared | DocumentReport] = []
    for rank, request in enumerate(requests):
        room = workspace / f"d{rank}"
        room.mkdir()
        prepared.append(_or_report(request, partial(prepare, request, options, room)))
    ready = [item for item in prepared if isinstance(item, Prepared)]
    layouts = _lay_out(ready, options)
    for item in prepared:
        if isinstance(item, DocumentReport):
            yield item
            continue
        yield _or_report(item.request, partial(conclude, item, layouts[item.request], options))


def prepare(request: Request, options: Options, workspace: Path) -> Prepared:
    """Open the document (a dossier folder is built first) and find its kind.

    Raises DossierError: unreadable, problems in the folder, unknown kind.
    """
    roots = pack_roots(options.packs, request.path)
    if request.path.is_dir():
        # Imported here: a file to check needs neither the inputs nor the renderer.
        from dossier_builder.pipeline.folder import prepare_folder

        return prepare_folder(request, options, workspace, roots)
    submission = open_submission(request.path, name=request.name, workspace=workspace)
    content = read(submission)
    modele, reason = _kind(content, options.modele, roots)
    notes = (*submission.notes, *([reason] if reason else []))
    return Prepared(request, submission, content, modele, notes)


def _kind(content: Content, forced: str | None, roots: tuple[Path, ...]) -> tuple[Modele, str]:
    if forced is not None:
        return load(forced, roots), ""
    declared = content.properties.declared.modele
    if declared:
        with contextlib.suppress(PackError):
            return load(declared, roots), ""
    known = load_all(roots)
    found = recognise_kind(content, known)
    if found is None:
        names = ", ".join(modele.id for modele in known)
        raise UnknownKindError(
            "Rien ne dit de quel dossier il s’agit.",
            f"Précisez-le avec --modele, parmi : {names}.",
        )
    return found.modele, f"Modèle {found.modele.id} : {found.raison}"


def _lay_out(ready: Sequence[Prepared], options: Options) -> dict[Request, Layouts]:
    """Ask the first engine for every docx in one go; the others are asked by `conclude`.

    A docx alone is laid out by the second engine at the same time, on the other processor: its
    answer is there if `conclude` needs it.
    """
    layouts = {item.request: Layouts([item.made] if item.made else []) for item in ready}
    waiting = [i for i in ready if i.made is None and i.submission.working_copy is not None]
    if not waiting:
        return layouts
    first, *others = usable(options.moteur)
    alone = len(waiting) == 1 and others
    with ThreadPoolExecutor(max_workers=1) as aside:
        second = aside.submit(_ask, waiting, others[0]) if alone else None
        for request, result in _ask(waiting, first).items():
            layouts[request].keep(result)
        if second is not None:
            for request, result in second.result().items():
                layouts[request].early[others[0]] = result
    return layouts


def _ask(items: Sequence[Prepared], engine: EngineName) -> dict[Request, Layout | LayoutFailure]:
    """What one engine makes of these documents, asked together."""
    jobs = {item.request: _job(item, engine) for item in items}
    results = lay_out_many(list(jobs.values()), engine)
    return {request: results[job.source] for request, job in jobs.items()}


def _job(item: Prepared, engine: EngineName) -> LayoutJob:
    copy = item.submission.working_copy
    if copy is None:
        msg = "a PDF is not laid out"
        raise ValueError(msg)
    return LayoutJob(copy.path, copy.path.with_name(f"{copy.path.stem}-{engine}.pdf"))


def conclude(item: Prepared, layouts: Layouts, options: Options) -> DocumentReport:
    """Judge one laid-out document, asking a second engine when its word could decide."""
    facts = _facts(item, layouts, options)
    outcomes = evaluate(facts, item.modele)
    session = facts.properties.declared.session
    return DocumentReport(
        fichier=item.request.name,
        modele=item.modele,
        verdict=verdict(outcomes),
        etape=stage(session, options.now.date()),
        pagination=facts.pagination,
        sections=facts.sections,
        outcomes=outcomes,
        non_verifie=facts.non_verifie,
        notes=item.notes,
        session=session,
    )


def _facts(item: Prepared, layouts: Layouts, options: Options) -> Facts:
    """Observe with the witnesses there are; ask one more while it could change the count."""
    submission, content, modele = item.submission, item.content, item.modele
    if submission.format == "pdf":
        return collect(observe(LaidOut(submission), content, modele), content, modele)
    others = [engine for engine in usable(options.moteur) if engine not in layouts.asked]
    observation: Observation | None = None
    while True:
        if layouts.made or not others:
            laid_out = LaidOut(submission, tuple(layouts.made), tuple(layouts.failed))
            observation = observe(laid_out, content, modele, observation)
        decided = observation and not needs_second_opinion(observation.pagination, modele)
        if observation and (decided or not others):
            return collect(observation, content, modele)
        engine = others.pop(0)
        layouts.keep(layouts.early.get(engine) or _ask([item], engine)[item.request])


def stage(session: dt.date | None, today: dt.date) -> Etape:
    """`final` from 14 days before the session, `brouillon` before that or when it is unknown."""
    if session is None or (session - today).days > FINAL_DAYS:
        return "brouillon"
    return "final"


def _or_report(request: Request, work: Callable[[], T]) -> T | DocumentReport:
    """What `work` gives, or the report of the DossierError that it raised."""
    try:
        return work()
    except DependencyMissingError:
        raise
    except DossierError as error:
        return unreadable(request.name, error)


def unreadable(name: str, error: DossierError) -> DocumentReport:
    """The report of a document that could not be checked."""
    return DocumentReport(
        fichier=name,
        modele=None,
        verdict="illisible",
        etape="brouillon",
        erreur=Erreur(
            code=error.code,
            message=error.message,
            aide=error.aide,
            exit_code=error.exit_code,
            problemes=error.problems,
        ),
    )
