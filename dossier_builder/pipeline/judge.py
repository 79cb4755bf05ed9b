"""Opened documents → what they are → reports: reading, recognising, observing, evaluating."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Etape
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport, Erreur
from dossier_builder.domain.submission import LaidOut
from dossier_builder.errors import DossierError, PackError, UnknownKindError
from dossier_builder.facts import (
    Content,
    Observation,
    collect,
    needs_second_opinion,
    observe,
    read,
    recognise_kind,
)
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.laying_out import ask
from dossier_builder.pipeline.modeles import load, load_all, pack_roots
from dossier_builder.pipeline.stages import Opened, Options, Prepared
from dossier_builder.rules import evaluate, verdict

FINAL_DAYS = 14
"""A dossier is final from this many days before the session."""


def prepare(opened: Opened, options: Options) -> Prepared:
    """Read the document and find its kind.

    Raises DossierError: a damaged part, an unknown kind, a wrong pack.
    """
    content = read(opened.submission)
    if opened.modele is not None:
        return Prepared(opened, content, opened.modele, opened.notes)
    roots = pack_roots(options.packs, opened.request.path)
    modele, reason = _kind(content, options.modele, roots)
    return Prepared(opened, content, modele, (*opened.notes, *([reason] if reason else [])))


def _kind(content: Content, forced: str | None, roots: tuple[Path, ...]) -> tuple[Modele, str]:
    """The pack to apply and, when the document did not declare it, the reason (French)."""
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


def conclude(item: Prepared, options: Options) -> DocumentReport:
    """Judge one laid-out document, asking a second engine when its word could decide.

    Raises LayoutFailedError when no engine could lay it out.
    """
    facts = _facts(item, options)
    outcomes = evaluate(facts, item.modele)
    session = facts.properties.declared.session
    return DocumentReport(
        fichier=item.opened.request.name,
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


def _facts(item: Prepared, options: Options) -> Facts:
    """Observe with the witnesses there are; ask one more while it could change the count."""
    opened, content, modele = item.opened, item.content, item.modele
    submission, layouts = opened.submission, opened.layouts
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
        early = layouts.early.get(engine)
        layouts.keep(early if early is not None else ask([opened], engine)[opened.request])


def stage(session: dt.date | None, today: dt.date) -> Etape:
    """`final` from 14 days before the session, `brouillon` before that or when it is unknown."""
    if session is None or (session - today).days > FINAL_DAYS:
        return "brouillon"
    return "final"


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
