"""Documents → reports, staged so that one file is a lot of one.

`prepare` each file, lay all of them out, `conclude` each one. What goes wrong with a file is its
own report (verdict `illisible`) and never stops the others.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Etape
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport, Erreur
from dossier_builder.domain.submission import EngineName, LaidOut, Layout, LayoutFailure, Submission
from dossier_builder.errors import DependencyMissingError, DossierError, PackError, UnknownKindError
from dossier_builder.facts import Content, collect, needs_second_opinion, read, recognise_kind
from dossier_builder.inputs import LoadedDossier, load_dossier
from dossier_builder.layout import LayoutJob
from dossier_builder.ouverture import open_submission
from dossier_builder.pipeline.deliver import edited_since
from dossier_builder.pipeline.engines import EngineChoice, lay_out_many, usable
from dossier_builder.pipeline.generate import Generated, generate
from dossier_builder.pipeline.modeles import load, load_all, pack_roots
from dossier_builder.rules import evaluate, verdict

T = TypeVar("T")
FINAL_DAYS = 14
"""A dossier is final from this many days before the session (shared decision, docs/rapports)."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to check: a docx, a PDF, or a dossier folder. `name` is as the user gave it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Options:
    """How to check. `now` is the clock; `modele` forces the kind; `packs` are folders of packs."""

    now: dt.datetime
    modele: str | None = None
    moteur: EngineChoice = "auto"
    packs: Path | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be laid out; `made` when building the folder has laid it out."""

    request: Request
    submission: Submission
    content: Content
    modele: Modele
    notes: tuple[str, ...] = ()
    made: Layout | None = None


@dataclass(slots=True)
class Layouts:
    """What the engines gave for one document; grows as they are asked."""

    made: list[Layout] = field(default_factory=list)
    failed: list[LayoutFailure] = field(default_factory=list)


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
        loaded = load_dossier(request.path, lambda identifier: load(identifier, roots))
        made = generate(loaded.dossier, loaded.modele, workspace, usable(options.moteur))
        return of_generated(request, loaded, made)
    submission = open_submission(request.path, name=request.name, workspace=workspace)
    content = read(submission)
    modele, reason = _kind(content, options.modele, roots)
    notes = (*submission.notes, *([reason] if reason else []))
    return Prepared(request, submission, content, modele, notes)


def of_generated(request: Request, loaded: LoadedDossier, made: Generated) -> Prepared:
    """A folder just built, read back from its docx as any document is."""
    notes = [f"{problem.place} : {problem.message}" for problem in loaded.dossier.avis]
    notes += made.avis
    notes += [
        f"« {file.name} » a été modifié depuis sa fabrication : c’est le dossier qui est contrôlé"
        for file in edited_since(loaded.dossier.dossier)
    ]
    submission = replace(made.submission, name=request.name)
    return Prepared(request, submission, read(submission), loaded.modele, tuple(notes), made.layout)


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
    """Ask the first engine for every docx in one go; the others are asked by `conclude`."""
    layouts = {i.request: Layouts([i.made] if i.made else []) for i in ready}
    waiting = [i for i in ready if i.made is None and i.submission.working_copy is not None]
    if waiting:
        first = usable(options.moteur)[0]
        jobs = {_job(item, first).source: item for item in waiting}
        results = lay_out_many([_job(item, first) for item in waiting], first)
        for source, result in results.items():
            _keep(layouts[jobs[source].request], result)
    return layouts


def _job(item: Prepared, engine: EngineName) -> LayoutJob:
    copy = item.submission.working_copy
    if copy is None:
        msg = "a PDF is not laid out"
        raise ValueError(msg)
    return LayoutJob(copy.path, copy.path.with_name(f"{copy.path.stem}-{engine}.pdf"))


def _keep(layouts: Layouts, result: Layout | LayoutFailure) -> None:
    if isinstance(result, Layout):
        layouts.made.append(result)
    else:
        layouts.failed.append(result)


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
    if item.submission.format == "pdf":
        return collect(LaidOut(item.submission), item.content, item.modele)
    others = [e for e in usable(options.moteur) if e not in _asked(layouts)]
    facts: Facts | None = None
    while True:
        if layouts.made:
            laid_out = LaidOut(item.submission, tuple(layouts.made), tuple(layouts.failed))
            facts = collect(laid_out, item.content, item.modele)
        wanted = facts is None or needs_second_opinion(facts, item.modele)
        if not (wanted and others):
            break
        engine = others.pop(0)
        for result in lay_out_many([_job(item, engine)], engine).values():
            _keep(layouts, result)
    if facts is not None:
        return facts
    return collect(LaidOut(item.submission, (), tuple(layouts.failed)), item.content, item.modele)


def _asked(layouts: Layouts) -> set[EngineName]:
    return {r.engine for r in layouts.made} | {r.engine for r in layouts.failed}


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
