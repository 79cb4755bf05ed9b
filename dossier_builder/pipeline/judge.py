"""Opened documents → what they are → reports: reading, recognising, observing, evaluating."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dossier_builder.domain.facts import Facts
from dossier_builder.domain.findings import Etape
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.report import DocumentReport, Erreur
from dossier_builder.domain.submission import LaidOut
from dossier_builder.domain.typographie import enumeration, insecable
from dossier_builder.errors import DossierError, NoTextError, PackError, UnknownKindError
from dossier_builder.facts import (
    Content,
    Observation,
    Refusal,
    collect,
    is_annexes_only,
    kinds_by_titles,
    needs_second_opinion,
    observe,
    observe_record,
    read,
    recognise_kind,
)
from dossier_builder.pipeline.engines import usable
from dossier_builder.pipeline.laying_out import ask
from dossier_builder.pipeline.modeles import load, load_all, pack_roots
from dossier_builder.pipeline.stages import Opened, Options, Prepared
from dossier_builder.rules import evaluate, verdict

EXACT = 100
_LIKELY_KINDS = 3
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
    prepared = Prepared(opened, content, modele, (*opened.notes, *([reason] if reason else [])))
    return _without_engine(prepared) if options.rapide and opened.waits_for_layout else prepared


def _without_engine(item: Prepared) -> Prepared:
    """The same, with what Word's own record shows; or with the reason why an engine is asked."""
    found = observe_record(item.opened.submission, item.content, item.modele)
    if isinstance(found, Refusal):
        reason = f"Un moteur a dû compter les pages : {found.motif}"
        return replace(item, notes=(*item.notes, insecable(reason)))
    return replace(item, quick=found)


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
        if not any(line.text.strip() for line in content.lines):
            raise NoTextError(
                "Aucune page n’a de texte lisible : le document est numérisé, ou fait d’images.",
                insecable(
                    "Demandez le PDF exporté depuis Word. Pour n’en contrôler que la longueur, "
                    f"précisez --modele, parmi : {names}."
                ),
            )
        if is_annexes_only(content):
            raise UnknownKindError(
                "Ce document ne contient que des annexes : rien ne dit de quel dossier.",
                f"Vérifiez-le avec le dossier qu’elles complètent, ou précisez --modele : {names}.",
            )
        likely = [near.sentence for near in kinds_by_titles(content, known)][:_LIKELY_KINDS]
        if likely:
            raise UnknownKindError(
                insecable(f"Le genre de dossier n’est pas sûr : {enumeration(likely, 'ou')}."),
                insecable(f"Précisez-le avec --modele, parmi : {names}."),
            )
        raise UnknownKindError(
            "Rien ne dit de quel dossier il s’agit.",
            insecable(f"Précisez-le avec --modele, parmi : {names}."),
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
        notes=(*item.notes, *near_misses(facts)),
        session=session,
    )


def _facts(item: Prepared, options: Options) -> Facts:
    """Observe with the witnesses there are; ask one more while it could change the count."""
    opened, content, modele = item.opened, item.content, item.modele
    if item.quick is not None:
        return collect(item.quick, content, modele)
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


def near_misses(facts: Facts) -> Iterator[str]:
    """A sentence for each heading that was taken for a section without saying its very title."""
    for section in facts.sections:
        if section.trouve is not None and section.score < EXACT:
            page = f" p. {section.page}" if section.page else ""
            yield insecable(
                f"Trouvé : « {section.trouve} »{page}, pris pour « {section.titre} » "
                f"(score {section.score})"
            )


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
        verdict="a_verifier" if isinstance(error, NoTextError) else "illisible",
        etape="brouillon",
        erreur=Erreur(
            code=error.code,
            message=error.message,
            aide=error.aide,
            exit_code=error.exit_code,
            problemes=error.problems,
        ),
    )
